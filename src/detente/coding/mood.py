"""What a word's own auxiliaries, adverbs, articles and adjectives say of whether it happened."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.below import base, has_own_start, is_definite, is_infinitive
from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues


@dataclass(frozen=True, slots=True)
class State:
    """A modality on the way up the tree; ``prospective`` is a "would" that waits for what stands over it."""

    name: str
    cues: tuple[str, ...] = ()
    claim: bool = False

    def turned(self, name: str, word: str = "", claim: bool = False) -> State:
        """Give the state that a cue makes of this one."""
        return State(name, (*self.cues, word) if word else self.cues, self.claim or claim)


PLAIN = State("factual")


def own_state(sentence: Sentence, index: int, cues: Cues) -> State:
    """Give the state of a word by its auxiliaries, adverbs, articles and adjectives alone."""
    token = sentence.tokens[index]
    if token.upos in ("NOUN", "PROPN") and not any(
        base(child) == "cop" for child in sentence.children(index)
    ):
        return _noun_state(sentence, index, cues)
    return _verb_state(sentence, index, cues)


def _verb_state(sentence: Sentence, index: int, cues: Cues) -> State:
    token = sentence.tokens[index]
    below = sentence.children(index)
    negation = _negation(sentence, index, cues)
    modal, word = _auxiliary(sentence, index, cues)
    if token.relation == "conj" and not has_own_start(sentence, index) and _shares(sentence, token):
        modal, word, negation = _from_head(sentence, token, modal, word, negation, cues)
    adverbs = [child for child in below if base(child) == "advmod"]
    told = [(effect, child.text) for child in adverbs if (effect := cues.find("adverb", child.text.lower()))]
    adverb = next((pair for pair in told if pair[0] != "negated"), None)
    if negation:
        doubtful = modal == "hypothetical" and cues.find("joining", word.lower()) == "open"
        return State("hypothetical" if doubtful else "negated", tuple(filter(None, (word, negation))))
    if modal and (condition := _condition(sentence, index, cues)):
        return State("hypothetical", (word, condition))
    if adverb and modal != "future":
        return State(adverb[0], (adverb[1],), adverb[0] == "reported")
    if modal:
        return State(modal, (word,))
    if _is_order(sentence, token):
        return State("hypothetical", (token.text,))
    return PLAIN


def _is_order(sentence: Sentence, token: Token) -> bool:
    """Tell an imperative from a plural present that the parse takes for one: it opens what is said."""
    if token.feature("Mood") != "Imp" or base(token) not in ("root", "ccomp", "parataxis"):
        return False
    before = [other for other in sentence.tokens[: token.index] if other.upos not in ("PUNCT", "INTJ", "ADV")]
    return not before


def _auxiliary(sentence: Sentence, index: int, cues: Cues) -> tuple[str, str]:
    """Give the effect of the auxiliaries and the word: "will", "is to", or a headline's "to"."""
    below = sentence.children(index)
    for child in below:
        effect = cues.find("auxiliary", child.text.lower()) if child.upos == "AUX" else None
        if effect is not None:
            perfect = effect == "prospective" and any(
                cues.find("joining", other.lemma) == "perfect" and base(other) == "aux" for other in below
            )
            return ("hypothetical" if perfect else effect), child.text
    token = sentence.tokens[index]
    if is_infinitive(sentence, index) and token.relation not in ("xcomp", "advcl", "acl", "conj", "csubj"):
        if any(base(child) == "aux" and cues.find("joining", child.lemma) == "copula" for child in below):
            return "future", "to"
        if any(base(child) == "nsubj" for child in below):
            return "future", "to"
    return "", ""


def _condition(sentence: Sentence, index: int, cues: Cues) -> str:
    for child in sentence.children(index):
        if base(child) == "advcl":
            for mark in sentence.children(child.index):
                if base(mark) == "mark" and mark.text.lower() != "whether":
                    fixed = [
                        other.text for other in sentence.children(mark.index) if other.relation == "fixed"
                    ]
                    word = " ".join((mark.text, *fixed)).lower()
                    if cues.find("mark", word) == "hypothetical":
                        return word
    return ""


