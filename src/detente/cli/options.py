"""Options and arguments that several commands take."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem


class Day(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4 only
    """A day as ISO 8601 date."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read ``2024-05-02``."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2024-05-02", param, ctx)


class Since(Day):
    """A day, or the word ``last`` for the last dossier."""

    name = "day|last"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read ``2024-05-02`` or ``last``."""
        return value if value == "last" else super().convert(value, param, ctx)


class StateName(click.ParamType):  # type: ignore[type-arg]  # as above
    """A name or code of a state; what it means is looked up by the command, which knows the day."""

    name = "state"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer codes and English names without blanks."""
        from detente.tables.states import load_states

        states, start = load_states(), incomplete.casefold()
        found = {code: states.name(code) for code in states.codes()}
        offered = [(code, name) for code, name in found.items() if incomplete and code.startswith(incomplete)]
        offered += [(name, code) for code, name in found.items() if " " not in name]
        return [
            CompletionItem(word, help=help) for word, help in offered if word.casefold().startswith(start)
        ]


STATE = StateName()
STORE = click.option(
    "--store", "store_path", default="detente.duckdb", show_default=True, help="The store's file.",
    type=click.Path(path_type=Path),
)  # fmt: skip
QUIET = click.option(
    "--quiet", is_flag=True, help="No progress and no notes; problems are told all the same."
)
STRICT = click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read.")
THREADS = click.option(
    "--threads", default=1, show_default=True, type=click.IntRange(1, 64), help="Threads to parse with."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
JSON_ALWAYS = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON Lines, as this command always does."
)
OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
COLUMNS = click.option(
    "--columns",
    metavar="FIELD=COLUMN,…",
    help="Which column of a table holds what: text=Body,date=Published.",
)
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path())
AS_OF = click.option(
    "--as-of", type=Day(), help="Show how things stood on this day (default: the last day read)."
)
