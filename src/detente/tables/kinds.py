"""What events mean, free of language: the files of ``data/kinds``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError

SHOWN = ("act", "statement", "promise", "state")
RECIPIENT = ("needed", "optional", "none")
PARTIES = ("source-target", "all")
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """One kind of event.

    Attributes
    ----------
    name, group
        ``appoint-ambassador`` of the group (file) ``ambassador``.
    plover, mode, cameo, contexts
        Codes of the ontologies; None for what they have no place for.
    recipient
        Whether a target is ``needed``, ``optional`` or impossible (``none``).
    reciprocal
        All parties take part alike unless the sentence gives a direction.
    status
        The status that the act gives to the tie of its group; None where it does nothing to one.
    future
        Name of the kind that the same act is while it is only planned or promised, or None.
    shown
        Where a dossier shows it: ``act``, ``statement``, ``promise`` or ``state``.
    owner
        Which side comes first in the tie: the ``source`` of the act, or its ``target`` (an envoy who is
        summoned).
    manner
        For statements: praise, criticism, demand, denial, position, claim, promise.
    label
        English line for the dossier, with ``{source}``, ``{target}`` and the names of parts.
    """

    name: str
    group: str
    label: str
    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
    recipient: str = "needed"
    reciprocal: bool = False
    status: str | None = None
    future: str | None = None
    shown: str = "act"
    owner: str = "source"
    manner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieKind:
    """One kind of tie: the order of its parties, the part that names it, and its statuses."""

    kind: str
    title: str
    parties: str
    subject: str | None
    holds: tuple[str, ...]
    ends: tuple[str, ...]
    open: tuple[str, ...] = ()
    """Statuses of what is only planned, promised or proposed."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds by name."""

    events: Mapping[str, EventKind]
    ties: Mapping[str, TieKind]

    def event(self, name: str) -> EventKind:
        """Give the event kind with this name; raises DataError for an unknown one."""
        try:
            return self.events[name]
        except KeyError:
            raise DataError(f"there is no event kind {name!r} in data/kinds") from None

    def tie(self, kind: str) -> TieKind:
        """Give the tie kind with this name; raises DataError for an unknown one."""
        try:
            return self.ties[kind]
        except KeyError:
            raise DataError(f"there is no tie kind {kind!r} in data/kinds") from None


_EVENT_KEYS = frozenset(EventKind.__dataclass_fields__) - {"group"}
_TIE_KEYS = frozenset(TieKind.__dataclass_fields__)


def read_kind_file(text: str, *, name: str) -> tuple[TieKind | None, tuple[EventKind, ...]]:
    """Read one kind file's text; `name` is the file's name, used as group and in messages.

    Raises
    ------
    DataError
        If a key is unknown, missing, or has a value that is not allowed; the message names file and key.
    """
    table = tomllib.loads(text)
    unknown = set(table) - {"tie", "event"}
    if unknown:
        raise DataError(
            f"kinds/{name}.toml: unknown table {sorted(unknown)[0]!r}; expected [tie] or [[event]]"
        )
    events = tuple(_event(entry, name) for entry in table.get("event", ()))
    tie = _tie(table["tie"], name) if "tie" in table else None
    return tie, events


def _event(entry: dict[str, Any], group: str) -> EventKind:
    _refuse_unknown(entry, _EVENT_KEYS, f"kinds/{group}.toml: event {entry.get('name')!r}")
    entry = {**entry, "contexts": tuple(entry.get("contexts", ()))}
    try:
        kind = EventKind(group=group, **entry)
    except TypeError as error:
        raise DataError(f"kinds/{group}.toml: event {entry.get('name')!r}: {error}") from None
    for key, value, allowed in (
        ("shown", kind.shown, SHOWN),
        ("owner", kind.owner, ("source", "target")),
        ("recipient", kind.recipient, RECIPIENT),
        ("plover", kind.plover, (None, *PLOVER_TYPES)),
    ):
        if value not in allowed:
            raise DataError(
                f"kinds/{group}.toml: event {kind.name!r}: {key} = {value!r}, expected one of {allowed}"
            )
    return kind


def _tie(entry: dict[str, Any], group: str) -> TieKind:
    _refuse_unknown(entry, _TIE_KEYS, f"kinds/{group}.toml: [tie]")
    lists = {key: tuple(entry.get(key, ())) for key in ("holds", "ends", "open")}
    subject = entry.get("subject")
    try:
        tie = TieKind(
            kind=entry["kind"], title=entry["title"], parties=entry["parties"], subject=subject, **lists
        )
    except KeyError as error:
        raise DataError(f"kinds/{group}.toml: [tie] has no key {error.args[0]!r}") from None
    if tie.parties not in PARTIES:
        raise DataError(f"kinds/{group}.toml: [tie] parties = {tie.parties!r}, expected one of {PARTIES}")
    return tie


def _refuse_unknown(entry: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = set(entry) - known
    if unknown:
        raise DataError(
            f"{where}: unknown key {sorted(unknown)[0]!r}; known keys are {', '.join(sorted(known))}"
        )


@cache
def load_kinds() -> Kinds:
    """Read all kind files that come with the package."""
    events: dict[str, EventKind] = {}
    ties: dict[str, TieKind] = {}
    folder = files("detente") / "data" / "kinds"
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not path.name.endswith(".toml"):
            continue
        group = path.name.removesuffix(".toml")
        tie, kinds = read_kind_file(path.read_text(encoding="utf-8"), name=group)
        if tie is not None:
            ties[tie.kind] = tie
        for kind in kinds:
            if kind.name in events:
                raise DataError(
                    f"kinds/{group}.toml: event {kind.name!r} stands in {events[kind.name].group}.toml too"
                )
            events[kind.name] = kind
    for kind in events.values():
        if kind.future is not None and kind.future not in events:
            raise DataError(f"kinds/{kind.group}.toml: event {kind.name!r}: no event kind {kind.future!r}")
    return Kinds(MappingProxyType(events), MappingProxyType(ties))