def _negation(sentence: Sentence, index: int, cues: Cues) -> str:
    below = sentence.children(index)
    for child in below:
        word = child.text.lower()
        if base(child) in ("advmod", "cc", "aux", "det") and cues.find("adverb", word) == "negated":
            after = sentence.tokens[child.index + 1].lemma if child.index + 1 < len(sentence.tokens) else ""
            if cues.find("joining", after) != "focus":
                return child.text
        if base(child) == "advmod" and (denied := _denies(sentence, child.index, cues)):
            pair = f"{denied} {word}".lower()
            if cues.find("adverb", pair) == "negated":
                return pair  # "no longer"
        if base(child) in ("nsubj", "obj", "obl") and (word := _denies(sentence, child.index, cues)):
            return word
    return ""


def _denies(sentence: Sentence, index: int, cues: Cues) -> str:
    token = sentence.tokens[index]
    if token.upos == "PRON" and cues.find("determiner", token.text.lower()) == "negated":
        return token.text
    for child in sentence.children(index):
        if base(child) in ("det", "advmod") and cues.find("determiner", child.text.lower()) == "negated":
            return child.text
    return ""


def _shares(sentence: Sentence, token: Token) -> bool:
    """Tell whether a coordinated verb has a form that can stand after the first one's auxiliary."""
    if token.feature("VerbForm") in ("Inf", "Part", "Ger"):
        return True
    head = sentence.tokens[token.head]
    if head.feature("VerbForm") == "Inf" and token.text.lower() == token.lemma:
        return True  # a bare form, taken for a plural present
    return token.feature("VerbForm") == "" or token.feature("Tense") == head.feature("Tense") == ""


def _from_head(
    sentence: Sentence, token: Token, modal: str, word: str, negation: str, cues: Cues
) -> tuple[str, str, str]:
    """Take over what the first of coordinated verbs has; "but" hands no negation on."""
    contrast = has_contrast(sentence, token.index, cues)
    above_modal, above_word = _auxiliary(sentence, token.head, cues)
    if not modal:
        modal, word = above_modal, above_word
    if not negation and not contrast:
        head = sentence.tokens[token.head]
        negation = next(
            (child.text for child in sentence.children(head.index)
             if base(child) == "advmod" and cues.find("adverb", child.text.lower()) == "negated"), "",
        )  # fmt: skip
    return modal, word, negation


def has_contrast(sentence: Sentence, index: int, cues: Cues) -> bool:
    """Tell whether the word is joined to the one before by "but"."""
    return any(
        base(child) == "cc" and cues.find("joining", child.lemma) == "contrast"
        for child in sentence.children(index)
    )


_STRONGEST = ("negated", "hypothetical", "reported", "future", "historical")


def _noun_state(sentence: Sentence, index: int, cues: Cues) -> State:
    token = sentence.tokens[index]
    found: list[tuple[str, str]] = []
    if word := _denies(sentence, index, cues):
        found.append(("negated", word))
    for child in sentence.children(index):
        text = child.text.lower()
        if base(child) == "amod":
            effect = cues.find("adjective", text, child.lemma)
            happened = effect == "negated" and cues.find("happened", text) == "adjectives"
            if effect and not (happened and cues.find("happened", token.lemma.lower()) == "nouns"):
                found.append((effect, text))
        elif child.relation == "det" and cues.find("determiner", text) == "hypothetical":
            found.append(("hypothetical", text))
        elif child.relation == "acl" and child.feature("VerbForm") == "Part":
            effect = cues.find("object", child.lemma)
            if effect in ("future", "hypothetical", "negated", "claim"):
                found.append(("reported" if effect == "claim" else effect, text))
    if not found and token.relation == "conj" and not is_definite(sentence, index, cues):
        head = sentence.tokens[token.head]
        return _noun_state(sentence, head.index, cues) if head.upos in ("NOUN", "PROPN") else PLAIN
    for name in _STRONGEST:
        for effect, word in found:
            if effect == name:
                return State(name, (word,), name == "reported")
    return PLAIN
