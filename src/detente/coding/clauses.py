"""The logical clause: who does what to whom, whatever the grammar makes of it.

The subject of a passive is its agent, the object its grammatical subject; relative, participial, infinitive
and coordinated clauses get the subject that the grammar shares with them.
"""

from __future__ import annotations

from detente.coding.below import base
from detente.model.sentence import Sentence, Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
SUBJECT_CONTROL = frozenset({"promise", "pledge", "vow", "threaten"})
"""Verbs with an object whose infinitive still has the subject as its own; complete for UD obj + xcomp."""
ADJECTIVAL = frozenset({"prepare", "determine", "commit", "resolve", "incline", "poise", "dispose"})
"""Verbs whose participle with an infinitive says what its subject wills: "is prepared to leave"."""
JOINING = frozenset({"join"})
"""Verbs of which subject and object both do what follows: "A joined B *in* urging C"."""
OBJECT_CONTROL = frozenset({"of", "from"})
"""Marks of a clause whose doer is the object above it: accused *A* of arming, barred *A* from entering."""


def is_passive(sentence: Sentence, index: int) -> bool:
    """Tell whether the clause at `index` is passive, participles after a noun included."""
    token = sentence.tokens[index]
    children = sentence.children(index)
    if token.lemma.lower() in ADJECTIVAL and any(base(child) == "xcomp" for child in children):
        return False
    if any(child.relation in ("nsubj:pass", "aux:pass", "csubj:pass") for child in children):
        return True
    participle = token.feature("VerbForm") == "Part" and token.feature("Tense") == "Past"
    if not participle or token.upos != "VERB" or any(base(child) == "nsubj" for child in children):
        return False
    if any(child.lemma == "have" and base(child) == "aux" for child in children):
        return False
    if base(token) == "conj" and token.head >= 0:
        return is_passive(sentence, token.head)
    return base(token) in ("acl", "advcl", "amod", "xcomp")


def case_of(sentence: Sentence, index: int) -> str:
    """Give the preposition of a phrase as lemmas joined by a space ("because of"), or the empty string.

    Before a noun made from a verb ("accused of spying") parsers waver between ``case`` and ``mark``.
    """
    links = ("case", "mark") if base(sentence.tokens[index]) in ("obl", "nmod") else ("case",)
    for child in sentence.children(index):
        if base(child) in links and child.text not in ("'s", "’s", "'", "’"):
            fixed = [
                grand.lemma.lower() for grand in sentence.children(child.index) if base(grand) == "fixed"
            ]
            return " ".join([child.lemma.lower(), *fixed])
    return ""


def _mark_of(sentence: Sentence, clause: Token) -> str:
    """Give the preposition that introduces a clause: accused *of* arming, barred *from* entering."""
    marks = (child for child in sentence.children(clause.index) if base(child) == "mark")
    return next((child.lemma.lower() for child in marks if child.upos in ("SCONJ", "ADP")), "")


def subjects(sentence: Sentence, index: int, *, depth: int = 0) -> tuple[int, ...]:
    """Give who does what the clause at `index` tells; empty where nobody is named."""
    if depth > 6:
        return ()
    if is_passive(sentence, index):
        return prepositional(sentence, index, "by", deep=False) or _agent_below(sentence, index)
    own = tuple(child.index for child in sentence.children(index) if base(child) in ("nsubj", "csubj"))
    own = tuple(place for place in own if place not in _objects_misread(sentence, index))
    if len(own) > 1:
        own = tuple(place for place in own if sentence.tokens[place].lemma.lower() not in RELATIVE) or own
        own = tuple(place for place in own if place < index) or own
    if own:
        return tuple(_antecedent(sentence, index, place) for place in own)
    return _shared_subject(sentence, index, depth + 1)


