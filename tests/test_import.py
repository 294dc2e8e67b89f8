"""Importing the package costs nothing: what is heavy loads when it is first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import detente
from tests.running import environment

HEAVY = {
    *("onnxruntime", "duckdb", "numpy", "trafilatura", "jinja2", "rich", "lxml", "tokenizers", "feedparser"),
    *("py3langid", "charset_normalizer"),
}
SCRIPT = """
import sys
before = set(sys.modules)
{line}
print(*sorted({{name.partition(".")[0] for name in set(sys.modules) - before}}))
"""


def loaded_by(line: str) -> set[str]:
    """Give the top-level names of the modules that a line of Python loads in a fresh interpreter."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(line=line)],
        env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(ran.stdout.split())


def test_importing_the_package_loads_the_standard_library_alone() -> None:
    foreign = loaded_by("import detente") - set(sys.stdlib_module_names) - {"detente"}
    assert foreign == set()


@pytest.mark.parametrize(
    "line", ["import detente.cli", "import detente.pipeline", "from detente import Document"]
)
def test_importing_the_doors_loads_nothing_heavy(line: str) -> None:
    assert loaded_by(line) & HEAVY == set()


@pytest.mark.parametrize(
    "words", ["['--help']", "['dossier', '--help']", "['dossier', 'Mali', 'Mali']", "['cite']"]
)
def test_what_needs_no_model_loads_none(words: str) -> None:
    call = f"with suppress(SystemExit): main({words})"
    loaded = loaded_by(f"from contextlib import suppress\nfrom detente.cli import main\n{call}")
    assert loaded & HEAVY == set()


def test_every_public_name_can_be_had() -> None:
    assert all(getattr(detente, name) is not None for name in detente.__all__)


def test_an_unknown_name_is_refused_as_by_any_module() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'dossiers'"):
        _ = detente.dossiers
