"""From a parsed sentence and its actors to frames: which wordings hold, and who plays which part.

A frame is one reading of one trigger. `match_frames` tries every wording whose trigger stands in the sentence and
says for each why it held or fell; `detente.coding.nesting` then keeps those that say something of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.coding.steps import base, case_of, follow, with_conjuncts
from detente.model.actor import Mention
from detente.model.event import Part
from detente.model.sentence import Sentence, Token
from detente.tables.kinds import EventKind, Kinds
from detente.tables.lexicon import SENSES, Lexicon, Wording

SORTS: Mapping[str, str] = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "AUX": "verb"}
PRONOUNS = frozenset({"pronoun", "possessive", "article"})
"""How a mention was settled where its words name nobody themselves."""
CARRYING = frozenset({"by", "in", "with", ""})
"""Prepositions of a noun that its light verb carries without naming them: "killed *in* an air strike"."""
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types that several sources without a target do with each other."""
OFFICIAL = frozenset({"GOV", "LEG", "MIL", "ELI"})
"""Roles of those who speak and meet for a state."""
OWNING = frozenset({"", "of", "from", "by", "like", "such as", "including", "between", "among"})
"""Prepositions that tell whose a thing is: "goods from Mali", but not "talks with Mali"."""
LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "across", "within", "around", "throughout"})


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
    """A wording that was tried on a trigger, and why it held or fell."""

    rule: str
    trigger: int
    held: bool
    why: str


@dataclass(frozen=True, slots=True)
class Places:
    """Which mentions stand at which word of a sentence."""

    sentence: Sentence
    at: Mapping[int, tuple[Mention, ...]]

    @classmethod
    def of(cls, sentence: Sentence, mentions: Iterable[Mention]) -> Places:
        """Index `mentions` by their head and by every word inside them; smaller mentions win."""
        table: dict[int, tuple[Mention, ...]] = {}
        ordered = sorted(mentions, key=lambda mention: mention.span.start - mention.span.end)
        for mention in ordered:
            inside = [
                token.index
                for token in sentence.tokens
                if mention.span.start <= token.start and token.end <= mention.span.end
            ]
            for index in inside:
                held = table.get(index, ())
                same = held and held[0].span == mention.span
                table[index] = (*held, mention) if same else (mention,)
        for mention in ordered:
            held = table.get(mention.head, ())
            if mention not in held:
                same = held and held[0].span == mention.span and held[0].head == mention.head
                table[mention.head] = (*held, mention) if same else (mention,)
        return cls(sentence, table)

    def parties(self, index: int, *, place_counts: bool = False, depth: int = 0) -> tuple[Mention, ...]:
        """Give the actors meant by the phrase headed by `index`, coordinated ones included."""
        found: list[Mention] = []
        for place in with_conjuncts(self.sentence, index):
            own = [m for m in self.at.get(place, ()) if place_counts or m.how not in ("place", "capital-place")]
            found += own or (self._around(place, place_counts, depth) if not self.at.get(place) else ())
        return tuple(dict.fromkeys(found))

    def _around(self, index: int, place_counts: bool, depth: int) -> tuple[Mention, ...]:
        """Look at what qualifies a noun that is no actor itself: "Moroccan goods", "officials of Mali"."""
        if depth > 1:
            return ()
        groups: tuple[tuple[str, ...], ...] = (("nmod:poss",), ("amod", "compound", "nmod:desc"), ("nmod",), ("appos",))
        for relations in groups:
            found: list[Mention] = []
            for child in self.sentence.children(index):
                if child.relation not in relations:
                    continue
                case = case_of(self.sentence, child.index) if child.relation == "nmod" else ""
                if case in OWNING or (place_counts and case in LOCATIVE):
                    found += self.parties(child.index, place_counts=place_counts, depth=depth + 1)
            if found:
                return tuple(found)
        return ()


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
            for sort in _sorts(sentence, token):
                lemmas = dict.fromkeys((token.lemma.lower(), token.text.lower() if sort == "adjective" else ""))
                for lemma in lemmas:
                    for phrase, wording in self.table.get((sort, lemma), ()):
                        yield token, phrase, wording

    def match(
        self, number: int, sentence: Sentence, mentions: Iterable[Mention]
    ) -> tuple[tuple[Frame, ...], tuple[Attempt, ...]]:
        """Give the frames that hold in sentence `number`, and every attempt with its reason."""
        places = Places.of(sentence, mentions)
        frames: list[Frame] = []
        attempts: list[Attempt] = []
        for token, phrase, wording in self.triggers(sentence):
            outcome = self._try(number, places, token, phrase, wording)
            held = isinstance(outcome, Frame)
            why = f"{_names(outcome.source)} > {_names(outcome.target)}" if isinstance(outcome, Frame) else outcome
            attempts.append(Attempt(rule=wording.id, trigger=token.index, held=held, why=why))
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
        anchor = _light_verb(sentence, token, wording)
        if anchor is None and not wording.bare and token.upos in ("NOUN", "PROPN"):
            return f"{phrase!r} is not carried by one of its verbs"
        starts = (token.index,) if anchor is None else (anchor, token.index)
        # 3. Required and forbidden words.
        for path, phrases in wording.has:
            seen = _phrases_on(places, starts, path, phrases)
            if not seen:
                return f"{path} is none of the words it must be"
            words |= seen
        for path, phrases in wording.lacks:
            if _phrases_on(places, starts, path, phrases):
                return f"{path} is a word that makes it another thing"
        # 4. Who takes part.
        return self._fill(number, places, token, wording, starts, words | set(starts[:1]))

    def _fill(
        self, number: int, places: Places, token: Token, wording: Wording, starts: tuple[int, ...], words: set[int]
    ) -> Frame | str:
        kind = self.kinds.event(wording.event)
        source, ends = _parties(places, starts, wording.source, ())
        target, more = _parties(places, starts, wording.target, source)
        if not target:
            target, more = _someone_else(places, starts, wording.target, source)
        each_other = not target and _several(source) and _says_each_other(places, starts, wording, kind)
        reciprocal = each_other or (kind.reciprocal if wording.mutual is None else wording.mutual)
        reciprocal = reciprocal or (kind.plover in MUTUAL and not target and _several(source))
        if not source and not target:
            return "no actor takes part"
        mutual = reciprocal or kind.plover in MUTUAL
        both = (source and target) or (mutual and len((*source, *target)) > 1)
        if starts == (token.index,) and token.upos in ("NOUN", "PROPN") and not both:
            return "a noun alone needs both parties"
        if kind.recipient == "needed" and not target and not (reciprocal and _several(source)):
            return "nobody to do it to"
        if kind.recipient == "needed" and not source and not (reciprocal and _several(target)):
            return "nobody to do it"
        parts, held = _parts(places, starts, wording)
        return Frame(
            wording=wording, kind=kind, sentence=number, trigger=token.index, anchor=starts[0],
            words=frozenset(words), fillers=frozenset((*ends, *more, *held)), source=source, target=target,
            parts=parts, reciprocal=reciprocal, each_other=each_other,
        )  # fmt: skip


