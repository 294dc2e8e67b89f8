"""Whether a name that stands alone is a party to an act, a place, or only qualifies another word."""

from __future__ import annotations

from detente.coding.clauses import case_of
from detente.coding.coreference import is_subject
from detente.coding.names_in_text import NameHit
from detente.coding.noun_phrases import in_compound_word
from detente.model.sentence import Sentence, Token
from detente.tables.names import Name
from detente.tables.offices import Grammar

QUALIFIES = frozenset({"amod", "compound", "nmod:desc", "flat"})


def head_of(sentence: Sentence, first: int, end: int, *, within: range | None = None) -> int:
    """Give the word of ``tokens[first:end]`` that hangs on a word outside; the last one where several do."""
    inside = range(first, end)
    outer = [i for i in within or inside if sentence.tokens[i].head not in inside]
    nominal = [i for i in outer if sentence.tokens[i].upos in ("PROPN", "NOUN", "PRON", "ADJ", "X", "NUM")]
    return (nominal or outer or [end - 1])[-1]


def preposition(sentence: Sentence, index: int) -> str:
    """Give the preposition of the phrase that the word at `index` heads or is joined to, or ""."""
    token = sentence.tokens[index]
    for _ in range(4):
        for child in sentence.children(token.index):
            if child.relation.startswith("case") and child.index < token.index:
                return child.lemma.lower()
        if token.relation.partition(":")[0] not in ("conj", "flat", "compound", "appos") or token.head < 0:
            return ""
        token = sentence.tokens[token.head]
    return ""


def manner(sentence: Sentence, hit: NameHit, head: int, grammar: Grammar) -> tuple[Name, str] | None:
    """Give which meaning of the name holds at its place, and how: name, capital, seat, place or demonym.

    None for a name that is no actor at all here, such as the state in "US-led" or "Georgian-born".
    """
    name = hit.name
    if in_compound_word(sentence.tokens, hit.end, grammar):
        acts = sentence.tokens[hit.end + 1].text.lower() in grammar.acting
        return (name, "demonym") if acts else None
    if _is_prefixed(sentence, hit, grammar):
        return None
    if name.kind in ("demonym", "prefix"):
        return name, "place" if _locates(sentence, head, grammar) else "demonym"
    if _qualifies(sentence, hit, head):
        return (name, "place") if name.kind in ("capital", "city") else (name, "demonym")
    case = preposition(sentence, head)
    bodily = name.kind in ("organisation", "group", "people")
    if case in grammar.locative and not bodily:
        return hit.names[-1], "place"
    if name.kind == "territory" and case and case not in grammar.between:
        return name, "place"
    if _closes_place(sentence, hit):
        return hit.names[-1], "place"
    if name.kind == "city" or name.sense == "shared":
        return hit.names[-1], "place"
    if name.kind in ("capital", "seat") or (name.kind == "organisation" and len(hit.names) > 1):
        acts = _acts(sentence, head, case, grammar)
        return (name, "seat" if name.kind == "seat" else "capital") if acts else (hit.names[-1], "place")
    return name, "name"


def _locates(sentence: Sentence, head: int, grammar: Grammar) -> bool:
    """Tell whether an adjective only says in which state a town lies: "in the Swiss city of Basel"."""
    token = sentence.tokens[head]
    if token.head < 0 or token.relation != "amod":
        return False
    noun = sentence.tokens[token.head]
    return noun.lemma.lower() in grammar.place_nouns and case_of(sentence, noun.index) in grammar.locative


def _closes_place(sentence: Sentence, hit: NameHit) -> bool:
    """Tell whether the name says where a town before it lies: "in Maiduguri, Nigeria"."""
    if hit.first < 2 or sentence.tokens[hit.first - 1].text != ",":
        return False
    town = sentence.tokens[hit.first - 2]
    joined = hit.end < len(sentence.tokens) and sentence.tokens[hit.end].text.lower() in ("and", "or")
    return town.entity.endswith("LOC") and town.upos == "PROPN" and not joined and not _listed(sentence, hit)


def _listed(sentence: Sentence, hit: NameHit) -> bool:
    """Tell whether the name is joined to others: "Burkina Faso, Mali and Niger"."""
    inside = range(hit.first, hit.end)
    return any(
        token.relation.startswith("conj") and (token.index in inside or token.head in inside)
        for token in sentence.tokens
    )


def _is_prefixed(sentence: Sentence, hit: NameHit, grammar: Grammar) -> bool:
    """Tell whether the name stands in a word such as "non-American"; "anti-" and "pro-" leave it a party."""
    before, sign, _ = sentence.tokens[hit.first].text.lower().partition("-")
    return bool(sign) and before in grammar.against_prefixes and before not in ("anti", "pro")


def _qualifies(sentence: Sentence, hit: NameHit, head: int) -> bool:
    """Tell whether the name only qualifies a noun after it: "UN report", "Mali crisis"."""
    token = sentence.tokens[head]
    if token.relation not in QUALIFIES or token.head < hit.end:
        return False
    return sentence.tokens[token.head].upos in ("NOUN", "PROPN", "ADJ")


def _acts(sentence: Sentence, head: int, case: str, grammar: Grammar) -> bool:
    """Tell whether a capital or palace stands for its government: subject, owner, object, between parties."""
    token = sentence.tokens[head]
    if case:
        return case in grammar.between
    top = _first_of_list(sentence, token)
    relation = top.relation.partition(":")[0]
    if is_subject(sentence, head) or top.relation == "nmod:poss":
        return True
    if relation in ("obj", "iobj") and top.head >= 0:
        return sentence.tokens[top.head].lemma.lower() not in grammar.place_verbs
    return relation in ("root", "vocative") and len(sentence.tokens) < 4


def _first_of_list(sentence: Sentence, token: Token) -> Token:
    for _ in range(4):
        if token.relation.partition(":")[0] not in ("conj", "flat", "compound") or token.head < 0:
            break
        token = sentence.tokens[token.head]
    return token


def stands_for_people(sentence: Sentence, head: int) -> bool:
    """Tell whether an adjective stands for its people: "the French said", "a Malian was arrested"."""
    return sentence.tokens[head].relation.partition(":")[0] in ("nsubj", "obj", "obl", "nmod", "conj", "iobj")
