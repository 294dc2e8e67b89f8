from detente.tables.doubt_words import load_doubt_words, number_of


def test_numbers_are_read_with_their_scale_and_ordinals_by_their_place():
    words = load_doubt_words()
    cost = next(figure for figure in words.figures if figure.sort == "cost")
    found = cost.patterns[0].search("at a cost of 9.9 billion CFA francs")
    assert found is not None and number_of(found, words) == 9.9e9 and found["unit"] == "CFA francs"
    rank = next(figure for figure in words.figures if figure.sort == "rank")
    found = rank.patterns[0].search("They are the seventh cohort")
    assert found is not None and number_of(found, words) == 7
