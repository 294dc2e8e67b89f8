"""The dossier of a pair, written from what the store holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from detente.model.dossier import Claim, Facts, State
from detente.model.errors import UsageError
from detente.pipeline.facts import gather_facts

if TYPE_CHECKING:
    from detente.model.document import Document
    from detente.storing.runs import Counts
    from detente.storing.store import Store

LAST: Literal["last"] = "last"
"""Instead of a day: since the last dossier."""
FORMS = ("html", "md", "json")
"""The endings that a dossier can be written under; the same as the reporting room's, without loading it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A written dossier.

    Attributes
    ----------
    text
        The whole, in the form asked for.
    brief
        The ten lines that matter.
    nothing
        Why the dossier is empty; None where it is not.
    """

    text: str
    brief: tuple[str, ...]
    records: int
    ties: int
    as_of: date
    nothing: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Tell what was made, without the text."""
        counts = {"as_of": self.as_of.isoformat(), "records": self.records, "ties": self.ties}
        return counts | {"nothing": self.nothing, "brief": list(self.brief)}


def make_dossier(
    store_path: Path,
    pair: tuple[State, State],
    form: str,
    *,
    as_of: date | None = None,
    since: date | Literal["last"] | None = None,
    command: str = "",
) -> Made:
    """Write the dossier of a pair from what the store holds.

    Parameters
    ----------
    since
        Add what changed since this day, or since the last dossier that `note_dossier` noted.

    Raises
    ------
    StoreError, UsageError
        If there is no store at `store_path`; no last dossier.
    """
    from detente.reporting.dossier import write_dossier
    from detente.storing.store import Store

    store = Store(store_path, must_exist=True)
    day = _since_last(store, pair, as_of) if since == LAST else since
    facts = gather_facts(store, pair, as_of=as_of, since=day, command=command)
    documents = _documents(store, facts)
    return Made(
        text=write_dossier(facts, form, documents),
        brief=brief_lines(facts, documents),
        records=len(facts.records),
        ties=len(facts.ties),
        as_of=facts.as_of,
        nothing=None if facts.records else _nothing(facts, store_path, store.counts()),
    )


def note_dossier(store_path: Path, pair: tuple[State, State], as_of: date) -> None:
    """Note in the store that a dossier of the pair was written, for what changed since.

    Raises
    ------
    StoreError
        If the store cannot be written.
    """
    from detente.storing.store import Store

    Store(store_path, must_exist=True).note_dossier(pair[0].iso3, pair[1].iso3, as_of)


def _documents(store: Store, facts: Facts) -> dict[str, Document]:
    """Give every document that the facts cite, by its identifier."""
    documents = {source.document.id: source.document for source in facts.sources}
    missing = {e.document for record in facts.context for e in record.evidence} - set(documents)
    return (
        documents | {document.id: document for document in store.documents(missing)} if missing else documents
    )


def _since_last(store: Store, pair: tuple[State, State], as_of: date | None) -> date:
    """Give the day after the last dossier of the pair: what it told is not told as new again."""
    last = store.last_dossier(pair[0].iso3, pair[1].iso3, before=as_of)
    if last is None:
        raise UsageError(
            f"no earlier dossier of {pair[0].name} and {pair[1].name} was written from {store.path}; "
            "give a day: --since 2024-05-02"
        )
    return last + timedelta(days=1)


BRIEF = 10
"""Lines of the short form: the heading, the judgement, and the newest acts."""


def brief_lines(facts: Facts, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Give the ten lines that matter, each with its source."""
    used = sum(source.used for source in facts.sources)
    head = f"{facts.a.name} – {facts.b.name}, as of {facts.as_of}"
    counts = f"{len(facts.records)} records from {used} sources; {len(facts.ties)} ties"
    newest = sorted(
        (record for record in facts.records if record.when.start and record.best.modality.counts),
        key=lambda record: (record.when.start or facts.as_of, record.id),
        reverse=True,
    )
    lines = dict(facts.lines)
    latest = [
        Claim(text=f"{record.when.start}: {lines[record.id]}", evidence=record.evidence) for record in newest
    ]
    chosen = (*facts.judgement, *latest)[: BRIEF - 1]
    return (f"{head}: {counts}", *(_brief(claim, documents) for claim in chosen))


def _brief(claim: Claim, documents: Mapping[str, Document]) -> str:
    first = claim.evidence[0].document
    document = documents.get(first)
    named = (document.publisher or document.title or document.id) if document else first
    day = f", {document.date}" if document and document.date else ""
    more = f" and {len(claim.evidence) - 1} more" if len(claim.evidence) > 1 else ""
    return f"  · {claim.text}  [{named}{day}{more}]"


def _nothing(facts: Facts, store_path: Path, counts: Counts) -> str:
    """Say that the store tells nothing of the pair, and what it does hold."""
    until = f" published until {facts.as_of}" if counts.last and facts.as_of < counts.last else ""
    span = f" of {counts.first} to {counts.last}" if counts.first else ""
    held = f"{counts.documents} documents{span}" if counts.documents else "no document"
    return (
        f"nothing{until} tells an act between {facts.a.name} and {facts.b.name} ({store_path} holds {held}); "
        "add articles, or see with detente explain how a sentence is read"
    )
