"""Claims held against reference facts: a coast, a border, a capital, an office-holder, a year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType

from detente.measuring.claimed import Claimed, ClaimPatterns, find_claims, make_patterns
from detente.measuring.naming import party_name
from detente.measuring.needs import OfficeTerms, StateFacts, Term
from detente.model.document import Document
from detente.model.dossier import Doubt
from detente.tables.subject_words import fold_word

# Dates of taking office differ by weeks between sources (election, oath); a smaller gap says nothing.
_OFFICE_SLACK = timedelta(days=60)
# So long after the end of a term a title is a memory: of the slips once raised over 58,595 items of current
# events, all that lay further back told of the past.
_LOOKING_BACK = timedelta(days=5 * 365)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# State lists and the day of independence differ by a year or two (declared, recognised); before 1900 they
# differ more.
_YEARS_APART = 3
_EARLIEST = 1900

Slip = tuple[str, str]
"""What the claim says, and the reference fact against it."""


def check_reference(
    documents: Iterable[Document],
    states: StateFacts,
    leaders: OfficeTerms | None = None,
    *,
    pair: tuple[str, str] | None = None,
    wordings: Mapping[str, str] | None = None,
) -> tuple[Doubt, ...]:
    """Hold what English documents say in passing against reference facts.

    Parameters
    ----------
    documents
        Documents; those in another language are passed over.
    states, leaders
        The facts; without `leaders` office-holders are not checked.
    pair
        Codes of the two states that "the two countries" means where a sentence names no state.
    wordings
        Further wordings of states (demonyms) -> code.

    Returns
    -------
    tuple of Doubt
        One for each sentence and slip, in the order of the documents, with the reference fact.
    """
    patterns = make_patterns(state_wordings(states) | dict(wordings or {}), _capitals(states))
    found: dict[tuple[str, int, str], Doubt] = {}
    english = [document for document in documents if document.language in (None, "en")]
    for document in sorted(english, key=lambda document: document.id):
        for claimed in find_claims(document, patterns):
            for says, fact in _CHECKS[claimed.check](claimed, patterns, states, leaders, pair):
                doubt = Doubt(
                    sort="reference",
                    text=f"{document.publisher or document.title or 'A source'} {says}.",
                    evidence=(claimed.evidence,),
                    reference=fact,
                )
                found.setdefault((document.id, claimed.span.start, says), doubt)
    return tuple(found.values())


def state_wordings(states: StateFacts) -> dict[str, str]:
    """Give every English name of a state with its code."""
    found: dict[str, str] = {}
    for code in states.codes():
        names = [name for language, name in states.get(code).names if language == "en"]
        found |= {name: code for name in (states.get(code).name, *names) if name}
    return found


def _capitals(states: StateFacts) -> tuple[str, ...]:
    capitals = (states.fact(code, "capital") for code in states.codes())
    return tuple(dict.fromkeys(capital for capital in capitals if capital))


def _named(claimed: Claimed, patterns: ClaimPatterns) -> tuple[str, ...]:
    text = claimed.words.get("list") or claimed.words.get("name") or ""
    return tuple(dict.fromkeys(patterns.codes[match[0]] for match in patterns.state.finditer(text)))


def _check_coast(
    claimed: Claimed,
    patterns: ClaimPatterns,
    states: StateFacts,
    leaders: OfficeTerms | None,
    pair: tuple[str, str] | None,
    *,
    wrong: str,
    truth: str,
) -> Iterable[Slip]:
    for code in _named(claimed, patterns):
        if states.fact(code, "landlocked") == wrong and code not in patterns.coasts:
            name = party_name(code, states)
            yield claimed.says.format(name=name), f"{name} {truth} (reference: table of states)"


def _check_border(
    claimed: Claimed,
    patterns: ClaimPatterns,
    states: StateFacts,
    leaders: OfficeTerms | None,
    pair: tuple[str, str] | None,
) -> Iterable[Slip]:
    if claimed.check == "border-of-two":
        # The pair asked about is meant only where the sentence names nobody; with one or three states it is
        # open who.
        two = claimed.states if claimed.states else (pair or ())
    else:
        two = tuple(patterns.codes[claimed.words[key]] for key in ("a", "b"))
    if len(two) != 2 or two[0] == two[1] or frozenset(two) in patterns.borders:
        return
    if claimed.check == "neighbours" and set(claimed.states) != set(two):
        return
    if two[1] not in states.borders(two[0]) and not _bordered_once(two, states, claimed.document.date):
        a, b = (party_name(code, states) for code in two)
        yield claimed.says.format(a=a, b=b), f"{a} and {b} share no land border (reference: table of borders)"


def _bordered_once(two: Sequence[str], states: StateFacts, day: date | None) -> bool:
    """Tell whether a state that lies between the two was no state yet: then its land was a neighbour's."""
    between = states.borders(two[0]) & states.borders(two[1])
    starts = [start for code in between if (start := states.fact(code, "start"))]
    return day is not None and any(start > day.isoformat() for start in starts)


