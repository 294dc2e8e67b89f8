"""The joining floor: reading, coding, storing, measuring and reporting put together; nothing else knows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente import __version__
from detente.model.dossier import Facts, Source, Stamp, State
from detente.model.errors import UsageError
from detente.model.event import Record
from detente.reading import Trouble, read_paths
from detente.tables.kinds import load_kinds
from detente.tables.states import load_states

if TYPE_CHECKING:
    from detente.coding.coder import Coder, Reading
    from detente.model.event import Event
    from detente.tables.kinds import Kinds
    from detente.model.document import Document
    from detente.storing.store import Store

__all__ = ["FORMS", "Added", "Trouble", "add_paths", "gather_facts", "make_dossier", "read"]

FORMS = ("html", "md", "json")
BATCH = 256
"""Documents stored together: what a killed run has to do again at the most."""
LISTED_UNUSED = 300
"""Up to so many documents in the store, those not used are listed one by one; beyond it they are only counted."""
LANGUAGES = {"fr": "French", "ar": "Arabic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a run added to a store."""

    documents: int
    events: int
    known: int

    @property
    def line(self) -> str:
        """The counts in words."""
        already = f"; {self.known} were there already" if self.known else ""
        return f"{self.documents} documents read and coded, {self.events} events{already}"

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return {"documents": self.documents, "events": self.events, "known": self.known}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A written dossier: its text and its ten lines."""

    text: str
    brief: tuple[str, ...]


def _silent(trouble: Trouble) -> None:
    """Take a trouble and say nothing."""


def read(
    paths: str | Path | Sequence[str | Path], *, report: Callable[[Trouble], None] = _silent
) -> Iterator[Document]:
    """Read files, folders or ``-`` into documents; what cannot be read is told to `report`, and reading goes on.

    >>> next(read("article.txt")).language  # doctest: +SKIP
    'en'
    """
    yield from read_paths([paths] if isinstance(paths, str | Path) else paths, report=report)


def code_lines(
    paths: Sequence[str | Path], *, report: Callable[[Trouble], None], threads: int = 1
) -> Iterator[dict[str, Any]]:
    """Code documents into the interchange form, in input order."""
    from detente.coding.standard import load_coder

    coder = load_coder("en", threads=threads)
    for document, events in coder.code(read_paths(paths, report=report)):
        found = [line for event in events for line in event_lines(event, coder.kinds)]
        yield {"id": document.id, "language": document.language, "events": found}


def event_lines(event: Event, kinds: Kinds) -> Iterator[dict[str, Any]]:
    """Write an event; one that bears on several ties is followed by lines that carry a tie and no type."""
    from detente.coding.events import tie_pairs
    from detente.model.interchange import event_to_json, tie_to_json

    line = event_to_json(event)
    ties = tie_pairs(event, kinds)
    yield line | {"tie": tie_to_json(ties[0]) if ties else None}
    for tie in ties[1:]:
        yield line | dict.fromkeys(("plover", "mode", "cameo", "quad", "score")) | {"tie": tie_to_json(tie)}


def add_paths(
    store_path: Path,
    paths: Sequence[str | Path],
    *,
    report: Callable[[Trouble], None] = _silent,
    show: Callable[[int, str], None] = lambda done, note: None,
    threads: int = 1,
    command: str = "add",
) -> Added:
    """Read, code and store; documents that the same coder has read before are passed over.

    Every batch is stored as a whole before the next is begun, so that a run that is killed goes on where it stopped.
    """
    from detente.coding.standard import load_coder
    from detente.storing.store import Store

    store = Store(store_path)
    coder = load_coder("en", threads=threads)
    run = store.start_run(
        version=__version__, model=coder.model_hash, lexicon=coder.lexicon_hash, command=command
    )
    documents = events = known = 0
    for batch in _batches(read_paths(paths, report=report)):
        old = store.known([document.id for document in batch], run.fingerprint)
        known += len(old)
        stored = _store_batch(store, coder, [d for d in batch if d.id not in old], run)
        documents, events = documents + stored[0], events + stored[1]
        show(documents + known, f"{events} events")
    store.end_run(run)
    return Added(documents=documents, events=events, known=known)


def _store_batch(store: Store, coder: Coder, fresh: list[Document], run: Any) -> tuple[int, int]:
    from detente.reading.near import sign

    if not fresh:
        return 0, 0
    signatures = {document.id: sign(document.text).tobytes() for document in fresh}
    added = store.add(list(coder.code(fresh)), run, signatures=signatures)
    return added.documents, added.events


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def find_pair(a: str, b: str, *, day: date | None = None) -> tuple[State, State]:
    """Find two states by any name or code.

    Raises
    ------
    UsageError
        If both are the same state; UnknownStateError for a name that no state has.
    """
    states = load_states()
    first, second = states.find(a, day=day), states.find(b, day=day)
    if first.iso3 == second.iso3:
        raise UsageError(f"{a!r} and {b!r} are the same state ({first.name}); give two states")
    return first, second


def make_dossier(
    store_path: Path,
    pair: tuple[State, State],
    form: str,
    *,
    as_of: date | None = None,
    since: date | None = None,
    command: str = "",
) -> Made:
    """Write the dossier of a pair from what the store holds."""
    from detente.reporting.dossier import write_dossier
    from detente.storing.store import Store

    store = Store(store_path, must_exist=True)
    facts = gather_facts(store, pair, as_of=as_of, since=since, command=command)
    documents = {source.document.id: source.document for source in facts.sources}
    missing = {e.document for record in facts.context for e in record.evidence} - set(documents)
    documents |= {document.id: document for document in store.documents(missing)} if missing else {}
    return Made(text=write_dossier(facts, form, documents), brief=brief_lines(facts, documents))


def gather_facts(
    store: Store,
    pair: tuple[State, State],
    *,
    as_of: date | None = None,
    since: date | None = None,
    command: str = "",
) -> Facts:
    """Compute everything a dossier is written from; the same store and day give the same facts."""
    from detente.measuring.changes import changes
    from detente.measuring.doubts import doubts
    from detente.measuring.indices import make_flow, measure
    from detente.measuring.judgement import judgement
    from detente.measuring.ladder import ladder
    from detente.measuring.lines import lines_of
    from detente.measuring.promises import promises
    from detente.measuring.reference import check_reference
    from detente.measuring.statements import statements
    from detente.measuring.third import third_parties
    from detente.measuring.ties import fold
    from detente.storing.merge import merge
    from detente.tables.leaders import load_leaders

    a, b = pair[0].iso3, pair[1].iso3
    kinds, states = load_kinds(), load_states()
    documents = store.pair_documents(a, b)
    # 1. The day: nothing that was published later may be known.
    day = as_of or max((d.date for d in documents if d.date), default=store.counts().last or date.today())
    documents = tuple(d for d in documents if d.date is None or d.date <= day)
    # 2. Records, and what is computed from them.
    told = day + timedelta(days=1)
    records = merge(store.tellings((a, b), told_before=told))
    context = merge(t for t in store.context(a, b) if t.published is None or t.published <= day)
    ties = fold(records, kinds, as_of=day)
    rungs = ladder(records, ties, a, b, kinds, states, day=day)
    pledges = promises(records, kinds, states, as_of=day)
    unsure = (*doubts(records, ties, kinds, states), *check_reference(documents, states, load_leaders(), pair=(a, b)))
    # 3. The whole.
    dates = [d.date for d in documents if d.date]
    return Facts(
        a=pair[0], b=pair[1], as_of=day, since=since, stamp=_stamp(store, command, day),
        window=(min(dates, default=None), max(dates, default=None)), documents=len(documents),
        records=records, context=context, lines=lines_of((*records, *context), kinds, states), ties=ties,
        judgement=judgement(records, ties, rungs, pledges, unsure, a, b, kinds, states, day=day),
        statements=statements(records, kinds), ladder=rungs,
        series=measure(make_flow(records, documents, a, b, end=day)),
        changes=changes(records, ties, kinds, states, since=since, as_of=day) if since else (),
        third_parties=third_parties(records, context, a, b, kinds, states),
        promises=pledges, doubts=unsure, sources=_sources(store, documents, records),
    )  # fmt: skip


def _stamp(store: Store, command: str, day: date) -> Stamp:
    runs = store.runs()
    last = runs[-1] if runs else None
    return Stamp(
        version=last.version if last else __version__,
        model=last.model[:12] if last else "–",
        lexicon=last.lexicon[:12] if last else "–",
        command=command,
        made=day,
    )


def _sources(store: Store, documents: Sequence[Document], records: Sequence[Record]) -> tuple[Source, ...]:
    """List the documents behind the dossier, and in a small store also those read and not used, with the reason."""
    told: dict[str, int] = {}
    for record in records:
        for name in {telling.document for telling in record.tellings}:
            told[name] = told.get(name, 0) + 1
    found = [Source(document=d, used=d.id in told, records=told.get(d.id, 0), note=_note(d, told)) for d in documents]
    held = {document.id for document in documents}
    if store.counts().documents <= LISTED_UNUSED:
        rest = (document for document in store.documents() if document.id not in held)
        found += [Source(document=document, used=False, note=_note(document, told)) for document in rest]
    return tuple(sorted(found, key=lambda source: (source.document.date or date.min, source.document.id)))


def _note(document: Document, told: dict[str, int]) -> str | None:
    if document.id in told:
        return None
    if document.language not in ("en", None):
        return f"not coded: {LANGUAGES.get(document.language, document.language)} is read but not yet coded"
    return "tells no act between the two states"


def brief_lines(facts: Facts, documents: dict[str, Document]) -> tuple[str, ...]:
    """Give the ten lines that matter, each with its source."""
    head = f"{facts.a.name} – {facts.b.name}, as of {facts.as_of}"
    counts = f"{len(facts.records)} records from {sum(s.used for s in facts.sources)} sources; {len(facts.ties)} ties"
    lines = [f"{head}: {counts}"]
    for claim in facts.judgement[:9]:
        document = documents.get(claim.evidence[0].document)
        named = (document.publisher or document.title or document.id) if document else claim.evidence[0].document
        day = f", {document.date}" if document and document.date else ""
        more = f" and {len(claim.evidence) - 1} more" if len(claim.evidence) > 1 else ""
        lines.append(f"  · {claim.text}  [{named}{day}{more}]")
    return tuple(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What ``detente explain`` prints."""

    readings: tuple[Reading, ...]
    text: str

    def as_dict(self) -> dict[str, Any]:
        """The steps as plain values."""
        from detente.coding.explaining import reading_as_dict

        return {"text": self.text, "sentences": [reading_as_dict(reading) for reading in self.readings]}

    def as_text(self) -> str:
        """The steps in words."""
        from detente.coding.explaining import reading_as_text

        if not self.readings:
            return "No sentence passed the gate: no word in it is a trigger, or it tells of a game."
        return "\n\n".join(reading_as_text(reading) for reading in self.readings)


