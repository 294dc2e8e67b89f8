"""From a parsed sentence and its actors to frames: which wordings hold, and who plays which part.

A frame is one reading of one trigger. `Matcher.match` tries every wording whose trigger stands in the
sentence and
says for each why it held or fell; `detente.coding.nesting` then keeps those that say something of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.coding.other_party import foreign_first, someone_else
from detente.coding.parties import Places, is_kin, parties_of, says_each_other, several
from detente.coding.parts import parts_of
from detente.coding.senses import phrases_on
from detente.coding.trigger_words import carrier, light_verb, phrase_at, sorts_of
from detente.coding.unnamed import nobody_named
from detente.model.actor import Mention
from detente.model.event import Part
from detente.model.sentence import Sentence, Token
from detente.tables.kinds import EventKind, Kinds
from detente.tables.lexicon import Lexicon, Wording

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types that several sources without a target do with each other."""
NO_DOER, NO_DONE_TO = "nobody to do it", "nobody to do it to"
ABROAD = frozenset({"SANCTION", "AID", "COOPERATE"})
"""Types of what a state does to others: "sanctions on trade with A against B" of A are on B."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One reading of one trigger.

    Attributes
    ----------
    trigger
        Index of the trigger's head word.
    anchor
        Index of the word that carries tense and mood: a light verb, or the trigger itself.
    words
        Indexes of the words that make the reading: trigger, particles, light verb, required words.
    fillers
        Indexes of the heads of all phrases that fill a slot.
    each_other
        The words say that the parties do it to each other.
    further
        A further thing promised in one and the same promise: it bears on a tie, but is no second act.
    """

    wording: Wording
    kind: EventKind
    sentence: int
    trigger: int
    anchor: int
    words: frozenset[int]
    fillers: frozenset[int]
    source: tuple[Mention, ...]
    target: tuple[Mention, ...]
    parts: tuple[Part, ...]
    reciprocal: bool
    each_other: bool = False
    further: bool = False

    @property
    def countries(self) -> frozenset[str]:
        """Codes of all that take part."""
        return frozenset(side.actor.country or side.actor.code for side in (*self.source, *self.target))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A wording that was tried on a trigger, and why it held or fell.

    Attributes
    ----------
    lacks_party
        It fell only because one side is of no known state.
    repeats
        It held, but what it tells is told by another frame or is what another speaks about.
    """

    rule: str
    trigger: int
    held: bool
    why: str
    lacks_party: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Matcher:
    """Matches a language's wordings against sentences; made once per lexicon."""

    lexicon: Lexicon
    kinds: Kinds
    table: Mapping[tuple[str, str], tuple[tuple[str, Wording], ...]]

    @classmethod
    def of(cls, lexicon: Lexicon, kinds: Kinds) -> Matcher:
        """Index a lexicon by its trigger lemmas."""
        return cls(lexicon, kinds, lexicon.by_lemma())

    def triggers(self, sentence: Sentence) -> Iterator[tuple[Token, str, Wording]]:
        """Give (word, phrase, wording) for every trigger that stands in the sentence."""
        for token in sentence.tokens:
            for sort in sorts_of(sentence, token):
                lemmas = dict.fromkeys(
                    (token.lemma.lower(), token.text.lower() if sort == "adjective" else "")
                )
                for lemma in lemmas:
                    for phrase, wording in self.table.get((sort, lemma), ()):
                        yield token, phrase, wording

    def match(
        self, number: int, sentence: Sentence, mentions: Iterable[Mention]
    ) -> tuple[tuple[Frame, ...], tuple[Attempt, ...]]:
        """Give the frames that hold in sentence `number`, and every attempt with its reason."""
        classes = self.lexicon.classes
        places = Places.of(
            sentence, mentions, *(classes.get(name, frozenset()) for name in ("measure", "time", "allied"))
        )
        frames: list[Frame] = []
        attempts: list[Attempt] = []
        for token, phrase, wording in self.triggers(sentence):
            outcome = self._try(number, places, token, phrase, wording)
            held = isinstance(outcome, Frame)
            why = (
                f"{_names(outcome.source)} > {_names(outcome.target)}"
                if isinstance(outcome, Frame)
                else outcome
            )
            lacks = why in (NO_DOER, NO_DONE_TO)
            attempts.append(
                Attempt(rule=wording.id, trigger=token.index, held=held, why=why, lacks_party=lacks)
            )
            if isinstance(outcome, Frame):
                frames.append(outcome)
        return tuple(frames), tuple(attempts)

    def _try(self, number: int, places: Places, token: Token, phrase: str, wording: Wording) -> Frame | str:
        sentence = places.sentence
        # 1. All words of the trigger must stand there.
        words = phrase_at(sentence, token.index, phrase)
        if not words:
            return f"the words of {phrase!r} do not all stand here"
        # 2. A noun may be carried by a light verb, whose clause is then its own.
        anchor = light_verb(sentence, token, wording)
        if anchor is None and not wording.bare and token.upos in ("NOUN", "PROPN"):
            return f"{phrase!r} is not carried by one of its verbs"
        starts = (token.index,) if anchor is None else (anchor, token.index)
        # 3. Required and forbidden words.
        spoken = words - {token.index}
        for path, phrases in wording.has:
            seen = phrases_on(places, starts, path, phrases)
            if not seen:
                return f"{path} is none of the words it must be"
            words |= seen
        for path, phrases in wording.lacks:
            if phrases_on(places, starts, path, phrases) - spoken:
                return f"{path} is a word that makes it another thing"
        # 4. Who takes part.
        return self._fill(number, places, token, wording, starts, words | set(starts[:1]))

    def _fill(
        self,
        number: int,
        places: Places,
        token: Token,
        wording: Wording,
        starts: tuple[int, ...],
        words: set[int],
    ) -> Frame | str:
        kind = self.kinds.event(wording.event)
        source, ends = parties_of(places, starts, wording.source, ())
        source = self._without_kin(places, source, ends)
        target, more = self._target(places, starts, wording, kind, source)
        each_other = several(source) and says_each_other(places, starts, wording, kind)
        each_other = each_other and not _elsewhere(source, target)
        target, more = ((), ()) if each_other or _is_alone(kind, source, target) else (target, more)
        reciprocal = each_other or (kind.reciprocal if wording.mutual is None else wording.mutual)
        reciprocal = reciprocal or (kind.plover in MUTUAL and not target and several(source))
        if not source and not target:
            return "no actor takes part"
        if kind.plover == "CONSULT" and _stays_at_home(source, target):
            return "nobody is the guest of his own state"
        mutual = reciprocal or kind.plover in MUTUAL
        both = (source and target) or (mutual and len((*source, *target)) > 1)
        if starts == (token.index,) and token.upos in ("NOUN", "PROPN") and not both:
            return "a noun alone needs both parties"
        one_sided = wording.alone or (reciprocal and several(source))
        if kind.recipient == "needed" and not target and not one_sided:
            return NO_DONE_TO
        if kind.recipient == "needed" and not source and not (reciprocal and several(target)):
            return NO_DOER
        parts, held = parts_of(places, starts, wording)
        anchor = carrier(places.sentence, starts[0])
        return Frame(
            wording=wording, kind=kind, sentence=number, trigger=token.index, anchor=anchor,
            words=frozenset(words), fillers=frozenset((*ends, *more, *held)), source=source, target=target,
            parts=parts, reciprocal=reciprocal, each_other=each_other,
        )  # fmt: skip

    def _target(
        self,
        places: Places,
        starts: tuple[int, ...],
        wording: Wording,
        kind: EventKind,
        source: tuple[Mention, ...],
    ) -> tuple[tuple[Mention, ...], tuple[int, ...]]:
        """Give whom the act was done to: by name, by what stands for them, or by where they are."""
        found = parties_of(places, starts, wording.target, source)
        if found[0]:
            return foreign_first(places, starts, wording, source, found) if kind.plover in ABROAD else found
        found = someone_else(places, starts, wording.target, source)
        if found[0] or (kind.plover in MUTUAL and several(source)):
            return found
        return nobody_named(places, starts, wording, kind, source, self.lexicon.classes)

    def _without_kin(
        self, places: Places, source: tuple[Mention, ...], ends: tuple[int, ...]
    ) -> tuple[Mention, ...]:
        """Drop those of whom only a relative acts: "the king's daughter flew to Peru" is no visit of his."""
        sentence, words = places.sentence, self.lexicon.classes["kin"]
        for end in ends:
            if is_kin(sentence, end, words):
                joined = [c.index for c in sentence.children(end) if c.relation == "conj"]
                beside = {token.index for index in joined for token in sentence.subtree(index)}
                own = {token.index for token in sentence.subtree(end)} - beside
                source = tuple(mention for mention in source if mention.head not in own)
        return source


def _is_alone(kind: EventKind, source: tuple[Mention, ...], target: tuple[Mention, ...]) -> bool:
    """Tell whether a state is told to join or back what its own people only speak about."""
    owners = {mention.actor.country for mention in (*source, *target)}
    return kind.group == "initiative" and bool(source and target) and len(owners) == 1 and None not in owners


def _stays_at_home(source: tuple[Mention, ...], target: tuple[Mention, ...]) -> bool:
    """Tell whether somebody only goes to a place of his own state."""
    own = {mention.actor.country for mention in source}
    places = [mention for mention in target if mention.how.endswith("place")]
    return bool(own and places) and len(places) == len(target) and {m.actor.country for m in places} <= own


def _elsewhere(source: tuple[Mention, ...], target: tuple[Mention, ...]) -> bool:
    """Tell whether "their embassies" stand in another state than those who own them."""
    owners = {mention.actor.country for mention in source}
    return any(mention.actor.country and mention.actor.country not in owners for mention in target)


def _names(mentions: tuple[Mention, ...]) -> str:
    return "|".join(mention.actor.code for mention in mentions) or "?"
