"""The command line: each command is one verb of the package."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from detente import __version__
from detente.model.errors import DetenteError, UnreadableError, UsageError

if TYPE_CHECKING:
    from detente.pipeline import Added, Trouble

DONE, PROBLEMS, WRONG_USE, UNREADABLE = 0, 1, 2, 3
STORE = click.option(
    "--store", "store_path", default="detente.duckdb", show_default=True, help="The store's file.",
    type=click.Path(dir_okay=False, path_type=Path),
)  # fmt: skip
QUIET = click.option("--quiet", is_flag=True, help="No progress and no notes on standard error.")
THREADS = click.option("--threads", default=1, show_default=True, type=click.IntRange(1, 64), help="Threads to parse with.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
OUTPUT = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")


class Day(click.ParamType):
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


class Troubles:
    """Collects what could not be read and says it on standard error, once each."""

    def __init__(self, *, quiet: bool = False, strict: bool = False) -> None:
        self.seen: list[Trouble] = []
        self.quiet = quiet
        self.strict = strict

    def __call__(self, trouble: Trouble) -> None:
        """Take one trouble; in strict use, stop at it."""
        self.seen.append(trouble)
        if self.strict:
            raise UnreadableError(f"{trouble.origin}: {trouble.message}")
        if not self.quiet:
            click.echo(printable(f"{trouble.origin}: {trouble.message}"), err=True)

    def exit_code(self, *, read: int) -> int:
        """Give the exit code: 3 where nothing could be read at all, 1 where something could not."""
        if not self.seen:
            return DONE
        return PROBLEMS if read else UNREADABLE


def printable(text: str) -> str:
    """Drop control characters that a text from outside could use to steer a terminal."""
    return "".join(char if char.isprintable() or char in "\n\t" else "\N{REPLACEMENT CHARACTER}" for char in text)


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Callable[[int, str], None]]:
    """Show documents done and their rate on standard error where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, note: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} documents"))
    with Progress(*columns, TextColumn("{task.fields[note]}"), TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=None, note="")
        yield lambda done, note: bar.update(task, completed=done, note=note)