def phrase_at(sentence: Sentence, index: int, phrase: str) -> set[int]:
    """Give the indexes of all words of `phrase` around its head at `index`; empty where one is missing."""
    lemmas = phrase.split()
    token = sentence.tokens[index]
    own = token.lemma.lower()
    rest = list(lemmas)
    if own in (lemmas[0], lemmas[-1]):
        rest.remove(own)
    elif token.text.lower() in lemmas:
        rest.remove(token.text.lower())
    else:
        return set()
    found = {index}
    near = _near(sentence, index)
    for word in rest:
        match = next((t.index for t in near if word in (t.lemma.lower(), t.text.lower()) and t.index not in found), None)
        if match is None:
            return set()
        found.add(match)
    return found


def _near(sentence: Sentence, index: int) -> list[Token]:
    """Words that may belong to one phrase with the word at `index`: two levels below it."""
    below = list(sentence.children(index))
    return below + [grand for child in below for grand in sentence.children(child.index)]


def _sorts(sentence: Sentence, token: Token) -> tuple[str, ...]:
    """Give the sorts of trigger that a word can be: a participle is a verb and an adjective.

    A proper noun is one only with words of its own ("the U.S. Embassy"), lest "9 March" demonstrate.
    """
    sort = SORTS.get(token.upos)
    if sort in ("adjective", "verb") and (token.feature("VerbForm") == "Part" or token.upos == "ADJ"):
        return ("adjective", "verb")
    if token.upos == "PROPN":
        wanted = ("det", "nmod:poss", "amod", "compound", "nmod")
        return ("noun",) if any(child.relation in wanted for child in sentence.children(token.index)) else ()
    return (sort,) if sort else ()


