"""Kill a run at random points again and again, let the next one go on, and compare with an undisturbed run.

    python benchmarks/kill_restart.py --kills 100                       (made-up documents, the store alone)
    python benchmarks/kill_restart.py --kills 100 --items build/items.jsonl --limit 5000

With ``--items`` (see `corpora.py`) `detente add` itself reads and codes the shipped example and so many
items; the same files in another order and in two halves are compared too, and ``results/kill_restart.md`` is
written. The store must hold exactly the same documents, events and records in the end, and nothing twice.
Prints one JSON object; the exit code is 1 if anything differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.event import Event, Modality, Precision, When
from detente.storing.merge import merge
from detente.storing.store import Store

EXAMPLE = Path(__file__).parents[1] / "src" / "detente" / "data" / "example"
LONGEST = 20.0
"""Seconds after which a run is killed at the latest: a longer one would only be killed less often."""
STATES = ("MLI", "MAR", "DZA", "SEN", "FRA")


def make(number: int) -> tuple[Document, list[Event]]:
    dice = random.Random(number)
    a, b = dice.sample(STATES, 2)
    text = f"{a} visited {b} for talks on {dice.choice(('gas', 'trade', 'water', 'schools'))} and more."
    day = date(2024, 1, 1) + timedelta(days=dice.randrange(200))
    told = Document(id=f"k{number:05d}", text=text, publisher=f"Paper {number % 7}", date=day)

    def mention(code: str) -> Mention:
        at = text.index(code)
        return Mention(
            span=Span(start=at, end=at + 3), text=code, sentence=0, head=0, actor=Actor(country=code)
        )

    event = Event(
        kind="visit",
        plover="CONSULT",
        evidence=Evidence.cut(told, Span(start=0, end=len(text)), rule="x#1"),
        trigger="visited",
        when=When(start=day, end=day, precision=Precision.PUBLICATION),
        modality=Modality.FACTUAL,
        source=(mention(a),),
        target=(mention(b),),
    )
    return told, [event] * dice.randrange(3)


def fill(path: Path, documents: int, size: int) -> None:
    """One run: what is known is passed over, the rest is stored batch by batch."""
    store = Store(path)
    run = store.start_run(version="1", model="m", lexicon="l", command="kill_restart")
    for start in range(0, documents, size):
        batch = [make(number) for number in range(start, min(start + size, documents))]
        old = store.known([told.id for told, _ in batch], run.fingerprint)
        store.add([pair for pair in batch if pair[0].id not in old], run)
    store.end_run(run)


def content(path: Path) -> str:
    """A digest of documents, events and records."""
    store = Store(path, must_exist=True)
    tellings = list(store.tellings())
    names = [telling.id for telling in tellings]
    assert len(names) == len(set(names)), "an event is stored twice"
    # Where a document was read from is for messages alone; it differs where files are parted.
    documents = [replace(document, origin=None) for document in store.documents()]
    whole = (documents, tellings, merge(tellings, pairings=store.pairings()))
    return hashlib.sha256(repr(whole).encode()).hexdigest()


def kill_once(command: Sequence[str], after: float) -> bool:
    """Start a run and kill it after some seconds; tell whether it was still going."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    going = process.poll() is None
    process.kill()
    process.wait()
    return going


def made_up(path: Path, documents: int, size: int) -> list[str]:
    """The command that fills a store with made-up documents."""
    counts = ["--documents", str(documents), "--batch", str(size)]
    return [sys.executable, __file__, "--fill", str(path), *counts]


def adding(path: Path, sources: Sequence[Path]) -> list[str]:
    """The command that reads and codes files into a store."""
    return [
        sys.executable, "-m", "detente.cli", "add", *map(str, sources), "--store", str(path), "--quiet",
    ]  # fmt: skip


def disturb(command: Callable[[Path], list[str]], folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Disturb runs until so many were killed, finish each store undisturbed, and compare."""
    dice, killed, rounds, same = random.Random(seed), 0, 0, True
    calm = folder / "calm.duckdb"
    started = time.monotonic()
    subprocess.run(command(calm), check=True)
    whole = time.monotonic() - started
    wanted = content(calm)
    while killed < kills:
        path = folder / f"disturbed-{rounds}.duckdb"
        rounds += 1
        # Some stores are killed a few times, some until their last batch.
        for _ in range(dice.choice((10, 20, 40))):
            killed += kill_once(command(path), dice.uniform(0.1, min(0.5 + whole, LONGEST)))
        subprocess.run(command(path), check=True)
        same = same and content(path) == wanted
        path.unlink()
    return {"kills": killed, "stores": rounds, "seconds": round(whole, 1), "same": same, "digest": wanted}


def reorder(items: Path, folder: Path, limit: int, wanted: str) -> dict[str, bool]:
    """Add the same items in another order, and in two halves; tell whether the store is the same."""
    lines = items.read_text(encoding="utf-8").splitlines()[:limit]
    shuffled = lines.copy()
    random.Random(limit).shuffle(shuffled)
    orders = {"other order": [[*shuffled]], "two halves": [lines[1::2], lines[::2]]}
    found = {}
    for name, parts in orders.items():
        path = folder / f"{name.replace(' ', '-')}.duckdb"
        for number, part in enumerate(parts):
            half = folder / f"part-{number}.jsonl"
            half.write_text("\n".join(part) + "\n", encoding="utf-8")
            sources = [half, EXAMPLE] if number == 0 else [half]
            subprocess.run(adding(path, sources), check=True)
        found[name] = content(path) == wanted
    return found


def with_items(items: Path, limit: int, kills: int, seed: int) -> dict[str, Any]:
    """Disturb and reorder real runs over the shipped example and so many items."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "items.jsonl"
        source.write_text(
            "\n".join(items.read_text(encoding="utf-8").splitlines()[:limit]) + "\n", encoding="utf-8"
        )
        told = disturb(lambda path: adding(path, [EXAMPLE, source]), folder, kills, seed)
        calm = Store(folder / "calm.duckdb", must_exist=True)
        counts = calm.counts()
        told |= {"documents": counts.documents, "events": counts.events}
        told |= {"records": len(merge(calm.tellings()))}
        told |= reorder(source, folder, limit, told["digest"])
    told["same"] = told["same"] and told["other order"] and told["two halves"]
    return told


def report(told: Mapping[str, Any]) -> str:
    """The result as a page."""
    rows = "\n".join(f"- {name}: {value}" for name, value in told.items())
    intro = "Made by `benchmarks/kill_restart.py`: `detente add` over the example and current-events items."
    return f"# Kills and restarts\n\n{intro}\n\n{rows}\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--items", type=Path, help="real items, as corpora.py makes them")
    parser.add_argument("--limit", type=int, default=5000, help="so many of the items")
    parser.add_argument("--fill", type=Path, help="one run into this store (used by the benchmark itself)")
    options = parser.parse_args()
    if options.fill:
        fill(options.fill, options.documents, options.batch)
        return
    if options.items:
        told = with_items(options.items, options.limit, options.kills, options.seed)
        (Path(__file__).parent / "results" / "kill_restart.md").write_text(report(told), encoding="utf-8")
    else:
        with tempfile.TemporaryDirectory() as folder:
            told = disturb(
                lambda path: made_up(path, options.documents, options.batch),
                Path(folder),
                options.kills,
                options.seed,
            )
    print(json.dumps(told))
    sys.exit(0 if told["same"] else 1)


if __name__ == "__main__":
    main()
