from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace

from detente.model.document import Document
from detente.model.dossier import Facts, State
from detente.reporting.dossier import write_dossier
from detente.reporting.page import css_text
from detente.reporting.safety import utf16_length
from tests.reporting.reading import Page
from tests.reporting.sample import DOCUMENTS, MOROCCO, sample_facts


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_allows_nothing_but_the_style_and_the_script_of_the_page(page: str) -> None:
    read = Page(page)
    policy = read.one("meta", http_equiv="Content-Security-Policy").attributes["content"]
    assert policy.startswith("default-src 'none';")
    assert f"style-src '{_hash(read.one('style').words)}'" in policy
    assert f"script-src '{_hash(read.one('script').words)}'" in policy
    assert "unsafe" not in policy


def test_the_policy_stands_before_anything_that_it_rules(page: str) -> None:
    assert page.index("Content-Security-Policy") < page.index("<style")


def test_nothing_on_the_page_is_fetched(page: str) -> None:
    for element in Page(page).elements:
        assert element.tag not in {
            "img",
            "link",
            "iframe",
            "object",
            "embed",
            "video",
            "audio",
            "base",
            "use",
        }
        assert "src" not in element.attributes
        assert "style" not in element.attributes
        assert not [name for name in element.attributes if name.startswith("on")]
    style = Page(page).one("style").words
    assert "@import" not in style
    assert "url(" not in style
    assert "fetch" not in Page(page).one("script").words


def test_links_lead_to_places_on_the_page_or_to_sources_over_http(page: str) -> None:
    read = Page(page)
    ids = {one.attributes["id"] for one in read.elements if "id" in one.attributes}
    links = [one for one in read.all("a") if "href" in one.attributes]
    assert links
    for one in links:
        href = one.attributes["href"]
        if href.startswith("#"):
            assert href[1:] in ids
        else:
            assert re.match(r"https?://", href)
            assert one.attributes["rel"] == "noopener noreferrer"


def test_no_identifier_stands_twice(page: str) -> None:
    ids = [one.attributes["id"] for one in Page(page).elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))


def test_a_script_address_is_shown_and_never_opened(page: str) -> None:
    assert "javascript:alert(1)" in Page(page).one("body").words
    assert 'href="javascript' not in page


def test_quotations_say_where_they_stand_in_their_passage(page: str) -> None:
    read = Page(page)
    for quote in read.all("blockquote"):
        start, end = int(quote.attributes["data-s"]), int(quote.attributes["data-e"])
        words = next(
            one
            for one in read.one(id=quote.attributes["data-p"]).children
            if "words" in one.attributes["class"]
        )
        units = words.words.encode("utf-16-le")
        assert units[2 * start : 2 * end].decode("utf-16-le") == quote.words


def test_offsets_count_characters_beyond_the_basic_plane_as_two() -> None:
    facts, documents = _with_text("d01", lambda text: "😀" * 9 + " " + text, shift=10)
    page = Page(write_dossier(facts, "html", documents))
    quote = next(one for one in page.all("blockquote") if one.words.startswith("Mali appointed"))
    words = next(
        one for one in page.one(id=quote.attributes["data-p"]).children if one.attributes["class"] == "words"
    )
    start = int(quote.attributes["data-s"])
    assert words.words.encode("utf-16-le")[2 * start :].decode("utf-16-le").startswith("Mali appointed")
    assert utf16_length("😀a") == 3


def _with_text(identifier, change, *, shift):
    """The sample with one document's text changed before all its quotations."""
    from tests.reporting import sample

    facts = sample_facts()
    old = DOCUMENTS[identifier]
    new = replace(old, text=old.text.replace("\nMali appointed", "\n" + change("Mali appointed")))

    def moved(evidence):
        if evidence.document != identifier:
            return evidence
        span = replace(evidence.span, start=evidence.span.start + shift, end=evidence.span.end + shift)
        return replace(evidence, span=span)

    record = sample.BY_ID["r-named"]
    best = replace(record.best, evidence=moved(record.best.evidence))
    told = (replace(record.tellings[0], event=best), *record.tellings[1:])
    changed = replace(record, best=best, tellings=told)
    return replace(
        facts,
        records=(changed,),
        ties=(),
        judgement=(),
        ladder=(),
        statements=(),
        promises=(),
        doubts=(),
        third_parties=(),
        context=(),
    ), {**DOCUMENTS, identifier: new}


def test_a_document_that_changed_since_is_told_of(facts: Facts) -> None:
    changed = {**DOCUMENTS, "d01": replace(DOCUMENTS["d01"], text="Another text altogether.")}
    page = write_dossier(facts, "html", changed)
    assert "The stored text no longer has these words at their place." in page


