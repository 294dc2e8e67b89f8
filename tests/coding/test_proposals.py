"""What the event reader sees and no wording tells: kinds, parties, and what is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.coding.frames import Attempt, Frame
from detente.coding.proposals import Proposer
from detente.model.actor import Actor, Mention
from detente.model.document import Document, Span
from detente.model.sentence import Guess, Sentence
from detente.tables.kinds import load_kinds
from detente.tables.lexicon import load_lexicon
from detente.tables.offices import load_offices

from .frozen import to_sentence

TEXT = "Ghana mauled several gunmen in Togo"
ROWS = """
1	Ghana	Ghana	PROPN	_	_	2	nsubj	_	_
2	mauled	maul	VERB	_	Tense=Past	0	root	_	_
3	several	several	ADJ	_	_	4	amod	_	_
4	gunmen	gunman	NOUN	_	Number=Plur	2	obj	_	_
5	in	in	ADP	_	_	6	case	_	_
6	Togo	Togo	PROPN	_	_	4	nmod	_	_
"""
SENTENCE = to_sentence(TEXT, [row.split("\t") for row in ROWS.strip().splitlines()])
DOCUMENT = Document(id="d", text=TEXT)


def guess(chance: float = 0.9, plover: str = "ASSAULT") -> Guess:
    return Guess(
        trigger=1,
        types=((plover, chance),),
        modality="factual",
        source=((0, 0.9),),
        target=((3, 0.8), (5, 0.25)),
    )


def mention(head: int, code: str, how: str = "name") -> Mention:
    token = SENTENCE.tokens[head]
    return Mention(
        span=Span(start=token.start, end=token.end),
        text=token.text,
        sentence=0,
        head=head,
        actor=Actor(country=code),
        how=how,
    )


MENTIONS = (mention(0, "GHA"), mention(5, "TGO", "place"))


@pytest.fixture(scope="module")
def proposer() -> Proposer:
    lexicon = load_lexicon("en")
    wordings = {wording.id: wording for wording in lexicon.wordings}
    return Proposer(load_kinds(), wordings, load_offices("en"), "en")


def propose(
    proposer: Proposer,
    made: Guess,
    *,
    held: tuple[Frame, ...] = (),
    attempts: tuple[Attempt, ...] = (),
    mentions: tuple[Mention, ...] = MENTIONS,
) -> tuple[Frame, ...]:
    sentence: Sentence = replace(SENTENCE, guesses=(made,))
    return proposer.propose(DOCUMENT, 0, sentence, mentions, held, attempts)


def test_a_sure_guess_becomes_an_act_of_its_type(proposer: Proposer) -> None:
    (frame,) = propose(proposer, guess())
    assert (frame.kind.name, frame.wording.id) == ("other-assault", "en/acts.onnx#ASSAULT")
    assert [m.actor.code for m in frame.source] == ["GHA"]


def test_violence_is_done_to_the_people_of_the_place_told_with_them(proposer: Proposer) -> None:
    (frame,) = propose(proposer, guess())
    assert [m.actor.code for m in frame.target] == ["TGO"]


def test_other_acts_are_not_done_to_a_place_but_to_strangers_in_it(proposer: Proposer) -> None:
    (frame,) = propose(proposer, guess(plover="ACCUSE"))
    assert [(m.actor.country, m.text, m.how) for m in frame.target] == [(None, "several gunmen", "stranger")]


def test_a_side_that_the_wording_left_empty_is_filled_by_the_reader(proposer: Proposer) -> None:
    (whole,) = propose(proposer, guess())
    (frame,) = propose(proposer, guess(), held=(replace(whole, target=()),))
    assert [m.actor.code for m in frame.target] == ["TGO"]
    assert frame.wording.id == "en/acts.onnx#ASSAULT"


def test_a_side_is_not_filled_with_whom_the_reader_is_not_sure_of(proposer: Proposer) -> None:
    (whole,) = propose(proposer, guess())
    held = replace(whole, source=())
    unsure = replace(guess(), source=((0, 0.4),))
    assert propose(proposer, unsure, held=(held,)) == (held,)


def test_a_side_is_not_filled_with_strangers(proposer: Proposer) -> None:
    (whole,) = propose(proposer, guess(plover="ACCUSE"))
    held = replace(whole, target=())
    assert propose(proposer, guess(plover="ACCUSE"), held=(held,)) == (held,)


def test_a_target_that_the_reader_does_not_see_falls_where_it_is_sure_of_another(proposer: Proposer) -> None:
    (whole,) = propose(proposer, guess())
    sure = replace(guess(), target=((3, 0.8),))
    bystander, place = mention(5, "TGO"), mention(5, "TGO", "place")
    (frame,) = propose(proposer, sure, held=(replace(whole, target=(bystander,)),), mentions=(MENTIONS[0],))
    assert [m.actor.code for m in frame.target] == []
    (frame,) = propose(proposer, sure, held=(replace(whole, target=(place,)),))
    assert [m.actor.code for m in frame.target] == ["TGO"]
    unsure = replace(sure, target=((3, 0.4),))
    (frame,) = propose(proposer, unsure, held=(replace(whole, target=(bystander,)),))
    assert [m.actor.code for m in frame.target] == ["TGO"]


def test_an_unsure_guess_is_left_alone(proposer: Proposer) -> None:
    assert propose(proposer, guess(chance=0.2)) == ()


def test_what_a_wording_tells_is_not_told_again(proposer: Proposer) -> None:
    (frame,) = propose(proposer, guess())
    assert propose(proposer, guess(), held=(frame,)) == (frame,)


def test_a_word_whose_frame_said_nothing_of_its_own_stays_silent(proposer: Proposer) -> None:
    fell = Attempt(
        rule="en/assault.toml#attack/1",
        trigger=1,
        held=False,
        why="it is the content of another act",
        repeats=True,
    )
    assert propose(proposer, guess(), attempts=(fell,)) == ()


def test_a_wording_that_lacked_only_a_known_party_gives_its_kind(proposer: Proposer) -> None:
    rule = next(name for name, wording in proposer.wordings.items() if wording.event == "shell")
    fell = Attempt(rule=rule, trigger=1, held=False, why="nobody to do it to", lacks_party=True)
    (frame,) = propose(proposer, guess(), attempts=(fell,))
    assert (frame.kind.name, frame.wording.id) == ("shell", f"{rule}+acts")


def test_a_wording_that_fell_for_another_reason_does_not_give_its_kind(proposer: Proposer) -> None:
    rule = next(name for name, wording in proposer.wordings.items() if wording.event == "shell")
    fell = Attempt(rule=rule, trigger=1, held=False, why="nobody is the guest of his own state")
    (frame,) = propose(proposer, guess(), attempts=(fell,))
    assert frame.kind.name == "other-assault"


def test_where_nobody_takes_part_there_is_no_act(proposer: Proposer) -> None:
    lonely = replace(guess(), source=(), target=())
    assert propose(proposer, lonely) == ()


def test_a_doer_whom_the_reader_does_not_see_gives_way_to_the_one_of_whom_it_is_sure(
    proposer: Proposer,
) -> None:
    (whole,) = propose(proposer, guess())
    other = mention(5, "TGO")  # named, and taken by a wording for the doer
    host = replace(guess(), target=((5, 0.8),))  # it sees him on the other side: who hosts is visited
    (frame,) = propose(proposer, host, held=(replace(whole, source=(other,), target=()),))
    assert [m.actor.code for m in frame.source] == ["TGO"]
    unseen = replace(guess(), target=((3, 0.8),))
    (frame,) = propose(proposer, unseen, held=(replace(whole, source=(other,), target=()),))
    assert [m.actor.code for m in frame.source] == ["GHA"]


def test_a_doer_told_by_a_pronoun_stays(proposer: Proposer) -> None:
    (whole,) = propose(proposer, guess())
    other = mention(5, "TGO", "pronoun")
    unseen = replace(guess(), target=((3, 0.8),))
    (frame,) = propose(proposer, unseen, held=(replace(whole, source=(other,), target=()),))
    assert [m.actor.code for m in frame.source] == ["TGO"]


def test_a_side_stays_where_the_reader_tells_another_type(proposer: Proposer) -> None:
    (whole,) = propose(proposer, guess())
    other = mention(5, "TGO")
    unseen = replace(guess(plover="AID"), target=((3, 0.8),))
    (frame, *_) = propose(proposer, unseen, held=(replace(whole, source=(other,), target=()),))
    assert [m.actor.code for m in frame.source] == ["TGO"]


def test_a_doer_whom_no_wording_found_may_be_a_stranger(proposer: Proposer) -> None:
    (whole,) = propose(proposer, guess())
    held = replace(whole, source=(), target=(mention(0, "GHA"),))
    turned = replace(guess(), source=((3, 0.9),), target=((0, 0.9),))
    (frame,) = propose(proposer, turned, held=(held,), mentions=(MENTIONS[0],))
    assert [(m.actor.country, m.text) for m in frame.source] == [(None, "several gunmen")]


def test_who_is_left_out_takes_no_part(proposer: Proposer) -> None:
    careful = replace(proposer, leaving_out=frozenset({"in"}))  # as if "in" meant "except"
    (frame,) = propose(careful, replace(guess(), target=((5, 0.9),)))
    assert frame.target == ()
    (frame,) = propose(proposer, replace(guess(), target=((5, 0.9),)))
    assert [m.actor.code for m in frame.target] == ["TGO"]


def test_an_ally_is_not_the_one_whose_ally_he_is(proposer: Proposer) -> None:
    beside = replace(proposer, allied=frozenset({"gunman"}))
    sentence = replace(SENTENCE, guesses=(replace(guess(), target=((3, 0.9),)),))
    owner = (mention(0, "GHA"), mention(2, "PER", "demonym"))
    (frame,) = beside.propose(DOCUMENT, 0, sentence, owner, (), ())
    assert [m.actor.country for m in frame.target] == [None]
    (frame,) = proposer.propose(DOCUMENT, 0, sentence, owner, (), ())
    assert [m.actor.code for m in frame.target] == ["PER"]


CLASH = """
1	Reports	report	NOUN	_	_	2	nsubj	_	_
2	mention	mention	VERB	_	Tense=Pres	0	root	_	_
3	skirmishes	skirmish	NOUN	_	_	2	obj	_	_
4	between	between	ADP	_	_	5	case	_	_
5	Ghana	Ghana	PROPN	_	_	3	nmod	_	_
6	and	and	CCONJ	_	_	7	cc	_	_
7	rebels	rebel	NOUN	_	_	5	conj	_	_
"""


@pytest.mark.parametrize(("word", "kind", "mutual"), [("skirmish", "clash", True), ("outrage", None, False)])
def test_an_act_between_parties_is_mutual_where_its_noun_is(
    proposer: Proposer, word: str, kind: str | None, mutual: bool
) -> None:
    text = "Reports mention skirmishes between Ghana and rebels"
    rows = [row.split("\t") for row in CLASH.replace("\tskirmish\t", f"\t{word}\t").strip().splitlines()]
    seen = Guess(
        trigger=2, types=(("ASSAULT", 0.9),), modality="factual", source=((4, 0.9), (6, 0.9)), target=()
    )
    sentence = replace(to_sentence(text, rows), guesses=(seen,))
    ghana = Mention(
        span=Span(start=34, end=39), text="Ghana", sentence=0, head=4, actor=Actor(country="GHA"), how="name"
    )
    (frame,) = proposer.propose(Document(id="d", text=text), 0, sentence, (ghana,), (), ())
    assert (frame.kind.name, frame.reciprocal) == (kind or "other-assault", mutual)
    assert [m.text for m in frame.source] == ["Ghana", "rebels"]
