"""What people join and part comes before every rule; what cannot hold is shown and not applied."""

from __future__ import annotations

from datetime import datetime

from detente.storing.decisions import Decision, reading_of, sides_of
from detente.storing.merge import merge
from detente.storing.pairings import NO_PAIRINGS, read_pairings
from tests.storing.making import telling

NOW = datetime(2026, 1, 1, 12)
A = telling("a", "visit MLI > MAR", "Mali visited Morocco for talks.", day="2024-01-10")
B = telling("b", "sign-agreement MLI > MAR", "They signed a treaty.", day="2024-03-01", reciprocal=True)
C = telling("c", "visit MLI > MAR", "Mali visited Morocco for talks.", day="2024-01-10")


def decide(action, one, *others, author="ada", number=1):
    evidence = one.event.evidence
    return Decision(
        id=number,
        decided=NOW,
        author=author,
        action=action,
        document=evidence.document,
        quote=evidence.quote,
        kind=one.event.kind,
        sides=sides_of(one.event),
        start=evidence.span.start,
        others=tuple(reading_of(other.event) for other in others),
    )


def acts(*decisions, of=(A, B, C)):
    pairings = read_pairings(of, decisions)
    return sorted(sorted(one.id for one in record.tellings) for record in merge(of, pairings=pairings))


def test_without_decisions_the_rules_alone_join():
    assert read_pairings([A, B, C], []) is NO_PAIRINGS
    assert acts() == [["a", "c"], ["b"]]


def test_what_a_person_joins_is_one_record_against_every_rule_and_says_who_joined_it():
    pairings = read_pairings([A, B], [decide("merge", A, B)])
    (record,) = merge([A, B], pairings=pairings)
    assert {one.id for one in record.tellings} == {"a", "b"}
    assert "ada joined them on 2026-01-01" in record.why
    assert "nothing in one stands against" not in record.why


def test_what_joins_one_of_two_joined_tellings_joins_both():
    assert acts(decide("merge", A, B)) == [["a", "b", "c"]]


def test_what_a_person_parts_stays_two_records():
    assert acts(decide("split", C, A)) == [["a"], ["b"], ["c"]]


def test_the_last_decision_of_one_person_on_a_pair_counts():
    assert acts(decide("split", C, A), decide("merge", C, A, number=2)) == [["a", "c"], ["b"]]


def test_people_who_differ_on_a_pair_are_shown_and_the_rules_decide():
    decisions = [decide("merge", A, B), decide("split", B, A, author="bob", number=2)]
    (conflict,) = read_pairings([A, B, C], decisions).conflicts
    assert [one.author for one in conflict.decisions] == ["ada", "bob"]
    assert acts(*decisions) == [["a", "c"], ["b"]]


def test_joins_that_together_undo_a_split_are_shown_and_none_holds():
    decisions = [
        decide("merge", A, B),
        decide("merge", B, C, number=2),
        decide("split", A, C, author="bob", number=3),
    ]
    (conflict,) = read_pairings([A, B, C], decisions).conflicts
    assert [one.id for one in conflict.decisions] == [1, 2, 3]
    assert acts(*decisions) == [["a", "c"], ["b"]]


def test_records_after_joining_do_not_depend_on_the_order_of_tellings():
    decisions = [decide("merge", A, B)]
    assert acts(*decisions, of=(C, B, A)) == acts(*decisions, of=(A, B, C))
