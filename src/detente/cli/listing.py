"""Commands that list what the store holds: events, ties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.group import main
from detente.cli.options import AS_JSON, AS_OF, QUIET, STATE, STORE
from detente.cli.terminal import json_text, one_line, say

if TYPE_CHECKING:
    from detente.pipeline import Row


@main.command()
@click.argument("a", required=False, type=STATE)
@click.argument("b", required=False, type=STATE)
@STORE
@AS_JSON
@QUIET
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="How many at the most.")
def events(a: str | None, b: str | None, store_path: Path, as_json: bool, quiet: bool, limit: int) -> None:
    """List the records in the store, of the pair A B where given: one act once, newest first."""
    from detente.pipeline import list_records

    count = _print(list_records(store_path, a, b, limit=limit), as_json=as_json)
    if not count and not quiet:
        say(_nothing("record", a, b, store_path))
    elif count == limit and not quiet:
        say(f"detente: the newest {limit}; give --limit for more")


@main.command()
@click.argument("a", type=STATE)
@click.argument("b", type=STATE)
@STORE
@AS_JSON
@QUIET
@AS_OF
def ties(a: str, b: str, store_path: Path, as_json: bool, quiet: bool, as_of: date | None) -> None:
    """List what holds between A and B: ambassadors, agreements, commissions ... with status and day."""
    from detente.pipeline import list_ties

    if not _print(list_ties(store_path, a, b, as_of=as_of), as_json=as_json) and not quiet:
        say(_nothing("tie", a, b, store_path))


def _print(rows: Iterable[Row], *, as_json: bool) -> int:
    count = 0
    for row in rows:
        click.echo(json_text(row.as_dict()) if as_json else one_line(row.as_text()))
        count += 1
    return count


def _nothing(what: str, a: str | None, b: str | None, store_path: Path) -> str:
    between = f" between {a} and {b}" if a and b else ""
    return f"detente: {store_path} holds no {what}{between}; add articles: detente add ARTICLES"
