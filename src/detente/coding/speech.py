"""Who tells an act, and whether in direct speech."""

from __future__ import annotations

from detente.coding.below import base, child_words, verb_keys
from detente.coding.scope import link_of
from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues

_TELLS = frozenset({"speech", "claim"})
_TRIMMED = frozenset({"acl:relcl", "acl", "advcl", "parataxis", "punct", "case", "mark"})
OPENING, CLOSING, PLAIN_MARKS = "“„«‘", "”»’", "\"'"


def find_speaker(sentence: Sentence, trigger: int, cues: Cues) -> tuple[int, int] | None:
    """Give the tokens that name whoever tells the act at `trigger`, innermost first; None for the reporter.

    Returns
    -------
    tuple[int, int] | None
        Half-open range of token indices.
    """
    index = trigger
    seen = {trigger}
    while True:
        for child in sentence.children(index):
            if child.index not in seen and (found := _aside(sentence, child, cues)) is not None:
                return found
        token = sentence.tokens[index]
        if token.head < 0:
            return None
        if _is_told(sentence, token, cues):
            found = _subject_of(sentence, token.head, cues)
            if found is not None:
                return found
        index = token.head
        seen.add(index)


def _is_told(sentence: Sentence, token: Token, cues: Cues) -> bool:
    """Tell whether the word is the content of what its head says, claims, vows, denies or demands."""
    governor = sentence.tokens[token.head]
    link = link_of(sentence, token.index, cues)
    if link is None or link.governor != governor.index:
        return False
    if link.effect in _TELLS:
        return True
    if governor.upos == "VERB" and base(token) == "ccomp":
        return cues.find("clause", *verb_keys(sentence, governor, "")) not in (None, "same")
    return False


def _aside(sentence: Sentence, child: Token, cues: Cues) -> tuple[int, int] | None:
    """Read ", the ministry said", "as the ministry said" and "according to the ministry"."""
    if base(child) in ("obl", "advmod", "nmod", "advcl", "parataxis"):
        case = child_words(sentence, child.index, "case") or child_words(sentence, child.index, "mark")
        if cues.find("preposition", case) == "speech":
            return noun_phrase(sentence, child.index)
    aside = base(child) == "parataxis" or (
        base(child) == "advcl" and cues.find("joining", child_words(sentence, child.index, "mark")) == "aside"
    )
    if aside and child.upos == "VERB" and cues.find("clause", *verb_keys(sentence, child, "")) in _TELLS:
        content = any(base(other) == "ccomp" for other in sentence.children(child.index))
        return None if content else _subject_of(sentence, child.index, cues)
    return None


def _telling_beside(sentence: Sentence, token: Token) -> int | None:
    """Give the verb of who speaks in ", he said, adding that …", where both hang on what was said."""
    for child in sentence.children(token.head):
        told = base(child) == "parataxis" and child.upos == "VERB" and child.index < token.index
        if told and any(base(below) == "nsubj" for below in sentence.children(child.index)):
            return child.index
    return None


def _subject_of(sentence: Sentence, index: int, cues: Cues) -> tuple[int, int] | None:
    """Give the subject of a verb of saying, or the one that it shares with the verb over it."""
    token = sentence.tokens[index]
    below = sentence.children(index)
    passive = any(child.relation == "nsubj:pass" for child in below)
    for child in below:
        owner = child.relation in ("nsubj", "nmod:poss") or child.relation == "obl:agent"
        if (passive and child.relation == "nsubj:pass") or not owner:
            continue
        if child.feature("PronType") == "Rel" and token.relation == "acl:relcl":
            return noun_phrase(sentence, token.head)
        return noun_phrase(sentence, child.index)
    if passive or token.head < 0:
        return None
    if token.upos in ("NOUN", "PROPN"):
        return None
    if base(token) == "acl":
        return noun_phrase(sentence, token.head)
    if base(token) in ("advcl", "xcomp", "conj", "ccomp"):
        aside = _telling_beside(sentence, token) if base(token) == "advcl" else None
        return _subject_of(sentence, token.head if aside is None else aside, cues)
    return None


def noun_phrase(sentence: Sentence, index: int) -> tuple[int, int]:
    """Give the range of a name or noun with what belongs to it, without relative clauses and prepositions."""
    kept, waiting = [], [index]
    while waiting:
        current = waiting.pop()
        kept.append(current)
        waiting.extend(
            child.index for child in sentence.children(current)
            if current != index or child.relation not in _TRIMMED
        )  # fmt: skip
    end = max(kept) + 1
    while end < len(sentence.tokens) and sentence.tokens[end].entity.endswith("PER"):
        end += 1  # a name that the parse hung elsewhere: "Prime Minister" | "Abiy Ahmed"
    return min(kept), end


def is_quoted(sentence: Sentence, trigger: int, *, quote_open: bool = False) -> bool:
    """Tell whether the word at `trigger` stands between quotation marks.

    `quote_open` says that a quotation from before the sentence still runs where it starts. A closing mark
    without an opening one says so too.
    """
    opened = quote_open or _closes_first(sentence)
    for token in sentence.tokens[:trigger]:
        side = mark_side(sentence, token.index)
        if side:
            opened = side > 0
    return opened


def mark_side(sentence: Sentence, index: int) -> int:
    """Give 1 for an opening quotation mark, -1 for a closing one, 0 for any other word."""
    token = sentence.tokens[index]
    text = token.text
    if text in ("``", "''"):
        return 1 if text == "``" else -1
    if len(text) != 1:
        return 0
    if text in OPENING:
        return 1
    if text in CLOSING:
        return -1 if token.upos == "PUNCT" else 0
    if text not in PLAIN_MARKS or (text == "'" and token.upos != "PUNCT"):
        return 0
    after = sentence.tokens[index + 1].start if index + 1 < len(sentence.tokens) else token.end + 1
    before = sentence.tokens[index - 1].end if index > 0 else token.start - 1
    if text == "'" and after == token.end and before == token.start:
        return 0  # an apostrophe that the words were parted at
    if (after > token.end) != (before < token.start):
        return -1 if after > token.end else 1
    earlier = sum(1 for other in sentence.tokens[:index] if other.text == text)
    return -1 if earlier % 2 else 1


def _closes_first(sentence: Sentence) -> bool:
    for token in sentence.tokens:
        side = mark_side(sentence, token.index)
        if side:
            return side < 0
    return False


def quote_runs_on(text: str, start: int) -> bool:
    """Tell whether a quotation opened earlier in the paragraph is still open at character `start`."""
    paragraph = text[text.rfind("\n", 0, start) + 1 : start]
    curly = paragraph.count("“") - paragraph.count("”")
    return curly > 0 or paragraph.count('"') % 2 == 1
