"""Acts that no wording tells, but the learnt event reader does.

The reader names a word, a type and the words of the parties; who these are, the mentions say. Where a wording
of the same type was tried on the word and fell only because a party is of no known state, its kind is taken,
which says more than the type; else the kind is that of ``kinds/other.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.coding.below import base
from detente.coding.clauses import both_doers, case_of, subjects
from detente.coding.confidence import GENERAL, GUESSED
from detente.coding.frames import MUTUAL, Attempt, Frame
from detente.coding.parties import PRONOUNS, Places, is_kin, several
from detente.coding.strangers import HOW as STRANGER
from detente.coding.strangers import at_home, stranger
from detente.coding.unnamed import PLACED
from detente.model.actor import Mention
from detente.model.document import Document
from detente.model.sentence import Guess, Sentence
from detente.tables.kinds import EventKind, Kinds
from detente.tables.lexicon import Wording
from detente.tables.offices import Offices

PARTY, ALONE = 0.6, 0.5
"""Probability from which a word takes part, and from which the likeliest does where no other reaches it."""
WATCHED = frozenset({"name", "office", "leader", "ground", "capital", "seat"})
"""How a target was settled that falls where the reader is sure of another. A modifier or pronoun says little
of where its noun stands, and a place where people were attacked is meant as their state."""
HARMFUL = frozenset({"ASSAULT", "COERCE"})
"""Types of acts whose victims a promise made in the same breath is made to."""
INQUIRY = "investigate"
"""Mode of the acts that look into the doer of a deed."""
PHYSICAL = HARMFUL | {"PROTEST", "MOBILIZE"}
"""Types of acts that may happen at a match as anywhere."""
THINGS = frozenset({"obj", "obl", "nmod", "compound", "amod"})
"""Relations in which stands what an act is about."""
MEASURES = "restriction"
"""Group of the lasting acts of which the reader knows whom they hit; posts and agreements have other ways."""
NAMED = frozenset({"name", "office", "leader"})
"""How a doer was settled who may give way to a stranger."""
SURE = 0.75
"""Probability from which a word takes part so surely that another, unseen one does not."""
AGREED = 0.5
"""Probability of a frame's type from which the reader may know its sides better."""
CHANCE = 0.3
"""Probability from which a word that no wording reads is taken to tell an act; `Trust` decides later."""


