"""How well tellings of one act become one record: pairs of real events, judged by reading both sentences.

    python benchmarks/corpora.py current-events --shared ../shared > build/items.jsonl
    python benchmarks/corpora.py wikinews --language en --shared ../shared > build/wikinews.jsonl
    python -m detente.cli add build/items.jsonl build/wikinews.jsonl --store build/merging.duckdb
    python benchmarks/merging.py build/merging.duckdb [--show seen] [--no-file]

The pairs lie in ``answers/merging.jsonl`` (drawn by `draw_pairs.py`; identifiers and offsets, no text). The
whole store is merged; a pair counts as joined where both events are in one record. Precision: of the joined
pairs, the share judged the same act. Recall: of the pairs judged the same, the share joined. Pairs that a
reader could not decide (``same: null``) do not count; pairs of which an event is not read any more are
counted apart. Rules were tuned on the pairs that are not ``held`` alone. Writes ``results/merging.md``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.model.event import Telling
from detente.storing.decisions import sides_of
from detente.storing.merge import merge
from detente.storing.store import Store

HERE = Path(__file__).parent
Pair = Mapping[str, Any]


class Found:
    """The tellings of the store, to be found by document, kind and place."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self.by_document: dict[str, list[Telling]] = defaultdict(list)
        for telling in tellings:
            self.by_document[telling.document].append(telling)

    def find(self, place: Mapping[str, Any]) -> Telling | None:
        """Give the telling of this kind whose words overlap the place most; the first of equals."""

        def shared(telling: Telling) -> int:
            span = telling.event.evidence.span
            return min(span.end, place["end"]) - max(span.start, place["start"])

        about = [one for one in self.by_document[place["document"]] if one.event.kind == place["kind"]]
        about = [one for one in about if sides_of(one.event) == place["sides"]] or about
        exact = [one for one in about if one.event.evidence.span.start == place["start"]]
        best = max(exact or about, key=shared, default=None)
        return best if best is not None and shared(best) > 0 else None


def judge(pairs: Iterable[Pair], store: Store) -> list[tuple[Pair, bool | None]]:
    """Give every pair with whether it is joined; None where an event of it is not read any more."""
    tellings = list(store.tellings())
    record_of = {
        telling.id: record.id
        for record in merge(tellings, pairings=store.pairings())
        for telling in record.tellings
    }
    found, judged = Found(tellings), []
    for pair in pairs:
        one, other = found.find(pair["a"]), found.find(pair["b"])
        if one is None or other is None:
            judged.append((pair, None))
        elif one.id == other.id:  # two readings of one place that became one
            judged.append((pair, True))
        else:
            judged.append((pair, record_of[one.id] == record_of[other.id]))
    return judged


def row(name: str, judged: Sequence[tuple[Pair, bool | None]]) -> str:
    known = [(pair["same"], joined) for pair, joined in judged if pair["same"] is not None]
    right = sum(same and joined is True for same, joined in known)
    joined = sum(joined is True for _, joined in known)
    same = sum(same and joined is not None for same, joined in known)
    gone = sum(joined is None for _, joined in known)
    precision = f"{right / joined:.3f}" if joined else "–"
    recall = f"{right / same:.3f}" if same else "–"
    return f"| {name} | {len(known)} | {same} | {joined} | {precision} | {recall} | {gone} |"


def report(judged: Sequence[tuple[Pair, bool | None]]) -> str:
    strata = dict.fromkeys(pair["stratum"] for pair, _ in judged)
    undecided = sum(pair["same"] is None for pair, _ in judged)
    head = [
        "| pairs | judged | same act | joined | precision | recall | not read any more |",
        "|---" * 7 + "|",
    ]
    rows = [
        row("all", judged),
        row("seen while tuning", [one for one in judged if not one[0]["held"]]),
        row("held back", [one for one in judged if one[0]["held"]]),
        *(row(name, [one for one in judged if one[0]["stratum"] == name]) for name in strata),
    ]
    intro = (
        "Made by `benchmarks/merging.py`: pairs of events from Wikipedia's current events and Wikinews "
        "that have two states in common and lie at most a week apart, judged by reading both sentences. "
        f"{undecided} further pairs could not be decided by reading and do not count."
    )
    return "\n".join(["# One act, one record", "", intro, "", *head, *rows]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store", type=Path)
    parser.add_argument("--show", choices=["seen"], help="list the errors among the pairs not held back")
    parser.add_argument("--no-file", action="store_true", help="print only")
    options = parser.parse_args()
    lines = (HERE / "answers" / "merging.jsonl").read_text(encoding="utf-8").splitlines()
    judged = judge(map(json.loads, lines), Store(options.store, must_exist=True))
    if options.show:
        for pair, joined in judged:
            if not pair["held"] and pair["same"] not in (None, joined):
                print(pair["pair"], "same" if pair["same"] else "apart", "joined" if joined else joined)
    text = report(judged)
    print(text)
    if not options.no_file:
        (HERE / "results" / "merging.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
