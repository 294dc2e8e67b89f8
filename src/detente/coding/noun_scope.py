"""What stands over an act told as a noun: its preposition, its verb, the noun or adjective above it."""

from __future__ import annotations

from detente.coding.below import base, child_words, is_definite, verb_keys
from detente.coding.links import Link, noun_between, of_adjective
from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues

_VERBAL = frozenset({"VERB", "AUX"})


def noun_link(sentence: Sentence, token: Token, governor: Token, cues: Cues) -> Link:
    """Give what stands over an act that is told as a noun, or inside a phrase."""
    case = child_words(sentence, token.index, "case")
    wider = (f"{governor.lemma} {case}", _with_adverb(sentence, token, case), _cases(sentence, token))
    opened = cues.find("preposition", case, *wider)
    if opened is not None and opened != "speech":
        return Link(governor.index, "condition" if opened == "hypothetical" else opened, case)
    if governor.upos in _VERBAL:
        return _noun_under_verb(sentence, token, governor, case, cues)
    if governor.upos == "ADJ" and base(token) in ("nsubj", "obl", "csubj"):
        effect = of_adjective(governor, cues) if base(token) == "nsubj" else None
        return (
            Link(governor.index, effect, governor.text.lower()) if effect else Link(governor.index, "apart")
        )
    named = base(token) == "compound" or cues.find("complement", case) is not None
    if named and base(token) in ("nmod", "compound", "obl") and token.relation != "nmod:poss":
        key = next(
            (key for key in (f"{governor.lemma} {case}", governor.lemma) if cues.find("noun", key)), ""
        )
        if key:
            return _of_noun(sentence, token, governor, key, cues.find("noun", key) or "", cues)
    return Link(governor.index, "apart")


def _with_adverb(sentence: Sentence, token: Token, case: str) -> str:
    """Give the preposition with the adverb before it, which parsers hang apart: "ahead" | "of a visit"."""
    opener = next((c for c in sentence.children(token.index) if base(c) == "case" and c.index), None)
    before = sentence.tokens[opener.index - 1] if opener is not None else token
    return f"{before.text} {case}".lower() if before.upos == "ADV" else ""


def _cases(sentence: Sentence, token: Token) -> str:
    """Give all prepositions of a noun, where the parser takes "ahead" and "of" for two."""
    children = sentence.children(token.index)
    return " ".join(c.text.lower() for c in children if base(c) == "case" and c.index < token.index)


def _is_dated(sentence: Sentence, index: int, cues: Cues) -> bool:
    """Tell whether a year and an article say that an act is known: "the 2022 invasion"."""
    numbers = (c for c in sentence.children(index) if c.upos == "NUM" and c.index < index)
    years = [number for number in numbers if len(number.text) == 4 and number.text.isdigit()]
    return bool(years) and is_definite(sentence, index, cues)


def _of_noun(sentence: Sentence, token: Token, governor: Token, key: str, effect: str, cues: Cues) -> Link:
    if effect == "topic":
        known = base(token) == "compound" or is_definite(sentence, token.index, cues)
        effect = "apart" if known else "hypothetical"
    if effect in ("hypothetical", "planned") and _is_dated(sentence, token.index, cues):
        return Link(governor.index, "apart")
    return Link(governor.index, effect, key)


def _noun_under_verb(sentence: Sentence, token: Token, governor: Token, case: str, cues: Cues) -> Link:
    relation = token.relation
    if relation.startswith("nsubj"):
        for child in sentence.children(governor.index):
            if base(child) == "xcomp" and child.upos == "VERB":
                passive = any(other.relation == "aux:pass" for other in sentence.children(child.index))
                lower = cues.find("object" if passive else "subject", *verb_keys(sentence, child, ""))
                if lower is not None:
                    return Link(child.index, lower, child.lemma)
    place = "subject" if relation == "nsubj" else "object"
    keys = verb_keys(sentence, governor, case)
    if base(token) == "obl":
        keys = tuple(key for key in keys if case and key.endswith(f" {case}"))
    key = next((key for key in keys if cues.find(place, key)), "")
    effect = cues.find(place, key) if key else None
    if effect is None and relation == "nsubj:pass":
        effect, key = (
            of_adjective(governor, cues),
            governor.text.lower(),
        )  # "is conditional", read as a passive
    if effect is None and base(token) == "obl" and cues.find("complement", case):
        over = noun_between(sentence, token, governor, cues)  # "set a date for the visit"
        if over is not None:
            return over
    return _of_verb(sentence, token, governor, key, effect, cues)


def _of_verb(
    sentence: Sentence, token: Token, governor: Token, key: str, effect: str | None, cues: Cues
) -> Link:
    noun = token.lemma.lower()
    if base(token) in ("obj", "nsubj") and cues.find("ahead", governor.lemma) == "verbs":
        ahead = token.relation != "nsubj" and cues.find("ahead", noun) == "nouns"
        return Link(governor.index, "future" if ahead else "apart", governor.lemma if ahead else "")
    definite = is_definite(sentence, token.index, cues)
    if effect == "topic":
        effect = "apart" if definite else "hypothetical"
    if effect == "ended":
        effect = "negated" if cues.find("noun", noun) in ("planned", "hypothetical") else "closed"
    if effect == "negated" and token.relation == "nsubj" and cues.find("happened", noun) == "nouns":
        effect = "apart"
    if effect is None:
        effect = "loose" if base(token) in ("obj", "nsubj") and not definite else "apart"
    return Link(governor.index, effect, key)
