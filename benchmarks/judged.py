"""Promises and doubts on real input: draws them from a store to be read, and counts what was right.

    python benchmarks/judged.py draw build/merging.duckdb --seed 1 --round last > to_read.txt
    python benchmarks/judged.py count
    python benchmarks/judged.py reference build/items.jsonl

`draw` takes pairs of states at random that have at least five records' worth of tellings, and from each at
most two promises and two doubts of each sort, as the dossier of the pair would show them on its last day; it
prints what has to be read and a line for ``answers/judged.csv``. A promise is right if its parties, what
is promised and its state (open, kept, denied, lapsed) are; a contradiction if both readings are of one thing
and cannot both hold; a single source if the act is told so; a claim against reference if the fact is. The
file refers to items; it holds no sentence of theirs; its rounds are before (`first`) and after (`last`) what
the first showed was mended. `reference` counts the claims that are held against
reference facts over all items, prints what is raised, and how many of the wrong facts are found that it puts
into sentences itself. Writes ``results/judged.md``.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from accepted import interval, judged_rows

from detente.measuring.claimed import find_claims, make_patterns
from detente.measuring.reference import check_reference, state_wordings
from detente.model.dossier import Doubt, Facts, Promise
from detente.model.interchange import document_from_json
from detente.pipeline.facts import gather_facts
from detente.storing.store import Store
from detente.tables.leaders import load_leaders
from detente.tables.states import load_states

HERE = Path(__file__).parent
ANSWERS = HERE / "answers" / "judged.csv"
RESULT = HERE / "results" / "judged.md"
REFERENCE = HERE / "results" / "reference.md"
DOUBTS = (("contradiction", 25), ("single-source", 20), ("superseded", 8), ("partisan", 7))
"""Sorts of doubts and their part of sixty; claims against reference facts are all told by `reference`."""
LEAST, MOST = 5, 2
"""Tellings that a pair must have, and how many of each sort are drawn of one pair."""


def draw(options: argparse.Namespace) -> None:
    """Print the sample, to be read."""
    store, chance = Store(options.store, must_exist=True), random.Random(options.seed)
    states = load_states()
    codes = set(states.codes())
    pairs = sorted((a, b) for a, b, told in store.pairs() if {a, b} <= codes and told >= LEAST)
    chance.shuffle(pairs)
    wanted = Counter(
        {"promise": options.number} | {sort: share * options.number // 60 for sort, share in DOUBTS}
    )
    writer, drawn = csv.writer(sys.stdout), set[tuple[object, ...]]()
    for a, b in pairs:
        if not any(wanted.values()):
            break
        facts = gather_facts(store, (states.get(a), states.get(b)))
        found = [("promise", facts.promises)]
        found += [(sort, [one for one in facts.doubts if one.sort == sort]) for sort, _ in DOUBTS]
        for sort, members in found:
            new = [one for one in members if (sort, one.evidence[0]) not in drawn]
            for one in chance.sample(new, min(MOST, len(new), wanted[sort])):
                wanted[sort] -= 1
                drawn.add((sort, one.evidence[0]))
                print("\n" + "\n".join(f"# {line}" for line in to_read(one, facts, store)))
                first = one.evidence[0]
                named = ("promise", one.state) if isinstance(one, Promise) else ("doubt", one.sort)
                writer.writerow([options.round, *named, f"{a}-{b}", first.document, first.span.start, "", ""])


def to_read(one: Promise | Doubt, facts: Facts, store: Store) -> Iterator[str]:
    """Give the lines that a reader needs."""
    if isinstance(one, Promise):
        yield f"PROMISE {one.state}: {one.text} ({one.day}, due {one.due})"
    else:
        yield f"DOUBT {one.sort}: {one.text} {one.reference or ''}"
    for evidence in one.evidence[:4]:
        yield f"    {evidence.document} >> {evidence.quote}"
        for document in store.documents([evidence.document]):
            yield f"       {document.text[:450]!r}"
    if isinstance(one, Promise) and one.kept_by:
        for record in (*facts.records, *facts.context):
            if record.id == one.kept_by:
                for evidence in record.evidence[:2]:
                    yield f"    KEPT {record.when.start} {record.best.line} >> {evidence.quote}"


def count(_: argparse.Namespace) -> None:
    """Write the shares that were right, and the list of what was wrong."""
    rows = judged_rows(ANSWERS, "right")
    head = [
        "# Promises and doubts that a reader judged",
        "",
        "Drawn at random over pairs of states from a store of Wikipedia's current events, each read once;",
        "`benchmarks/judged.py count`. The first round was drawn before what it showed was mended.",
        "Contradictions and superseded reports are rare: the last round holds all that the store has.",
        "",
    ]
    parts = [part for name in ("first", "last") for part in round_of(name, rows)]
    text = "\n".join([*head, *parts]) + "\n"
    RESULT.write_text(text, encoding="utf-8")
    print(text)


def round_of(name: str, rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Give the table of a round and the list of what was wrong in it."""
    own = [row for row in rows if row["round"] == name]
    yield from (
        f"## The {name} round",
        "",
        "| what | judged | right | share | 95 % |",
        "|---|---|---|---|---|",
    )
    for what in ("promise", "doubt"):
        members = [row for row in own if row["what"] == what]
        yield table_row(what, members)
        for sort in sorted({row["sort"] for row in members}):
            yield table_row(f"{what}, {sort}", [row for row in members if row["sort"] == sort])
    yield from ("", *wrong_ones(own), "")