def _is_present(sentence: Sentence, token: Token) -> bool:
    """Tell whether a verb, or its first auxiliary, stands in the present: "visits", "is visiting"."""
    helpers = [child for child in sentence.children(token.index) if base(child) == "aux"]
    finite = helpers[0] if helpers else token
    return finite.feature("Tense") == "Pres" and finite.feature("VerbForm") != "Part" and finite.lemma != "have"


def _light_verb(sentence: Sentence, token: Token, wording: Wording) -> int | None:
    """Find the light verb that carries the noun: as object, passive subject, or by a participle after it."""
    if token.upos not in ("NOUN", "PROPN") or not wording.light:
        return None
    candidates: list[int] = []
    if token.head >= 0 and base(token) in ("obj", "nsubj", "obl", "xcomp"):
        candidates.append(token.head)
    if base(token) == "conj" and token.head >= 0 and sentence.tokens[token.head].head >= 0:
        candidates.append(sentence.tokens[token.head].head)
    candidates += [child.index for child in sentence.children(token.index) if base(child) == "acl"]
    for index in candidates:
        lemma = sentence.tokens[index].lemma.lower()
        for light in wording.light:
            if light.split()[0] == lemma and phrase_at(sentence, index, light) and _carries(sentence, token, light):
                return index
    return None


def _carries(sentence: Sentence, token: Token, light: str) -> bool:
    """Tell whether a light verb's noun is no mere circumstance of it: "intensified raids *amid* protests"."""
    if base(token) != "obl":
        return True
    case = case_of(sentence, token.index)
    return case in CARRYING or case in light.split()


def _phrases_on(places: Places, starts: tuple[int, ...], paths: str, phrases: frozenset[str]) -> set[int]:
    """Give the words of the first of `phrases` found at the end of any of the ``|``-parted paths."""
    sentence = places.sentence
    senses = phrases & SENSES
    for path in paths.split("|"):
        for place in follow(sentence, starts, path):
            for index in with_conjuncts(sentence, place):
                if any(_has_sense(places, index, sense) for sense in senses):
                    return {index}
                found = _first_phrase(sentence, index, phrases)
                if found:
                    return found
    return set()


def _first_phrase(sentence: Sentence, index: int, phrases: frozenset[str]) -> set[int]:
    token = sentence.tokens[index]
    own = (token.lemma.lower(), token.text.lower())
    for phrase in sorted(phrases, key=len, reverse=True):
        if own[0] in phrase or own[1] in phrase:
            found = phrase_at(sentence, index, phrase)
            if found:
                return found
    return set()


def _has_sense(places: Places, index: int, sense: str) -> bool:
    """Tell whether the word is of a sort that no word list can hold: a number, a person, a state ..."""
    if sense == "@any":
        return True
    token = places.sentence.tokens[index]
    if sense == "@number":
        return token.upos == "NUM"
    if sense == "@present":
        return _is_present(places.sentence, token)
    here = places.at.get(index, ())
    if sense == "@person":
        return any(mention.person for mention in here) or places.sentence.tokens[index].entity.endswith("PER")
    if sense == "@official":
        return any(mention.actor.role in OFFICIAL and mention.how != "place" for mention in here)
    if sense == "@organisation":
        return any(mention.actor.body for mention in here)
    return any(mention.actor.country for mention in here)


def _parties(
    places: Places, starts: tuple[int, ...], paths: tuple[str, ...], taken: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[int, ...]]:
    """Follow the paths in order; the first that leads to an actor not yet taken settles the slot."""
    for path in paths:
        found: list[Mention] = []
        ends: list[int] = []
        for place in follow(places.sentence, starts, path):
            if place in starts and path != "self":
                # "Protests against B erupted": the subject of the light verb is the trigger, not who did it.
                continue
            named = [m for m in places.parties(place, place_counts=path.endswith("!")) if not _is_taken(m, taken)]
            if named:
                found += named
                ends.append(place)
        if found:
            return tuple(dict.fromkeys(found)), tuple(ends)
    return (), ()


def _someone_else(
    places: Places, starts: tuple[int, ...], paths: tuple[str, ...], source: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[int, ...]]:
    """Read a pronoun that cannot be its own subject: "A left B after accusing it of lying" accuses B.

    Only where one other country is named before it; of several, neither is taken.
    """
    own = {mention.actor.country for mention in source}
    for path in paths:
        for place in follow(places.sentence, starts, path):
            here, token = places.at.get(place, ()), places.sentence.tokens[place]
            reflexive = token.lemma.lower().endswith(("self", "selves"))
            if token.upos != "PRON" or token.relation == "nmod:poss" or reflexive or not here:
                continue
            before = (m for index in range(place) for m in places.at.get(index, ()) if m.how not in PRONOUNS)
            others = {m.actor.country: m for m in before if m.actor.country and m.actor.country not in own}
            if own and len(others) == 1:
                return tuple(others.values()), (place,)
    return (), ()