def _check_capital(
    claimed: Claimed,
    patterns: ClaimPatterns,
    states: StateFacts,
    leaders: OfficeTerms | None,
    pair: tuple[str, str] | None,
) -> Iterable[Slip]:
    for code in _named(claimed, patterns):
        capital, place = states.fact(code, "capital"), claimed.words["place"]
        if capital and place not in patterns.places and fold_word(place) not in fold_word(capital):
            name = party_name(code, states)
            said = claimed.says.format(place=place, name=name)
            yield said, f"the capital of {name} is {capital} (reference: table of states)"


def _check_office(
    claimed: Claimed,
    patterns: ClaimPatterns,
    states: StateFacts,
    leaders: OfficeTerms | None,
    pair: tuple[str, str] | None,
) -> Iterable[Slip]:
    day, person, title = claimed.document.date, claimed.words["person"], claimed.words["title"]
    words = {word.casefold() for word in re.findall(r"[\w]+", claimed.sentence)}
    if leaders is None or day is None or words & patterns.past or _YEAR.search(claimed.sentence):
        return
    terms = leaders.find(person, None)
    if not terms or len({term.person for term in terms}) > 1 or any(term.end is None for term in terms):
        return
    nearest = min(terms, key=lambda term: _days_outside(term, day))
    # The table may not have the office that is named here.
    named = title.casefold() in nearest.office.replace("-", " ").casefold()
    if named and _is_out_of_office(nearest, leaders, day):
        said = claimed.says.format(person=person, title=title)
        name = party_name(nearest.iso3, states)
        yield (
            f"{said} on {day.isoformat()}",
            f"{nearest.person} was {nearest.office} of {name} from {nearest.start} to {nearest.end} "
            "(reference: table of leaders)",
        )


def _days_outside(term: Term, day: date) -> int:
    """Give the days between a term and a day; 0 within it."""
    return max(((term.start or date.min) - day).days, (day - (term.end or date.max)).days, 0)


def _is_out_of_office(term: Term, leaders: OfficeTerms, day: date) -> bool:
    """Tell whether a day lies so far from a term, and so near, that the title is a slip.

    Long after its end the text looks back, or is polite. Before it begins there may have been another term
    that the table does not have, unless somebody else is known in the office.
    """
    if not _OFFICE_SLACK.days < _days_outside(term, day) <= _LOOKING_BACK.days:
        return False
    early = term.start is not None and day < term.start
    return not early or bool(leaders.holders(term.iso3, term.office, day))


def _check_year(
    claimed: Claimed,
    patterns: ClaimPatterns,
    states: StateFacts,
    leaders: OfficeTerms | None,
    pair: tuple[str, str] | None,
) -> Iterable[Slip]:
    year = int(claimed.words["year"])
    keys = [key for key in ("name", "a", "b") if key in claimed.words]
    codes = [patterns.codes[claimed.words[key]] for key in keys]
    starts = [(int(start[:4]), code) for code in codes if (start := states.fact(code, "start"))]
    if not starts or min(year, max(starts)[0]) < _EARLIEST or patterns.years & set(codes):
        return
    began, code = max(starts)
    apart = abs(year - began) >= _YEARS_APART if claimed.check == "independence-year" else began - year >= 1
    if apart:
        names = {key: party_name(patterns.codes[claimed.words[key]], states) for key in keys}
        fact = f"{party_name(code, states)} has been a state since {began} (reference: table of states)"
        yield claimed.says.format(year=year, **names), fact


Check = Callable[
    [Claimed, ClaimPatterns, StateFacts, "OfficeTerms | None", "tuple[str, str] | None"], Iterable[Slip]
]
_CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "coastal": partial(_check_coast, wrong="yes", truth="has no coast"),
        "landlocked": partial(_check_coast, wrong="no", truth="has a coast"),
        "border": _check_border,
        "border-of-two": _check_border,
        "neighbours": _check_border,
        "capital": _check_capital,
        "office": _check_office,
        "relations-year": _check_year,
        "independence-year": _check_year,
    }
)
