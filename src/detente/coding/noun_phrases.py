"""Puts names, offices and persons that stand together into one phrase: "Mali's prime minister Maiga".

Word order in an English noun phrase is rigid, and parsers err most on titles; so phrases are read from the
words next to one another, and the tree is asked only for appositions and for the head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.coding.names_in_text import Found, NameHit, PersonHit
from detente.coding.offices_in_text import OfficeHit, core_of
from detente.coding.phrase import REACH, Phrase, is_against, is_directional, is_rank, join_holder, share_owner
from detente.model.sentence import Sentence, Token
from detente.tables.offices import Grammar, Office, Offices, spoken

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "DET", "X", "SYM"})
BEFORE_NOUNS = frozenset({"abbreviation", "demonym", "organisation"})
NO_OWNERS = frozenset({"demonym", "people", "prefix"})
JOINING = frozenset({"and", "&", "or"})
LISTING = frozenset({*JOINING, ",", "-", "–"})
OWNING = frozenset({"its", "his", "her", "their", "our"})


@dataclass(frozen=True, slots=True)
class _Left:
    """What stands before an office in its phrase."""

    first: int
    owners: tuple[NameHit, ...] = ()
    person: PersonHit | None = None
    words: tuple[str, ...] = ()
    alien: bool = False


def find_phrases(sentence: Sentence, found: Found, offices: Offices) -> tuple[Phrase, ...]:
    """Give every phrase around an office word of the sentence, in order."""
    phrases = [_phrase(sentence, found, hit, offices) for hit in found.offices]
    inner = [phrase for n, phrase in enumerate(phrases) if not _is_modifier(phrase, phrases[n + 1 :])]
    titles = offices.anaphora.titles | offices.anaphora.ranks
    joined = [
        join_holder(sentence, phrase, found.persons, titles)
        for phrase in share_owner(sentence, inner, offices.roles)
    ]
    return tuple(phrase for phrase in joined if not is_rank(phrase, joined))


def _is_modifier(phrase: Phrase, later: Sequence[Phrase]) -> bool:
    """Tell whether an office word only qualifies the next: "army" in "the army chief"."""
    return any(
        other.first <= phrase.core < other.core and other.pronoun != phrase.core and not phrase.holder
        and not (other.owner_person and phrase.core <= other.owner_person.end)
        for other in later[:1]
    )  # fmt: skip


def _phrase(sentence: Sentence, found: Found, hit: OfficeHit, offices: Offices) -> Phrase:
    tokens = sentence.tokens
    core = core_of(sentence, hit.first, hit.end)
    plural = (
        tokens[core].feature("Number") == "Plur"
        or tokens[core].text.lower() != spoken(hit.offices[0].words)[core - hit.end]
    )
    office = _choose(hit.offices, plural)
    left = _left(sentence, found, hit, offices)
    owners, end = left.owners, _complement(tokens, found, hit.end, office)
    holder = _next_person(found, end) if office.sort == "person" else None
    end = holder.end if holder else end
    pronoun = _stands_for_owner(tokens, left.first, hit.first, offices)
    if not owners and (pronoun is None or not _is_elsewhere(tokens, end, offices)):
        owners, end = _right(sentence, found, end, office, offices)
        if owners and holder is None and office.sort == "person":
            holder = _next_person(found, end)
            end = holder.end if holder else end
    definite = tokens[left.first].text.lower() in offices.grammar.definite
    return Phrase(
        first=left.first, end=end, core=core, office=office, plural=plural, owners=owners, holder=holder,
        pronoun=pronoun, owner_person=left.person,
        definite=definite, words=left.words, alien=left.alien,
    )  # fmt: skip


def _complement(tokens: Sequence[Token], found: Found, end: int, office: Office) -> int:
    """Give the end of an office with its field: "minister of tourism and crafts"."""
    if office.sort != "person" or end >= len(tokens) or tokens[end].text.lower() not in ("for", "of"):
        return end
    named = {index for name in found.names for index in range(name.first, name.end)}
    place = end + 1
    while place < len(tokens) and place - end < 8 and place not in named:
        token = tokens[place]
        joins = (
            token.text.lower() in ("and", ",", "&")
            and place + 1 < len(tokens)
            and tokens[place + 1].upos == "NOUN"
        )
        if not (token.upos in ("NOUN", "ADJ", "DET", "PROPN") or joins) or token.entity.endswith("PER"):
            break
        place += 1
    return place if place > end + 1 and place not in named else end


def _stands_for_owner(tokens: Sequence[Token], first: int, end: int, offices: Offices) -> int | None:
    """Give the word before an office that stands for its owner: "its", "the country's"."""
    for index in range(first, end):
        noun = tokens[index].lemma.lower() in offices.anaphora.state and tokens[index + 1].text in POSSESSIVE
        if noun or (
            tokens[index].upos == "PRON"
            and tokens[index].text.lower() not in offices.grammar.definite - OWNING
        ):
            return index
    return None


def _choose(meanings: tuple[Office, ...], plural: bool) -> Office:
    """Of a word that is an office and a sort of people, take people for the plural."""
    wanted = ("people", "body", "thing", "person") if plural else ("person", "body", "thing", "people")
    return min(meanings, key=lambda office: wanted.index(office.sort))


def _left(sentence: Sentence, found: Found, hit: OfficeHit, offices: Offices) -> _Left:
    """Walk left from an office over the words of its phrase."""
    tokens, grammar = sentence.tokens, offices.grammar
    named = {index: name for name in found.names for index in range(name.first, name.end)}
    persons = {index: person for person in found.persons for index in range(person.first, person.end)}
    known = {index for other in found.offices for index in range(other.first, other.end)}
    owners: list[NameHit] = []
    words: list[str] = []
    place, possessed, alien = hit.first - 1, False, False
    while place >= max(0, hit.first - REACH):
        token = tokens[place]
        if place in named and _owns_nobody(tokens, named[place], hit.first, grammar):
            # "Moroccan-led forces", "anti-Syrian rebels": whose they are, the words do not say.
            place, alien = named[place].first - 1, True
        elif place in named:
            owners.append(named[place])
            place, possessed = named[place].first - 1, False
        elif place in persons:
            # "Macron's envoy", "the Biden administration": owned by the person's state.
            beside = place + 1 == hit.first and all(office.sort != "person" for office in hit.offices)
            person = persons[place] if (possessed or beside) and not owners else None
            return _Left(person.first if person else place + 1, _outer(tokens, owners), person, tuple(words))
        elif token.text in POSSESSIVE:
            owners, possessed = [], True
            place -= 1
        elif possessed and token.lemma.lower() in offices.anaphora.state:
            # "the country's president": the noun stands for a state met before.
            return _Left(place - (place > 0 and tokens[place - 1].upos == "DET"), (), None, tuple(words))
        elif token.upos == "PRON" and (token.relation == "nmod:poss" or token.feature("Poss") == "Yes"):
            return _Left(place, _outer(tokens, owners), None, tuple(words))
        elif _continues(sentence, place, named, owners):
            alien |= (possessed and place not in known) or token.upos == "PROPN"
            words.append(token.text.lower())
            place, possessed = place - 1, False
            if token.upos == "DET":
                break
        else:
            break
    outer = _outer(tokens, owners)
    first = outer[0].first if outer and outer[0] is not owners[-1] else place + 1
    return _Left(first, outer, None, tuple(words), alien and not owners)


def in_compound_word(tokens: Sequence[Token], end: int, grammar: Grammar) -> bool:
    """Tell whether a name before `end` is half of a word such as "US-led" or "Georgian-born"."""
    joined = (
        end + 1 < len(tokens) and tokens[end].text in ("-", "–") and tokens[end].start == tokens[end - 1].end
    )
    return joined and tokens[end + 1].text.lower() in grammar.hyphenated


def _owns_nobody(tokens: Sequence[Token], name: NameHit, office: int, grammar: Grammar) -> bool:
    """Tell whether a name only qualifies; before an office that begins with its own "led" it does not."""
    against = is_against(tokens, name.first, grammar.against_prefixes)
    return against or (in_compound_word(tokens, name.end, grammar) and name.end + 1 != office)


def _outer(tokens: Sequence[Token], owners: list[NameHit]) -> tuple[NameHit, ...]:
    """Of several names before an office keep the leftmost, or all that are joined by "and"."""
    if len(owners) < 2:
        return tuple(owners)
    ordered = list(reversed(owners))
    stretch = {token.text.lower() for token in tokens[ordered[0].end : ordered[-1].first]}
    if tokens[ordered[-1].end].text in POSSESSIVE and "," in stretch and not stretch & JOINING:
        # "hackers against the United States, South Korea's ministry said": no list without its "and".
        return (ordered[-1],)
    kept = ordered[:1]
    for name in ordered[1:]:
        if not {token.text.lower() for token in tokens[kept[-1].end : name.first]} & LISTING:
            break
        kept.append(name)
    return tuple(kept)


def _continues(sentence: Sentence, place: int, named: dict[int, NameHit], owners: list[NameHit]) -> bool:
    token = sentence.tokens[place]
    if token.upos in INSIDE:
        return True
    if token.text in ("-", "–", "/") or (token.upos == "VERB" and token.relation == "amod"):
        return True
    joins = token.text.lower() in ("and", ",", "&", "or") and place - 1 in named and bool(owners)
    kinds = {named[place - 1].name.kind, owners[-1].name.kind} if joins else set()
    return joins and owners[-1].first == place + 1 and (len(kinds) == 1 or kinds <= BEFORE_NOUNS)


def _is_elsewhere(tokens: Sequence[Token], end: int, offices: Offices) -> bool:
    """Tell whether a place follows what has an owner already: "evacuated its citizens *from Sudan*"."""
    return end < len(tokens) and tokens[end].text.lower() in (*offices.grammar.among, "from")


def _next_person(found: Found, end: int) -> PersonHit | None:
    return next((person for person in found.persons if person.first == end), None)


def _right(
    sentence: Sentence, found: Found, end: int, office: Office, offices: Offices
) -> tuple[tuple[NameHit, ...], int]:
    """Read owners after an office: "of Mali, Niger and Burkina Faso", for people also "in Mali"."""
    tokens = sentence.tokens
    if end >= len(tokens):
        return (), end
    word = tokens[end].text.lower()
    among = (office.sort in ("body", "people") and office.role not in ("MIL", "GOV")) or office.words in (
        "authorities",
    )
    if word == "from" and (office.rank == "ambassador" or office.role == "MIL"):
        # "The ambassador left from Mali"; "withdrew troops from Mali": where from, not whose.
        return (), end
    if word not in offices.grammar.of and not (among and word in offices.grammar.among):
        return (), end
    place = end + 1
    while place < len(tokens) and (tokens[place].upos == "DET" or is_directional(tokens[place])):
        place += 1
    owners: list[NameHit] = []
    for name in found.names:
        joined = {token.text.lower() for token in tokens[place : name.first]}
        if name.first == place or (owners and name.first > place and joined <= {",", "and", "&", "the"}):
            # "opponents of Niger's senate" are of Niger.
            if name.name.kind in NO_OWNERS or (_owns_more(sentence, name) and office.role != "OPP"):
                break
            owners.append(name)
            place = name.end
    return tuple(owners), place if owners else end


def _owns_more(sentence: Sentence, name: NameHit) -> bool:
    """Tell whether a name only owns or qualifies a noun after it: the head "of Kenya's revenue authority"."""
    tokens = sentence.tokens
    if name.end < len(tokens) and tokens[name.end].text in POSSESSIVE:
        return True
    last = tokens[name.end - 1]
    outward = last.relation in ("compound", "amod") and last.head >= name.end
    head = tokens[last.head]
    return outward and head.upos in ("NOUN", "PROPN") and not head.entity.endswith("PER")
