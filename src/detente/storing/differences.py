"""What the tellings of one act tell differently, kept side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from detente.model.event import Difference, Precision, Telling, When
from detente.storing.act_rules import ActRules
from detente.storing.outline import place_name
from detente.tables.folding import fold
from detente.tables.names_alike import same_spelling
from detente.tables.states import load_states

_NOT_TOLD = (Precision.PUBLICATION, Precision.UNKNOWN)


def differences(tellings: Sequence[Telling], rules: ActRules) -> tuple[Difference, ...]:
    """Give every detail with at least two readings that cannot both be right, and who gives which."""
    found = [
        _days(tellings, rules),
        _places(tellings, rules),
        *(_numbers(tellings, role) for role in rules.counting),
    ]
    found.append(_people(tellings))
    return tuple(difference for difference in found if difference is not None)


def _difference(detail: str, readings: Mapping[str, Sequence[str]]) -> Difference | None:
    if len(readings) < 2:
        return None
    ordered = sorted(readings.items())
    return Difference(detail=detail, readings=tuple((text, tuple(sorted(names))) for text, names in ordered))


def _days(tellings: Sequence[Telling], rules: ActRules) -> Difference | None:
    """Give the days that are told, unless some day fits them all or what is told goes on for days."""
    if all(telling.event.kind in rules.travelling | rules.lasting for telling in tellings):
        return None
    told = [telling for telling in tellings if telling.event.when.precision not in _NOT_TOLD]
    starts = [telling.event.when.start for telling in told if telling.event.when.start]
    ends = [telling.event.when.end for telling in told if telling.event.when.end]
    if not starts or not ends or max(starts) <= min(ends):
        return None
    readings: dict[str, list[str]] = defaultdict(list)
    for telling in told:
        readings[_write_when(telling.event.when)].append(telling.id)
    return _difference("day", readings)


def _write_when(when: When) -> str:
    if when.start is None or when.end is None:
        return "not told"
    if when.start == when.end:
        return when.start.isoformat()
    return f"{when.start.isoformat()} to {when.end.isoformat()}"


def _places(tellings: Sequence[Telling], rules: ActRules) -> Difference | None:
    """Give the places that are told, where none is a part of another; a whole state says nothing exact."""
    if any(telling.event.kind in rules.lasting for telling in tellings):
        return None  # An embassy and the consulates beside it are told as one.
    readings: dict[str, list[str]] = defaultdict(list)
    written: dict[str, str] = {}
    places = [
        (fold(place).casefold(), telling)
        for telling in tellings
        if (place := place_name(telling.event)) and not _is_state(place)
    ]
    shortest = sorted({plain for plain, _ in places}, key=lambda plain: (len(plain), plain))
    for plain, telling in sorted(places, key=lambda pair: (pair[0], pair[1].id)):
        name = next(other for other in shortest if other in plain)
        readings[written.setdefault(name, telling.event.place or "")].append(telling.id)
    return _difference("place", readings)


def _is_state(place: str) -> bool:
    """Tell whether a place is a whole state, in which any town may lie."""
    return bool(load_states().meanings(place.removeprefix("the ")))


def _numbers(tellings: Sequence[Telling], role: str) -> Difference | None:
    """Give the values told for a part with a number."""
    readings: dict[str, list[str]] = defaultdict(list)
    for telling in tellings:
        for part in telling.event.parts:
            if part.role == role:
                readings[part.value or fold(part.text).casefold()].append(telling.id)
    return _difference(role, readings)


def _people(tellings: Sequence[Telling]) -> Difference | None:
    """Give the spellings of the person, where they differ in more than accents and words left out."""
    readings: dict[str, list[str]] = defaultdict(list)
    names = sorted((name, telling.id) for telling in tellings if (name := telling.event.part("person")))
    longest = sorted({name for name, _ in names}, key=lambda name: (-len(name), name))
    for name, telling in names:
        written = next(other for other in longest if same_spelling(name, other))
        readings[written].append(telling)
    return _difference("person", readings)
