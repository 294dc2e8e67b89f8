from detente.measuring.two_days import two_days
from tests.measuring.building import told


def ask(records, kinds, states):
    return list(two_days(records, kinds, states))


def test_an_act_told_for_two_days_is_shown_with_both(kinds, states):
    records = [
        told("sign-agreement", "SEN", "NGA", day="2024-03-08", object="five accords", publisher="Lake Post"),
        told("sign-agreement", "NGA", "SEN", day="2024-03-09", object="five accords", publisher="Hill Times"),
    ]
    (doubt,) = ask(records, kinds, states)
    assert doubt.sort == "contradiction" and len(doubt.evidence) == 2
    assert "8 March 2024 (Lake Post); 9 March 2024 (Hill Times)" in doubt.text


def test_other_objects_days_parties_and_precisions_are_no_contradiction(kinds, states):
    first = told("sign-agreement", "SEN", "NGA", day="2024-03-08", object="a fishing accord")
    others = [
        told("sign-agreement", "SEN", "NGA", day="2024-03-09", object="a visa accord"),
        told("sign-agreement", "SEN", "NGA", day="2024-03-12", object="a fishing accord"),
        told("sign-agreement", "SEN", "TCD", day="2024-03-09", object="a fishing accord"),
        told(
            "sign-agreement",
            "SEN",
            "NGA",
            day="2024-03-09",
            precision="publication",
            object="a fishing accord",
        ),
        told("sign-agreement", "SEN", "NGA", day="2024-03-09", modality="future", object="a fishing accord"),
    ]
    for other in others:
        assert ask([first, other], kinds, states) == []


def test_what_happens_every_few_days_is_told_apart_by_its_day(kinds, states):
    meetings = [told("meet", "SEN", "NGA", day=f"2024-03-{day:02}") for day in (8, 9, 15)]
    assert ask(meetings, kinds, states) == []
    raids = [told("shell", "SEN", "NGA", day=f"2024-03-{day:02}") for day in (8, 9)]
    assert ask(raids, kinds, states) == []


def test_two_persons_are_two_acts(kinds, states):
    visits = [
        told("host", "SEN", "NGA", day="2024-03-08", person="Awa Diallo"),
        told("host", "SEN", "NGA", day="2024-03-09", person="Musa Bello"),
    ]
    assert ask(visits, kinds, states) == []
