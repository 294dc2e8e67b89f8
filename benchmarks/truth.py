"""Ties against chronicles of the State Department: who was ambassador on day D, and which visits took place.

    python benchmarks/corpora.py current-events --shared ../shared > build/items.jsonl
    python -m detente.cli add build/items.jsonl --store build/merging.duckdb
    python benchmarks/truth.py build/merging.duckdb --shared ../shared

Ambassadors of the USA: for every state and every first of a month from the first news to the end of the
chronicle (2020), who the folded ties say held the post; an answer is right if the chronicle has that person
at the post on that day. Days on which nothing is known are not answered; they are counted. Visits: those
of heads of state and government to the USA that are told as done, as a visit, a reception or a meeting at an
American place, matched by state and week (seven days either way). Of the chronicle's visits in the months
that the store covers the share found is told; few of them are told in current events at all. Writes
``results/truth.md``.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from detente.measuring.ties import fold
from detente.model.actor import Mention
from detente.model.errors import UnknownStateError
from detente.model.event import Event, Record
from detente.storing.merge import merge
from detente.storing.store import Store
from detente.tables.kinds import load_kinds
from detente.tables.names import load_names
from detente.tables.names_alike import names_alike
from detente.tables.states import load_states

HERE = Path(__file__).parent
CHIEFS = "reference/historyatstate/us_chiefs_of_mission_all.csv"
INCOMING = "reference/historyatstate/visits_by_foreign_leaders_to_us_all.csv"
LAST = date(2020, 10, 1)
"""The chronicle of ambassadors ends here."""
LONGEST = timedelta(days=6 * 365)
"""Who has no end in the chronicle was there at most so long."""
WEEK = timedelta(days=7)
USA = "USA"
PLACES = ("name", "long-name", "abbreviation", "capital", "city", "seat")
SLUGS = {
    "korea": "KOR", "korea-south": "KOR", "congo-democratic-republic": "COD", "cote-divoire": "CIV",
    "antigua-barbuda": "ATG", "saint-kitts-nevis": "KNA", "saint-vincent-grenadines": "VCT",
}  # fmt: skip
"""Slugs that are no names of the states; complete for rows since 2000."""
AMERICAN = re.compile(
    r"\b(?:U\.?S\.?|United States|American?|Washington|White House|Obama|Bush|Trump|Biden)\b"
)
COVERED = 20
"""A month of which the store holds at least so many documents is one that it can tell of."""
Records = Mapping[str, Sequence[Record]]
"""The records of the USA with each state."""


@dataclass(frozen=True)
class Term:
    """Somebody at a post; the end is None while it lasted."""

    state: str
    person: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Trip:
    """A visit of a state's leader to the USA."""

    state: str
    start: date
    end: date
    what: str


def code_of(slug: str) -> str | None:
    """The code of a state by the chronicle's slug."""
    try:
        return SLUGS.get(slug) or load_states().find(slug.replace("-", " ").strip()).iso3
    except UnknownStateError:
        return None


def read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


def read_terms(shared: Path) -> Iterator[Term]:
    for row in csv.DictReader((shared / CHIEFS).open(encoding="utf-8")):
        start = read_day(row["started"]) or read_day(row["appointed"])
        state = code_of(row["country"])
        if start and state:
            yield Term(state, row["person"].replace("-", " "), start, read_day(row["ended"]))


def read_trips(shared: Path) -> Iterator[Trip]:
    for row in csv.DictReader((shared / INCOMING).open(encoding="utf-8")):
        start, end, state = read_day(row["start"]), read_day(row["end"]), code_of(row["from"])
        if start and state:
            yield Trip(state, start, end or start, row["visitor"])


def answers(records: Records, first: date) -> Iterator[tuple[str, date, str]]:
    """Give (state, day, name) wherever the ties say who was ambassador of the USA."""
    kinds = load_kinds()
    for state, known in records.items():
        told = [one for one in known if one.best.tie and one.best.tie.kind == "ambassador"]
        for day in months(first) if told else ():
            ties = fold(told, kinds, as_of=day)
            names = {
                tie.subject
                for tie in ties
                if tie.parties == (USA, state) and tie.status_on(day) in kinds.ties["ambassador"].holds
            }
            if len(names) == 1 and (name := names.pop()):
                yield state, day, name


def months(first: date) -> Iterator[date]:
    day = date(first.year, first.month, 1)
    while day <= LAST:
        yield day
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def at_post(terms: Iterable[Term], state: str, day: date) -> list[str]:
    return [
        term.person
        for term in terms
        if term.state == state and term.start <= day <= (term.end or term.start + LONGEST)
    ]


def visits(records: Iterable[Record], state: str) -> Iterator[Record]:
    """Give the records that tell that a leader of the state was in the USA."""
    for record in records:
        told = record.when.start and not record.superseded_by
        if told and any(is_visit(telling.event, state) for telling in record.tellings):
            yield record


def is_visit(event: Event, state: str) -> bool:
    """Tell whether an event is told as done and takes a leader of the state to the USA.

    Either as a visit or a reception there, or as a meeting or talks with Americans at a place that detente's
    names know to be American.
    """
    if not event.modality.counts:
        return False
    if event.kind in ("visit", "be-on-visit", "host"):  # the source is always who goes
        return led_by(state, event.source) and USA in {one.actor.country for one in event.target}
    both = (*event.source, *event.target)
    met = event.kind in ("meet", "negotiate") and is_american(event.place)
    return met and led_by(state, both) and USA in {one.actor.country for one in both}