def explain_text(text: str, *, published: date | None = None) -> Steps:
    """Read one text and keep every step."""
    from detente.coding.standard import load_coder
    from detente.model.document import Document

    document = Document(id="sentence", text=text, language="en", date=published)
    return Steps(readings=load_coder("en").read([document])[0], text=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a listing, for people and for programs."""

    line: str
    fields: tuple[tuple[str, Any], ...]

    def as_dict(self) -> dict[str, Any]:
        """The fields by name."""
        return dict(self.fields)

    def as_text(self) -> str:
        """The line."""
        return self.line


def list_records(store_path: Path, a: str | None, b: str | None, *, limit: int) -> Iterator[Row]:
    """Give the newest records of a pair, or of the whole store."""
    from detente.measuring.lines import record_line
    from detente.model.interchange import event_to_json
    from detente.storing.merge import merge
    from detente.storing.store import Store

    if (a is None) != (b is None):
        raise UsageError("give two states, or none: detente events Mali Morocco")
    store = Store(store_path, must_exist=True)
    codes = tuple(state.iso3 for state in find_pair(a, b)) if a and b else None
    records = merge(store.tellings((codes[0], codes[1]) if codes else None))
    kinds, states = load_kinds(), load_states()
    for record in sorted(records, key=lambda record: (record.when.start or date.min, record.id), reverse=True)[:limit]:
        day = str(record.when.start or "no date")
        line = record_line(record, kinds, states)
        sources = len(record.voices)
        fields = {"record": record.id, "line": line, "sources": sources, **event_to_json(record.best)}
        yield Row(line=f"{day:<11} {line}  [{sources} source{'s' * (sources > 1)}]", fields=tuple(fields.items()))


def list_ties(store_path: Path, a: str, b: str, *, as_of: date | None) -> Iterator[Row]:
    """Give the ties of a pair with their status on a day."""
    from detente.measuring.ties import fold
    from detente.storing.merge import merge
    from detente.storing.store import Store

    pair = find_pair(a, b)
    store = Store(store_path, must_exist=True)
    records = merge(store.tellings((pair[0].iso3, pair[1].iso3)))
    for tie in fold(records, load_kinds(), as_of=as_of):
        step = tie.step_on(as_of)
        if step is None:
            continue
        subject = f" ({tie.subject})" if tie.subject else ""
        line = f"{tie.kind:<12} {' – '.join(tie.parties):<12} {step.status:<16} since {step.when.start or '?'}{subject}"
        fields = {
            "kind": tie.kind, "parties": list(tie.parties), "subject": tie.subject, "status": step.status,
            "since": str(step.when.start) if step.when.start else None, "quote": step.evidence[0].quote,
        }  # fmt: skip
        yield Row(line=line, fields=tuple(fields.items()))


def export_events(store_path: Path, output: Path, pair: Sequence[str]) -> int:
    """Write events in the form that the ending of `output` names; gives how many."""
    from detente.storing.export import export_tellings
    from detente.storing.store import Store

    store = Store(store_path, must_exist=True)
    codes = tuple(state.iso3 for state in find_pair(*pair)) if pair else None
    return export_tellings(store.tellings((codes[0], codes[1]) if codes else None), output)


def versions() -> dict[str, str]:
    """Give the versions of code, model, wordings and kinds."""
    from detente.coding.standard import load_coder

    coder = load_coder("en")
    return {"detente": __version__, "model": coder.model_hash, "lexicon": coder.lexicon_hash}


def citation() -> str:
    """Give how to cite the tool and what lies inside it."""
    lines = [
        f"detente {__version__}: the record of relations between states [software].",
        "",
        "It stands on: Universal Dependencies English EWT and GUM (treebanks), MiniLM (Wang et al. 2020),",
        "PLOVER 2.0 (Open Event Data Alliance) and CAMEO (Schrodt 2012). In a text, give the dossier's as-of day",
        "and the versions that `detente version` prints; they stand at the foot of every dossier.",
    ]
    return "\n".join(lines)
