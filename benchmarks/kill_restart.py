"""Kill a run at random points again and again, let the next one go on, and compare with an undisturbed run.

    python benchmarks/kill_restart.py --kills 100

The store must hold exactly the same documents, events and records in the end, and nothing twice. Prints one
JSON object; the exit code is 1 if anything differs.
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
from datetime import date, timedelta
from pathlib import Path

from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.event import Event, Modality, Precision, When
from detente.storing.merge import merge
from detente.storing.store import Store

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
    whole = (list(store.documents()), tellings, merge(tellings))
    return hashlib.sha256(repr(whole).encode()).hexdigest()


def kill_once(path: Path, documents: int, size: int, after: float) -> bool:
    """Start a run and kill it after some seconds; tell whether it was still going."""
    command = [
        sys.executable,
        __file__,
        "--fill",
        str(path),
        "--documents",
        str(documents),
        "--batch",
        str(size),
    ]
    process = subprocess.Popen(command)
    time.sleep(after)
    going = process.poll() is None
    process.kill()
    process.wait()
    return going


def compare(kills: int, documents: int, size: int, seed: int) -> dict[str, object]:
    """Disturb runs until so many were killed, finish each store undisturbed, and compare."""
    dice, killed, rounds, same = random.Random(seed), 0, 0, True
    with tempfile.TemporaryDirectory() as folder:
        calm = Path(folder) / "calm.duckdb"
        started = time.monotonic()
        fill(calm, documents, size)
        whole = time.monotonic() - started
        wanted = content(calm)
        while killed < kills:
            path = Path(folder) / f"disturbed-{rounds}.duckdb"
            rounds += 1
            for _ in range(dice.randint(1, 6)):
                killed += kill_once(path, documents, size, dice.uniform(0.1, 0.5 + whole))
            fill(path, documents, size)
            same = same and content(path) == wanted
    return {"kills": killed, "stores": rounds, "documents": documents, "same": same}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fill", type=Path, help="one run into this store (used by the benchmark itself)")
    options = parser.parse_args()
    if options.fill:
        fill(options.fill, options.documents, options.batch)
        return
    told = compare(options.kills, options.documents, options.batch, options.seed)
    print(json.dumps(told))
    sys.exit(0 if told["same"] else 1)


if __name__ == "__main__":
    main()
