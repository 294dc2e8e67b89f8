"""To whom an act was done where the words of the target name nobody: whose place it is, or people at home.

"Fired at targets in Jericho" is done to those of the place; "refused to send troops to Chad" has its target
in what is refused; the police who arrest demonstrators arrest their own. A place that merely tells where
something happened stays no party: only places *inside* the phrase that fills the slot count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from detente.coding.below import base
from detente.coding.clauses import case_of
from detente.coding.parties import PRONOUNS, Places
from detente.coding.steps import follow
from detente.model.actor import Actor, Mention
from detente.model.document import Span
from detente.model.sentence import Sentence, Token
from detente.tables.kinds import EventKind
from detente.tables.lexicon import Wording

PLACED = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "RETREAT", "REQUEST"})
"""Types of acts done to the people or things of a place."""
SPOKEN = frozenset({"AGREE", "REJECT", "REQUEST", "THREATEN"})
"""Types whose target may be told only in what is agreed, refused, demanded or threatened."""
BARRED = {"REQUEST": "xcomp", "REJECT": "advcl", "AGREE": "advcl"}
"""Clauses that tell no target: what one wants to do oneself, and on what condition one refuses or agrees."""
DEPTH = 4
"""How deep in what is said its target is looked for; whoever stands deeper is mentioned in passing."""
AT_HOME = frozenset({"COERCE", "ASSAULT", "SANCTION", "CONCEDE", "RETREAT"})
"""Types of what a state does to its own people."""
ORGANS = frozenset({"COP", "JUD", "GOV", "LEG", "MIL"})
INNER = frozenset({"nmod", "acl", "obl", "appos", "compound", "amod", "flat", "conj", "obj", "advcl"})
OWNING = frozenset({"nmod", "appos", "compound", "amod", "flat", "conj"})
CLAUSE = frozenset({*OWNING, "nsubj", "obj", "obl", "iobj"})
TOPICS = frozenset({"", "on", "to", "of", "about", "over", "for", "against", "with", "from", "that"})
SETTINGS = frozenset(
    ("despite", "after", "before", "amid", "since", "while", "as", "because", "following", "during", "where",
     "under", "according to")
)  # fmt: skip
"""What links a circumstance to a clause; whoever is named in one takes no part."""
CONDITIONS = frozenset({"if", "unless", "until", "should"})
CIVILIANS = "CVL"
HOME = "home"
"""How people were settled who are only those of the state whose organ acts on them."""
Found = tuple[tuple[Mention, ...], tuple[int, ...]]


def nobody_named(
    places: Places,
    starts: tuple[int, ...],
    wording: Wording,
    kind: EventKind,
    source: tuple[Mention, ...],
    classes: Mapping[str, frozenset[str]],
) -> Found:
    """Give whom the act was done to, and the heads of the phrases that tell it; nobody where two remain."""
    if not source:
        return (), ()
    found: Found = ((), ())
    if kind.plover in PLACED:
        found = _of_load(places, starts, wording, source, classes)
        found = found if found[0] else _of_place(places, starts, wording, source, kind)
    # "He said that children should be spared": such a wording names whom it asks, or nobody.
    implied = any(path.startswith("complement>auxiliary") for path, _ in wording.has)
    if not found[0] and kind.plover in SPOKEN and not implied:
        found = _of_content(places, starts, source, kind)
    judged = kind.plover != "SANCTION" or all(mention.actor.role == "JUD" for mention in source)
    if not found[0] and kind.plover in AT_HOME and judged:
        found = _at_home(places, starts, wording, source, classes)
    return found


def _fillers(places: Places, starts: tuple[int, ...], wording: Wording) -> Iterator[int]:
    """Give the heads of the phrases that fill the target's slot, places themselves aside."""
    for path in wording.target:
        if not path.endswith("!"):
            for index in follow(places.sentence, starts, path):
                if index not in starts:
                    yield from places.heads(index)


def _of_load(
    places: Places,
    starts: tuple[int, ...],
    wording: Wording,
    source: tuple[Mention, ...],
    classes: Mapping[str, frozenset[str]],
) -> Found:
    """Give who is in what was struck: "fired at a bus *carrying* Peruvians"."""
    sentence = places.sentence
    for filler in _fillers(places, starts, wording):
        for child in sentence.children(filler):
            if base(child) == "acl" and child.lemma.lower() in classes.get("carrying", ()):
                named = [
                    m for place in follow(sentence, (child.index,), "object") for m in places.parties(place)
                ]
                found = _only(named, source, own=True)
                if found:
                    return found, (filler,)
    return (), ()


def _of_place(
    places: Places,
    starts: tuple[int, ...],
    wording: Wording,
    source: tuple[Mention, ...],
    kind: EventKind,
) -> Found:
    states = {mention.actor.country for mention in source} - {None}
    for filler in _fillers(places, starts, wording):
        if states & {m.actor.country for m in places.at.get(filler, ()) if m.actor.role == CIVILIANS}:
            continue  # "urged its nationals in Mali to leave": they are its own
        inside = [
            mention
            for index in _below(places.sentence, filler)
            for mention in places.at.get(index, ())
            if mention.how.endswith("place")
        ]
        found = _only(inside, source, own=kind.plover in AT_HOME)
        if found:
            return found, (filler,)
    return (), ()


