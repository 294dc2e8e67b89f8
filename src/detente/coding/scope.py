"""What stands over a word in the tree, and what that does to whether the act happened."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.below import base, child_words, is_definite, is_infinitive, verb_keys
from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues

CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis"})
IRREAL = frozenset({"future", "hypothetical", "negated", "claim", "planned", "topic"})
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Link:
    """The word above an act, and its effect.

    `effect` is one of the keys of the cue file, or ``apart`` (no effect) or ``loose`` (the act shares a
    future or a hypothesis, never a negation), ``closed`` (what was only planned is negated, what ran on is a
    fact), ``trailing`` (it shares a future alone: "will visit Rome, meeting the pope") or ``condition``
    (hypothetical whatever stands above). `word` is the cue as worded in the file, or the empty string where
    none decided.
    """

    governor: int
    effect: str
    word: str = ""


def link_of(sentence: Sentence, index: int, cues: Cues) -> Link | None:
    """Give what stands over the word at `index` and its effect; None for the root."""
    token = sentence.tokens[index]
    if token.head < 0:
        return None
    if _is_person(sentence, token):
        return Link(token.head, "apart")  # "will promote A, its envoy to B": that he serves there is no plan
    if base(token) in ("conj", "appos", "flat", "fixed", "list"):
        return link_of(sentence, token.head, cues)
    governor = sentence.tokens[token.head]
    if base(token) == "advcl":
        governor = _predicate_above(sentence, governor)
    if base(token) in CLAUSES:
        return _clause_link(sentence, token, governor, cues)
    return _noun_link(sentence, token, governor, cues)


def _is_person(sentence: Sentence, token: Token) -> bool:
    """Tell whether a noun is what a named person is called: "A, its envoy", "envoy A"."""
    if token.upos not in ("NOUN", "PROPN") or token.entity.endswith("PER"):
        return False
    if base(token) == "appos" and sentence.tokens[token.head].entity.endswith("PER"):
        return True
    return any(
        base(child) in ("appos", "flat") and child.entity.endswith("PER")
        for child in sentence.children(token.index)
    )


def _predicate_above(sentence: Sentence, governor: Token) -> Token:
    """Give the word that an adverbial clause can belong to: "no reports of resistance as they withdraw"."""
    while governor.upos in ("NOUN", "PROPN", "PRON") and governor.head >= 0:
        if any(base(child) in ("cop", "nsubj", "mark") for child in sentence.children(governor.index)):
            break
        governor = sentence.tokens[governor.head]
    return governor


def _clause_link(sentence: Sentence, token: Token, governor: Token, cues: Cues) -> Link:
    relation = base(token)
    if token.relation in ("acl:relcl", "advcl:relcl") or relation == "parataxis":
        return Link(governor.index, "apart")
    mark = child_words(sentence, token.index, "mark") or child_words(sentence, token.index, "case")
    infinitive = is_infinitive(sentence, token.index)
    opened = None if infinitive and mark == "to" else cues.find("mark", mark)
    if opened is not None and relation != "acl":
        return Link(governor.index, "condition" if opened == "hypothetical" else opened, mark)
    if relation == "acl" or (governor.upos in ("NOUN", "PROPN") and relation in ("ccomp", "xcomp")):
        return _under_noun(sentence, token, governor, mark, infinitive, cues)
    if governor.upos == "ADJ":
        effect = _of_adjective(governor, cues)
        return Link(governor.index, effect or "loose", governor.text.lower() if effect else "")
    return _under_verb(sentence, token, governor, mark, infinitive, cues)


def _of_adjective(governor: Token, cues: Cues) -> str | None:
    words = (governor.text.lower(), governor.lemma)
    return cues.find("predicate", *words) or cues.find("adjective", *words)


def _under_noun(
    sentence: Sentence, token: Token, governor: Token, mark: str, infinitive: bool, cues: Cues
) -> Link:
    if not infinitive and not mark and token.feature("VerbForm") in ("Part", "Ger", ""):
        return Link(governor.index, "apart")  # "weapons seized in May"
    effect = cues.find("noun", f"{governor.lemma} {mark}", governor.lemma)
    if effect not in (None, "historical"):
        return Link(governor.index, "hypothetical" if effect == "topic" else str(effect), governor.lemma)
    if not infinitive:
        return Link(governor.index, "apart")
    if governor.upos == "PROPN" and governor.head < 0:
        return Link(governor.index, "future", "to")  # a headline: "Mali to open an embassy"
    if _is_enacted(sentence, token, cues):
        return Link(governor.index, "loose", token.lemma)
    ordinal = any(child.feature("NumType") == "Ord" for child in sentence.children(governor.index))
    return Link(governor.index, "loose") if ordinal else Link(governor.index, "hypothetical", "to")


def _under_verb(
    sentence: Sentence, token: Token, governor: Token, mark: str, infinitive: bool, cues: Cues
) -> Link:
    keys = verb_keys(sentence, governor, mark)
    listed = next((key for key in keys if cues.find("clause", key)), "")
    effect = cues.find("clause", listed) if listed else None
    if base(token) == "advcl":
        if not infinitive:
            worded = effect is not None and (
                listed.endswith(f" {mark}")
                if mark
                else effect in IRREAL and token.index - governor.index <= 2
            )
            if worded:
                return Link(governor.index, str(effect), listed)
            over = _noun_between(sentence, token, governor, cues) if cues.find("complement", mark) else None
            if over is None and not mark and cues.find("clause", token.lemma) in ("speech", "claim"):
                return Link(governor.index, "apart")  # "said it would leave, accusing the minister"
            return over or Link(
                governor.index, "loose" if mark else "trailing"
            )  # "holds promise for reviving"
        meant = cues.find("joining", mark) == "purpose"
        if _is_enacted(sentence, token, cues) and (meant or effect not in IRREAL):
            return Link(governor.index, "same", token.lemma)
        purpose = cues.find("purpose", *keys)
        if purpose is not None:
            return Link(governor.index, purpose, "to")
        if effect not in IRREAL:
            return _through_object(sentence, token, governor, cues)
    if infinitive:
        effect = _of_infinitive(sentence, governor, effect, keys, cues)
    if effect is None and governor.feature("VerbForm") == "Part":
        effect, listed = (
            cues.find("predicate", governor.text.lower()),
            governor.text.lower(),
        )  # "are poised to"
    if effect is None:
        return Link(governor.index, "same" if base(token) == "xcomp" else "loose")
    return Link(governor.index, effect, listed or governor.lemma)


def _is_enacted(sentence: Sentence, token: Token, cues: Cues) -> bool:
    """Tell whether a purpose is done by the very act: "phoned to congratulate", "met to offer condolences"."""
    objects = (c.lemma.lower() for c in sentence.children(token.index) if base(c) == "obj")
    keys = (token.lemma, *(f"{token.lemma} {noun}" for noun in objects))
    return cues.find("enacted", *keys) == "verbs"


def _through_object(sentence: Sentence, token: Token, governor: Token, cues: Cues) -> Link:
    """Read "finalises a deal to sell" by the deal, where the parse hung the selling on the verb."""
    return _noun_between(sentence, token, governor, cues) or Link(governor.index, "hypothetical", "to")


def _noun_between(sentence: Sentence, token: Token, governor: Token, cues: Cues) -> Link | None:
    """Give the verb's object before the word as what stands over it, if it is a plan, a wish or a claim."""
    for child in sentence.children(governor.index):
        if base(child) == "obj" and governor.index < child.index < token.index:
            effect = cues.find("noun", child.lemma)
            if effect in IRREAL:
                return Link(child.index, "hypothetical" if effect == "topic" else str(effect), child.lemma)
    return None