def _agent_below(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give the agent that a parser hung on the charge: "accused of theft | by officials"."""
    charges = (child for child in sentence.children(index) if base(child) in ("obl", "advcl"))
    for charge in charges:
        if "of" in (case_of(sentence, charge.index), _mark_of(sentence, charge)):
            found = prepositional(sentence, charge.index, "by", deep=False) or tuple(
                grand.index
                for grand in sentence.children(charge.index)
                if base(grand) == "obj" and case_of(sentence, grand.index) == "by"
            )
            if found:
                return found
    return ()


def _objects_misread(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give what a parser calls a second subject though it stands behind the verb: "accused *Iran* of"."""
    children = sentence.children(index)
    if any(base(child) in ("obj", "cop") for child in children):
        return ()
    own = [child.index for child in children if child.relation == "nsubj"]
    behind = tuple(place for place in own if place > index)
    return behind if behind and len(behind) < len(own) else ()


def _antecedent(sentence: Sentence, clause: int, place: int) -> int:
    """Replace a relative pronoun by the noun that the relative clause hangs on."""
    token = sentence.tokens[place]
    if token.lemma.lower() not in RELATIVE or token.upos not in ("PRON", "DET", "SCONJ"):
        return place
    current = sentence.tokens[clause]
    for _ in range(4):
        if current.relation.startswith("acl") and current.head >= 0:
            return current.head
        if current.head < 0 or base(current) not in ("conj", "xcomp", "ccomp"):
            break
        current = sentence.tokens[current.head]
    return place


def _shared_subject(sentence: Sentence, index: int, depth: int) -> tuple[int, ...]:
    """Find the subject that a clause without one shares with what governs it."""
    token = sentence.tokens[index]
    if token.head < 0:
        return ()
    governor = sentence.tokens[token.head]
    relation = base(token)
    joined = both_doers(sentence, index, depth=depth)
    if joined:
        return joined
    if relation == "acl":
        if any(child.lemma.lower() == "to" and base(child) == "mark" for child in sentence.children(index)):
            return noun_subjects(sentence, governor.index, depth=depth)
        return (governor.index,)
    if relation == "xcomp":
        held = objects(sentence, governor.index)
        if held and governor.lemma not in SUBJECT_CONTROL and governor.upos == "VERB":
            return held
        return subjects(sentence, governor.index, depth=depth)
    if relation == "advcl" and _mark_of(sentence, token) in OBJECT_CONTROL:
        held = objects(sentence, governor.index)
        if held:
            return held
    if relation in ("conj", "advcl", "ccomp", "parataxis") and governor.upos in ("VERB", "ADJ", "AUX"):
        sufferer = relation == "conj" or (relation == "advcl" and _is_before(sentence, token))
        if sufferer and is_passive(sentence, governor.index):
            return objects(sentence, governor.index)
        found = subjects(sentence, governor.index, depth=depth)
        if not found and relation == "advcl" and is_passive(sentence, governor.index):
            return objects(sentence, governor.index)
        return found
    return ()


def both_doers(sentence: Sentence, index: int, *, depth: int = 0) -> tuple[int, ...]:
    """Give who does together what a clause tells: "*A* joined *B* in urging C"; else nobody."""
    clause = sentence.tokens[index]
    if base(clause) not in ("acl", "advcl") or _mark_of(sentence, clause) != "in":
        return ()
    governor = sentence.tokens[clause.head]
    if governor.lemma not in JOINING and governor.head >= 0:  # parsers hang the clause on either
        governor = sentence.tokens[governor.head]
    if governor.lemma not in JOINING:
        return ()
    return (*subjects(sentence, governor.index, depth=depth), *objects(sentence, governor.index))


def _is_before(sentence: Sentence, clause: Token) -> bool:
    """Tell whether a clause without a subject sets the time: "was held by the police after visiting A".

    It is told of who suffers the act above; a bare participle ("was shelled by A, killing two") is not.
    """
    perfect = any(c.lemma == "have" and base(c) == "aux" for c in sentence.children(clause.index))
    return perfect or _mark_of(sentence, clause) not in ("", "by")


def noun_subjects(sentence: Sentence, index: int, *, depth: int = 0) -> tuple[int, ...]:
    """Give who does what the noun at `index` tells: its possessor, its agent, or the subject it is said of.

    Only on the way up from a clause below it (`depth` above 0) does the subject of the verb count whose
    object it is:
    in "made a promise to leave" those who promised leave, but "closed the border after the attack" names no
    attacker.
    """
    found = [child.index for child in sentence.children(index) if child.relation == "nmod:poss"]
    if not found:
        found = list(prepositional(sentence, index, "by", deep=False))
    if not found and depth <= 6:
        token = sentence.tokens[index]
        copula = [child.index for child in sentence.children(index) if base(child) == "nsubj"]
        if copula:
            return tuple(_antecedent(sentence, index, place) for place in copula)
        if depth > 0 and token.head >= 0 and base(token) in ("obj", "nmod", "xcomp"):
            governor = sentence.tokens[token.head]
            climb = subjects if governor.upos in ("VERB", "AUX", "ADJ") else noun_subjects
            return climb(sentence, governor.index, depth=depth + 1)
    return tuple(found)


def objects(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Give whom or what the clause at `index` acts on."""
    token = sentence.tokens[index]
    if is_passive(sentence, index):
        found = [child.index for child in sentence.children(index) if child.relation == "nsubj:pass"]
        if found:
            return tuple(_antecedent(sentence, index, place) for place in found)
        if base(token) in ("acl", "amod") and token.head >= 0:
            return (token.head,)
        if base(token) == "conj" and token.head >= 0:
            return objects(sentence, token.head)
        if base(token) in ("advcl", "xcomp") and token.head >= 0:
            return subjects(sentence, token.head, depth=3)
        return ()
    found = [child.index for child in sentence.children(index) if base(child) == "obj"]
    if not found:
        # A parser calls the person of "asked Qatar to arrest X" or "accuses France of X" an indirect object.
        found = [child.index for child in sentence.children(index) if base(child) == "iobj"]
        found = found or list(_objects_misread(sentence, index))
    if not found and token.relation == "acl:relcl" and token.head >= 0:
        own = [child for child in sentence.children(index) if base(child) == "nsubj"]
        if any(child.lemma.lower() not in RELATIVE for child in own):
            return (token.head,)
    # "The first time that Kenya attacked rebels": beside an object of its own the relative word is none.
    own_objects = [place for place in found if sentence.tokens[place].lemma.lower() not in RELATIVE]
    return tuple(_antecedent(sentence, index, place) for place in own_objects or found)


PREPOSITION_LIMIT = 2
"""How deep below the trigger's object a prepositional phrase is looked for: parsers vary."""


def prepositional(sentence: Sentence, index: int, word: str, *, deep: bool = True) -> tuple[int, ...]:
    """Give the heads of phrases with the preposition `word` that hang on `index`, the nearest first.

    With `deep`, phrases that a parser hung on the object, on an oblique phrase or on an infinitive below
    come after.
    """
    found: list[int] = []
    level: list[int] = [index]
    for _ in range(PREPOSITION_LIMIT if deep else 1):
        below: list[int] = []
        for place in level:
            for child in sentence.children(place):
                relation = base(child)
                if (relation in ("obl", "nmod") and case_of(sentence, child.index) == word) or (
                    relation in ("advcl", "acl")
                    and word
                    in (
                        case_of(sentence, child.index),
                        _mark_of(sentence, child),
                    )
                ):
                    found.append(child.index)
                elif relation in ("obj", "xcomp", "obl", "nmod", "appos") or child.relation == "nsubj:pass":
                    below.append(child.index)
        level = below
    return tuple(dict.fromkeys(found))
