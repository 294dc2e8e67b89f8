"""What a person does in a review, in the store: decided together, undone together, taken to another store."""

from __future__ import annotations

import pytest

from detente.model.errors import UsageError
from detente.storing import reviewing
from detente.storing.merge import merge
from detente.storing.store import Store
from tests.storing.making import OTHER, RUN, document, event


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path / "s.duckdb")
    fill(made, RUN)
    return made


def fill(store, run, said="Mali sent an envoy to Morocco."):
    a = document("a", said, day="2024-01-25")
    b = document("b", "Mali and Morocco broke off relations.", day="2024-06-25")
    store.add([(a, [event(a, "visit MLI > MAR")]), (b, [event(b, "sever-relations MLI > MAR")])], run)


def records(store):
    return merge(store.tellings(), pairings=store.pairings())


def test_joining_holds_after_the_documents_were_read_by_another_coder(store):
    visit, severed = records(store)
    reviewing.join(store, visit.tellings, severed.tellings, author="ada")
    assert len(records(store)) == 1
    fill(store, OTHER)
    assert len(records(store)) == 1


def test_a_changed_event_is_still_found_by_what_the_machine_read(store):
    visit, _ = records(store)
    reviewing.change(store, visit.tellings, {"kind": "meet"}, author="ada")
    changed, _ = records(store)
    reviewing.change(store, changed.tellings, {"day": "2024-01-20"}, author="ada")
    found, _ = records(store)
    assert (found.best.kind, str(found.when.start)) == ("meet", "2024-01-20")


def test_a_change_that_makes_no_sense_stores_nothing(store):
    with pytest.raises(UsageError, match="no event kind 'dance'"):
        reviewing.change(store, records(store)[0].tellings, {"kind": "dance"}, author="ada")
    assert store.decisions() == ()


def test_what_was_decided_in_one_go_is_undone_in_one_go(store):
    tellings = [telling for record in records(store) for telling in record.tellings]
    reviewing.judge(store, tellings, "reject", author="ada")
    assert records(store) == ()
    assert len(reviewing.take_back(store, author="ada")) == 2
    assert len(records(store)) == 2
    with pytest.raises(UsageError, match="ada has decided nothing"):
        reviewing.take_back(store, author="ada")


def test_a_record_with_one_telling_cannot_be_split(store):
    with pytest.raises(UsageError, match="cannot be split"):
        reviewing.part(store, records(store)[0].tellings, [], author="ada")


def test_a_name_is_not_linked_to_itself(store):
    with pytest.raises(UsageError, match="two different names"):
        reviewing.link(store, "Diop", "diop ", author="ada")


def test_decisions_taken_to_another_store_hold_there_and_are_taken_once(store, tmp_path):
    reviewing.judge(store, records(store)[0].tellings, "reject", author="ada")
    other = Store(tmp_path / "other.duckdb")
    fill(other, OTHER)
    assert len(reviewing.take_over(other, store.decisions())) == 1
    assert reviewing.take_over(other, store.decisions()) == ()
    assert [record.best.kind for record in records(other)] == ["sever-relations"]


def test_a_decision_whose_event_is_not_read_any_more_is_told(store):
    reviewing.judge(store, records(store)[0].tellings, "accept", author="ada")
    a = document("a", "Mali sent an envoy to Morocco.", day="2024-01-25")
    store.add([(a, [])], OTHER)
    conflicts, lost = store.disputed()
    assert conflicts == ()
    assert [decision.action for decision in lost] == ["accept"]
