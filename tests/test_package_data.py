"""The wheel holds all that the package needs, and works from there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
MOST_BYTES = 60_000_000
"""Installed; a promise of the readme."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


def test_the_wheel_holds_every_file_of_the_package(names: set[str]) -> None:
    held = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "detente").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held - names == set()


def test_the_wheel_holds_nothing_else_but_its_licences(names: set[str]) -> None:
    others = {name for name in names if not name.startswith("detente/")}
    assert {name.rpartition("/")[2] for name in others} == {
        *("METADATA", "WHEEL", "RECORD", "entry_points.txt", "LICENSE", "NOTICE")
    }


@pytest.mark.parametrize(
    "name",
    [
        *(
            "py.typed",
            "storing/schema.sql",
            "data/states.csv",
            "data/leaders.csv",
            "data/kinds/ambassador.toml",
        ),
        *("data/lexicons/en/ambassador.toml", "data/models/en/model.onnx", "data/models/en/tokenizer.json"),
        *("data/models/en/MODEL_CARD.md", "data/example/articles.jsonl", "data/example/answers.toml"),
        "data/reading/suffixes.toml",
    ],
)
def test_what_the_steps_load_is_in_the_wheel(names: set[str], name: str) -> None:
    assert f"detente/{name}" in names


def test_templates_and_example_pages_are_in_the_wheel(names: set[str]) -> None:
    assert any(name.startswith("detente/reporting/templates/") and name.endswith(".j2") for name in names)
    assert sum(name.startswith("detente/data/example/pages/") for name in names) >= 30


def test_the_package_is_small_enough(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        assert sum(entry.file_size for entry in packed.infolist()) < MOST_BYTES


def test_the_package_codes_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    line = json.dumps({"id": "x", "text": "Mali recalled its ambassador from Morocco."})
    ran = subprocess.run(
        # -S -E would lose the dependencies; the wheel comes first on the path instead
        [sys.executable, "-c", "import detente, sys; print(detente.__file__, file=sys.stderr); "
         "from detente.cli import main; main(['code', '-'])"],
        input=line, env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")}, cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert str(tmp_path / "installed") in ran.stderr
    assert json.loads(ran.stdout)["events"][0]["kind"] == "recall-ambassador"
