"""Which date of a sentence belongs to an act: the one that hangs nearest, never the date of saying it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from detente.coding.below import base, verb_keys
from detente.coding.date_nearness import ends_clause, follows_reason, follows_topic, in_force
from detente.coding.mood import own_state
from detente.coding.scope import CLAUSES, is_person, link_of
from detente.model.sentence import Sentence, Token
from detente.tables.cues import Cues


class Placed(Protocol):
    """A date with its first and last token, and the rule that reads it."""

    @property
    def first(self) -> int:
        """Index of the first token."""

    @property
    def last(self) -> int:
        """Index of the last token."""

    @property
    def rule(self) -> str:
        """Name of the rule."""

    @property
    def bound(self) -> str | None:
        """Which limit the words before make of it, or None."""


Mentioned = TypeVar("Mentioned", bound=Placed)

EXACT = frozenset({"date", "weekday", "weekday_of_week", "from_today", "day_range", "ago"})
"""What names a day is more often the act's, even where the parse hung it on a noun below."""
VAGUE = frozenset({"year", "decade"})
"""What names no day, and no month."""
FAR = 9.0
"""From this cost on a date belongs to something else."""


def nearest(
    sentence: Sentence, trigger: int, mentions: Sequence[Mentioned], cues: Cues
) -> tuple[Mentioned, ...]:
    """Give the dates that can be the act's own, the likeliest first."""
    costs = ladder(sentence, trigger, cues)
    scored = []
    for place, mention in enumerate(mentions):
        cost = _cost(sentence, trigger, mention, costs, cues)
        if cost < FAR:
            scored.append((cost, abs(mention.first - trigger), place, mention))
    return tuple(mention for *_, mention in sorted(scored, key=lambda entry: entry[:3]))


def ladder(sentence: Sentence, trigger: int, cues: Cues) -> dict[int, float]:
    """Give, for the act and the words over it whose date is the act's too, what their dates cost."""
    costs = {trigger: 0.0}
    index, cost = trigger, 0.0
    costs |= dict.fromkeys(in_force(sentence, trigger, cues), 0.5)
    for child in sentence.children(trigger):
        if base(child) == "conj" and child.upos == sentence.tokens[trigger].upos:
            costs[child.index] = 2.5  # "met and signed on Monday"
    while (token := sentence.tokens[index]).head >= 0:
        step = _step(sentence, token, cues)
        if step is None:
            break
        cost += step
        index = token.head
        costs.setdefault(index, cost)
    return costs


def _step(sentence: Sentence, token: Token, cues: Cues) -> float | None:
    """Give what it costs to take the date of the word above; None where that is a date of something else."""
    governor = sentence.tokens[token.head]
    relation = base(token)
    if is_person(sentence, token) and not _is_told(sentence, governor, cues):
        return None  # "will promote A, its envoy to B, in June"
    if relation == "conj":
        if _is_pluperfect(sentence, governor, cues) and token.feature("VerbForm") == "Fin":
            return None  # "the accord that it had signed in 2015, and accused": what was before is told apart
        return 1.5 if token.upos == governor.upos else 2.0
    if relation in ("fixed", "flat", "appos", "compound"):
        return 1.0
    link = link_of(sentence, token.index, cues)
    effect = link.effect if link is not None and link.governor == governor.index else "apart"
    if relation == "parataxis" and _is_participial(sentence, token):
        return 1.5
    if token.relation in ("acl:relcl", "parataxis") or effect in ("speech", "claim", "fact"):
        return None
    if relation in ("ccomp", "csubj"):
        return None
    if relation == "xcomp":
        return 1.0 if effect in ("same", "loose") else 2.0
    if relation == "advcl":
        return 1.5
    if relation == "acl":
        return None
    if effect == "same":
        return 0.5
    if relation in ("obj", "nsubj"):
        reacts = cues.find("clause", *verb_keys(sentence, governor, "")) in ("speech", "claim")
        listed = link is not None and bool(link.word)
        return None if reacts or (effect == "apart" and (listed or governor.upos != "VERB")) else 3.0
    return 2.0 if relation == "obl" else None


def _is_told(sentence: Sentence, token: Token, cues: Cues) -> bool:
    """Tell whether the verb over a person is told as done."""
    while token.upos in ("NOUN", "PROPN") and token.head >= 0:
        token = sentence.tokens[token.head]
    return own_state(sentence, token.index, cues).name == "factual"


def _is_pluperfect(sentence: Sentence, verb: Token, cues: Cues) -> bool:
    """Tell whether a verb tells of a time before that of the sentence: "had signed"."""
    return any(
        cues.find("joining", child.lemma) == "perfect" and child.feature("Tense") == "Past"
        for child in sentence.children(verb.index)
        if base(child) == "aux"
    )