def table_row(what: str, rows: Sequence[Mapping[str, str]]) -> str:
    right = sum(row["right"] == "yes" for row in rows)
    low, high = interval(right, len(rows))
    return f"| {what} | {len(rows)} | {right} | {right / len(rows):.2f} | {low:.2f} to {high:.2f} |"


def wrong_ones(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Give the list of what was wrong, by cause."""
    by_cause: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row["right"] == "no":
            by_cause[row["what"], row["wrong"]].append(f"{row['sort']} {row['pair']} {row['document']}")
    yield "What was wrong:"
    yield ""
    for (what, cause), places in sorted(by_cause.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        yield f"- {what}: {cause} ({len(places)}): {'; '.join(places)}"


def reference(options: argparse.Namespace) -> None:
    """Count claims and slips over all items, and the wrong facts found that are put into sentences here."""
    states, leaders = load_states(), load_leaders()
    with options.items.open(encoding="utf-8") as lines:
        documents = [document_from_json(json.loads(line)) for line in lines]
    raised = check_reference(documents, states, leaders)
    capitals = [found for code in states.codes() if (found := states.fact(code, "capital"))]
    patterns = make_patterns(state_wordings(states), capitals)
    claims = [claimed for document in documents for claimed in find_claims(document, patterns)]
    chance, planted, found = random.Random(options.seed), Counter[str](), Counter[str]()
    for claimed in claims:
        name = claimed.words.get("name") or claimed.words.get("b")
        if claimed.check not in {"capital", "border"} or name is None:
            continue
        other = chance.choice(sorted(patterns.codes))
        text = claimed.sentence.replace(name, other)
        wrong = replace(claimed.document, id="planted", text=text, date=None)
        planted[claimed.check] += 1
        found[claimed.check] += bool(check_reference([wrong], states, leaders))
    told = Counter(claimed.check for claimed in claims)
    lines_ = [
        "# Claims against reference facts",
        "",
        "Made by `benchmarks/judged.py reference` over Wikipedia's current events.",
        "",
        f"- items: {len(documents)}; claims checked: {len(claims)} "
        f"({', '.join(f'{check} {number}' for check, number in told.most_common())})",
        f"- raised as doubts: {len(raised)}",
        *(f"  - {doubt.text} Against: {doubt.reference} ({doubt.evidence[0].document})" for doubt in raised),
        *(
            f"- {check}: another state put into {number} of the sentences, found {found[check]}"
            for check, number in planted.items()
        ),
    ]
    REFERENCE.write_text("\n".join(lines_) + "\n", encoding="utf-8")
    print("\n".join(lines_))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("store", type=Path)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--round", choices=["first", "last"], default="last")
    drawing.add_argument("--number", type=int, default=60, help="of promises, and of doubts")
    drawing.set_defaults(act=draw)
    commands.add_parser("count").set_defaults(act=count)
    checking = commands.add_parser("reference")
    checking.add_argument("items", type=Path)
    checking.add_argument("--seed", type=int, default=1)
    checking.set_defaults(act=reference)
    options = parser.parse_args()
    options.act(options)


if __name__ == "__main__":
    main()
