"""The docs say what is there: every command, kind, section, index and format, and nothing that is not."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from detente.cli import main
from detente.measuring.indices import INDICES
from detente.reading import READERS
from detente.reporting.dossier import SECTIONS
from detente.storing.export import WRITERS
from detente.tables.kinds import load_kinds

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
SHELL = re.compile(r"^\s*(?:\$ )?detente ([a-z]+)(.*)$", re.MULTILINE)
INLINE = re.compile(r"`detente ([a-z]+)([^`\n]*)`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
MAKE = re.compile(r"`make ([a-z]+)`|^make ([a-z]+)", re.MULTILINE)


def tracked() -> list[Path]:
    """Give the files that git tracks; skip where this is no checkout."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_generated_pages_are_those_that_the_code_gives() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


def test_every_command_is_documented() -> None:
    page = text_of(ROOT / "docs" / "commands.md")
    assert [name for name in main.commands if f"## detente {name}\n" not in page] == []


def test_every_kind_section_index_and_format_is_documented() -> None:
    kinds, sections = text_of(ROOT / "docs" / "kinds.md"), text_of(ROOT / "docs" / "sections.md")
    table = load_kinds()
    assert [kind for kind in (*table.events, *table.ties) if f"| {kind} |" not in kinds] == []
    assert [name for name in (*SECTIONS, *INDICES) if f"- **{name}**: " not in sections] == []
    assert [ending for ending in (*READERS, *WRITERS) if f"`{ending}`" not in sections] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_and_options_named_on_a_page_exist(path: Path) -> None:
    for name, rest in SHELL.findall(text_of(path)) + INLINE.findall(text_of(path)):
        assert name in main.commands, f"{path.name} names detente {name}"
        known = {option for one in main.commands[name].params for option in one.opts} | {"-h", "--help"}
        given = re.findall(r"(?<![\w-])--?[a-z][a-z-]*", rest.split(" #")[0])
        assert set(given) <= known, f"{path.name}: detente {name}{rest}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_make_targets_named_on_a_page_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert {one or other for one, other in MAKE.findall(text_of(path))} <= targets


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    assert [link for link in LINK.findall(text_of(path)) if not (path.parent / link).exists()] == []


def test_every_page_of_the_docs_can_be_reached_from_the_index() -> None:
    index = text_of(ROOT / "docs" / "index.md")
    assert [
        page.name for page in PAGES[2:] if page.name != "index.md" and f"({page.name})" not in index
    ] == []


def test_no_tracked_file_names_a_package_index() -> None:
    hosts = re.compile(
        r"pypi\.(?:org|python)|python" + r"hosted\.org|download\.pytorch\.org|(?<!no-emit-)index-url", re.I
    )
    named = []
    for path in tracked():
        if path == Path(__file__):
            continue
        found = hosts.search(path.read_bytes().decode("utf-8", "ignore"))
        if found:
            named.append(f"{path.relative_to(ROOT)}: {found[0]}")
    assert named == []


def test_nothing_in_the_package_leads_out_of_the_repository() -> None:
    outside = re.compile(r"\.\./shared|(?<![\w.])/(?:work|home|root|tmp|Users)/")
    texts = (path for path in tracked() if "src" in path.relative_to(ROOT).parts[:1])
    named = [path for path in texts if outside.search(path.read_bytes().decode("utf-8", "ignore"))]
    assert named == []


def test_every_decision_ends_with_what_deviates_from_it() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert pages
    assert [page.name for page in pages if "Known deviations" not in text_of(page)] == []


def test_the_lock_pins_every_dependency_in_the_range_that_is_asked_for() -> None:
    from packaging.requirements import Requirement

    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    lock = text_of(ROOT / "requirements.lock")
    pinned = dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", lock, re.MULTILINE))
    for wanted in map(Requirement, project["dependencies"] + project["optional-dependencies"]["dev"]):
        assert pinned.get(wanted.name.lower(), "0") in wanted.specifier, f"{wanted}: run make lock"
    assert lock.count("--hash=sha256:") >= len(pinned)


def test_every_foreign_import_of_the_package_is_a_declared_dependency() -> None:
    names = {"charset_normalizer": "charset-normalizer", "lxml_html_clean": "lxml"}
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    extras = [one for name, ones in project["optional-dependencies"].items() if name != "dev" for one in ones]
    declared = {re.split(r"[<>=\[ ]", wanted)[0] for wanted in (*project["dependencies"], *extras)}
    found: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        found |= set(re.findall(r"^\s*(?:from|import) ([a-z_0-9]+)", text_of(path), re.MULTILINE))
    foreign = found - set(sys.stdlib_module_names) - {"detente", "markupsafe"}  # markupsafe is part of jinja2
    assert {names.get(name, name) for name in foreign} - declared == set()