@dataclass(frozen=True, slots=True)
class Proposer:
    """Turns guesses into frames; `wordings` finds a wording by its identifier."""

    kinds: Kinds
    wordings: Mapping[str, Wording]
    offices: Offices
    language: str
    kin: frozenset[str] = frozenset()
    """Words for relatives, whose acts are not those of the one they are related to."""
    allied: frozenset[str] = frozenset()
    """Words for somebody beside the one whom they name."""
    leaving_out: frozenset[str] = frozenset()
    """Prepositions and nouns after which stands who does not take part."""
    pastimes: frozenset[str] = frozenset()
    """What states do not deal in: matches, holidays."""
    envoys: frozenset[str] = frozenset()
    """Whose post a state is named with: "the ambassador to Peru"."""
    suspicion: frozenset[str] = frozenset()
    """Prepositions and nouns before a deed of which somebody is suspected."""
    medicines: frozenset[str] = frozenset()
    """What a regulator approves of without supporting anybody: vaccines, drugs."""

    def propose(
        self,
        document: Document,
        number: int,
        sentence: Sentence,
        mentions: Iterable[Mention],
        held: Sequence[Frame],
        attempts: Sequence[Attempt],
    ) -> tuple[Frame, ...]:
        """Give the frames in `held`, their empty sides filled, and one for each guess beyond them."""
        places = Places.of(sentence, mentions, allied=self.allied)
        found: list[Frame] = []
        if not any(token.upos in ("VERB", "AUX") for token in sentence.tokens):
            return tuple(held)  # a title names a topic: "Diplomatic impact of the Gaza war"
        held = tuple(self._as_seen(document, places, frame) for frame in held)
        held = tuple(kept for frame in held if (kept := _without_bystanders(sentence, frame)) is not None)
        whole = tuple(self._fill(document, places, frame) for frame in held)
        for guess in sorted(sentence.guesses, key=lambda each: -each.chance):
            if guess.chance < CHANCE or _is_told(sentence, guess, (*held, *found), attempts):
                continue
            if self._is_pastime(sentence, guess):
                continue
            frame = self._frame(document, number, places, guess, attempts)
            if frame is not None and not _repeats(frame, (*held, *found)):
                found.append(frame)
        whole = tuple(_to_victims(sentence, frame, (*whole, *found)) for frame in whole)
        whole = tuple(_without_harmed(sentence, frame) for frame in whole)
        found = [_without_harmed(sentence, frame) for frame in found]
        return (*whole, *sorted(found, key=lambda frame: frame.trigger))

    def _as_seen(self, document: Document, places: Places, frame: Frame) -> Frame:
        """Give a frame with the sides that the reader is sure of, where it sees nobody who stands there.

        "The writer accuses Togo of terror and demands …": the one who demands is the writer.
        """
        guesses = [g for g in _guesses(places.sentence, frame) if g.of(frame.kind.plover) >= AGREED]
        lasting = frame.kind.status is not None and frame.kind.group != MEASURES
        if frame.reciprocal or lasting or not guesses:
            return frame
        guess = max(guesses, key=lambda each: each.chance)
        crossed = {word for mention in frame.source for word in _words(places.sentence, mention)}
        if crossed & {word for word, share in guess.target if share >= ALONE}:
            return frame  # who hosts acts for the reader, and is visited for the wording
        source, ends = self._seen_side(document, places, frame, guess.source, frame.source, ())
        target, more = self._seen_side(document, places, frame, guess.target, frame.target, source)
        return replace(frame, source=source, target=target, fillers=frame.fillers | {*ends, *more})

    def _seen_side(
        self,
        document: Document,
        places: Places,
        frame: Frame,
        words: Sequence[tuple[int, float]],
        side: tuple[Mention, ...],
        taken: Sequence[Mention],
    ) -> tuple[tuple[Mention, ...], tuple[int, ...]]:
        sure = [pair for pair in words if pair[1] >= SURE]
        own = {word for mention in side for word in _words(places.sentence, mention)}
        if not sure or own & {word for word, _ in words} or any(m.how in GUESSED for m in side) or not side:
            return side, ()
        placed = frame.kind.plover in PLACED
        found, ends = self._side(document, frame.sentence, places, sure, taken, placed=placed)
        # A stranger may stand for the state in whose land he is, but not for one that is named as the doer.
        strangers = side is frame.source and all(mention.how in NAMED for mention in side)
        better = tuple(m for m in found if m.how != STRANGER) or (found if strangers else ())
        return (better, ends) if better else (side, ())

    def _fill(self, document: Document, places: Places, frame: Frame) -> Frame:
        """Fill the one empty side of a frame with whom the reader is sure of; strangers may only be doers."""
        if frame.reciprocal or bool(frame.source) == bool(frame.target) or frame.kind.recipient == "none":
            return frame
        guesses = [g for g in _guesses(places.sentence, frame) if g.of(frame.kind.plover) >= CHANCE]
        placed = frame.kind.plover in PLACED
        for guess in sorted(guesses, key=lambda each: -each.chance):
            side, taken = (guess.target, frame.source) if frame.source else (guess.source, frame.target)
            sure = [pair for pair in side if pair[1] >= PARTY]
            found, ends = self._side(document, frame.sentence, places, sure, taken, placed=placed)
            known = tuple(m for m in found if m.how != STRANGER) or (() if frame.source else found)
            if known:
                filled = replace(frame, fillers=frame.fillers | frozenset(ends))
                return replace(filled, target=known) if frame.source else replace(filled, source=known)
        return frame

    def _frame(
        self, document: Document, number: int, places: Places, guess: Guess, attempts: Sequence[Attempt]
    ) -> Frame | None:
        plover = guess.types[0][0]
        doers = () if self._is_suspected(places.sentence, guess) else guess.source
        source, ends = self._side(document, number, places, doers, (), placed=False)
        # "A joined B in calling for talks": B calls too, whatever the reader makes of it.
        joined = both_doers(places.sentence, guess.trigger)
        done_to = [pair for pair in guess.target if pair[0] not in joined]
        target, more = self._side(document, number, places, done_to, source, placed=plover in PLACED)
        if not source and target and not self._is_suspected(places.sentence, guess):
            source, ends = self._subject(places, guess.trigger, target)
        if not source and not target:
            return None
        if plover == "PROTEST" and target and _is_diplomatic(places.sentence, source):
            plover = "ACCUSE"
        kind, rule = self._kind(plover, guess.trigger, attempts)
        if len({mention.actor for mention in source}) > 1 and not target:
            kind, rule = self._between(places.sentence, guess.trigger, source) or (kind, rule)
        mutual = kind.reciprocal or (plover in MUTUAL and not target and several(source))
        return Frame(
            wording=Wording(id=rule, event=kind.name, negative=plover == "REJECT"),
            kind=kind, sentence=number, trigger=guess.trigger,
            anchor=guess.trigger, words=frozenset({guess.trigger}), fillers=frozenset({*ends, *more}),
            source=source, target=target, parts=(), reciprocal=mutual,
        )  # fmt: skip

    def _subject(
        self, places: Places, trigger: int, target: Sequence[Mention]
    ) -> tuple[tuple[Mention, ...], tuple[int, ...]]:
        """Give the known subject of an active verb whose doer the reader does not see: "*He* criticised"."""
        verbal = places.sentence.tokens[trigger].upos == "VERB"
        words = tuple(
            index
            for index in (subjects(places.sentence, trigger) if verbal else ())
            if not is_kin(places.sentence, index, self.kin)
        )
        found = (m for index in words for m in places.parties(index, place_counts=False))
        known = tuple(dict.fromkeys(m for m in found if _is_another(m, target)))
        return known, words if known else ()

    def _kind(self, plover: str, trigger: int, attempts: Sequence[Attempt]) -> tuple[EventKind, str]:
        for attempt in attempts:
            if attempt.trigger == trigger and attempt.lacks_party:
                kind = self.kinds.event(self.wordings[attempt.rule].event)
                if kind.plover == plover and kind.status is None:
                    return kind, f"{attempt.rule}+acts"
        kind = self.kinds.event(f"{GENERAL}-{plover.lower()}")
        return kind, f"{self.language}/acts.onnx#{plover}"

    def _between(
        self, sentence: Sentence, trigger: int, side: Sequence[Mention]
    ) -> tuple[EventKind, str] | None:
        """Give the mutual kind of a noun that stands *between* its parties: "covered a clash between …"."""
        if not any(case_of(sentence, mention.head) == "between" for mention in side):
            return None
        lemma = sentence.tokens[trigger].lemma.lower()
        for rule, wording in self.wordings.items():
            if lemma in wording.nouns and not wording.has and self.kinds.event(wording.event).reciprocal:
                return self.kinds.event(wording.event), f"{rule}+acts"
        return None

    def _side(
        self,
        document: Document,
        number: int,
        places: Places,
        words: Sequence[tuple[int, float]],
        taken: Sequence[Mention],
        *,
        placed: bool,
    ) -> tuple[tuple[Mention, ...], tuple[int, ...]]:
        """Give who one side is: the actors known there, else strangers in their own words."""
        found: list[Mention] = []
        ends: list[int] = []
        for word in _likely(words):
            if is_kin(places.sentence, word, self.kin) or self._is_left_out(places.sentence, word):
                continue
            if self._is_post(places.sentence, word):
                continue
            held = (*taken, *found)
            # The reader has said that the word takes part: a capital or a country is then no mere place.
            named = places.parties(word, place_counts=placed) or places.at.get(word, ())
            known = [m for m in named if _is_another(m, taken)]
            known = known or [m for m in named if m.head == word and _is_countryman(m, held)]
            if not known:
                other = stranger(document, number, places.sentence, word, self.offices)
                other = other and at_home(places, other, self.offices)
                known = [other] if other is not None and not _overlaps(other, held) else []
            found += known
            ends += [word] if known else []
        return tuple(dict.fromkeys(found)), tuple(ends)

    def _is_pastime(self, sentence: Sentence, guess: Guess) -> bool:
        """Tell whether an act is one of a game or a holiday: "withdrew from the *tournament*"."""
        below = [child for child in sentence.children(guess.trigger) if base(child) in THINGS]
        deeper = [
            grand for child in below for grand in sentence.children(child.index) if base(grand) in THINGS
        ]
        if guess.types[0][0] == "SUPPORT" and any(
            c.lemma.lower() in self.medicines for c in (*below, *deeper)
        ):
            return True  # a regulator's approval is no support of anybody
        return guess.types[0][0] not in PHYSICAL and any(c.lemma.lower() in self.pastimes for c in below)

    def _is_post(self, sentence: Sentence, word: int) -> bool:
        """Tell whether a word says where an envoy serves, who alone acts: "the ambassador *to Peru*"."""
        over = sentence.tokens[word].head
        if over < 0 or case_of(sentence, word) != "to":
            return False
        return sentence.tokens[over].lemma.lower() in self.envoys

    def _is_suspected(self, sentence: Sentence, guess: Guess) -> bool:
        """Tell whether who did harm is only suspected: "arrested *in connection with* the murder"."""
        return guess.types[0][0] == "ASSAULT" and bool(_before(sentence, guess.trigger) & self.suspicion)

    def _is_left_out(self, sentence: Sentence, word: int) -> bool:
        """Tell whether a word names who does not take part: "all members with the exception *of Hungary*"."""
        return bool(_before(sentence, word) & self.leaving_out)