def _is_taken(mention: Mention, taken: tuple[Mention, ...]) -> bool:
    """Tell whether a mention stands for one who already takes part: the same words, or a pronoun for it."""
    countries = {other.actor.country for other in taken if other.actor.country and _alike(other, mention)}
    if mention.how in PRONOUNS and mention.actor.country in countries:
        return True
    return mention in taken or any(mention.actor == other.actor for other in taken)


def _alike(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one country can be the same party: rebels are not their own government."""
    return one.actor.role == other.actor.role or None in (one.actor.role, other.actor.role)


def _says_each_other(places: Places, starts: tuple[int, ...], wording: Wording, kind: EventKind) -> bool:
    """Tell whether the target's place says "each other", or "their embassies" of a thing each has with the other."""
    sentence = places.sentence
    for path in wording.target:
        for place in follow(sentence, starts, path):
            words = {token.lemma.lower() for token in sentence.subtree(place)}
            if {"each", "other"} <= words or {"one", "another"} <= words:
                return True
    owned = (child for place in follow(sentence, starts, "object") for child in sentence.children(place))
    return kind.group == "embassy" and any(child.text.lower() == "their" for child in owned)


def _several(mentions: tuple[Mention, ...]) -> bool:
    return len({mention.actor.country or mention.actor.code for mention in mentions}) > 1


def _parts(
    places: Places, starts: tuple[int, ...], wording: Wording
) -> tuple[tuple[Part, ...], tuple[int, ...]]:
    parts: list[Part] = []
    ends: list[int] = []
    for role, paths in wording.parts:
        for path in paths:
            reached = follow(places.sentence, starts, path)
            if reached:
                text, value = part_text(places, reached[0], role)
                if text:
                    parts.append(Part(role=role, text=text, value=value))
                    ends.append(reached[0])
                    break
    return tuple(parts), tuple(ends)


def part_text(places: Places, index: int, role: str) -> tuple[str, str | None]:
    """Give the words of a part: a person's name for ``person``, else the phrase without its relative clauses."""
    sentence = places.sentence
    if role == "person":
        named = [m.person for i in with_conjuncts(sentence, index) for m in places.at.get(i, ()) if m.person]
        if named:
            return named[0], None
        token = sentence.tokens[index]
        if not token.entity.endswith("PER"):
            return "", None
        flat = [t for t in sentence.children(index) if base(t) in ("flat", "compound") and t.upos == "PROPN"]
        words = sorted((token, *flat), key=lambda word: word.index)
        return " ".join(word.text for word in words), None
    left = right = index
    clause = base(sentence.tokens[index]) == "ccomp"
    dropped = [child for child in sentence.children(index) if _drops(child) and not (clause and _is_said(child))]
    skipped = {i for child in dropped for i in _indexes(sentence, child.index)}
    kept = [t.index for t in sentence.subtree(index) if t.index not in skipped]
    while left - 1 in kept:
        left -= 1
    while right + 1 in kept:
        right += 1
    words = [t for t in sentence.tokens[left : right + 1]]
    while len(words) > 1 and (base(words[0]) in ("case", "punct", "mark") or words[0].lemma.lower() in ("the", "a")):
        words = words[1:]
    while len(words) > 1 and words[-1].upos in ("PUNCT", "ADP"):
        words = words[:-1]
    text = "".join(
        t.text + (" " if n + 1 < len(words) and words[n + 1].start > t.end else "") for n, t in enumerate(words)
    )
    return text, None


def _drops(child: Token) -> bool:
    return child.relation in ("acl:relcl", "parataxis", "punct", "nmod:tmod", "obl:tmod", "nsubj") or base(child) in (
        "cop", "advcl", "discourse",
    )  # fmt: skip


def _is_said(child: Token) -> bool:
    """Tell whether a word belongs to a clause quoted as a whole: its subject and copula do."""
    return base(child) in ("nsubj", "cop", "advcl")


def _indexes(sentence: Sentence, index: int) -> list[int]:
    return [token.index for token in sentence.subtree(index)]


def _names(mentions: tuple[Mention, ...]) -> str:
    return "|".join(mention.actor.code for mention in mentions) or "?"