def _of_content(
    places: Places, starts: tuple[int, ...], source: tuple[Mention, ...], kind: EventKind
) -> Found:
    """Look into what is said; what somebody wants to do himself asks nothing of others."""
    own = not any(mention.actor.role in (None, *ORGANS) for mention in source)
    for start in starts:
        for child in places.sentence.children(start):
            barred = BARRED.get(kind.plover or "")
            if child.index in starts or base(child) == barred or not _is_content(places.sentence, child):
                continue
            level = [child.index]
            for _ in range(DEPTH):
                named = [m for index in level for m in places.at.get(index, ()) if m.how not in PRONOUNS]
                found = _only(named, source, own=own)
                if found or len({_who(mention) for mention in named}) > 1:
                    return found, (child.index,) if found else ()
                level = [index for above in level for index in _inner(places.sentence, above)]
    return (), ()


def _inner(sentence: Sentence, index: int) -> Iterator[int]:
    """Give the words right below one that belong to what is said, and not to when and despite what."""
    for child in sentence.children(index):
        link = case_of(sentence, child.index) or _mark(sentence, child)
        if base(child) not in ("obl", "nmod", "advcl", "acl") or link not in SETTINGS:
            yield child.index


def _mark(sentence: Sentence, clause: Token) -> str:
    return next((mark.lemma.lower() for mark in sentence.children(clause.index) if base(mark) == "mark"), "")


def _is_content(sentence: Sentence, child: Token) -> bool:
    """Tell whether a word below a verb of speech heads what is said: clause, object, topic or condition."""
    relation = base(child)
    if relation in ("ccomp", "xcomp", "obj"):
        return True
    if relation in ("obl", "nmod", "acl"):
        return child.index > child.head and case_of(sentence, child.index) in TOPICS and not _is_time(child)
    return relation == "advcl" and _mark(sentence, child) in CONDITIONS


def _is_time(token: Token) -> bool:
    return token.relation.endswith(("tmod", "unmarked"))


def _only(named: Iterable[Mention], source: tuple[Mention, ...], *, own: bool) -> tuple[Mention, ...]:
    """Give the one state or body that is named; the actors' own only with `own`, and nobody of several."""
    doers = {_who(mention) for mention in source}
    states = {_who(mention): mention for mention in named if own or _who(mention) not in doers}
    return tuple(states.values()) if len(states) == 1 else ()


def _who(mention: Mention) -> str:
    return mention.actor.country or mention.actor.code


def _below(sentence: Sentence, index: int, links: frozenset[str] = INNER) -> Iterator[int]:
    """Give the words inside a phrase that are linked by `links`, without relative clauses."""
    for child in sentence.children(index):
        if base(child) in links and child.relation != "acl:relcl":
            yield child.index
            yield from _below(sentence, child.index, links)


def _at_home(
    places: Places,
    starts: tuple[int, ...],
    wording: Wording,
    source: tuple[Mention, ...],
    classes: Mapping[str, frozenset[str]],
) -> Found:
    """Read people without a country of their own whom an organ of one state acts on."""
    countries = {mention.actor.country for mention in source}
    roles = {mention.actor.role for mention in source}
    country = next(iter(countries)) if len(countries) == 1 else None
    if country is None or not roles <= ORGANS or _is_abroad(places, starts[0], country):
        return (), ()
    for filler in _fillers(places, starts, wording):
        token = places.sentence.tokens[filler]
        role = _role_of(token, classes)
        if role is None or (roles == {"MIL"} and role != "OPP"):
            continue
        if any(places.at.get(index) for index in (filler, *_below(places.sentence, filler, OWNING))):
            continue
        return (_mention(source[0], token, Actor(country=country, role=role)),), (filler,)
    return (), ()


def _is_abroad(places: Places, start: int, country: str) -> bool:
    """Tell whether the clause names somebody of another state: then nothing says whose people they are."""
    near = (start, *_below(places.sentence, start, CLAUSE))
    return any(
        mention.actor.country not in (country, None) for index in near for mention in places.at.get(index, ())
    )


def _role_of(token: Token, classes: Mapping[str, frozenset[str]]) -> str | None:
    """Give the sector of people by their noun; a bare number counts people: "arrested 12"."""
    if token.upos == "NUM":
        return CIVILIANS
    if token.upos != "NOUN":
        return None
    lemma = token.lemma.lower()
    return next(
        (name.removeprefix("home-") for name, words in classes.items()
         if name.startswith("home-") and name[5:].isupper() and lemma in words),
        None,
    )  # fmt: skip


def _mention(near: Mention, token: Token, actor: Actor) -> Mention:
    span = Span(start=token.start, end=token.end)
    return Mention(
        span=span, text=token.text, sentence=near.sentence, head=token.index, actor=actor, how=HOME
    )