def test_copies_of_one_agency_text_are_one_source_and_are_named(page: str) -> None:
    line = Page(page).one(id="r-r-road")
    assert "1 source" in line.words
    assert "Same text in: Example Herald" in line.words
    assert len([one for one in Page(page).all("blockquote") if one.inside(id="r-r-road")]) == 1


def test_what_has_not_happened_is_marked_in_words_before_the_line(page: str) -> None:
    read = Page(page)
    for record, mark in (
        ("r-consulate", "planned"),
        ("r-survey", "possible only"),
        ("r-norecall", "did not happen"),
        ("r-sixty", "as claimed"),
        ("r-dormant", "background"),
        ("r-recall", "corrected or denied later"),
    ):
        words = read.one(id=f"r-{record}").words
        marks = [
            one.words
            for one in read.all("span")
            if one.inside(id=f"r-{record}") and one.attributes.get("class", "").startswith("mark ")
        ]
        assert mark in marks
        assert words.index(mark) < words.index("1 source")


def test_a_hedge_is_not_said_twice(page: str) -> None:
    assert "planned: " not in Page(page).one(id="r-r-consulate").words


def test_text_of_any_direction_finds_its_own(page: str) -> None:
    read = Page(page)
    arabic = next(one for one in read.all("blockquote") if one.words.startswith("قدم"))
    assert arabic.attributes["dir"] == "auto"
    assert arabic.attributes["lang"] == "ar"
    title = next(one for one in read.all("td") if "السفير المالي" in one.words)
    assert title.attributes["dir"] == "auto"


def test_names_that_turn_the_reading_order_are_made_visible(facts: Facts) -> None:
    page = write_dossier(replace(facts, b=State(iso3="MAR", name="Mor\u202eocco\x07")), "html", DOCUMENTS)
    assert "\u202e" not in page
    assert "\x07" not in page
    assert "Mor[RLO]occo␇" in page


def test_a_very_long_name_stays_whole_and_may_break(facts: Facts) -> None:
    name = "Llanfair" * 60
    page = write_dossier(replace(facts, b=replace(MOROCCO, name=name)), "html", DOCUMENTS)
    assert name in Page(page).one("h1").words
    assert "overflow-wrap: anywhere" in Page(page).one("style").words


def test_headings_step_down_one_level_at_a_time(page: str) -> None:
    levels = [int(one.tag[1]) for one in Page(page).elements if re.fullmatch(r"h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_page_has_landmarks_and_every_section_a_name(page: str) -> None:
    read = Page(page)
    assert read.one("main") and read.one("nav").attributes["aria-label"]
    for section in read.all("section"):
        assert read.one(id=section.attributes["aria-labelledby"]).words.strip()
    assert read.one("html").attributes["lang"] == "en"


def test_filters_offer_only_what_occurs_and_wait_for_the_script(page: str) -> None:
    form = Page(page).one("form")
    assert "hidden" in form.attributes
    values = {one.attributes["value"] for one in Page(page).all("option")}
    assert {"ab", "ba", "both", "1", "2", "4", "CONSULT", "act"} <= values
    assert "ASSAULT" not in values


def test_numbers_of_a_chart_lead_to_the_records_behind_them(page: str) -> None:
    read = Page(page)
    links = [one for one in read.all("a") if "data-records" in one.attributes]
    ids = {one.attributes["id"] for one in read.elements if "id" in one.attributes}
    assert links
    for one in links:
        assert set(one.attributes["data-records"].split()) <= ids


def test_the_text_in_a_style_cannot_end_its_string() -> None:
    assert (
        css_text('a"}</style>')
        == '"\\000061\\000022\\00007d\\00003c\\00002f\\000073\\000074\\000079\\00006c\\000065\\00003e"'
    )


def test_a_record_with_an_odd_identifier_gets_a_plain_anchor(facts: Facts) -> None:
    odd = replace(facts.records[0], id='a b"><script>')
    page = write_dossier(replace(facts, records=(odd,), ties=(), promises=(), series=()), "html", DOCUMENTS)
    assert Page(page).all("li", id="r.1")


def test_passages_stand_once_however_often_they_are_quoted(page: str) -> None:
    text = "Mali appointed Fafré Camara as ambassador to Morocco on 24 January 2024. The post had been vacant"
    plain = re.sub(r"</?mark>", "", page)
    assert plain.count(text) == 1


def test_a_document_without_date_publisher_or_title_is_named_by_what_there_is(facts: Facts) -> None:
    bare = {**DOCUMENTS, "d01": Document(id="d01", text=DOCUMENTS["d01"].text)}
    page = write_dossier(facts, "html", bare)
    assert "undated" in page
