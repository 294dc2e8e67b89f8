"""What a person sees: safe text, JSON, notes, troubles and progress."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from detente.model.errors import UnreadableError

if TYPE_CHECKING:
    from detente.pipeline import Trouble

# Characters that turn the direction of a line; the marks U+200E and U+200F are left, Arabic needs them.
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_MOST_KINDS = 8
"""Endings of files that were passed over that are named; the others are counted with them."""


def printable(text: str) -> str:
    """Give the text without what could steer a terminal: controls, turned lines, half characters."""
    return "".join(char if _is_safe(char) else "\N{REPLACEMENT CHARACTER}" for char in text)


def one_line(text: str) -> str:
    """Give the text, safe, in one line."""
    return printable(" ".join(text.split("\n")))


def json_text(value: Any, *, indent: int | None = None) -> str:
    r"""Give JSON in which everything that could steer a terminal is written as an escape.

    >>> json_text("\x9b31m")
    '"\\u009b31m"'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(char if _is_safe(char) else f"\\u{ord(char):04x}" for char in text)


def _is_safe(char: str) -> bool:
    return char in "\n\t" or not (char in _TURNS or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp"))


def say(note: str) -> None:
    """Write a note on standard error."""
    click.echo(printable(note), err=True)


class Troubles:
    """Counts what could not be read and tells each on standard error; `strict` ends the run at the first."""

    def __init__(self, *, strict: bool = False) -> None:
        self.count = 0
        self.strict = strict

    def __call__(self, trouble: Trouble) -> None:
        """Take one trouble."""
        self.count += 1
        line = f"{trouble.origin}: {trouble.message}"
        if self.strict:
            raise UnreadableError(f"{line} (stopped here, for --strict)")
        say(one_line(line))

    def exit_code(self, *, read: int) -> int:
        """Give the exit code: 0 without troubles, 3 where nothing at all could be read, else 1."""
        if not self.count:
            return 0
        return 1 if read else 3


class PassedOver:
    """Counts the files of folders and archives that no reader wants, by their endings."""

    def __init__(self) -> None:
        self._unknown: Counter[str] = Counter()
        self._assets: Counter[str] = Counter()

    def __call__(self, origin: str) -> None:
        """Take one file."""
        from detente.reading.walking import is_asset

        path = PurePath(origin)
        kind = "hidden" if path.name.startswith(".") else path.suffix.lower() or "without ending"
        (self._assets if is_asset(path) else self._unknown)[kind] += 1

    def tell(self) -> None:
        """Say on standard error what was passed over, where anything was."""
        for found, kind, done in (
            (self._unknown, "of an unknown kind", "not read"),
            (self._assets, "without articles", "passed over"),
        ):
            if number := found.total():
                kinds = ", ".join(f"{ending} {many:,}" for ending, many in found.most_common(_MOST_KINDS))
                more = ", …" if len(found) > _MOST_KINDS else ""
                files, were = ("one file", "was") if number == 1 else (f"{number:,} files", "were")
                say(one_line(f"detente: {files} {kind} {were} {done}: {kinds}{more}"))


@contextmanager
def progress(
    stage: str, troubles: Troubles, *, quiet: bool, unit: str = "documents"
) -> Iterator[Callable[[int, str], None]]:
    """Show stage, count, rate and what was skipped on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, note: None
        return
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            seconds = task.elapsed or 0.0
            return Text(f"{task.completed / seconds:.1f}/s" if seconds and task.completed else "")

    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), TextColumn(f"{{task.completed:,.0f}} {unit}"),
        Rate(), TextColumn("{task.fields[skipped]}"), TextColumn("{task.fields[note]}"), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(stage, total=None, note="", skipped="")

        def show(done: int, note: str) -> None:
            skipped = f"{troubles.count:,} skipped" if troubles.count else ""
            bar.update(task, completed=done, note=note, skipped=skipped)

        yield show
