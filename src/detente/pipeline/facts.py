"""Everything a dossier is written from, computed from the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from detente import __version__
from detente.model.dossier import Doubt, Facts, Source, Stamp, State
from detente.model.event import Modality, Record, Telling
from detente.pipeline.imported import imported_beside
from detente.tables.kinds import load_kinds
from detente.tables.names import wordings_of
from detente.tables.states import load_states

if TYPE_CHECKING:
    from detente.model.document import Document
    from detente.storing.store import Store

LISTED_UNUSED = 300
"""Up to so many documents in the store, those not used are listed one by one, beyond it only counted."""
NEAR = 3_000
"""Up to so many documents that name both states, acts with third parties are taken from all of them; beyond
it only from those that also tell an act of the pair."""
LANGUAGES = {"fr": "French", "ar": "Arabic"}


def gather_facts(
    store: Store,
    pair: tuple[State, State],
    *,
    as_of: date | None = None,
    since: date | None = None,
    command: str = "",
) -> Facts:
    """Compute everything a dossier is written from; the same store and day give the same facts."""
    from detente.measuring.between import split_between
    from detente.storing.merge import merge

    a, b = pair[0].iso3, pair[1].iso3
    documents = store.pair_documents(a, b)
    # 1. The day: nothing that was published later may be known.
    day = as_of or max((d.date for d in documents if d.date), default=store.counts().last or date.today())
    documents = tuple(d for d in documents if d.date is None or d.date <= day)

    # 2. Records of the pair, of each with others, and of each alone.
    # What only might be says nothing that a dossier could tell; what did not happen is news, as a denial is.
    def known(tellings: Iterable[Telling]) -> Iterator[Telling]:
        return (telling for telling in tellings if telling.published is None or telling.published <= day)

    pairings = store.pairings()
    tellings = known(store.tellings((a, b)))
    sure = (telling for telling in tellings if telling.event.modality is not Modality.HYPOTHETICAL)
    records, beside = split_between(merge(sure, pairings=pairings), a, b)
    texts = tuple(d for d in store.documents_naming(*map(_names, pair)) if d.date is None or d.date <= day)
    near = [d.id for d in texts] if len(texts) <= NEAR else []
    context = (*beside, *merge(known(store.context(a, b, more=near)), pairings=pairings))
    alone = merge(known(store.alone(a, b)), pairings=pairings)
    # 3. What follows from them.
    dates = [d.date for d in documents if d.date]
    base = Facts(
        a=pair[0], b=pair[1], as_of=day, since=since, stamp=_stamp(store, command, day),
        window=(min(dates, default=None), max(dates, default=None)), documents=len(documents),
        records=records, context=context, sources=_sources(store, documents, records),
    )  # fmt: skip
    made = _measured(base, documents, texts, alone)
    # 4. What others counted stands beside it: nothing above has seen it.
    imported = imported_beside(store, (a, b), records, last=day)
    return replace(made, imported=imported)


def _names(state: State) -> tuple[str, ...]:
    """Give the words by which an English text may name a state, also as a dateline writes them."""
    names = wordings_of("en", state.iso3)
    return tuple(dict.fromkeys((*names, *(name.upper() for name in names))))


def _measured(
    base: Facts, documents: Sequence[Document], texts: Sequence[Document], alone: Sequence[Record]
) -> Facts:
    """Add all that is a function of the records and texts.

    `documents` tell acts of the pair, `texts` name both states, `alone` are acts of one that may open a tie.
    """
    from detente.measuring.between import own_ties
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
    from detente.tables.leaders import load_leaders

    a, b, day = base.a.iso3, base.b.iso3, base.as_of
    records, context = base.records, base.context
    kinds, states = load_kinds(), load_states()
    known = {record.id for record in records}
    folded = fold((*records, *(one for one in alone if one.id not in known)), kinds, as_of=day)
    ties = own_ties(folded, known, a, b)
    told = known | {record.id for record in context}
    stepped = {step.record for tie in ties for step in tie.steps} - told
    opening = tuple(record for record in alone if record.id in stepped)
    rungs = ladder(records, ties, a, b, kinds, states, day=day)
    pledges = promises(records, kinds, states, as_of=day)
    against = check_reference(documents, states, load_leaders(), pair=(a, b))
    unsure = (*doubts(records, ties, kinds, states), *_of_texts(base, texts), *against)
    return replace(
        base,
        lines=lines_of((*records, *context, *opening), kinds, states),
        ties=ties,
        judgement=judgement(records, ties, rungs, pledges, unsure, a, b, kinds, states, day=day),
        statements=statements(
            records, kinds, load_leaders(), states, {one.id: one.text for one in documents}
        ),
        ladder=rungs,
        series=measure(make_flow(records, documents, a, b, end=day)),
        changes=changes(records, ties, kinds, states, since=base.since, as_of=day) if base.since else (),
        third_parties=third_parties(records, context, a, b, kinds, states),
        promises=pledges,
        doubts=unsure,
    )


def _of_texts(base: Facts, texts: Sequence[Document]) -> tuple[Doubt, ...]:
    """Give the doubts that the texts themselves raise, where one of them tells an act of the two states.

    A text that tells more of other states may doubt what is no matter between these: there the doubt itself
    must name both. Where one sentence of it does, the text need tell no act of theirs.
    """
    from detente.measuring.figures import differing_figures
    from detente.measuring.passing import told_most
    from detente.measuring.questioned import questioned

    states, names = load_states(), (*_names(base.a), *_names(base.b))
    capitals = [capital for code in states.codes() if (capital := states.fact(code, "capital"))]
    between = {telling.document for record in base.records for telling in record.tellings}
    found = (*differing_figures(texts, names=names, capitals=capitals), *questioned(texts, names=names))
    a, b = base.a.iso3, base.b.iso3
    theirs = told_most((*base.records, *base.context), a, b)

    def named(words: str) -> bool:
        return all(any(name in words for name in _names(state)) for state in (base.a, base.b))

    def is_theirs(doubt: Doubt) -> bool:
        quotes = [one.quote for one in doubt.evidence]
        sources = {one.document for one in doubt.evidence} & between
        alone = any(named(quote) for quote in quotes)
        return bool(sources & theirs) or alone or (bool(sources) and named(" ".join(quotes)))

    return tuple(doubt for doubt in found if is_theirs(doubt))


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
    """List the documents behind the dossier, in a small store also those not used, with the reason."""
    told: Counter[str] = Counter()
    for record in records:
        told.update({telling.document for telling in record.tellings})
    found = [
        Source(document=d, used=d.id in told, records=told[d.id], note=_note(d, told)) for d in documents
    ]
    held = {document.id for document in documents}
    if store.counts().documents <= LISTED_UNUSED:
        rest = (document for document in store.documents() if document.id not in held)
        found += [Source(document=document, used=False, note=_note(document, told)) for document in rest]
    return tuple(sorted(found, key=lambda source: (source.document.date or date.min, source.document.id)))


def _note(document: Document, told: Counter[str]) -> str | None:
    if document.id in told:
        return None
    if document.language not in ("en", None):
        return f"not coded: {LANGUAGES.get(document.language, document.language)} is read but not yet coded"
    return "tells no act between the two states"
