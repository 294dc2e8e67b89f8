"""The steps from a document to its events, in order.

`Coder` is a frozen set of step functions: to replace a step, make another coder with another function
(``dataclasses.replace(coder, judge=mine)``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.coding.below import base
from detente.coding.called_off import planned_for
from detente.coding.events import Circumstances, to_events
from detente.coding.frames import Attempt, Frame, Matcher
from detente.coding.grounding import ground_strangers
from detente.coding.modality import Judgement
from detente.coding.nesting import keep
from detente.coding.recollections import of_long_ago
from detente.coding.report_days import Line, Told
from detente.coding.sides import (
    is_claim,
    is_commerce,
    is_settled_charge,
    side_of,
    without_own_forces,
    without_shared_place,
)
from detente.model.actor import Mention
from detente.model.document import Document
from detente.model.event import Event, Modality, Precision, When
from detente.model.sentence import RawSentence, Sentence
from detente.tables.kinds import Kinds
from detente.tables.scales import Scales

BATCH_CHARACTERS = 60_000
"""Text parsed together: enough to fill the encoder's batches, little enough to keep memory flat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was seen on the way from one sentence to its events; what ``detente explain`` prints."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    attempts: tuple[Attempt, ...]
    frames: tuple[Told, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Least probabilities with which events are told, by how many sides are known.

    Attributes
    ----------
    pair
        For an act between two states or bodies that are known: what dossiers and measures rest on.
    half
        For an act with one state or body that is known.
    none
        For an act of strangers alone.
    missed
        For an act of strangers in a sentence that names a state: most often the parties were missed.
    """

    pair: float = 0.0
    half: float = 0.0
    none: float = 0.0
    missed: float = 0.0

    def least(self, frame: Frame, mentions: Sequence[Mention] = ()) -> float:
        """Give the least probability for one frame, of whose sentence all `mentions` are.

        What bears on a tie is told by wordings made for it, and is told always.
        """
        if frame.kind.status is not None:
            return 0.0
        known = {m.actor.country or m.actor.body for m in (*frame.source, *frame.target)} - {None}
        if not known:
            return self.missed if any(mention.actor.country for mention in mentions) else self.none
        return self.pair if len(known) > 1 else self.half


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """The step functions of one language.

    Attributes
    ----------
    split
        Text to sentences before the parse.
    gate
        Whether a sentence can hold anything; the others are passed over unparsed.
    parse
        (text, sentences) pairs to parsed sentences.
    list_states
        A parsed sentence to the same, states that a comma alone joins being one list.
    find_mentions
        Document and sentences to the actors named in them.
    matcher
        Frames by the wordings of the lexicon.
    relate
        Document with a marked pair, and its sentences, to the types of the pair's relation.
    propose
        Frames by the learnt event reader, for what no wording tells.
    judge
        Sentence, trigger and text to modality and speaker.
    find_when, find_place, is_ahead, is_background
        Circumstances of an act.
    settle
        What the sentences tell to the same with the days that one tells for another.
    confide
        Frame and judgement to a probability.
    trust
        Least probability with which an event is told.
    fingerprint
        Changes whenever code, model, lexicon or kinds change what is coded.
    """

    language: str
    split: Callable[[str], tuple[RawSentence, ...]]
    gate: Callable[[str, tuple[RawSentence, ...]], tuple[bool, ...]]
    parse: Callable[[Sequence[tuple[str, Sequence[RawSentence]]]], tuple[tuple[Sentence, ...], ...]]
    list_states: Callable[[Sentence], Sentence]
    find_mentions: Callable[[Document, tuple[Sentence, ...]], tuple[Mention, ...]]
    matcher: Matcher
    relate: Callable[[Document, tuple[RawSentence, ...]], tuple[tuple[str, float], ...]]
    propose: Callable[
        [Document, int, Sentence, Sequence[Mention], Sequence[Frame], Sequence[Attempt]], tuple[Frame, ...]
    ]
    judge: Callable[[Sentence, int, str], Judgement]
    find_when: Callable[[Sentence, int, str, date | None], When]
    find_place: Callable[[Sentence, int, tuple[Mention, ...]], str | None]
    is_ahead: Callable[[When, date | None], bool]
    is_background: Callable[[Sentence, int, When, date | None], bool]
    settle: Callable[[Sequence[Line], str, date | None], tuple[tuple[Told, ...], ...]]
    confide: Callable[[Frame, Judgement, Sentence], float]
    trust: Trust
    kinds: Kinds
    scales: Scales
    fingerprint: str
    model_hash: str
    lexicon_hash: str

    def code(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Event, ...]]]:
        """Give each document with its events, in the order they came; other languages give no events."""
        for batch in _batches(documents):
            for document, readings in zip(batch, self.read(batch), strict=True):
                yield document, tuple(event for reading in readings for event in reading.events)

    def read(self, documents: Sequence[Document]) -> tuple[tuple[Reading, ...], ...]:
        """Give all that was seen on the way, for each document and each sentence that passed the gate."""
        wanted: list[tuple[str, Sequence[RawSentence]]] = []
        for document in documents:
            coded = document.language in (self.language, None) and document.pair is None
            raws = self.split(document.text) if coded else ()
            passed = self.gate(document.text, raws)
            wanted.append((document.text, [raw for raw, holds in zip(raws, passed, strict=True) if holds]))
        parsed = self.parse(wanted)
        return tuple(
            self._read(document, tuple(map(self.list_states, sentences)))
            for document, sentences in zip(documents, parsed, strict=True)
        )

    def relation(self, document: Document) -> tuple[tuple[str, float], ...]:
        """Give the types of the relation between the document's two marked parties, the likeliest first.

        Whatever its modality, and exactly one of the types is right; ``()`` where the text has no words.
        """
        return self.relate(document, self.split(document.text))

    def _read(self, document: Document, sentences: tuple[Sentence, ...]) -> tuple[Reading, ...]:
        mentions = self.find_mentions(document, sentences)
        by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sentence, []).append(mention)
        # 1. Each sentence by itself.
        readings = [
            self._read_sentence(document, number, sentence, tuple(by_sentence.get(number, ())))
            for number, sentence in enumerate(sentences)
        ]
        # 2. What one sentence tells of the days of another, and the events.
        lines = [Line(each.sentence, each.mentions, each.frames) for each in readings]
        settled = self.settle(lines, document.text, document.date)
        return tuple(
            replace(reading, frames=told, events=self._events(document, reading.sentence, told))
            for reading, told in zip(readings, settled, strict=True)
        )

    def _events(self, document: Document, sentence: Sentence, told: tuple[Told, ...]) -> tuple[Event, ...]:
        return tuple(
            event
            for frame, circumstances, _ in told
            for event in to_events(document, sentence, frame, circumstances, self.kinds, self.scales)
        )

    def _read_sentence(
        self, document: Document, number: int, sentence: Sentence, mentions: tuple[Mention, ...]
    ) -> Reading:
        # 1. Which wordings hold, which of them say something of their own, and what only the reader saw.
        tried, attempts = self.matcher.match(number, sentence, mentions)
        frames, fallen = keep(sentence, of_long_ago(sentence, tried, document.date), self.kinds)
        attempts = (*attempts, *fallen)
        told = self._trusted(document, sentence, mentions, number, frames, attempts)
        kept = tuple(frame for frame in frames if any(frame.trigger == each[0].trigger for each in told))
        if len(kept) < len(frames):
            # What a wording told that is not to be trusted, the reader may know better.
            told = self._trusted(document, sentence, mentions, number, kept, attempts)
        return Reading(sentence=sentence, mentions=mentions, attempts=attempts, frames=told, events=())

    def _trusted(
        self,
        document: Document,
        sentence: Sentence,
        mentions: tuple[Mention, ...],
        number: int,
        held: Sequence[Frame],
        attempts: Sequence[Attempt],
    ) -> tuple[Told, ...]:
        """Give the frames and what the reader adds, with how, when and where each is told, if sure enough."""
        proposed = self.propose(document, number, sentence, mentions, held, attempts)
        political = (frame for frame in proposed if not is_commerce(frame))
        sided = (without_own_forces(without_shared_place(frame)) for frame in political)
        frames = tuple(ground_strangers(sentence, frame, mentions) for frame in sided)
        told = tuple((frame, *self._circumstances(document, sentence, frame, mentions)) for frame in frames)
        return tuple(
            (frame, circumstances, judgement)
            for frame, circumstances, judgement in told
            if circumstances.confidence >= self.trust.least(frame, mentions)
            and not is_settled_charge(sentence, frame, circumstances.modality)
        )

    def _circumstances(
        self, document: Document, sentence: Sentence, frame: Frame, mentions: tuple[Mention, ...]
    ) -> tuple[Circumstances, Judgement]:
        judgement = self.judge(sentence, frame.anchor, document.text)
        when = self.find_when(sentence, frame.anchor, document.text, document.date)
        if _is_title(sentence, frame) and document.date is not None:
            # Who somebody is, the article says of its own day: "the ambassador was accredited in 2022".
            when = When(start=document.date, end=document.date, precision=Precision.PUBLICATION)
        if frame.kind.status == "cancelled" and when.precision is Precision.PUBLICATION:
            when = planned_for(sentence, frame, document, self.find_when) or when
        modality = judgement.modality
        worded = {Modality.NEGATED: frame.wording.negative, Modality.HYPOTHETICAL: frame.wording.modal}
        if worded.get(modality):
            modality = Modality.FACTUAL
        if modality is Modality.FACTUAL and self.is_background(sentence, frame.anchor, when, document.date):
            modality = Modality.HISTORICAL
        if modality is Modality.FACTUAL and self.is_ahead(when, document.date):
            modality = Modality.FUTURE
        if modality is Modality.FUTURE and judgement.willing and frame.kind.plover == "ASSAULT":
            modality = Modality.HYPOTHETICAL
        if modality is Modality.FACTUAL and is_claim(frame, judgement, mentions):
            modality = Modality.REPORTED
        circumstances = Circumstances(
            modality=modality,
            speaker=judgement.speaker,
            quoted=judgement.quoted,
            when=when,
            place=self.find_place(sentence, frame.anchor, mentions),
            confidence=self.confide(frame, judgement, sentence),
            side=side_of(judgement, mentions),
        )
        return circumstances, judgement


def _is_title(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether a frame is the title of a clause's subject; the clause's date is that of what he did."""
    token = sentence.tokens[frame.trigger]
    return frame.kind.shown == "state" and frame.anchor == frame.trigger and base(token) == "nsubj"


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= BATCH_CHARACTERS or len(batch) >= 256:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
