"""Whether an act is told as background: long past when the article was published."""

from __future__ import annotations

import itertools
from datetime import date

from detente.coding.below import base, child_words
from detente.coding.trigger_words import is_present
from detente.model.event import Precision, When
from detente.model.sentence import Sentence
from detente.tables.cues import Cues

RECENT_DAYS = 365
"""Acts older than about a year are background in news; the annotators' guide draws the line there too."""


def is_background(sentence: Sentence, trigger: int, when: When, published: date | None, cues: Cues) -> bool:
    """Tell whether the act is history to the article that tells it.

    An entry of a chronicle, whose sentence opens with its date and a dash or colon, is never background: it
    is told at its own date. Without a day of publication only the words decide.
    """
    if _is_entry(sentence, when):
        return False
    if when.text is not None and when.precision is not Precision.PUBLICATION:
        if published is None or when.end is None:
            return False
        return (published - when.end).days > RECENT_DAYS
    return _old_occasion(sentence, trigger, cues) or _from_old_papers(sentence, cues)


def _old_occasion(sentence: Sentence, trigger: int, cues: Cues) -> bool:
    """Look for "during the Cold War", "before independence" below the act; none of that dates the present."""
    if is_present(sentence, sentence.tokens[trigger]):
        return False
    for child in sentence.children(trigger):
        if base(child) not in ("obl", "nmod", "advcl") or not child_words(sentence, child.index, "case"):
            continue
        words = " ".join(token.text.lower() for token in sentence.subtree(child.index))
        lemmas = (child.lemma.lower(), *_pairs(words))
        if any(cues.find("occasion", lemma) == "historical" for lemma in lemmas):
            return True
    return False


def _from_old_papers(sentence: Sentence, cues: Cues) -> bool:
    """Tell whether the sentence is told after papers of another time: "according to a leaked cable"."""
    for token in sentence.tokens:
        if cues.find("preposition", child_words(sentence, token.index, "case")) != "speech":
            continue
        words = (
            word
            for below in sentence.subtree(token.index)
            for word in (below.lemma.lower(), below.text.lower())
        )
        if any(cues.find("occasion", word) == "papers" for word in words):
            return True
    return False


def _pairs(words: str) -> tuple[str, ...]:
    parts = words.split()
    return tuple(" ".join(pair) for pair in itertools.pairwise(parts))


def _is_entry(sentence: Sentence, when: When) -> bool:
    if when.text is None or not sentence.tokens:
        return False
    words = when.text.split()
    first = sentence.tokens[0].text
    size = sum(1 for token in sentence.tokens if token.start < sentence.start + len(when.text))
    after = sentence.tokens[size].text if size < len(sentence.tokens) else ""
    return first == words[0].strip(",.") and after in ("-", "–", "—", ":")