class Commands(click.Group):
    """Turns our own errors into one clear line and the promised exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.echo(printable(f"detente: {error}"), err=True)
            ctx.exit(WRONG_USE)
        except DetenteError as error:
            click.echo(printable(f"detente: {error}"), err=True)
            ctx.exit(UNREADABLE)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(PROBLEMS)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="detente")
def main() -> None:
    """Keep the record of relations between states: news in, a cited bilateral dossier out.

    Start with:  detente dossier Mali Morocco ARTICLES -o dossier.html
    """


@main.command()
@click.argument("paths", nargs=-1, required=True)
@OUTPUT
@QUIET
@click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read.")
def read(paths: tuple[str, ...], output: Path | None, quiet: bool, strict: bool) -> None:
    """Read files, folders or - (standard input) into documents, as JSON Lines."""
    from detente.model.interchange import document_to_json
    from detente.pipeline import read as read_documents

    troubles = Troubles(quiet=quiet, strict=strict)
    count = 0
    with _writer(output) as out:
        for document in read_documents(paths, report=troubles):
            out.write(json.dumps(document_to_json(document), ensure_ascii=False) + "\n")
            count += 1
    sys.exit(troubles.exit_code(read=count))


@main.command()
@click.argument("paths", nargs=-1, required=True)
@OUTPUT
@QUIET
@THREADS
@click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read.")
def code(paths: tuple[str, ...], output: Path | None, quiet: bool, threads: int, strict: bool) -> None:
    """Code documents into events: one JSON object a document, in the order they came."""
    from detente.pipeline import code_lines

    troubles = Troubles(quiet=quiet, strict=strict)
    count = 0
    with _writer(output) as out, progress("coding", quiet=quiet) as show:
        for line in code_lines(paths, report=troubles, threads=threads):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
            show(count, "")
    sys.exit(troubles.exit_code(read=count))


@main.command()
@click.argument("paths", nargs=-1, required=True)
@STORE
@QUIET
@THREADS
@AS_JSON
def add(paths: tuple[str, ...], store_path: Path, quiet: bool, threads: int, as_json: bool) -> None:
    """Read and code files, folders or - into the store; what it holds already is passed over."""
    troubles = Troubles(quiet=quiet)
    added = _add(paths, store_path, troubles, quiet=quiet, threads=threads)
    if as_json:
        click.echo(json.dumps({"store": str(store_path), **added.as_dict(), "problems": len(troubles.seen)}))
    elif not quiet:
        click.echo(f"{store_path}: {added.line}")
    sys.exit(troubles.exit_code(read=added.documents + added.known))


@main.command()
@click.argument("a")
@click.argument("b")
@click.argument("sources", nargs=-1)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="FILE.html, .md or .json.")
@STORE
@click.option("--as-of", type=Day(), help="Show how things stood on this day (default: the last day read).")
@click.option("--since", type=Day(), help="Add what changed since this day.")
@click.option("--brief", is_flag=True, help="Also print the ten lines that matter.")
@QUIET
@THREADS
@AS_JSON
def dossier(
    a: str, b: str, sources: tuple[str, ...], output: Path | None, store_path: Path, as_of: date | None,
    since: date | None, brief: bool, quiet: bool, threads: int, as_json: bool,
) -> None:  # fmt: skip
    """Write the dossier of states A and B from SOURCES (files, folders), or from what the store holds.

    A and B are names or codes in any language: Mali, MLI, Maroc. The form follows the ending of -o; without -o the
    dossier is printed as Markdown, or as JSON with --json.
    """
    from detente.pipeline import FORMS, find_pair, make_dossier

    pair = find_pair(a, b)
    form = output.suffix.lstrip(".").lower() if output else ("json" if as_json else "md")
    if form not in FORMS:
        raise UsageError(f"{output}: cannot write {form!r}; give -o a name ending in {', '.join('.' + f for f in FORMS)}")
    troubles = Troubles(quiet=quiet)
    read_count = 1
    if sources:
        added = _add(sources, store_path, troubles, quiet=quiet, threads=threads)
        read_count = added.documents + added.known
        if not quiet:
            click.echo(f"{store_path}: {added.line}", err=True)
    command = " ".join(["detente dossier", a, b, *sources])
    made = make_dossier(store_path, pair, form, as_of=as_of, since=since, command=command)
    if output:
        _write_whole(output, made.text)
    elif not brief:
        click.echo(made.text)
    if brief:
        click.echo("\n".join(printable(line) for line in made.brief))
    if output and not quiet:
        click.echo(f"\nThe dossier lies in {output}  ({len(made.text) // 1024} kB; opens without a network)")
    sys.exit(troubles.exit_code(read=read_count))


@main.command()
@click.argument("sentence")
@click.option("--date", "published", type=Day(), help="Day of publication, to resolve dates such as 'last Monday'.")
@AS_JSON
def explain(sentence: str, published: date | None, as_json: bool) -> None:
    """Show every step from SENTENCE to its events: words, actors, wordings tried and why each held or fell."""
    from detente.pipeline import explain_text

    steps = explain_text(sentence, published=published)
    click.echo(json.dumps(steps.as_dict(), ensure_ascii=False, indent=2) if as_json else printable(steps.as_text()))


@main.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@STORE
@AS_JSON
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="How many at the most.")
def events(a: str | None, b: str | None, store_path: Path, as_json: bool, limit: int) -> None:
    """List the records in the store, of the pair A B where given: one act once, newest first."""
    from detente.pipeline import list_records

    for row in list_records(store_path, a, b, limit=limit):
        click.echo(json.dumps(row.as_dict(), ensure_ascii=False) if as_json else printable(row.as_text()))


@main.command()
@click.argument("a")
@click.argument("b")
@STORE
@AS_JSON
@click.option("--as-of", type=Day(), help="The status on this day.")
def ties(a: str, b: str, store_path: Path, as_json: bool, as_of: date | None) -> None:
    """List what holds between A and B: ambassadors, agreements, joint commissions ... with status and since when."""
    from detente.pipeline import list_ties

    for row in list_ties(store_path, a, b, as_of=as_of):
        click.echo(json.dumps(row.as_dict(), ensure_ascii=False) if as_json else printable(row.as_text()))


@main.command()
@click.argument("output", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("pair", nargs=-1)
@STORE
def export(output: Path, pair: tuple[str, ...], store_path: Path) -> None:
    """Write the events of the store (or of a PAIR of states) to OUTPUT.csv, .jsonl or .parquet."""
    from detente.pipeline import export_events

    if len(pair) not in (0, 2):
        raise UsageError(f"expected no state or two, got {len(pair)}: detente export OUT.csv Mali Morocco")
    count = export_events(store_path, output, pair)
    click.echo(f"{output}: {count} events")


@main.command()
def cite() -> None:
    """Print how to cite detente, and the data inside it."""
    from detente.pipeline import citation

    click.echo(citation())


@main.command()
@AS_JSON
def version(as_json: bool) -> None:
    """Print the version of the code, the model, the wordings and the tables."""
    from detente.pipeline import versions

    found = versions()
    if as_json:
        click.echo(json.dumps(found))
    else:
        click.echo("\n".join(f"{name:<10} {value}" for name, value in found.items()))


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL; add its output to your shell's start file."""
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    if maker is None:
        raise UsageError(f"no completion for {shell}")
    click.echo(maker(main, {}, "detente", "_DETENTE_COMPLETE").source())


def _add(paths: tuple[str, ...], store_path: Path, troubles: Troubles, *, quiet: bool, threads: int) -> Added:
    from detente.pipeline import add_paths

    with progress("reading and coding", quiet=quiet) as show:
        try:
            return add_paths(store_path, paths, report=troubles, show=show, threads=threads)
        except KeyboardInterrupt:
            click.echo("\nStopped. What was coded is kept; the same command goes on from there.", err=True)
            raise


@contextmanager
def _writer(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8") as out:
            yield out
    except OSError as error:
        raise UnreadableError(f"{output}: cannot be written: {error.strerror}; give another -o") from None


def _write_whole(output: Path, text: str) -> None:
    """Write a file beside its place first, so that an older one survives a full disk."""
    part = output.with_name(output.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UnreadableError(f"{output}: cannot be written: {error.strerror}; give another -o") from None


if __name__ == "__main__":
    main()
