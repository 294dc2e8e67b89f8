"""Files that commands write: all at once, so that an older one survives whatever goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from detente.cli.terminal import say
from detente.model.errors import DetenteError


class UnwritableError(DetenteError):
    """An output cannot be written: no such folder, no permission, or a full disk."""


def check_output(output: Path | None) -> None:
    """Refuse an output that cannot be written before any work is done for it.

    Raises
    ------
    UnwritableError
        If it is a folder, or its folder is missing or may not be written.
    """
    if output is None:
        return
    if output.is_dir():
        raise UnwritableError(f"{output} is a folder; give -o the name of a file in it")
    if not output.parent.is_dir():
        raise UnwritableError(
            f"{output} cannot be written: there is no folder {output.parent}; make it first"
        )
    target = output if output.exists() else output.parent
    if not os.access(target, os.W_OK):
        raise _unwritable(output, "permission denied")


@contextmanager
def writer(output: Path | None) -> Iterator[IO[str]]:
    """Give what lines are written to: a file that takes the place of `output` at the end, or standard output.

    A run that stops half-way leaves the old file as it was, and says where the lines written so far lie.
    """
    if output is None:
        yield sys.stdout
        return
    place = _place(output)
    part = place if place.exists() and not place.is_file() else place.with_name(f"{place.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="replace") as out:
            yield out
        if part != place:
            part.replace(place)
    except OSError as error:
        if error.filename not in (None, str(part)):
            raise
        raise _unwritable(output, error.strerror or str(error)) from None
    finally:
        _clear(part, place)


def write_whole(output: Path, text: str) -> None:
    """Write a file at once."""
    with writer(output) as out:
        out.write(text)


def _place(output: Path) -> Path:
    """Give the file that a link leads to, so that the link stays."""
    return output.resolve() if output.is_symlink() else output


def _clear(part: Path, place: Path) -> None:
    """After a run that stopped, drop an empty part, and name one that holds something."""
    if part == place or not part.exists():
        return
    with suppress(OSError):
        if part.stat().st_size:
            say(f"what was written until then lies in {part}")
        else:
            part.unlink()


def _unwritable(output: Path, reason: str) -> UnwritableError:
    return UnwritableError(
        f"{output} cannot be written: {reason}; check permissions and space, or give another -o"
    )
