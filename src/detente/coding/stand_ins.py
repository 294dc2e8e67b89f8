"""Words that stand for an actor named before: pronouns, "the country", "the two sides", "our country"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding.below import base
from detente.coding.coreference import Discourse, fitting
from detente.model.actor import Actor, Mention
from detente.model.sentence import Sentence, Token
from detente.tables.offices import Offices
from detente.tables.states import States


@dataclass(frozen=True, slots=True)
class StandIns:
    """Finds and resolves the stand-ins of one sentence."""

    sentence: Sentence
    offices: Offices
    discourse: Discourse
    states: States

    def find(self, index: int) -> int | None:
        """Give where the stand-in with its noun or pronoun at `index` starts; None where there is none."""
        token = self.sentence.tokens[index]
        grammar, anaphora = self.offices.grammar, self.offices.anaphora
        if token.upos == "PRON" and not token.relation.startswith("expl"):
            noun = self.sentence.tokens[token.head].lemma.lower()
            if token.text.lower() in grammar.own_pronouns and noun in anaphora.state:
                return None
            if token.text.lower() == "it" and self._is_empty(token.head):
                return None
            known = (
                grammar.person_pronouns
                | grammar.state_pronouns
                | grammar.plural_pronouns
                | grammar.own_pronouns
            )
            return index if token.text.lower() in known else None
        if token.upos == "NOUN" and self._is_shared(index):
            return index
        if token.upos != "NOUN" or not (
            token.lemma.lower() in anaphora.state or token.lemma.lower() in anaphora.pair
        ):
            return None
        words = {
            child.text.lower(): child.index
            for child in self.sentence.children(index)
            if _determines(child, index)
        }
        first = min([index, *words.values()])
        if token.feature("Number") == "Plur" or token.text.lower() != token.lemma.lower():
            counted = words.keys() & (anaphora.pair_determiners | self.offices.counts.keys())
            many = counted - anaphora.pair_determiners and not words.keys() & {"the", "these", "those"}
            return first if counted and not many and token.lemma.lower() in anaphora.pair else None
        if any(_restricts(child) for child in self.sentence.children(index)):
            return None
        settled = words.keys() & {"the", "this", "that", "our"} and token.lemma.lower() in anaphora.state
        return first if settled else None

    def resolve(self, index: int) -> tuple[Mention, ...]:
        """Give what the pronoun or noun at `index` stands for."""
        token = self.sentence.tokens[index]
        word, lemma = token.text.lower(), token.lemma.lower()
        grammar, anaphora = self.offices.grammar, self.offices.anaphora
        if token.upos == "PRON" and self._has_other_subject(index, person=word in grammar.person_pronouns):
            return ()
        if word in grammar.person_pronouns:
            found = self.discourse.person()
        elif word in grammar.state_pronouns:
            found = self.discourse.state(barred=self._clause_subjects(index), alone=self._is_aside(index))
        elif word in grammar.plural_pronouns:
            return self.discourse.several()
        elif self.is_own(index):
            speaker = self._speaker()
            found = _as_state(speaker) if speaker is not None and word not in ("we", "us") else speaker
        elif token.feature("Number") != "Plur" and word == lemma and lemma in anaphora.state:
            found = self.discourse.country(fitting(lemma, anaphora, self.states.is_state))
        elif self._is_shared(index):
            # What is told of "a second session" is told of the body.
            own = None if token.lemma.lower() in anaphora.shared else self.discourse.shared
            return tuple(replace(_as_state(mention), office=own) for mention in self.discourse.pair())
        else:
            count = self._count(index)
            found_all = self.discourse.pair() if count is None else self.discourse.group(count)
            return tuple(_as_state(mention) for mention in found_all)
        return (found,) if found is not None else ()

    def _is_shared(self, index: int) -> bool:
        """Tell whether a noun names a body of two states without saying whose: "the joint commission".

        Later its parts stand alone: "a second session" of the body that was spoken of before.
        """
        token, anaphora = self.sentence.tokens[index], self.offices.anaphora
        children = self.sentence.children(index)
        words = {child.lemma.lower() for child in children if base(child) in ("amod", "compound")}
        body = token.lemma.lower() in anaphora.shared and bool(words & anaphora.shared_words)
        following = any(child.feature("NumType") == "Ord" or child.lemma == "next" for child in children)
        part = bool(self.discourse.shared) and following and token.lemma.lower() in anaphora.shared_later
        if body:
            before = sorted(c.index for c in children if c.index < index and base(c) in ("amod", "compound"))
            self.discourse.shared = " ".join(self.sentence.tokens[n].text for n in (*before, index))
        owned = any(c.relation == "nmod" or self.discourse.holds(c.start, c.end) for c in children)
        return (body or part) and not owned

    def _count(self, index: int) -> int | None:
        """Give how many "the three states" are; None for two."""
        words = (child.text.lower() for child in self.sentence.children(index))
        return next((self.offices.counts[word] for word in words if word in self.offices.counts), None)

    def _is_empty(self, head: int) -> bool:
        """Tell whether "it" at this head is likely to stand for nothing: "it is time to act".

        Somebody wills something: "it is ready to talk".
        """
        if head < 0 or self.sentence.tokens[head].lemma.lower() in self.offices.anaphora.willing:
            return False
        return any(child.relation == "cop" for child in self.sentence.children(head))

    def _has_other_subject(self, index: int, *, person: bool) -> bool:
        """Tell whether the clause around a pronoun has a subject before it that is nobody we know.

        "The storm made its landfall": such a pronoun goes with the storm, not with a state named earlier. An
        object never goes with the subject of its own clause: "a shell was fired at it".
        """
        token = self.sentence.tokens[index]
        if token.head >= 0 and token.relation.partition(":")[0] in ("obj", "iobj", "obl"):
            token = self.sentence.tokens[token.head]
            if token.head < 0:
                return False
            token = self.sentence.tokens[token.head]
        below = token
        for _ in range(5):
            subjects = [
                child for child in self.sentence.children(token.index) if child.relation.startswith("nsubj")
            ]
            for subject in subjects:
                if self._is_parted(subject.index, index):
                    return False
                if subject.index < index and subject.upos in ("NOUN", "PROPN"):
                    # "The dealer was held when he landed": he is the dealer, whoever was named before.
                    fits = subject.entity.endswith("PER") == person or below.relation == "advcl"
                    return fits and not self.discourse.holds(subject.start, subject.end)
            if token.head < 0:
                return False
            below, token = token, self.sentence.tokens[token.head]
        return False

    def _is_parted(self, first: int, last: int) -> bool:
        """Tell whether a colon or semicolon starts a sentence of its own between two words."""
        return any(token.text in (":", ";") for token in self.sentence.tokens[first:last])

    def is_own(self, index: int) -> bool:
        """Tell whether the word at `index` is "our", or a noun with it."""
        words = [self.sentence.tokens[index], *self.sentence.children(index)]
        return any(token.text.lower() in self.offices.grammar.own_pronouns for token in words)

    def _clause_subjects(self, index: int) -> frozenset[int]:
        """Give the subjects of the clause in which the pronoun is an object: they cannot be meant by it.

        A participle without a subject has that of the clause around it: "Mali left after accusing it".
        """
        token = self.sentence.tokens[index]
        if token.head < 0 or token.relation.partition(":")[0] not in ("obj", "iobj", "obl"):
            return frozenset()
        clause = self.sentence.tokens[token.head]
        for _ in range(4):
            subjects = [
                child.index
                for child in self.sentence.children(clause.index)
                if child.relation.startswith("nsubj")
            ]
            if subjects or clause.head < 0:
                return frozenset(subjects)
            clause = self.sentence.tokens[clause.head]
        return frozenset()

    def _is_aside(self, index: int) -> bool:
        """Tell whether a pronoun is the subject of a clause of time or reason: either may be meant."""
        token = self.sentence.tokens[index]
        if token.head < 0 or not token.relation.startswith("nsubj"):
            return False
        return self.sentence.tokens[token.head].relation.startswith("advcl")

    def _speaker(self) -> Mention | None:
        """Give the state of who speaks in this sentence, for "our country"."""
        spoken = self.offices.grammar.speech_verbs
        for seen in self.discourse.by_sentence[-1]:
            head = self.sentence.tokens[seen.mention.head].head
            if seen.subject and head >= 0 and self.sentence.tokens[head].lemma.lower() in spoken:
                return seen.mention
        return None


def _determines(child: Token, index: int) -> bool:
    kind = child.relation.partition(":")[0]
    return child.index < index and (
        kind in ("det", "amod", "nummod", "compound") or child.relation == "nmod:poss"
    )


def _restricts(child: Token) -> bool:
    """Tell whether a word makes "the country" a new one: "the first country to agree"."""
    kind = child.relation.partition(":")[0]
    return (kind in ("nmod", "acl", "nummod") and child.relation != "nmod:poss") or child.feature(
        "NumType"
    ) == "Ord"


def _as_state(mention: Mention) -> Mention:
    """Give the state of a mention: "the two countries" are no persons."""
    actor = Actor(country=mention.actor.country, body=mention.actor.body)
    return replace(mention, actor=actor, person=None, office=None)
