"""A noun phrase around an office word, and how it joins with its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.coding.below import base
from detente.coding.clauses import case_of
from detente.coding.names_in_text import NameHit, PersonHit
from detente.model.sentence import Sentence, Token
from detente.tables.offices import Office

DIRECTIONS = frozenset({"north", "south", "east", "west", "central"})
REACH = 9
"""How many words before an office may belong to its phrase; longer runs are lists or parse errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """An office, body, people or thing with its owners and holder; words ``tokens[first:end]``.

    Attributes
    ----------
    core
        Index of the last word of the office itself.
    owners
        Names it belongs to; several for "foreign ministers of Mali and Niger".
    pronoun
        Index of the possessive pronoun before it, or None.
    holder
        The person named in it, or None; `owner_person` a person whose country it shares ("Macron's envoy").
    definite
        Whether it starts with "the" or its like and so can stand for one met before.
    words
        Lower-case words of its own before the office: "opposition", "former", "two".
    alien
        Whether it belongs to something that no table knows: "the party's leader", "Standards Authority".
    """

    first: int
    end: int
    core: int
    office: Office
    plural: bool
    owners: tuple[NameHit, ...] = ()
    pronoun: int | None = None
    holder: PersonHit | None = None
    owner_person: PersonHit | None = None
    definite: bool = False
    words: tuple[str, ...] = ()
    alien: bool = False


def is_directional(token: Token) -> bool:
    """Tell whether a word only says which part of a state is meant: "northern"."""
    return token.upos == "ADJ" and token.lemma.lower().removesuffix("ern") in DIRECTIONS


def is_against(tokens: Sequence[Token], first: int, prefixes: frozenset[str]) -> bool:
    """Tell whether a name only says whom people are for or against: "an anti-Syrian journalist"."""
    before, sign, _ = tokens[first].text.lower().partition("-")
    if sign:
        return before in prefixes
    return first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].text.lower() in prefixes


def share_owner(sentence: Sentence, phrases: list[Phrase], roles: Mapping[str, str]) -> Iterator[Phrase]:
    """Give the second of two joined offices the owner of the first: "Danish media and government".

    An armed group owns no "government forces" or "pro-government troops" beside its own; `roles` are the
    words that say such things.
    """
    before: Phrase | None = None
    for phrase in phrases:
        if (
            before is not None
            and before.owners
            and not phrase.owners
            and not phrase.definite
            and not phrase.pronoun
        ):
            joined = [token.text.lower() for token in sentence.tokens[before.end : phrase.first]]
            listed = joined in (["and"], [","], [",", "and"], ["&"], ["or"]) and before.holder is None
            if listed and not _is_other_side(phrase, before.owners, roles):
                phrase = replace(phrase, owners=before.owners)
        yield phrase
        before = phrase


def _is_other_side(phrase: Phrase, owners: Sequence[NameHit], roles: Mapping[str, str]) -> bool:
    grouped = any(name.name.kind == "group" for name in owners)
    said = any(word.startswith(("anti-", "pro-")) or word in roles for word in phrase.words)
    return grouped and said


def join_holder(
    sentence: Sentence, phrase: Phrase, persons: Sequence[PersonHit], titles: frozenset[str]
) -> Phrase:
    """Take in the person beside an office in apposition: "Mali's prime minister, Choguel Maiga,"."""
    if phrase.holder is not None or phrase.office.sort != "person" or phrase.plural:
        return phrase
    tokens = sentence.tokens
    for person in persons:
        if _serves_as(sentence, phrase, person, persons):
            return replace(phrase, holder=person)
        start = person.first
        while start > phrase.end and tokens[start - 1].text.lower() in titles:
            start -= 1
        after = start > phrase.end and tokens[start - 1].text == "," and start - phrase.end <= REACH
        before = phrase.first - person.end == 1 and tokens[person.end].text in (",", "-", "–")
        if not (after or before) or not _in_apposition(
            sentence, phrase, person, before=before, near=start == phrase.end + 1
        ):
            continue
        if after and start > phrase.end + 1:
            # "the ambassador to Morocco, Ali Ba,": the words between are no part of the office's own phrase.
            return replace(phrase, holder=person)
        return replace(
            phrase, holder=person, first=min(phrase.first, person.first), end=max(phrase.end, person.end)
        )
    return phrase


def _serves_as(sentence: Sentence, phrase: Phrase, person: PersonHit, persons: Sequence[PersonHit]) -> bool:
    """Tell whether somebody acts as what an office says: "Ana Paz resigned as Peru's minister"."""
    token = sentence.tokens[phrase.core]
    verb = token.head
    if verb < 0 or base(token) != "obl" or sentence.tokens[verb].upos != "VERB":
        return False
    children = {base(child): child for child in sentence.children(verb)}
    subject, other = children.get("nsubj"), children.get("obj")
    # "She sees Lee as the minister": the office is his, not hers.
    alone = other is None or not any(each.first <= other.index < each.end for each in persons)
    return (
        subject is not None
        and alone
        and case_of(sentence, phrase.core) == "as"
        and person.first <= subject.index < person.end
    )


def _in_apposition(
    sentence: Sentence, phrase: Phrase, person: PersonHit, *, before: bool, near: bool
) -> bool:
    tokens = sentence.tokens
    inside = range(phrase.first, phrase.end)
    holder = range(person.first, person.end)
    for here, there in ((holder, inside), (inside, holder)):
        for index in here:
            token = tokens[index]
            if token.head in there and token.relation.partition(":")[0] in (
                "appos",
                "flat",
                "parataxis",
                "nmod",
            ):
                return True
            if token.head in there and token.relation.startswith("conj"):
                return False
    end = max(phrase.end, person.end)
    closed = end >= len(tokens) or tokens[end].text in (",", ".", ")", ";", "said", "says", "-", "–")
    return closed and (before or near) and (before or phrase.definite or bool(phrase.owners))


def is_rank(phrase: Phrase, others: Sequence[Phrase]) -> bool:
    """Tell whether a phrase is a piece of another's: of "the health minister, Colonel X" the rank."""
    held = phrase.holder is not None
    return held and any(other.first < phrase.first and phrase.end <= other.end for other in others)
