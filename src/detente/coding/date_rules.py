"""What each pattern of a language's file of dates may give, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from detente.coding import date_counting, date_grammar
from detente.coding.date_grammar import Around, Parts
from detente.model.event import When

RULES: Mapping[str, Callable[[Parts, Around], When | None]] = MappingProxyType(
    {
        "date": date_grammar.read_date,
        "numbers": date_grammar.read_numbers,
        "day_range": date_grammar.read_day_range,
        "month_range": date_grammar.read_month_range,
        "year_range": date_grammar.read_year_range,
        "month": date_grammar.read_month,
        "season": date_grammar.read_season,
        "quarter": date_grammar.read_quarter,
        "half": date_grammar.read_half,
        "decade": date_grammar.read_decade,
        "century": date_grammar.read_century,
        "year": date_grammar.read_year,
        "shifted_month": date_counting.read_shifted_month,
        "shifted_season": date_counting.read_shifted_season,
        "weekday": date_counting.read_weekday,
        "weekday_of_week": date_counting.read_weekday_of_week,
        "weekday_range": date_counting.read_weekday_range,
        "from_today": date_counting.read_from_today,
        "from_anchor": date_counting.read_from_anchor,
        "span": date_counting.read_span,
        "shifted_unit": date_counting.read_shifted_unit,
        "earlier_in_unit": date_counting.read_earlier_in_unit,
        "later_in_unit": date_counting.read_later_in_unit,
        "past_span": date_counting.read_past_span,
        "next_span": date_counting.read_next_span,
        "ago": date_counting.read_ago,
        "later": date_counting.read_later,
        "earlier": date_counting.read_earlier,
        "following_unit": date_counting.read_following_unit,
        "in_time": date_counting.read_in_time,
    }
)
"""What each pattern of a language's file may give."""