def _before(sentence: Sentence, word: int) -> frozenset[str]:
    """Give the preposition of a word and the word that it hangs on."""
    over = sentence.tokens[word].head
    return frozenset({case_of(sentence, word), sentence.tokens[over].lemma.lower() if over >= 0 else ""})


def _is_diplomatic(sentence: Sentence, source: Sequence[Mention]) -> bool:
    """Tell whether a protest is a note of states: "protests *from China*"; those of people are in a land."""
    return bool(source) and all(
        m.how == "name" and m.actor.role is None and case_of(sentence, m.head) in ("from", "by")
        for m in source
    )


def _to_victims(sentence: Sentence, frame: Frame, others: Sequence[Frame]) -> Frame:
    """Give a promise without addressee to those whose harm its maker speaks of in the same breath.

    "Mali condemned the killing of two Moroccans by gunmen and promised that they would be tried."
    """
    if frame.kind.plover != "AGREE" or frame.target or not frame.source or frame.kind.status is not None:
        return frame
    verb = sentence.tokens[frame.anchor]
    if base(verb) != "conj":
        return frame
    states = {mention.actor.country for mention in frame.source}
    harmed = (
        mention
        for other in others
        if other.kind.plover in HARMFUL and _is_below(sentence, other.trigger, verb.head, verb.index)
        for mention in other.target
        if mention.actor.country and mention.actor.country not in states
    )
    found = tuple(dict.fromkeys(harmed))
    return replace(frame, target=found) if found else frame


