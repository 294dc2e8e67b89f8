"""How fast the store takes in and gives out: a synthetic store of many documents and events.

    python benchmarks/storing.py --documents 81000 --events 130000

Prints one JSON object: seconds for adding (in batches, as the pipeline does), the size of the file, seconds
for tellings, context and records of the busiest pair and of a quiet one, and the highest memory of all.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.event import Event, Modality, Precision, Telling, When
from detente.storing.merge import merge
from detente.storing.store import Store

CODES = tuple(f"{a}{b}{c}" for a in "ABCDE" for b in "ABCDEF" for c in "ABCDEFG")[:195]
KINDS = (("visit", "CONSULT"), ("attack", "ASSAULT"), ("sign-agreement", "SUPPORT"), ("accuse", "ACCUSE"))
WORDS = (
    "minister",
    "border",
    "treaty",
    "gas",
    "army",
    "school",
    "river",
    "court",
    "vote",
    "port",
    "loan",
    "dam",
)


def make(number: int, dice: random.Random, events: int) -> tuple[Document, list[Event]]:
    """One document of about 170 characters with some events between frequent states."""
    day = date(2003, 1, 1) + timedelta(days=dice.randrange(8000))
    sentences, spans = [], []
    for _ in range(max(1, events)):
        a, b = (CODES[min(int(dice.expovariate(1 / 12)), len(CODES) - 1)] for _ in range(2))
        kind, plover = dice.choice(KINDS)
        text = (
            f"{a} {kind} {b} over the {' '.join(dice.sample(WORDS, 6))} near {dice.choice(WORDS)} {number}."
        )
        start = sum(len(sentence) + 1 for sentence in sentences)
        spans.append((a, b, kind, plover, start, start + len(text) - 1))
        sentences.append(text)
    document = Document(
        id=f"s-{number:07d}",
        text=" ".join(sentences),
        publisher=f"Paper {number % 40}",
        language="en",
        date=day,
        url=f"https://example.org/{number}",
    )
    return document, [tell(document, *span, day) for span in spans[:events]]


def tell(
    document: Document, a: str, b: str, kind: str, plover: str, start: int, end: int, day: date
) -> Event:
    def mention(code: str, at: int) -> Mention:
        span = Span(start=at, end=at + 3)
        return Mention(span=span, text=code, sentence=0, head=0, actor=Actor(country=code, role="GOV"))

    return Event(
        kind=kind,
        plover=plover,
        evidence=Evidence.cut(document, Span(start=start, end=end), rule="en/x.toml#1"),
        trigger=kind,
        when=When(start=day, end=day, precision=Precision.PUBLICATION),
        modality=Modality.FACTUAL,
        source=(mention(a, start),),
        target=(mention(b, start + 5 + len(kind)),),
        reciprocal=kind == "sign-agreement",
    )


def batches(
    documents: int, events: int, size: int
) -> Iterator[tuple[list[tuple[Document, list[Event]]], dict[str, bytes]]]:
    dice = random.Random(7)
    share = events / documents
    batch: list[tuple[Document, list[Event]]] = []
    for number in range(documents):
        batch.append(make(number, dice, int(share) + (dice.random() < share % 1)))
        if len(batch) == size:
            yield batch, {document.id: dice.randbytes(512) for document, _ in batch}
            batch = []
    yield batch, {document.id: dice.randbytes(512) for document, _ in batch}


def timed(act: Callable[[], object]) -> tuple[float, object]:
    started = time.perf_counter()
    found = act()
    return round(time.perf_counter() - started, 3), found


def told_of(store: Store, a: str, b: str) -> list[Telling]:
    return list(store.tellings((a, b)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=81_000)
    parser.add_argument("--events", type=int, default=130_000)
    parser.add_argument("--batch", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "detente.duckdb")
        run = store.start_run(version="0", model="m", lexicon="l", command="benchmark")
        told: dict[str, object] = {}
        spent = 0.0
        for batch, signatures in batches(options.documents, options.events, options.batch):
            spent += timed(partial(store.add, batch, run, signatures=signatures))[0]
        told["add_seconds"] = round(spent, 1)
        store.end_run(run)
        counts = store.counts()
        told.update(documents=counts.documents, events=counts.events, batch=options.batch)
        told["megabytes"] = round(store.path.stat().st_size / 1e6, 1)
        told["memory_after_adding_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        told["pairs_seconds"], pairs = timed(store.pairs)
        assert isinstance(pairs, tuple)
        for name, (a, b, n) in (("busiest", pairs[0]), ("median", pairs[len(pairs) // 2])):
            told[f"{name}_tellings_seconds"], tellings = timed(partial(told_of, store, a, b))
            assert isinstance(tellings, list)
            told[f"{name}_n"] = (n, len(tellings))
            told[f"{name}_context_seconds"], _ = timed(partial(store.context, a, b))
            told[f"{name}_documents_seconds"], _ = timed(partial(store.pair_documents, a, b))
            told[f"{name}_merge_seconds"], records = timed(partial(merge, tellings))
            told[f"{name}_records"] = len(records)  # type: ignore[arg-type]
        told["all_tellings_seconds"], n = timed(lambda: sum(1 for _ in store.tellings()))
        told["all_tellings"] = n
        told["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
