"""The coder that comes with the package: its steps with the shipped model, wordings and tables."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable

from detente.coding.background import is_background
from detente.coding.coder import Coder, Trust
from detente.coding.confidence import make_confide
from detente.coding.dates import find_when, is_ahead
from detente.coding.frames import Matcher
from detente.coding.gate import make_gate
from detente.coding.listed_states import list_states
from detente.coding.mentions import find_mentions
from detente.coding.modality import Judgement, judge_modality
from detente.coding.pairs import relate
from detente.coding.parse import load_parser
from detente.coding.places import find_place
from detente.coding.proposals import Proposer
from detente.coding.report_days import settle_days
from detente.coding.speech import quote_runs_on
from detente.coding.split import split
from detente.model.sentence import Sentence
from detente.tables.calendar import load_calendar
from detente.tables.cues import Cues, load_cues
from detente.tables.kinds import load_kinds
from detente.tables.leaders import load_leaders
from detente.tables.lexicon import load_lexicon
from detente.tables.names import load_names
from detente.tables.offices import load_offices
from detente.tables.places import load_place_words
from detente.tables.scales import load_scales
from detente.tables.states import load_states

TRUST = Trust(pair=0.42, half=0.65, none=0.72, missed=0.8)
"""`pair` was chosen where passages of relations_dev keep a precision of .78; the others on events that were
read (benchmarks/accepted.py): below them half or more were wrong or not political."""
CODED_LANGUAGES = ("en",)
PROPOSING = ("kin", "allied", "leaving-out", "pastime", "ambassador", "suspicion", "medicine")
"""Word lists of the lexicon that the proposer uses, in the order of its fields."""
READ_WITH = ("coding", "tables", "model")
"""Rooms whose code decides what is read: a change there makes documents be read again."""


@cache
def load_coder(language: str = "en", *, threads: int = 1) -> Coder:
    """Load the model and the tables of a language into a coder; takes about a second.

    Raises
    ------
    DataError, ModelError
        If the package has no wordings or no model for the language.
    """
    lexicon, kinds, cues = load_lexicon(language), load_kinds(), load_cues(language)
    parser, offices = load_parser(language, threads=threads), load_offices(language)
    names = load_names(language)
    wordings = {wording.id: wording for wording in lexicon.wordings}
    digest = data_hash(language)
    when = partial(find_when, calendar=load_calendar(language), cues=cues)
    return Coder(
        language=language,
        split=split,
        gate=make_gate(lexicon),
        parse=parser.parse_many,
        list_states=partial(list_states, names=names),
        find_mentions=partial(
            find_mentions,
            names=names,
            offices=offices,
            leaders=load_leaders(),
            states=load_states(),
        ),
        matcher=Matcher.of(lexicon, kinds),
        relate=partial(relate, parser),
        propose=Proposer(
            kinds, wordings, offices, language, *(lexicon.classes[name] for name in PROPOSING)
        ).propose,
        judge=partial(_judge, cues=cues),
        find_when=when,
        settle=partial(settle_days, find_when=when, cues=cues),
        is_ahead=is_ahead,
        find_place=partial(find_place, words=load_place_words(language), cues=cues),
        is_background=partial(_is_background, cues=cues),
        confide=make_confide(language),
        trust=TRUST if parser.acts else Trust(),
        kinds=kinds,
        scales=load_scales(),
        fingerprint=hashlib.sha256(f"{parser.hash}{digest}".encode()).hexdigest()[:16],
        model_hash=parser.hash[:16],
        lexicon_hash=digest,
    )


def _judge(sentence: Sentence, trigger: int, text: str, *, cues: Cues) -> Judgement:
    return judge_modality(sentence, trigger, cues, quote_open=quote_runs_on(text, sentence.start))


def _is_background(
    sentence: Sentence, trigger: int, when: object, published: date | None, *, cues: Cues
) -> bool:
    return is_background(sentence, trigger, when, published, cues)  # type: ignore[arg-type]


def data_hash(language: str) -> str:
    """Give a hash over everything besides the model that decides what is coded: wordings, tables and code."""
    root = files("detente")
    digest = hashlib.sha256()
    for folder in (root / "data" / "kinds", root / "data" / "scales", root / "data" / "lexicons" / language):
        _update(digest, folder, (".toml", ".csv"))
    for name in ("states.csv", "state_names.csv", "borders.csv", "leaders.csv", "territories.csv"):
        digest.update((root / "data" / name).read_bytes())
    for room in READ_WITH:
        _update(digest, root / room, (".py",))
    return digest.hexdigest()[:16]


def _update(digest: hashlib._Hash, folder: Traversable, endings: Sequence[str]) -> None:
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(tuple(endings)):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