def _without_harmed(sentence: Sentence, frame: Frame) -> Frame:
    """Give an inquiry without those whom it is about as victims: "investigates the murder of a Chilean"."""
    if frame.kind.mode != INQUIRY or not frame.source:
        return frame
    harmed = {
        word
        for guess in sentence.guesses
        if guess.types[0][0] in HARMFUL and guess.chance >= CHANCE
        for word, share in guess.target
        if share >= ALONE
    }
    return replace(frame, target=tuple(m for m in frame.target if not harmed & _words(sentence, m)))


def _is_below(sentence: Sentence, word: int, top: int, barred: int) -> bool:
    """Tell whether a word hangs under another, not by way of a third."""
    while word >= 0 and word != barred:
        if word == top:
            return True
        word = sentence.tokens[word].head
    return False


def _guesses(sentence: Sentence, frame: Frame) -> list[Guess]:
    """Give what the reader saw at the words of a frame."""
    words = frame.words | {frame.trigger, frame.anchor}
    return [guess for guess in sentence.guesses if guess.trigger in words]


def _without_bystanders(sentence: Sentence, frame: Frame) -> Frame | None:
    """Give a frame without targets that the reader does not see take part, while it is sure of another.

    "Sentences a man in Kabul near the embassy of X": the man is sentenced, not X. None where a target is
    needed and none is left.
    """
    guesses = [guess for guess in _guesses(sentence, frame) if guess.chance >= CHANCE]
    if frame.reciprocal or frame.kind.status is not None or not frame.target or not guesses:
        return frame
    sure = {word for guess in guesses for word, share in guess.target if share >= SURE}
    seen = {word for guess in guesses for word, _ in (*guess.source, *guess.target)}
    spans = {mention: _words(sentence, mention) for mention in frame.target}
    kept = tuple(
        mention
        for mention, words in spans.items()
        if mention.how not in WATCHED
        or seen & words
        or not sure - words
        or _is_struck(sentence, frame, mention)
        or _is_inside(sentence, mention, sure)
    )
    if kept == frame.target:
        return frame
    needed = frame.kind.recipient == "needed" or not frame.source
    return replace(frame, target=kept) if kept or not needed else None