def led_by(state: str, mentions: Iterable[Mention]) -> bool:
    return any(one.actor.country == state and one.actor.role == "GOV" and is_leader(one) for one in mentions)


def is_american(place: str | None) -> bool:
    """Tell whether a part of a place's name names the USA, its capital, a town or a seat of power there."""
    words = [part.strip().removeprefix("the ") for part in (place or "").split(",")] + [place or ""]
    names = (name for part in words if part for name in load_names("en").find(part))
    return any(name.country == USA and name.kind in PLACES for name in names)


def is_leader(mention: Mention) -> bool:
    """Tell whether the chronicle lists visits of this office: heads of state and of government."""
    plain = (mention.office or mention.text).casefold()
    if re.search(r"\b(vice|deputy|former|ex|first lady|opposition)\b", plain):
        return False
    heads = r"president|prime minister|premier|chancellor|king|queen|emir|taoiseach|pope"
    return bool(re.search(heads, plain))


def is_there(trips: Sequence[Trip], state: str, record: Record) -> bool:
    start, end = record.when.start, record.when.end
    if start is None or end is None:
        return False
    return any(
        trip.state == state and trip.start - WEEK <= end and start - WEEK <= trip.end for trip in trips
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--show", action="store_true", help="list the answers that are wrong")
    parser.add_argument("--no-file", action="store_true", help="print only")
    options = parser.parse_args()
    store = Store(options.store, must_exist=True)
    codes = load_states().codes()
    states = [b if a == USA else a for a, b, _ in store.pairs() if USA in (a, b) and {a, b} <= set(codes)]
    records = {state: merge(store.tellings((USA, state)), pairings=store.pairings()) for state in states}
    text = "\n\n".join(
        (
            "# Ties against chronicles",
            "Made by `benchmarks/truth.py`, over the pairs of the USA that Wikipedia's current events cover.",
            ambassadors(store, records, tuple(read_terms(options.shared)), show=options.show),
            visited(store, records, tuple(read_trips(options.shared)), show=options.show),
        )
    )
    print(text)
    if not options.no_file:
        (HERE / "results" / "truth.md").write_text(text + "\n", encoding="utf-8")


def ambassadors(store: Store, records: Records, terms: Sequence[Term], *, show: bool) -> str:
    first = store.counts().first or LAST
    given = [one for one in answers(records, first) if any(term.state == one[0] for term in terms)]
    wrong = [
        (state, day, name)
        for state, day, name in given
        if not any(names_alike(name, other) for other in at_post(terms, state, day))
    ]
    if show:
        seen: Mapping[tuple[str, str], date] = {(state, name): day for state, day, name in wrong}
        for (state, name), day in seen.items():
            print("wrong:", state, day, name, "- there were", at_post(terms, state, day))
    asked = sum(1 for _ in months(first)) * len({term.state for term in terms} & set(records))
    posts = len({(state, name) for state, _, name in given})
    share = 1 - len(wrong) / len(given) if given else 0.0
    return (
        "## Who was ambassador of the USA\n\n"
        f"- state-days asked: {asked}; answered: {len(given)} ({posts} ambassadors)\n"
        f"- right of the answers: {share:.3f}"
    )


def visited(store: Store, records: Records, trips: Sequence[Trip], *, show: bool) -> str:
    first, last = store.counts().first or LAST, max(trip.start for trip in trips)
    told = [(state, record) for state, known in records.items() for record in visits(known, state)]
    listed = {trip.state for trip in trips}  # others, such as Palestine, the chronicle passes over
    told = [one for one in told if one[1].when.start and first <= one[1].when.start <= last]
    told = [one for one in told if one[0] in listed]
    right = [one for one in told if is_there(trips, *one)]
    if show:
        for state, record in told:
            if not is_there(trips, state, record):
                print("not there:", state, record.when.start, record.evidence[0].quote[:140])
    months = Counter(f"{document.date:%Y-%m}" for document in store.documents() if document.date)
    covered = {month for month, documents in months.items() if documents >= COVERED}
    asked = [trip for trip in trips if f"{trip.start:%Y-%m}" in covered and trip.state in records]
    found = [trip for trip in asked if any(is_there([trip], *one) for one in told)]
    named = list(named_in(store, asked))
    return (
        "## Visits of heads of state and government to the USA\n\n"
        f"- told as done: {len(told)}; in the chronicle, by state and week: "
        f"{len(right) / max(1, len(told)):.3f}\n"
        f"- of the chronicle's {len(asked)} visits in the months that the store covers, found: "
        f"{len(found) / max(1, len(asked)):.3f}\n"
        f"- of these, an item of those days names the visitor and the USA: {len(named)}; of them found: "
        f"{len([trip for trip in named if trip in found]) / max(1, len(named)):.3f}"
    )


def named_in(store: Store, trips: Iterable[Trip]) -> Iterator[Trip]:
    """Give the trips of whose days (three either way) an item has the visitor's last name and the USA."""
    texts: dict[date, list[str]] = defaultdict(list)
    for document in store.documents():
        if document.date and AMERICAN.search(document.text):
            texts[document.date].append(document.text)
    for trip in trips:
        name = re.compile(rf"\b{re.escape(trip.what.split()[-1])}\b")
        days = (trip.start + timedelta(days=n) for n in range(-3, (trip.end - trip.start).days + 4))
        if any(name.search(text) for day in days for text in texts.get(day, ())):
            yield trip


if __name__ == "__main__":
    main()
