"""What stands over a word in the tree, and what that does to whether the act happened."""

from __future__ import annotations

from detente.coding.below import base, child_words, is_infinitive, verb_keys
from detente.coding.links import IRREAL, Link, noun_between, of_adjective
from detente.coding.noun_scope import noun_link
from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues

CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "acl", "parataxis"})


def link_of(sentence: Sentence, index: int, cues: Cues) -> Link | None:
    """Give what stands over the word at `index` and its effect; None for the root."""
    link = _link_of(sentence, index, cues)
    if (
        link is not None
        and link.effect not in ("negated", "ended")
        and is_person(sentence, sentence.tokens[index])
    ):
        return Link(
            link.governor, "apart"
        )  # "will promote A, its envoy to B": that he serves there is no plan
    return link


def _link_of(sentence: Sentence, index: int, cues: Cues) -> Link | None:
    token = sentence.tokens[index]
    if token.head < 0:
        return None
    if base(token) in ("conj", "appos", "flat", "fixed", "list"):
        return link_of(sentence, token.head, cues)
    governor = sentence.tokens[token.head]
    if base(token) == "advcl":
        governor = _predicate_above(sentence, governor)
    if base(token) in CLAUSES:
        return _clause_link(sentence, token, governor, cues)
    return noun_link(sentence, token, governor, cues)


def is_person(sentence: Sentence, token: Token) -> bool:
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
    # "Refuses to comment on whether …": the last word of several opens the clause.
    opened = None if infinitive and mark == "to" else cues.find("mark", mark, mark.rpartition(" ")[2])
    if opened is not None and relation != "acl":
        return Link(governor.index, "condition" if opened == "hypothetical" else opened, mark)
    if relation == "acl" or (governor.upos in ("NOUN", "PROPN") and relation in ("ccomp", "xcomp")):
        return _under_noun(sentence, token, governor, mark, infinitive, cues)
    if governor.upos == "ADJ":
        effect = of_adjective(governor, cues)
        return Link(governor.index, effect or "loose", governor.text.lower() if effect else "")
    return _under_verb(sentence, token, governor, mark, infinitive, cues)


def _under_noun(
    sentence: Sentence, token: Token, governor: Token, mark: str, infinitive: bool, cues: Cues
) -> Link:
    if not infinitive and not mark and token.feature("VerbForm") in ("Part", "Ger", ""):
        return Link(governor.index, "apart")  # "weapons seized in May"
    if infinitive and governor.head < 0 and _is_decided(token, governor, cues):
        return Link(governor.index, "same", governor.lemma)  # "The House votes to censure", read as a noun
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
                else effect in IRREAL and 0 < token.index - governor.index <= 2
            )
            if worded:
                return Link(governor.index, str(effect), listed)
            over = noun_between(sentence, token, governor, cues) if cues.find("complement", mark) else None
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
    if infinitive and _is_decided(token, governor, cues):
        return Link(governor.index, "same", governor.lemma)
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
    """Tell whether a purpose is done by the very act: "phoned to thank", "met to offer condolences"."""
    objects = (c.lemma.lower() for c in sentence.children(token.index) if base(c) == "obj")
    keys = (token.lemma, *(f"{token.lemma} {noun}" for noun in objects))
    return cues.find("enacted", *keys) == "verbs"


def _is_decided(token: Token, governor: Token, cues: Cues) -> bool:
    """Tell whether deciding does it: "decided to suspend aid"; a school that is decided on is yet to come."""
    deciding = cues.find("decided", governor.lemma.lower()) == "definite"
    return deciding and cues.find("decided", token.lemma.lower()) == "verbs"


def _through_object(sentence: Sentence, token: Token, governor: Token, cues: Cues) -> Link:
    """Read "finalises a deal to sell" by the deal, where the parse hung the selling on the verb."""
    return noun_between(sentence, token, governor, cues) or Link(governor.index, "hypothetical", "to")


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
