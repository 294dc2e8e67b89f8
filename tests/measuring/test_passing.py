from detente.measuring.passing import Named

NAMED = Named.of({"PER": ["Peru", "Lima"], "CHL": ["Chile", "Chilean"], "BOL": ["Bolivia"], "ECU": []})


def test_a_text_is_about_the_two_states_that_it_names_most() -> None:
    text = "Peru and Chile met. The Chilean side waited; Lima did not. Bolivia looked on."
    assert NAMED.is_about(text, "PER", "CHL")
    assert NAMED.is_about(text, "CHL", "PER")


def test_a_state_named_in_passing_is_no_matter_of_the_text() -> None:
    text = "Peru and Chile met. The Chilean side waited; Lima did not. Bolivia looked on."
    assert not NAMED.is_about(text, "PER", "BOL")


def test_a_state_that_is_not_named_is_no_matter_of_the_text() -> None:
    assert not NAMED.is_about("Peru and Chile met.", "PER", "ECU")
    assert not NAMED.names("Peru and Chile met.", "ECU")


def test_a_name_inside_a_longer_word_is_not_counted() -> None:
    assert not NAMED.names("The Peruvian-born singer", "PER")