def _is_struck(sentence: Sentence, frame: Frame, mention: Mention) -> bool:
    """Tell whether a target hangs on the very noun of an attack: "strikes *on Lebanon* killed ten"."""
    on = sentence.tokens[mention.head].head
    noun = on >= 0 and sentence.tokens[on].upos == "NOUN"
    return noun and frame.kind.plover == "ASSAULT" and on in frame.words | {frame.trigger, frame.anchor}


def _is_inside(sentence: Sentence, mention: Mention, sure: set[int]) -> bool:
    """Tell whether a target is the load of what the reader sees struck: "a bus *carrying* Peruvians"."""
    head = sentence.tokens[mention.head]
    verb = sentence.tokens[head.head]
    return base(head) == "obj" and head.head >= 0 and base(verb) == "acl" and verb.head in sure


def _words(sentence: Sentence, mention: Mention) -> set[int]:
    span, head = mention.span, sentence.tokens[mention.head]
    inside = {t.index for t in sentence.tokens if t.start < span.end and span.start < t.end}
    while base(head) == "conj":  # of coordinated parties the reader may name but the first
        head = sentence.tokens[head.head]
    return inside | {mention.head, head.index}


def _likely(words: Sequence[tuple[int, float]]) -> Iterator[int]:
    """Give the words that are sure enough to take part; else the likeliest, if it is not too unlikely."""
    sure = [word for word, share in words if share >= PARTY]
    if sure or not words:
        yield from sure
        return
    word, share = max(words, key=lambda pair: pair[1])
    if share >= ALONE:
        yield word


def _is_another(mention: Mention, taken: Iterable[Mention]) -> bool:
    """Tell whether a mention is nobody who acts already: neither the same actor nor merely its state."""
    return not any(
        mention.actor == other.actor
        or (
            mention.actor.country is not None
            and mention.actor.country == other.actor.country
            and (None in (mention.actor.role, other.actor.role) or mention.actor.role == other.actor.role)
        )
        for other in taken
    )


def _is_countryman(mention: Mention, others: Sequence[Mention]) -> bool:
    """Tell whether somebody of a party's own state stands apart: "a senator criticised *the government*"."""
    same = any(mention.person == other.person and mention.actor == other.actor for other in others)
    told = mention.how not in GUESSED | PRONOUNS and mention.actor.role is not None
    return told and not same and not _overlaps(mention, others)


def _overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    span = mention.span
    return any(other.span.start < span.end and span.start < other.span.end for other in others)


def _is_told(sentence: Sentence, guess: Guess, frames: Sequence[Frame], attempts: Sequence[Attempt]) -> bool:
    """Tell whether a frame reads the word already, or one that did was found to say nothing of its own."""
    if any(guess.trigger in frame.words | {frame.trigger, frame.anchor} for frame in frames):
        return True
    if any(attempt.trigger == guess.trigger and attempt.repeats for attempt in attempts):
        return True
    top = guess.types[0][0]
    return any(frame.kind.plover == top and _near(sentence, guess.trigger, frame) for frame in frames)


def _near(sentence: Sentence, word: int, frame: Frame) -> bool:
    """Tell whether a word and a frame's trigger are one telling: one hangs on the other, in no new clause."""
    for one, other in ((word, frame.trigger), (frame.trigger, word)):
        current = sentence.tokens[one]
        for _ in range(2):
            if current.head == other and base(current) != "conj":
                return True
            if current.head < 0 or base(current) == "conj":
                break
            current = sentence.tokens[current.head]
    return False


def _repeats(frame: Frame, others: Iterable[Frame]) -> bool:
    """Tell whether another frame has the same type and the same parties, or all of its parties."""
    return any(
        frame.kind.plover == other.kind.plover
        and set(_codes(frame.source)) <= set(_codes(other.source))
        and set(_codes(frame.target)) <= set(_codes(other.target))
        for other in others
    )


def _codes(side: Iterable[Mention]) -> Iterator[str]:
    return (m.actor.code if m.actor.country or m.actor.body else m.text.lower() for m in side)
