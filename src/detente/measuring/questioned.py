"""Reports that texts themselves call into question: taken back later, or left without proof."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from detente.measuring.figures import RULE, source
from detente.measuring.naming import load_line_words
from detente.measuring.passages import Passage, content_words, english, passages
from detente.model.document import Document
from detente.model.dossier import Doubt
from detente.tables.datelines import without_dateline
from detente.tables.doubt_words import DoubtWords, Patterns, load_doubt_words


def questioned(documents: Iterable[Document], *, names: Iterable[str]) -> tuple[Doubt, ...]:
    """Give the reports that were taken back and the claims left unproved, in the order of the documents.

    Parameters
    ----------
    documents
        Documents to search; a report taken back may stand in any of those published before.
    names
        Names of the two states and their capitals: an unproved claim counts only where it names one.
    """
    words, known = (
        load_doubt_words(),
        re.compile("|".join(rf"\b{re.escape(name)}" for name in names) or "(?!)"),
    )
    ordered = english(documents)
    cuts = {document.id: passages(document) for document in ordered}
    found: list[Doubt] = []
    for document in ordered:
        found += _taken_back(cuts[document.id], ordered, cuts, words)
        found += _unproved(cuts[document.id], known, words)
    return tuple(found)


def _taken_back(
    cut: Sequence[Passage],
    documents: Sequence[Document],
    cuts: Mapping[str, tuple[Passage, ...]],
    words: DoubtWords,
) -> Iterator[Doubt]:
    for place, passage in enumerate(cut):
        what = _retracted(cut, place, words)
        if what is None:
            continue
        wanted = content_words(what, words, without=load_line_words().months)
        reports = list(_reports(passage, what, wanted, documents, cuts, words))
        if reports:
            rule = f"{RULE}#retracted"
            told = " ".join(dict.fromkeys(without_dateline(one.text) for one in reports))
            yield Doubt(
                sort="superseded",
                text=f"taken back by {source(passage)}: {told}",
                evidence=(*(one.evidence(rule) for one in reports), passage.evidence(rule)),
            )


def _retracted(cut: Sequence[Passage], place: int, words: DoubtWords) -> str | None:
    """Give the words that say which report a sentence takes back; None where it takes none back."""
    passage = cut[place]
    match = _found(words.retracted, passage.text)
    if match is not None:
        return str(match["what"])
    before = cut[place - 1] if place else None
    if before is None or before.paragraph != passage.paragraph:
        return None
    return before.text if _found(words.retracted_alone, passage.text) else None


def _reports(
    passage: Passage,
    what: str,
    wanted: frozenset[str],
    documents: Sequence[Document],
    cuts: Mapping[str, tuple[Passage, ...]],
    words: DoubtWords,
) -> Iterator[Passage]:
    """Give, of the documents published before, the sentences that share most with what is taken back."""
    day = passage.document.date
    if day is None:
        return
    months = {
        number for number, name in enumerate(load_line_words().months, 1) if re.search(rf"\b{name}\b", what)
    }
    best: list[tuple[int, Passage]] = []
    for document in documents:
        told = document.date
        if told is None or not day - timedelta(days=words.retracted_days) <= told < day:
            continue
        if months and told.month not in months:
            continue
        scored = [(len(wanted & content_words(one.text, words)), one) for one in cuts[document.id]]
        best += [max(scored, key=lambda pair: (pair[0], -pair[1].span.start))] if scored else []
    top = max((score for score, _ in best), default=0)
    if top >= words.retracted_shared:
        yield from (one for score, one in best if score == top)


def _unproved(cut: Sequence[Passage], names: re.Pattern[str], words: DoubtWords) -> Iterator[Doubt]:
    rule = f"{RULE}#unproved"
    for place, passage in enumerate(cut):
        if _found(words.unproved_own, passage.text) and _is_claim(passage, names, words):
            text = f"claimed without proof ({source(passage)}): {passage.text}"
            yield Doubt(sort="partisan", text=text, evidence=(passage.evidence(rule),))
        elif _found(words.unproved_after, passage.text):
            before = [
                one
                for one in cut[:place]
                if one.paragraph == passage.paragraph and _is_claim(one, names, words)
            ]
            many = passage.text.split()[0].casefold() in words.several
            claims = before[-2:] if many else before[-1:]
            if claims:
                text = f"{' '.join(one.text for one in claims)} – {passage.text}"
                evidence = tuple(one.evidence(rule) for one in (*claims, passage))
                yield Doubt(
                    sort="partisan",
                    text=f"claimed without proof ({source(passage)}): {text}",
                    evidence=evidence,
                )


def _is_claim(passage: Passage, names: re.Pattern[str], words: DoubtWords) -> bool:
    return bool(_found(words.claim, passage.text) and names.search(passage.text))


def _found(patterns: Patterns, text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.search(text))), None)
