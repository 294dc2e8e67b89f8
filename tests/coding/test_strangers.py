"""Whose somebody of no named state is: his own phrase may tell it."""

from __future__ import annotations

from detente.coding.parties import Places
from detente.coding.strangers import at_home, stranger
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.tables.offices import load_offices

from .frozen import to_sentence

OFFICES = load_offices("en")


def settled(text: str, rows: str, head: int, named: int, how: str) -> str:
    """Give the code of the phrase headed by a word, another one naming Togo."""
    sentence = to_sentence(text, [row.split("\t") for row in rows.strip().splitlines()])
    token = sentence.tokens[named]
    known = Mention(
        span=Span(start=token.start, end=token.end),
        text=token.text,
        sentence=0,
        head=named,
        actor=Actor(country="TGO"),
        how=how,
    )
    found = stranger(Document(id="d", text=text), 0, sentence, head, OFFICES)
    assert found is not None
    return at_home(Places.of(sentence, (known,)), found, OFFICES).actor.code


SOLDIERS = """
1	Soldiers	soldier	NOUN	_	Number=Plur	4	nsubj	_	_
2	in	in	ADP	_	_	3	case	_	_
3	Togo	Togo	PROPN	_	_	1	nmod	_	_
4	fled	flee	VERB	_	Tense=Past	0	root	_	_
"""
ADVISER = """
1	Hart	Hart	PROPN	_	_	9	nsubj	_	_
2	,	,	PUNCT	_	_	4	punct	_	_
3	an	a	DET	_	_	4	det	_	_
4	adviser	adviser	NOUN	_	Number=Sing	1	appos	_	_
5	to	to	ADP	_	_	7	case	_	_
6	President	president	PROPN	_	_	7	nmod:desc	_	_
7	Mensah	Mensah	PROPN	_	_	4	nmod	_	_
8	,	,	PUNCT	_	_	4	punct	_	_
9	quit	quit	VERB	_	Tense=Past	0	root	_	_
"""


def test_an_organ_is_of_the_place_that_its_phrase_names() -> None:
    assert settled("Soldiers in Togo fled", SOLDIERS, 0, 2, "place") == "TGOMIL"


def test_people_who_are_no_organ_are_not() -> None:
    strikers = SOLDIERS.replace("Soldiers\tsoldier", "Pirates\tpirate")
    assert settled("Pirates in Togo fled", strikers, 0, 2, "place").startswith("---")


def test_a_servant_is_of_the_state_of_whom_he_serves_not_of_where_he_is_sent() -> None:
    text = "Hart , an adviser to President Mensah , quit"
    assert settled(text, ADVISER, 0, 6, "leader") == "TGOGOV"
    assert settled(text, ADVISER, 0, 6, "name").startswith("---")


LEADERS = """
1	Leaders	leader	NOUN	_	Number=Plur	5	nsubj	_	_
2	of	of	ADP	_	_	3	case	_	_
3	rebels	rebel	NOUN	_	Number=Plur	1	nmod	_	_
4	of	of	ADP	_	_	5	case	_	_
5	Togo	Togo	PROPN	_	_	0	root	_	_
"""


def test_leaders_of_a_group_are_what_the_group_is() -> None:
    assert settled("Leaders of rebels of Togo", LEADERS, 0, 4, "place") == "---REB"
    workers = LEADERS.replace("rebels\trebel", "workers\tworker")
    assert settled("Leaders of workers of Togo", workers, 0, 4, "place") == "---CVL"


def test_a_thing_that_somebody_must_own_says_nothing_of_a_party() -> None:
    fire = SOLDIERS.replace("Soldiers\tsoldier", "Fire\tfire")
    assert settled("Fire in Togo fled", fire, 0, 2, "place") == "---"
