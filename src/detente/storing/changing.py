"""An event with some of its fields changed by a person, and all that follows from them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from detente.model.actor import Actor, Mention
from detente.model.errors import UsageError
from detente.model.event import Event, Modality, Part, Precision, TieEffect, When
from detente.tables.kinds import load_kinds
from detente.tables.scales import load_scales

FIELDS = ("kind", "source", "target", "day", "modality", "place", "person")
"""What can be changed. Parties are written ``MLI/GOV|IGO:ECOWAS``, days ``2024-01-24``, ``2024-01`` or
``2024``."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ORGANISATION = "IGO:"
_GENERIC = ("UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM")
"""Codes of international actors that belong to no state; complete for the interchange form."""


def changed(event: Event, changes: Mapping[str, str]) -> Event:
    """Give the event with these fields changed, and with what follows from kind and parties.

    Raises
    ------
    UsageError
        If a value is no kind, party list, day or modality.
    """
    source = _side(changes["source"], event) if "source" in changes else event.source
    target = _side(changes["target"], event) if "target" in changes else event.target
    event = replace(event, source=source, target=target)
    if "day" in changes:
        event = replace(event, when=read_day(changes["day"]))
    if "modality" in changes:
        event = replace(event, modality=_modality(changes["modality"]))
    if "place" in changes:
        event = replace(event, place=changes["place"] or None)
    if "person" in changes:
        event = _of_person(event, changes["person"].strip())
    if "kind" in changes:
        event = _of_kind(event, changes["kind"])
    if {"source", "target", "kind"} & set(changes):
        event = replace(event, tie=_tie(event))
    return event


def renamed(event: Event, names: Mapping[str, str]) -> Event:
    """Give the event with every person whose name, in lower case, is a key of `names` called by its value."""
    source, target = (tuple(_called(one, names) for one in side) for side in (event.source, event.target))
    parts = tuple(
        replace(part, text=names[part.text.casefold()])
        if part.role == "person" and part.text.casefold() in names
        else part
        for part in event.parts
    )
    if (source, target, parts) == (event.source, event.target, event.parts):
        return event
    return replace(event, source=source, target=target, parts=parts)


def _called(mention: Mention, names: Mapping[str, str]) -> Mention:
    person = names.get(mention.person.casefold()) if mention.person else None
    return replace(mention, person=person) if person else mention


def _of_person(event: Event, name: str) -> Event:
    """Give the event with another person: whom it is about, else the only one who acts, else a new part."""
    told = event.part("person")
    acting = [mention.person for mention in event.source if mention.person]
    if told:
        return renamed(event, {told.casefold(): name})
    if len(acting) == 1:
        return renamed(event, {acting[0].casefold(): name})
    return replace(event, parts=(*event.parts, Part(role="person", text=name)))


def read_day(text: str) -> When:
    """Read a day, month or year as the time of an act."""
    match = _DAY.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(group) if group else None for group in match.groups())
        if year is None:
            raise ValueError
        start = date(year, month or 1, day or 1)
    except ValueError:
        raise UsageError(f"{text!r} is no day; expected 2024-01-24, 2024-01 or 2024") from None
    if day is not None:
        return When(start=start, end=start, precision=Precision.DAY, text=text)
    last = month or 12
    end = date(year, last, monthrange(year, last)[1])
    return When(start=start, end=end, precision=Precision.MONTH if month else Precision.YEAR, text=text)


def _side(text: str, event: Event) -> tuple[Mention, ...]:
    """Read a list of parties; words that stood for one of them in the event stay its words."""
    there = {mention.actor.code: mention for mention in (*event.target, *event.source)}
    mentions = []
    for code in filter(None, (part.strip() for part in text.split("|"))):
        actor = _actor(code)
        known = there.get(actor.code)
        evidence = event.evidence
        mentions.append(
            known
            or Mention(
                span=evidence.span, text=evidence.quote, sentence=0, head=0, actor=actor, how="correction"
            )
        )
    return tuple(mentions)


def _actor(code: str) -> Actor:
    name, _, role = code.partition("/")
    if name.startswith(_ORGANISATION) or name in _GENERIC:
        return Actor(body=name.removeprefix(_ORGANISATION), role=role or None)
    if re.fullmatch(r"[A-Z]{3}", name) is None:
        raise UsageError(f"{code!r} is no party; expected a state such as MLI or MLI/GOV, or IGO:ECOWAS")
    return Actor(country=name, role=role or None)


def _modality(text: str) -> Modality:
    try:
        return Modality(text)
    except ValueError:
        raise UsageError(f"{text!r} is no modality; expected one of {', '.join(Modality)}") from None


def _of_kind(event: Event, name: str) -> Event:
    kinds, scales = load_kinds(), load_scales()
    if name not in kinds.events:
        raise UsageError(f"there is no event kind {name!r}; `detente kinds` lists them")
    kind = kinds.event(name)
    return replace(
        event,
        kind=name,
        plover=kind.plover,
        mode=kind.mode,
        cameo=kind.cameo,
        contexts=kind.contexts,
        reciprocal=kind.reciprocal,
        quad=scales.quad(kind.plover),
        score=scales.score(kind.plover, kind.mode),
    )


def _tie(event: Event) -> TieEffect | None:
    """Give what an event of this kind does to a tie of these parties."""
    kinds = load_kinds()
    kind = kinds.events.get(event.kind)
    tie = kinds.ties.get(kind.group) if kind else None
    if kind is None or tie is None or kind.status is None:
        return None
    sides = (*event.target, *event.source) if kind.owner == "target" else (*event.source, *event.target)
    parties = tuple(dict.fromkeys(_party(mention.actor) for mention in sides))
    return TieEffect(kind=tie.kind, parties=parties, status=kind.status)


def _party(actor: Actor) -> str:
    if actor.country:
        return actor.country
    body = actor.body or "---"
    return body if body in (*_GENERIC, "---") else f"{_ORGANISATION}{body}"
