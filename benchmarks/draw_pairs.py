"""Draw pairs of events that may tell one act, for a person to judge.

    python -m detente.cli add build/items.jsonl build/wikinews.jsonl --store build/merging.duckdb
    python benchmarks/draw_pairs.py build/merging.duckdb > build/pairs.jsonl

(`benchmarks/corpora.py` makes the two inputs.) Both events of a pair have the same two states (or
organisations) among their parties, are told at most a week apart, and are of one PLOVER type or one merge
family. What the merging rules say of a pair plays no part. Strata: how far apart they were published, the
same kind or a related one, one document or two, and the share of content words that both sentences have;
within a stratum pairs come by chance, few of the same two states and one of a document, so that no single
war fills the sheet. Kept unseen ("held") while rules are tuned are every third pair of the second sheet, by
the hash of its identifiers, and the whole third sheet.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from detente.model.event import Telling
from detente.storing.act_rules import load_rules
from detente.storing.decisions import sides_of
from detente.storing.store import Store

DAYS = 7
WANTED = {
    "near, alike": (95, 60, 30),
    "near, unlike": (75, 40, 30),
    "apart, alike": (70, 50, 30),
    "apart, unlike": (50, 20, 20),
    "related kinds": (60, 40, 40),
    "one document": (60, 20, 30),
}
"""Pairs of each stratum on the three sheets."""
SHEETS = ((5, 8), (6, 30), (7, 20))
"""Seed and highest number of pairs of the same two states, for each sheet. The second came when the rules
had been tuned on the first, the third when a part of the first that had been held back was needed for
tuning too; pairs of the third may have one document that an earlier pair has."""
_WORD = re.compile(r"\w{4,}|\d+")


LAST = len(SHEETS) - 1


def words(telling: Telling) -> set[str]:
    return {word.casefold()[:6] for word in _WORD.findall(telling.event.evidence.quote)}


def alike(a: Telling, b: Telling) -> bool:
    left, right = words(a), words(b)
    return bool(left and right) and len(left & right) >= 0.4 * min(len(left), len(right))


def states(telling: Telling) -> tuple[str, ...]:
    sides = (*telling.event.source, *telling.event.target)
    return tuple(sorted({mention.actor.country or mention.actor.body or "" for mention in sides} - {""}))


def candidates(tellings: Iterable[Telling]) -> Iterator[tuple[str, Telling, Telling]]:
    """Give (stratum, one, other) for every pair that could be asked about."""
    rules = load_rules()
    blocks: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.published:
            for two in combinations(states(telling), 2):
                blocks[two].append(telling)
    for members in blocks.values():
        members.sort(key=lambda telling: (telling.published, telling.id))
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                gap = (other.published - one.published).days
                if gap > DAYS:
                    break
                same = one.event.kind == other.event.kind
                family = rules.family(one.event.kind) == rules.family(other.event.kind)
                if not same and not family and (one.event.plover or "-") != other.event.plover:
                    continue
                if one.document == other.document:
                    yield "one document", one, other
                elif not same:
                    yield "related kinds", one, other
                else:
                    near = "near" if gap <= 1 else "apart"
                    yield f"{near}, {'alike' if alike(one, other) else 'unlike'}", one, other


def draw(tellings: Iterable[Telling]) -> Iterator[tuple[int, str, Telling, Telling]]:
    found: dict[str, dict[tuple[str, str], tuple[Telling, Telling]]] = defaultdict(dict)
    for stratum, one, other in candidates(tellings):
        found[stratum][one.id, other.id] = one, other
    used: set[str] = set()
    for sheet, (seed, most) in enumerate(SHEETS):
        dice = random.Random(seed)
        of_states: Counter[tuple[str, ...]] = Counter()
        for stratum, wanted in WANTED.items():
            pairs = [found[stratum][key] for key in sorted(found[stratum])]
            dice.shuffle(pairs)
            taken = 0
            for one, other in pairs:
                who = states(one)
                again = len({one.document, other.document} & used)
                if (
                    taken == wanted[sheet]
                    or of_states[who] == most
                    or again > (sheet == LAST and one.document != other.document)
                ):
                    continue
                taken += 1
                of_states[who] += 1
                used |= {one.document, other.document}
                yield sheet, stratum, one, other


def held(one: str, other: str) -> bool:
    return int(hashlib.sha256(f"{one}|{other}".encode()).hexdigest(), 16) % 3 == 0


def place(telling: Telling) -> dict[str, object]:
    span = telling.event.evidence.span
    return {
        "document": telling.document,
        "start": span.start,
        "end": span.end,
        "kind": telling.event.kind,
        "sides": sides_of(telling.event),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    options = parser.parse_args()
    store = Store(options.store, must_exist=True)
    for number, (sheet, stratum, one, other) in enumerate(draw(store.tellings()), 1):
        entry = {
            "pair": number,
            "stratum": stratum,
            "held": sheet == LAST or (sheet > 0 and held(one.id, other.id)),
            "a": place(one),
            "b": place(other),
        }
        print(json.dumps(entry))


if __name__ == "__main__":
    main()
