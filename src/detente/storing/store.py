"""The store: documents with their events in one DuckDB file, opened for each call and closed again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import duckdb

from detente.model.document import Document
from detente.model.event import Telling
from detente.storing import asking, asking_decisions
from detente.storing.adding import Batch, add_batch, note_run
from detente.storing.asking_texts import documents_naming
from detente.storing.connection import check_file, create, opened
from detente.storing.deciding import append_decisions, read_decisions
from detente.storing.decisions import Conflict, Decision
from detente.storing.pairings import Pairings
from detente.storing.runs import Added, Counts, Run
from detente.storing.store_tables import StoreTables

_Answer = TypeVar("_Answer")
_PAGE = 4_000
"""Documents with events a page where all events are asked for: what is held in memory at once."""
_TEXTS = 500
"""Documents a page where their texts are asked for."""


class Store(StoreTables):
    """One store file. No call holds it open, so that readers and writers never wait for long.

    Parameters
    ----------
    path
        The DuckDB file.
    must_exist
        Refuse a missing file at once.
    create
        Make a missing file at once (the default) rather than at the first writing.
    patience
        Seconds to wait for a file that another process has open.

    Raises
    ------
    StoreError
        Here and in every call: not a store, another version, a folder, unreadable, locked too long, disk
        full.
    """

    def __init__(
        self, path: str | Path, *, must_exist: bool = False, create: bool = True, patience: float = 20.0
    ) -> None:
        self.path = Path(path)
        self._patience = patience
        if must_exist or self.path.exists():
            check_file(self.path)
            self._read(lambda connection: None)
        elif create:
            self._make()

    # Writing

    def start_run(self, *, version: str, model: str, lexicon: str, command: str) -> Run:
        """Note that a run begins, and give it."""
        started = datetime.now(UTC).replace(tzinfo=None)
        name = f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
        run = Run(id=name, version=version, model=model, lexicon=lexicon, command=command, started=started)
        self._write(lambda connection: note_run(connection, run))
        return run

    def end_run(self, run: Run) -> Run:
        """Note that a run came to its end, and give it with the time."""
        ended = replace(run, ended=datetime.now(UTC).replace(tzinfo=None))
        self._write(lambda connection: note_run(connection, ended))
        return ended

    def add(self, batch: Batch, run: Run, *, signatures: Mapping[str, bytes] | None = None) -> Added:
        """Store documents with their events, all of them or none.

        A document that the same coder has read before is left alone; one that another coder has read is
        replaced with its events. Corrections stay. `signatures` gives the MinHash of documents by
        identifier, as 32-bit little-endian numbers.

        Raises
        ------
        EvidenceError
            If a quotation is not what stands at its place; nothing of the batch is stored then.
        """
        return self._write(lambda connection: add_batch(connection, batch, run, signatures or {}))

    def decide(self, decision: Decision) -> Decision:
        """Add a person's decision to the log, and give it with its number."""
        return self.decide_all([decision])[0]

    def decide_all(self, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
        """Add a person's decisions to the log, all of them or none, and give them with their numbers."""
        return self._write(lambda connection: append_decisions(connection, decisions))

    def note_dossier(self, a: str, b: str, as_of: date) -> None:
        """Note that a dossier of two states was written, for `last_dossier`."""
        made = datetime.now(UTC).replace(tzinfo=None)
        values = [*sorted((a, b)), as_of, made]
        self._write(lambda connection: connection.execute("INSERT INTO dossiers VALUES (?, ?, ?, ?)", values))

    # Asking

    def known(self, ids: Iterable[str], fingerprint: str) -> frozenset[str]:
        """Give those documents among `ids` that a coder of this fingerprint has read."""
        return self._read(lambda connection: asking.known(connection, ids, fingerprint))

    def documents(self, ids: Iterable[str] | None = None) -> Iterator[Document]:
        """Give documents in the order of their identifiers: those named, or all."""
        if ids is not None:
            names = sorted(set(ids))
            pages: Iterable[Sequence[str]] = (names[at : at + _TEXTS] for at in range(0, len(names), _TEXTS))
        else:
            pages = self._pages(asking.document_page, _TEXTS)
        for page in pages:
            yield from self._read(lambda connection, page=page: asking.documents(connection, page))

    def tellings(
        self,
        countries: tuple[str, str] | None = None,
        *,
        start: date | None = None,
        end: date | None = None,
        told_before: date | None = None,
    ) -> Iterator[Telling]:
        """Give events as people corrected them, in the order of documents and of the text.

        Parameters
        ----------
        countries
            Two codes of states or organisations that both have to take part, as source, target or party of
            the tie; None for all events.
        start, end
            Keep what can have happened in ``[start, end)``; what has no date is always kept.
        told_before
            Keep what was published before this day, or on a day that is not known.
        """
        span = asking.Window(start=start, end=end, told_before=told_before)
        if countries is not None:
            found = self._read(lambda connection: asking.pair_tellings(connection, *countries))
            yield from (telling for telling in found if span.holds(telling))
            return
        voices = self._read(asking.all_voices)
        for page in self._pages(asking.event_page, _PAGE):
            found = self._read(lambda connection, page=page: asking.page_tellings(connection, page, voices))
            yield from (telling for telling in found if span.holds(telling))

    def context(self, a: str, b: str, *, more: Iterable[str] = ()) -> tuple[Telling, ...]:
        """Give events of one of the two with anybody else, from documents that also tell an event of both.

        `more` are identifiers of further documents, as of those that name both.
        """
        return self._read(lambda connection: asking.context_tellings(connection, a, b, more))

    def alone(self, a: str, b: str) -> tuple[Telling, ...]:
        """Give events that bear on a tie and name one of the two alone, from documents that tell of both.

        A state launches an initiative alone; that another joins it is told beside it.
        """
        return self._read(lambda connection: asking.alone_tellings(connection, a, b))

    def pair_documents(self, a: str, b: str) -> tuple[Document, ...]:
        """Give documents whose events have both states in them, together or apart."""
        return self._read(lambda connection: asking.pair_documents(connection, a, b))

    def documents_naming(self, *groups: Sequence[str]) -> tuple[Document, ...]:
        """Give documents whose text holds at least one word of every group, whatever their events."""
        return self._read(lambda connection: documents_naming(connection, groups))

    def pairs(self) -> tuple[tuple[str, str, int], ...]:
        """Give (a, b, number of events) for codes that take part in events together, most events first."""
        return self._read(asking.pairs)

    def counts(self) -> Counts:
        """Tell how much the store holds."""
        return self._read(asking.counts)

    def runs(self) -> tuple[Run, ...]:
        """Give all runs, the oldest first."""
        return self._read(asking.runs)

    def decisions(self) -> tuple[Decision, ...]:
        """Give the whole log of people's decisions, the oldest first."""
        return self._read(read_decisions)

    def uncorrected(self, documents: Iterable[str]) -> tuple[Telling, ...]:
        """Give the events of some documents as the machine read them, whatever people decided."""
        return self._read(lambda connection: asking.machine_tellings(connection, documents))

    def last_dossier(self, a: str, b: str, *, before: date | None = None) -> date | None:
        """Give the day of the last dossier of two states, of an earlier day than `before`; None for none."""
        values = [*sorted((a, b)), before or date.max]
        asked = "SELECT max(as_of) FROM dossiers WHERE a = ? AND b = ? AND as_of < ?"
        last: date | None = self._read(lambda connection: connection.execute(asked, values).fetchall()[0][0])
        return last

    def pairings(self) -> Pairings:
        """Give which tellings people called one act and which two, for `merge`."""
        return self._read(asking_decisions.pairings)

    def disputed(self) -> tuple[tuple[Conflict, ...], tuple[Decision, ...]]:
        """Give the decisions that cannot all hold, and those whose event is not read any more."""
        return self._read(asking_decisions.disputed)

    # Opening

    def _pages(
        self, ask: Callable[[duckdb.DuckDBPyConnection, str, int], Sequence[str]], size: int
    ) -> Iterator[Sequence[str]]:
        """Give identifiers page by page, each asked for in a call of its own."""
        last = ""
        while page := self._read(lambda connection, last=last: ask(connection, last, size)):
            yield page
            last = page[-1]

    def read(self, act: Callable[[duckdb.DuckDBPyConnection], _Answer]) -> _Answer:
        """Let a function of this room ask something, on a connection opened and closed for it."""
        return self._read(act)

    def write(self, act: Callable[[duckdb.DuckDBPyConnection], _Answer]) -> _Answer:
        """Let a function of this room write something, whole or not at all."""
        return self._write(act)

    def _make(self) -> None:
        create(self.path)

    def _read(self, act: Callable[..., _Answer]) -> _Answer:
        with opened(self.path, writing=False, patience=self._patience) as connection:
            return act(connection)

    def _write(self, act: Callable[..., _Answer]) -> _Answer:
        if not self.path.exists():
            self._make()
        with opened(self.path, writing=True, patience=self._patience) as connection:
            return act(connection)
