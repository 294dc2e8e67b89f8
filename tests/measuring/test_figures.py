import pytest

from detente.measuring.figures import differing_figures
from tests.measuring.building import document


def two(first, second, *, titles=("", ""), days=("2024-04-01", "2024-04-02"), **options):
    documents = [
        document(first, id="a", title=titles[0], day=days[0], publisher="Lake Post"),
        document(second, id="b", title=titles[1], day=days[1], publisher="Hill Times"),
    ]
    return differing_figures(documents, **options)


def test_a_distance_told_differently_is_a_contradiction_with_both_sides():
    found = two(
        "The bus burnt out near Dosso, about 140 km from Niamey.",
        "It was found at Dosso, some 250 kilometres from the capital.",
        capitals=["Niamey", "Lusaka"],
    )
    (doubt,) = found
    assert doubt.sort == "contradiction" and len(doubt.evidence) == 2
    assert "140 km" in doubt.text and "250 kilometres" in doubt.text and "Hill Times" in doubt.text


NO_DISTANCE = [
    ("It lies near Dosso, about 140 km from Niamey.", "It lies near Dosso, 145 kilometres from the capital."),
    ("It lies near Dosso, about 140 km from Niamey.", "It lies near Kandi, 500 kilometres from the capital."),
    ("It lies near Dosso, about 140 km from Niamey.", "It lies near Dosso, 60 km from Gaya."),
    ("It lies near Dosso, about 87 miles from Niamey.", "It lies near Dosso, 140 km from Niamey."),
]


@pytest.mark.parametrize(("first", "second"), NO_DISTANCE)
def test_other_places_and_rough_figures_are_no_contradiction(first, second):
    assert two(first, second, capitals=["Niamey"]) == ()


def test_a_cost_is_compared_where_both_titles_tell_of_one_thing():
    texts = (
        "The bridge was built at a cost of 40 million euros.",
        "The price of 55 million euros shocked many.",
    )
    titles = ("Bridge over the Zambezi opens", "What a bridge costs")
    (doubt,) = two(*texts, titles=titles)
    assert "cost (bridge)" in doubt.text
    assert two(*texts, titles=("Bridge over the Zambezi opens", "What a tunnel costs")) == ()
    assert two(*texts, titles=titles, days=("2020-04-01", "2024-04-02")) == ()
    assert two(texts[0], "The price of 55 million dollars shocked many.", titles=titles) == ()


def test_the_names_of_the_two_states_tie_no_stories_together():
    texts = ("It has room for 300 pupils a year.", "It takes 900 pupils a year.")
    titles = ("Zambian school opens", "Zambian college grows")
    assert two(*texts, titles=titles, names=["Zambia", "Zambian"]) == ()
    assert len(two(*texts, titles=("A school opens", "The school grows"))) == 1
    assert two(texts[0], "It takes 900 teachers a year.", titles=("A school opens", "The school grows")) == ()


def test_a_rank_told_differently_within_a_week():
    texts = ("This is the third class to finish.", "They are the fifth class in all.")
    titles = ("Nurses finish", "Diplomas for nurses")
    (doubt,) = two(*texts, titles=titles)
    assert "third class" in doubt.text and "fifth class" in doubt.text
    assert two(*texts, titles=titles, days=("2023-04-01", "2024-04-02")) == ()


def test_a_number_put_right_in_the_next_sentence():
    (doubt,) = differing_figures(
        [document("More than 90 nurses came home, the ministry said. A clerk put the figure closer to 60.")]
    )
    assert "60" in doubt.text and len(doubt.evidence) == 2
    assert differing_figures([document("Nurses came home. A clerk put the figure at 60.")]) == ()
    assert (
        differing_figures([document("More than 90 came home.\nA clerk put the figure closer to 60.")]) == ()
    )


def test_a_deed_told_for_two_days_side_by_side():
    first = "The corner stone of a school was laid on Tuesday, 4 March, by the queen."
    second = "The corner stone was laid by the queen on 5 March 2024, the embassy says."
    (doubt,) = two(first, second)
    assert "2024-03-04" in doubt.text and "2024-03-05" in doubt.text and "corner stone" in doubt.text
    assert two(first, second.replace("5 March", "9 March")) == ()
    assert two(first, second.replace("corner stone", "first beam")) == ()
    assert two(first, second.replace("5 March", "4 March")) == ()
