"""From paths into the store, batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente import __version__
from detente.model.errors import EvidenceError
from detente.pipeline.coding import PassedOver, Report, batches, code_each, read, silent
from detente.reading import Trouble

if TYPE_CHECKING:
    from detente.coding.coder import Coder
    from detente.model.document import Document
    from detente.model.event import Event
    from detente.storing.runs import Run
    from detente.storing.store import Store

Show = Callable[[int, str], None]
"""What is told how many documents are done, with a note."""
Coded = list[tuple["Document", tuple["Event", ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a run added to a store.

    Attributes
    ----------
    documents, events
        How many were coded and stored.
    known
        How many documents the same coder had read before.
    uncoded
        (language, number) of documents stored without events: their language is read, but not yet coded.
    """

    documents: int
    events: int
    known: int
    uncoded: tuple[tuple[str, int], ...] = ()

    @property
    def line(self) -> str:
        """Give the counts in words."""
        already = f"; {self.known} were there already" if self.known else ""
        languages = ", ".join(f"{language} {number}" for language, number in self.uncoded)
        kept = f"; kept but not coded, for their language: {languages}" if languages else ""
        return f"{self.documents} documents read and coded, {self.events} events{already}{kept}"

    def as_dict(self) -> dict[str, object]:
        """Give the counts by name."""
        counts = {"documents": self.documents, "events": self.events, "known": self.known}
        return counts | {"uncoded": dict(self.uncoded)}


def add_paths(
    store_path: Path,
    paths: Sequence[str | Path],
    *,
    report: Report = silent,
    show: Show = lambda done, note: None,
    threads: int = 1,
    command: str = "add",
    columns: Sequence[tuple[str, str]] = (),
    passed_over: PassedOver = lambda origin: None,
) -> Added:
    """Read, code and store; documents that the same coder has read before are passed over.

    Every batch is stored as a whole before the next is begun, so that a killed run goes on where it stopped.
    Where nothing can be read, no store is made.
    """
    from detente.coding.standard import load_coder
    from detente.storing.store import Store

    # 1. What is no store is refused before anything is read.
    store = Store(store_path, create=False)
    coder = load_coder("en", threads=threads)
    run: Run | None = None
    documents = events = known = 0
    uncoded: Counter[str] = Counter()
    # 2. Batch by batch: what is known already is passed over, the rest is coded and stored.
    for batch in batches(read(paths, report=report, columns=columns, passed_over=passed_over)):
        run = run or store.start_run(
            version=__version__, model=coder.model_hash, lexicon=coder.lexicon_hash, command=command
        )
        old = store.known([document.id for document in batch], run.fingerprint)
        fresh = [document for document in batch if document.id not in old]
        known += len(batch) - len(fresh)
        coded: Coded = []
        for pair in code_each(coder, fresh, report):
            coded.append(pair)
            show(documents + known + len(coded), f"{events + sum(len(found) for _, found in coded)} events")
        stored = _store(store, coded, run, report)
        documents, events = documents + len(stored), events + sum(len(found) for _, found in stored)
        uncoded.update(_uncoded(stored, coder))
        show(documents + known, f"{events} events")
    # 3. The run has ended.
    if run:
        store.end_run(run)
    return Added(documents=documents, events=events, known=known, uncoded=tuple(sorted(uncoded.items())))


def _store(store: Store, coded: Coded, run: Run, report: Report) -> Coded:
    """Store a batch and give what was stored; a document whose evidence is wrong is told and left out."""
    from detente.reading.near import sign

    if not coded:
        return []
    signatures = {document.id: sign(document.text).tobytes() for document, _ in coded}
    try:
        store.add(coded, run, signatures=signatures)
        return coded
    except EvidenceError:
        stored: Coded = []
    for pair in coded:
        try:
            store.add([pair], run, signatures=signatures)
            stored.append(pair)
        except EvidenceError as fault:
            report(
                Trouble(origin=pair[0].origin or pair[0].id, message=f"{fault}; the document was left out")
            )
    return stored


def _uncoded(stored: Coded, coder: Coder) -> list[str]:
    languages = (document.language for document, _ in stored)
    return [language for language in languages if language not in (coder.language, None)]
