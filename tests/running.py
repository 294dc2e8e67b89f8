"""Run the command line as a user would, and give what came out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from detente.cli import main

ARTICLE = (
    "Bamako, 24 January 2024 – Mali has appointed Fafré Camara as its ambassador to Morocco.\n\n"
    "Mali and Morocco signed an agreement on trade in Rabat on Tuesday. "
    "The two foreign ministers met in the Moroccan capital.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What a run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def detente(*words: object, stdin: str | bytes | None = None) -> Came:
    """Run a command in this process: the model is loaded once for all tests."""
    came = CliRunner().invoke(main, [str(word) for word in words], input=stdin)
    return Came(code=came.exit_code, out=came.stdout, err=came.stderr)


def detente_apart(
    *words: object, stdin: bytes = b"", limit: int | None = None, out: int = subprocess.PIPE
) -> Came:
    """Run a command in a process of its own, with at most `limit` bytes in any file that it writes."""

    def bound() -> None:
        import resource

        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    came = subprocess.run(
        command(*words),
        input=stdin,
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        env=environment(),
        preexec_fn=bound,
    )
    return Came(code=came.returncode, out=(came.stdout or b"").decode(), err=came.stderr.decode())


def command(*words: object) -> list[str]:
    """Give the words that start the command line in another process."""
    return [sys.executable, "-m", "detente.cli", *map(str, words)]


def environment(**more: str) -> Mapping[str, str]:
    """Give the environment in which another process finds the package."""
    root = str(Path(__file__).parents[1] / "src")
    return (
        os.environ
        | {"PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))}
        | more
    )


def write_lines(path: Path, *entries: object) -> Path:
    """Write JSON Lines; a string or bytes stand for themselves, good or bad."""
    with path.open("wb") as file:
        for entry in entries:
            text = entry if isinstance(entry, str | bytes) else json.dumps(entry)
            file.write((text if isinstance(text, bytes) else text.encode()) + b"\n")
    return path
