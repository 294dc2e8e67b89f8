"""The order of lines, from runs of text with their places."""

from __future__ import annotations

from detente.reading.pdf_layout import Run, arrange

ARABIC = (
    "استقبل وزير خارجية نورلاند نظيره السودوري",
    "يوم الاثنين في نوربورغ، واتفق الجانبان على",
    "عقد اللجنة المشتركة في الربيع",
    "المقبل.",
)


def line(text: str, *, left: float = 72, right: float = 272, top: float = 700, size: float = 10) -> Run:
    return Run(text=text, left=left, bottom=top - size, right=right, top=top, size=size)


def test_a_short_last_line_from_the_right_belongs_to_its_paragraph():
    runs = [line(text, top=700 - 12 * place) for place, text in enumerate(ARABIC)]
    runs[3] = line(ARABIC[3], left=220, top=664)
    assert arrange([(612, runs)]) == [" ".join(ARABIC)]


def test_columns_from_the_right_are_read_from_the_right():
    right = [line(text, left=320, right=520, top=700 - 12 * place) for place, text in enumerate(ARABIC)]
    left = [line("وقال الوزير إن السفارتين ستفتحان.", top=700 - 12 * place) for place in range(3)]
    ((first, *_),) = [arrange([(612, [*left, *right])])]
    assert first.startswith(ARABIC[0])


def test_a_table_of_two_rows_is_no_page_in_columns():
    runs = [line("Year", right=100), line("Boats", left=300, right=330)]
    runs += [line("2025", right=100, top=688), line("40", left=300, right=330, top=688)]
    assert arrange([(612, runs)]) == ["Year Boats 2025 40"]


def test_no_pages_and_empty_pages_give_nothing():
    assert arrange([]) == []
    assert arrange([(612, []), (612, [line("  ")])]) == []


def test_a_thousand_runs_at_one_place_are_arranged_in_good_time():
    assert len(arrange([(612, [line(f"word{number}") for number in range(1000)])])) >= 1