def _of_infinitive(
    sentence: Sentence, governor: Token, effect: str | None, keys: tuple[str, ...], cues: Cues
) -> str | None:
    """Mend the effect for "to": "told them to free" is a demand, "is said to have freed" a claim."""
    if effect == "speech":
        passive = any(
            child.relation in ("aux:pass", "nsubj:pass") for child in sentence.children(governor.index)
        )
        return "claim" if passive else "hypothetical"
    if effect == "fact":
        return cues.find("purpose", *keys) or "hypothetical"  # "demonstrated to press the government"
    return effect or cues.find("purpose", *keys)


def _noun_link(sentence: Sentence, token: Token, governor: Token, cues: Cues) -> Link:
    case = child_words(sentence, token.index, "case")
    opened = cues.find("preposition", case, f"{governor.lemma} {case}", _with_adverb(sentence, token, case))
    if opened is not None and opened != "speech":
        return Link(governor.index, "condition" if opened == "hypothetical" else opened, case)
    if governor.upos in _VERBAL:
        return _noun_under_verb(sentence, token, governor, case, cues)
    if governor.upos == "ADJ" and base(token) in ("nsubj", "obl", "csubj"):
        effect = _of_adjective(governor, cues) if base(token) == "nsubj" else None
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
    """Give the preposition with the adverb before it, which parsers hang elsewhere: "ahead" | "of a visit"."""
    opener = next((c for c in sentence.children(token.index) if base(c) == "case" and c.index), None)
    before = sentence.tokens[opener.index - 1] if opener is not None else token
    return f"{before.text} {case}".lower() if before.upos == "ADV" else ""


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
            _of_adjective(governor, cues),
            governor.text.lower(),
        )  # "is conditional", read as a passive
    if effect is None and base(token) == "obl" and cues.find("complement", case):
        over = _noun_between(sentence, token, governor, cues)  # "set a date for the visit"
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
