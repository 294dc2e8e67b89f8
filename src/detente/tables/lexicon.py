"""How a language says what the kinds mean: the wording files of ``data/lexicons/<language>``."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.model.errors import DataError
from detente.tables.kinds import Kinds, load_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One way of saying a kind of event.

    Attributes
    ----------
    id
        ``en/ambassador.toml#recall-ambassador/1``: file, event and the place among that event's wordings.
    verbs, nouns, adjectives
        Trigger phrases as lemmas; a phrase of several words has its head first for verbs ("call off") and
        last for nouns and adjectives ("joint exercise").
    light
        Verbs that carry one of the nouns as their object ("impose" sanctions); their subject and complements
        count as the noun's own.
    bare
        Whether the noun tells the event without a light verb ("Mali's recall of its ambassador").
    source, target
        Paths of grammatical steps to the parties, in order of preference; ``!`` at the end lets a place
        stand for its state ("visited Bamako").
    parts
        (role, paths) pairs of further pieces.
    has, lacks
        (paths, phrases) pairs: what must, and what must not, stand there; ``|`` parts paths of which any
        will do.
    mutual
        Whether all parties take part alike; None leaves it to the kind.
    negative
        The wording itself says "not" ("has not met for years"): a negation there is no denial of the act.
    modal
        The wording itself says "must": what is a mere possibility elsewhere is a rule in force there.
    alone
        It holds without a target, where the kind needs one otherwise: "the initiative, which A joined".
    """

    id: str
    event: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    bare: bool = True
    source: tuple[str, ...] = ("subject",)
    target: tuple[str, ...] = ("object",)
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    has: tuple[tuple[str, frozenset[str]], ...] = ()
    lacks: tuple[tuple[str, frozenset[str]], ...] = ()
    mutual: bool | None = None
    negative: bool = False
    modal: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All wordings of a language, and its word classes by name."""

    language: str
    wordings: tuple[Wording, ...]
    classes: Mapping[str, frozenset[str]]
    hash: str

    def by_lemma(self) -> Mapping[tuple[str, str], tuple[tuple[str, Wording], ...]]:
        """Give (sort, head lemma) -> (phrase, wording) pairs; sort is ``verb``, ``noun`` or ``adjective``."""
        table: dict[tuple[str, str], list[tuple[str, Wording]]] = {}
        for wording in self.wordings:
            for sort, phrases in (
                ("verb", wording.verbs),
                ("noun", wording.nouns),
                ("adjective", wording.adjectives),
            ):
                for phrase in phrases:
                    words = phrase.split()
                    head = words[0] if sort == "verb" else words[-1]
                    # A sentence parts most words at their hyphens; the last part is then the head.
                    for lemma in dict.fromkeys((head, head.rpartition("-")[2])):
                        table.setdefault((sort, lemma), []).append((phrase, wording))
        return MappingProxyType({key: tuple(pairs) for key, pairs in table.items()})


SENSES = frozenset(
    {
        "@any",
        "@number",
        "@organisation",
        "@person",
        "@country",
        "@state",
        "@given",
        "@year",
        "@official",
        "@present",
        "@known",
        "@ranked",
    }
)
"""What a slot can be asked for beyond words: anything, a number, an ordinal or superlative, the present
tense, a sort of actor. ``@known`` beside words lets a name or pronoun do whose office is one of them."""

_KEYS = frozenset(Wording.__dataclass_fields__) - {"id"} | {"note"}


def read_wordings(
    text: str, *, name: str, language: str, classes: Mapping[str, frozenset[str]], kinds: Kinds
) -> tuple[Wording, ...]:
    """Read one wording file's text; `name` is the file's name without ending.

    Raises
    ------
    DataError
        If a key, an event kind or a word class is unknown; the message names file and entry.
    """
    table = tomllib.loads(text)
    where = f"lexicons/{language}/{name}.toml"
    unknown = set(table) - {"wording"}
    if unknown:
        raise DataError(f"{where}: unknown table {sorted(unknown)[0]!r}; expected [[wording]]")
    found: list[Wording] = []
    counts: dict[str, int] = {}
    for entry in table.get("wording", ()):
        event = str(entry.get("event"))
        unknown = set(entry) - _KEYS
        if unknown:
            raise DataError(f"{where}: a wording of {event!r} has the unknown key {sorted(unknown)[0]!r}")
        if event not in kinds.events:
            raise DataError(f"{where}: a wording names the event kind {event!r}, which no kind file has")
        counts[event] = counts.get(event, 0) + 1
        found.append(_wording(entry, f"{language}/{name}.toml#{event}/{counts[event]}", classes))
    return tuple(found)


def _wording(entry: Mapping[str, Any], identifier: str, classes: Mapping[str, frozenset[str]]) -> Wording:
    def words(key: str) -> tuple[str, ...]:
        return tuple(sorted(expand(entry.get(key, ()), classes, identifier)))

    def table(key: str) -> tuple[tuple[str, frozenset[str]], ...]:
        return tuple(
            (path, expand(phrases, classes, identifier)) for path, phrases in entry.get(key, {}).items()
        )

    fields: dict[str, Any] = {key: words(key) for key in ("verbs", "nouns", "adjectives", "light")}
    fields |= {key: tuple(entry[key]) for key in ("source", "target") if key in entry}
    fields |= {key: entry[key] for key in ("bare", "mutual", "negative", "modal", "alone") if key in entry}
    parts = tuple((role, tuple(paths)) for role, paths in entry.get("parts", {}).items())
    return Wording(
        id=identifier, event=entry["event"], parts=parts, has=table("has"), lacks=table("lacks"), **fields
    )


def expand(phrases: Sequence[str], classes: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    """Replace every ``@class`` by its words; the senses of `SENSES` stay as they are."""
    words: set[str] = set()
    for phrase in phrases:
        if not phrase.startswith("@") or phrase in SENSES:
            words.add(phrase)
        elif phrase[1:] in classes:
            words |= classes[phrase[1:]]
        else:
            raise DataError(f"{where}: there is no word class {phrase!r} in classes.toml")
    return frozenset(words)


@cache
def load_lexicon(language: str) -> Lexicon:
    """Read the wordings of `language` ("en") that come with the package.

    Raises
    ------
    DataError
        If there are none for this language.
    """
    folder = files("detente") / "data" / "lexicons" / language
    kinds = load_kinds()
    if not (folder / "classes.toml").is_file():
        raise DataError(f"there are no wordings for the language {language!r}")
    source = (folder / "classes.toml").read_text(encoding="utf-8")
    classes = {name: frozenset(words) for name, words in tomllib.loads(source).items()}
    digest = hashlib.sha256(source.encode())
    wordings: list[Wording] = []
    for group in sorted({kind.group for kind in kinds.events.values()}):
        path = folder / f"{group}.toml"
        if not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        digest.update(text.encode())
        wordings += read_wordings(text, name=group, language=language, classes=classes, kinds=kinds)
    return Lexicon(language, tuple(wordings), MappingProxyType(classes), digest.hexdigest()[:16])
