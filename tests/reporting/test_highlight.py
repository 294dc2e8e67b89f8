"""A notebook shows the words that tell an event, marked and escaped."""

from __future__ import annotations

from detente.model.document import Document
from detente.reporting.highlight import highlight
from tests.storing.making import document, event


def test_the_words_stand_with_who_whom_and_the_trigger_marked() -> None:
    text = document("d", "Mali will visit Morocco soon.")
    shown = highlight(text, [event(text, "visit MLI > MAR")])
    assert '<mark style="' in shown and 'title="who"' in shown
    assert "visit MLI &gt; MAR factual" in shown
    assert "Title of d" in shown and "Paper, 2024-01-25" in shown


def test_text_is_never_markup() -> None:
    text = Document(id="x", text="<script>alert(1)</script>\u202e\x00 visited", title="<img onerror=x>")
    shown = highlight(text, [event(text, "visit MLI > MAR", part="<b>")])
    assert (
        "<script>" not in shown
        and "<img" not in shown
        and "<b>" not in shown.replace("<b style", "").replace('<p dir="auto"><b>', "")
    )
    assert "\u202e" not in shown and "\x00" not in shown


def test_a_document_without_events_says_so() -> None:
    assert "No event was read." in highlight(document("d"), [])
