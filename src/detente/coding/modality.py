"""Whether an act happened, will happen, might, did not, or is only claimed: read off the tree.

Every word has a state of its own (auxiliaries, negation, adjectives). What stands over it changes that state,
and has one of its own in turn: in "refused to rule out sending troops" the sending hangs on a ruling out that
was refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.below import base
from detente.coding.links import Link
from detente.coding.mood import State, own_state
from detente.coding.scope import link_of
from detente.coding.speech import find_speaker, is_quoted
from detente.model.event import Modality
from detente.model.sentence import Sentence
from detente.tables.cues import Cues


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How a sentence tells an act.

    Attributes
    ----------
    modality
        As told in the sentence; the teller's own side or another's act is for the coder to weigh, with
        `speaker`.
    speaker
        Half-open range of the tokens that name who tells it, or None where the reporter does.
    quoted
        The act stands in direct speech.
    claim
        It stands under a verb or noun of claim: accuse, allege, suspicion.
    cues
        The words that decided, innermost first.
    willing
        It lies ahead only in that somebody is ready for it.
    """

    modality: Modality
    speaker: tuple[int, int] | None = None
    quoted: bool = False
    claim: bool = False
    cues: tuple[str, ...] = ()
    willing: bool = False


def judge_modality(sentence: Sentence, trigger: int, cues: Cues, *, quote_open: bool = False) -> Judgement:
    """Judge how the sentence tells the act at token `trigger`.

    Parameters
    ----------
    quote_open
        A quotation that began in an earlier sentence still runs where this one starts.
    """
    state = state_of(sentence, trigger, cues)
    name = "hypothetical" if state.name == "prospective" else state.name
    speaker = find_speaker(sentence, trigger, cues)
    if state.name == "prospective" and speaker is not None:
        name = "future"
    if name in ("factual", "future") and _is_asked(sentence, trigger, cues):
        name = "hypothetical"
        state = state.turned(name, "?")
    return Judgement(
        modality=Modality(name),
        speaker=speaker,
        quoted=is_quoted(sentence, trigger, quote_open=quote_open),
        claim=state.claim or (speaker is not None and _is_finding(sentence, speaker, cues)),
        cues=state.cues,
        willing=any(cues.find("willing", word.lower()) is not None for word in state.cues),
    )


def _is_finding(sentence: Sentence, speaker: tuple[int, int], cues: Cues) -> bool:
    """Tell whether no person speaks but a paper: "*a report* said that A had armed B"."""
    inside = range(*speaker)
    heads = (t for t in sentence.tokens[slice(*speaker)] if t.head not in inside)
    return any(cues.find("teller", token.lemma.lower()) == "claim" for token in heads)


def state_of(sentence: Sentence, index: int, cues: Cues) -> State:
    """Give the state of the word at `index` with everything that stands over it."""
    own = own_state(sentence, index, cues)
    link = link_of(sentence, index, cues)
    if link is None:
        return own
    if link.effect in ("apart", "fact"):
        return own
    outer = state_of(sentence, link.governor, cues)
    return combine(own, link, outer, announced=_is_announced(sentence, link, cues))


def combine(own: State, link: Link, outer: State, *, announced: bool = False) -> State:
    """Put the state of an act and that of the word over it together."""
    effect, word = link.effect, link.word
    if effect == "planned":
        effect = "hypothetical"
    if effect == "hypothetical" and announced:
        effect = "future"
    if effect == "trailing":
        effect = "loose" if outer.name == "future" else "apart"
    if effect == "closed":
        effect = "negated" if own.name in ("future", "hypothetical") else "apart"
    if effect == "apart":
        return own
    if effect in ("same", "loose"):
        return _shared(own, outer, bound=effect == "same")
    if effect == "speech":
        return _told(own, outer, word)
    if effect == "claim":
        if outer.name == "negated":
            return outer.turned("negated", word, claim=True)
        plain = own.name in ("factual", "historical")
        return own.turned("reported" if plain else _settled(own), word, claim=True)
    if effect == "future":
        if outer.name in ("negated", "hypothetical"):
            return own.turned(outer.name, word)
        return own.turned("future" if own.name in ("factual", "prospective") else own.name, word)
    if effect == "hypothetical":
        return own.turned("negated" if outer.name == "negated" else "hypothetical", word)
    if effect == "condition":
        return own.turned("hypothetical", word)
    if effect in ("negated", "ended"):
        return own.turned(_denied(own, outer, effect), word)
    return own.turned(effect if own.name == "factual" else own.name, word)


def _settled(own: State) -> str:
    return "future" if own.name == "prospective" else own.name


def _shared(own: State, outer: State, *, bound: bool) -> State:
    taken = (
        "future",
        "hypothetical",
        "prospective",
        *(("negated", "reported", "historical") if bound else ()),
    )
    if own.name in ("factual", "prospective") and outer.name in taken:
        return State(outer.name, (*own.cues, *outer.cues), own.claim or outer.claim)
    if bound and outer.name == "negated":
        return State("negated", (*own.cues, *outer.cues), own.claim)
    return State(own.name, own.cues, own.claim or (bound and outer.claim))


def _told(own: State, outer: State, word: str) -> State:
    if own.name == "factual" and outer.name in ("negated", "hypothetical"):
        return own.turned("hypothetical", word)
    if own.name == "factual" and outer.name == "reported":
        return own.turned("reported", word)
    return own.turned("future", word) if own.name == "prospective" else own


def _denied(own: State, outer: State, effect: str) -> str:
    if outer.name == "negated":
        return own.name if effect == "ended" else "hypothetical"
    if own.name == "negated":
        return "hypothetical"
    return "hypothetical" if outer.name in ("hypothetical", "prospective") else "negated"


def _is_announced(sentence: Sentence, link: Link, cues: Cues) -> bool:
    """Tell whether a plan is announced or had, or an invitation or offer accepted."""
    governor = sentence.tokens[link.governor]
    if link.effect not in ("planned", "hypothetical") or governor.upos != "NOUN":
        return False
    above = link_of(sentence, governor.index, cues)
    if above is not None and above.effect == "future":
        return True
    if link.effect != "planned" or governor.head < 0 or base(governor) not in ("obj", "nsubj"):
        return False
    over = sentence.tokens[governor.head].lemma
    return cues.find("ahead", over) == "verbs" or cues.find("object", over) == "same"


def _is_asked(sentence: Sentence, trigger: int, cues: Cues) -> bool:
    """Tell whether the sentence is a question that the act itself is asked in."""
    last = next((token for token in reversed(sentence.tokens) if token.text not in "\"'”’)"), None)
    if last is None or last.text != "?":
        return False
    link = link_of(sentence, trigger, cues)
    return link is None or link.effect in ("same", "speech", "loose")
