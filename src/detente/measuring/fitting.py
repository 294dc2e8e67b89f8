"""How a label is fitted to what one event has to tell: number, owners, and how its object is joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from detente.measuring.episodes import is_ground
from detente.measuring.naming import (
    before_mention,
    code_name,
    is_state,
    load_line_words,
    mention_name,
    own_words,
)
from detente.measuring.needs import StateNames
from detente.model.actor import Mention
from detente.model.document import Evidence
from detente.model.event import Event
from detente.tables.articles import with_article
from detente.tables.kinds import EventKind
from detente.tables.names import wordings_of
from detente.tables.subject_words import name_of

_JOINED = re.compile(r"^\{source\} (\w+)( with)?( \{target\})?: \{object\}$")
_CONTENT = ": {object}"
_BARE = re.compile(r"^(?:(?:the|an?|its|their) )+", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+[“\"«]?$")
_EACH_OTHER = re.compile(r"\b(?:each other|one another)\b", re.IGNORECASE)
_OWNERS = re.compile(r"\b(?:its|his|her|their|our|my|your|it|them|him)\b", re.IGNORECASE)
# Where the content of what is said can begin: at the very start, behind a mark, or behind "that".
_OPENS = re.compile(r"(?:^|[:;“\"«]|\bthat|\bif|\bwhether)\s*$")


def side_names(
    mentions: Sequence[Mention], event: Event, states: StateNames, *, plain: bool, suffers: bool = False
) -> tuple[list[str], list[Mention]]:
    """Name one side, each with its mention: without a state that one of its own people stands for beside it.

    "China, Japan and Japan's prime minister" are two. A body that the event is about ("the joint
    commission") is no office-holder: its owner is the state.
    """
    acting = {one.actor.country for one in mentions if one.actor.country and (one.person or one.office)}
    kept = [one for one in mentions if not (is_state(one) and one.actor.country in acting)]
    about = " ".join(part.text for part in event.parts).casefold()
    names = [
        place_name(one, states, event.evidence)
        if suffers and is_ground(one, event.quad)
        else mention_name(one, states, plain=plain or _is_body(one, about), evidence=event.evidence)
        for one in kept
    ]
    return names, kept


def place_name(mention: Mention, states: StateNames, evidence: Evidence | None = None) -> str:
    """Name a place where force is used: ``Gao (Mali)``, ``places in Mali``; the state is not its target."""
    state = code_name(mention.actor.country or "", states)
    if state is None:
        return mention.text
    own = {name.casefold() for name in wordings_of("en", mention.actor.country or "")} - _towns(mention)
    text = re.sub(r"^the ", "", " ".join(mention.text.split()), flags=re.IGNORECASE)
    if text.casefold() in own:
        return f"places in {with_article(state)}"
    before = f"{before_mention(mention, evidence)}{mention.text}"
    return f"{'the ' if before.endswith(f'the {text}') else ''}{text} ({state})"


def _towns(mention: Mention) -> set[str]:
    """Give the capital's names, which stand for the state elsewhere but are a town where force is used."""
    return {mention.text.casefold()} if mention.how == "capital-place" else set()


def _is_body(mention: Mention, about: str) -> bool:
    return mention.person is None and mention.office is not None and mention.office.casefold() in about


def fit_owner(
    template: str, targets: Sequence[Mention], thing: str | None = None, quad: int | None = None
) -> str:
    """Fit "people of {target}" to what is told of them.

    The object that names them tells who they are ("arrested three Malian students"); a target that is a
    group itself needs no "people of", and one that is a body has members.
    """
    words = load_line_words()
    phrase = f"{words.owned[0]} {{target}}"
    if thing and phrase in template and "{object}" not in template and _is_of(thing, targets):
        return template.replace(phrase, "{object}")
    if targets and all(is_ground(one, quad) for one in targets):
        return template.replace(phrase, f"{words.owned[0].removesuffix(' of')} in {{target}}")
    if not targets or any(is_state(one) for one in targets):
        return template
    if any(one.person or one.office for one in targets):
        return template.replace(phrase, "{target}")
    people = [_is_people(one) for one in targets]
    for owned in words.owned:
        phrase = f"{owned} {{target}}"
        if any(people):
            template = template.replace(phrase, "{target}")
        elif owned == words.owned[0]:
            template = template.replace(phrase, "members of {target}")
    return template


def _is_people(mention: Mention) -> bool:
    """Tell whether a name stands for people ("rebels in Mali", "Malian exporters"), not for a body."""
    if mention.actor.name:
        return False
    pattern = load_line_words().role.get(mention.actor.role or "", "")
    return own_words(mention) is not None or bool(pattern and "'s" not in pattern)


def _is_of(thing: str, targets: Sequence[Mention]) -> bool:
    """Tell whether a thing names every target, "three Malian students", and says whose by no mere pronoun."""
    if _OWNERS.search(thing):
        return False
    names = [" ".join(one.text.split()).casefold() for one in targets]
    return bool(names) and all(name in thing.casefold() for name in names)


def fit_object(template: str, event: Event) -> str:
    """Join the object as the text does: "urged Mali *to* talk", "accused Mali *of* delay".

    Where no word of the text can stand there, the object follows a colon as it is. The words of a speaker
    that are cut out of the middle of a sentence tell nothing: then the sentence is told.
    """
    text = event.part("object")
    if text is None or not template.endswith(_CONTENT):
        return template
    found, words = _JOINED.match(template), load_line_words()
    if found is None:
        return template
    link = _WORD_BEFORE.search(_before(text, event.evidence.quote) or "")
    own = text.split(" ", 1)[0].casefold()
    join = own if own in words.joining else link[1].casefold() if link else ""
    if join not in words.joining:
        return template
    put = "" if own == join else f"{join} "
    key = f"{found[1]} {join}"
    if key in words.joined:
        told = template if event.target else template.replace(" with {target}", "").replace(" {target}", "")
        return told.replace(_CONTENT, f" {put}{{object}}")
    if key in words.parted and (not event.target or _names(text, event.target)):
        return f"{{source}} {found[1]} {put}{{object}}"
    return template if join != "to" else template.replace(_CONTENT, f": {put}{{object}}")


def fit_content(template: str, event: Event, kind: EventKind | None) -> str:
    """Tell the sentence itself where the words said are only a piece cut out of it."""
    text = event.part("object")
    said = kind is not None and kind.shown == "statement" and kind.group == "statement"
    if not said or text is None or not template.endswith(_CONTENT):
        return template
    return template.replace("{object}", "{quote}") if _is_piece(text, event) else template


def _is_piece(text: str, event: Event) -> bool:
    if " " not in text or any(text in one.text for one in event.target):
        return True
    before = _before(text, event.evidence.quote)
    if before is None:
        return False
    before = _ARTICLE.sub("", before)
    if before.rstrip().endswith(","):
        return not text[:1].isupper()
    return not _OPENS.search(before)


def _before(text: str, quote: str) -> str | None:
    """Give what stands before a part in the words cited, or None where it does not stand in them."""
    quote = " ".join(quote.split())
    place = quote.rfind(_BARE.sub("", " ".join(text.split())))
    return quote[:place] if place >= 0 else None


def _names(text: str, targets: Sequence[Mention]) -> bool:
    return any(one.text in text for one in targets)


def fit_mutual(template: str, event: Event, sources: Sequence[str]) -> str:
    """Tell what two did together, or to each other where the text says so, if no other target is named."""
    if event.target or len(sources) < 2:
        return template
    if _EACH_OTHER.search(event.evidence.quote):
        return template.replace("{target}", "each other")
    return template.replace(" with {target}", "")  # "A and B spoke by telephone"


def bare_mission(text: str, owners: Iterable[str]) -> str:
    """Give a mission without the words that say whose it is; the line says so itself.

    >>> bare_mission("the Moroccan embassy", ["MAR"])
    'embassy'
    """
    own = {word for code in owners for name in wordings_of("en", code) for word in name.split()}
    words = re.split(r" on ", name_of(text))[0].split()
    while len(words) > 1 and (
        words[0].rstrip(".") in own or re.fullmatch(r"(?i:the|its|his|her|their)|.*['’]s?", words[0])
    ):
        words = words[1:]
    return " ".join(words)


def fit_number(template: str, subject: str, *, many: bool) -> str:
    """Fit "is" and "its" to a subject of more than one."""
    if not many and not is_plural(subject):
        return template
    for one, more in load_line_words().many.items():
        template = template.replace(one, more)
    return template


def is_plural(thing: str) -> bool:
    """Tell whether the name of a thing is in the plural: by its last word before "of" and the like.

    >>> [is_plural(one) for one in ("joint commissions of Mali", "the joint committee", "press")]
    [True, False, False]
    """
    head = re.split(r" (?:of|with|between|in|for|to|on) ", thing)[0]
    return head.endswith("s") and not head.endswith(("ss", "us", "is", "'s"))