def _is_participial(sentence: Sentence, clause: Token) -> bool:
    """Tell whether a clause shares its subject with the one above: ", having signed two agreements"."""
    bent = clause.feature("VerbForm") in ("Part", "Ger")
    return bent and not any(base(child) in ("nsubj", "csubj") for child in sentence.children(clause.index))


def _cost(sentence: Sentence, trigger: int, mention: Placed, costs: dict[int, float], cues: Cues) -> float:
    """Climb from a date to the first word on the ladder; clauses on the way belong to other acts."""
    inside = range(mention.first, mention.last + 1)
    index = next((place for place in inside if sentence.tokens[place].head not in inside), mention.last)
    if trigger in inside or _is_no_time(sentence, mention, index, cues):
        return FAR
    head = sentence.tokens[index].head
    if mention.rule not in EXACT and follows_topic(sentence, mention.first):
        return FAR  # "sued over the sinking last spring": the spring is the sinking's
    if mention.rule in VAGUE and follows_reason(sentence, trigger, mention.first, cues):
        return FAR
    if mention.rule in EXACT and ends_clause(sentence, trigger, mention.first):
        return 1.0
    if _is_occasion(sentence, index, cues) and sentence.tokens[head].head in costs:
        return 0.75 + costs[sentence.tokens[head].head]
    if head >= 0 and head not in costs and _belongs_to_noun(sentence, mention, index, cues):
        return FAR  # "criticised the 2015 agreement": the year is the agreement's
    cost = 0.0
    furthest = 1.5 if mention.rule in EXACT else 0.75
    while index not in costs:
        token = sentence.tokens[index]
        if token.head < 0 or cost > furthest:
            return FAR
        if index not in inside:
            if base(token) in CLAUSES or (base(token) == "conj" and token.upos == "VERB"):
                return FAR
            cost += 0.75
        index = token.head
    if index != trigger and head == index and _belongs_to_noun(sentence, mention, head, cues):
        return FAR
    return cost + costs[index]


def _is_occasion(sentence: Sentence, index: int, cues: Cues) -> bool:
    """Tell whether a day owns the act that a verb happened in: "five died *in yesterday's* air strikes"."""
    token = sentence.tokens[index]
    if token.relation != "nmod:poss" or base(sentence.tokens[token.head]) != "obl":
        return False
    link = link_of(sentence, token.head, cues)
    return link is not None and link.effect == "same"


def _is_no_time(sentence: Sentence, mention: Placed, index: int, cues: Cues) -> bool:
    """Tell whether a limit says something else than when: a comparison, or how long the outcome lasts."""
    head = sentence.tokens[index].head
    if mention.bound == "since":
        return _is_compared(sentence, mention) or (head >= 0 and _is_over(sentence, head))
    if mention.bound != "to" or head < 0:
        return False
    if sentence.tokens[head].upos != "VERB":
        return base(sentence.tokens[index]) == "nmod"  # "a curfew until 30 April"
    return cues.find("joining", sentence.tokens[head].lemma.lower()) != "lasting"


def _is_over(sentence: Sentence, index: int) -> bool:
    """Tell whether a verb stands in the simple past, of which "since" is never said: another verb's date."""
    verb = sentence.tokens[index]
    helped = any(base(child) in ("aux", "cop") for child in sentence.children(index))
    return (
        verb.upos == "VERB"
        and verb.feature("VerbForm") == "Fin"
        and verb.feature("Tense") == "Past"
        and not helped
    )


def _is_compared(sentence: Sentence, mention: Placed) -> bool:
    """Tell whether "since" closes a comparison: "the worst clash since 2011", "the first time since May"."""
    for token in reversed(sentence.tokens[: mention.first]):
        if token.upos in ("VERB", "AUX") or token.text in (",", ";", ":"):
            return False
        if token.feature("Degree") == "Sup" or token.feature("NumType") == "Ord":
            return True
    return False


def _belongs_to_noun(sentence: Sentence, mention: Placed, index: int, cues: Cues) -> bool:
    """Tell whether a date is part of a noun's name: "the 2015 deal", "the deal of (in brackets) 2015"."""
    token = sentence.tokens[index]
    if token.head > index and base(token) in ("nummod", "compound", "amod", "nmod"):
        return True
    if base(token) in ("nmod", "appos") and mention.first > 0:
        opener = sentence.tokens[mention.first - 1].text.lower()
        own = sentence.tokens[mention.first].text.lower()
        return opener in ("(", "[") or "belonging" in (
            cues.find("joining", opener),
            cues.find("joining", own),
        )
    return False
