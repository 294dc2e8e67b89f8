"""Commands that take articles in: read, code, add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.group import STOPPED, main
from detente.cli.options import AS_JSON, COLUMNS, JSON_ALWAYS, OUTPUT, PATHS, QUIET, STORE, STRICT, THREADS
from detente.cli.output import check_output, writer
from detente.cli.terminal import PassedOver, Troubles, json_text, progress, say

if TYPE_CHECKING:
    from detente.pipeline import Added


@main.command()
@PATHS
@OUTPUT
@QUIET
@STRICT
@JSON_ALWAYS
@COLUMNS
def read(
    paths: tuple[str, ...], output: Path | None, quiet: bool, strict: bool, as_json: bool, columns: str | None
) -> int:
    """Read files, folders, addresses or - (standard input) into documents, as JSON Lines."""
    from detente.model.interchange import document_to_json
    from detente.pipeline import read as read_documents
    from detente.reading.columns import parse_columns

    given = parse_columns(columns) if columns else ()
    check_output(output)
    troubles, passed = Troubles(strict=strict), PassedOver()
    count = 0
    with writer(output) as out, progress("reading", troubles, quiet=quiet) as show:
        for document in read_documents(paths, report=troubles, columns=given, passed_over=passed):
            out.write(json_text(document_to_json(document)) + "\n")
            count += 1
            show(count, "")
    _sum_up(count, troubles, passed, "read", quiet=quiet)
    return troubles.exit_code(read=count)


@main.command()
@PATHS
@OUTPUT
@QUIET
@THREADS
@STRICT
@JSON_ALWAYS
@COLUMNS
def code(
    paths: tuple[str, ...], output: Path | None, quiet: bool, threads: int, strict: bool, as_json: bool,
    columns: str | None,
) -> int:  # fmt: skip
    """Code documents into events: one JSON object a document, in the order they came."""
    from detente.pipeline import code_lines
    from detente.reading.columns import parse_columns

    given = parse_columns(columns) if columns else ()
    check_output(output)
    troubles, passed = Troubles(strict=strict), PassedOver()
    count = found = 0
    with writer(output) as out, progress("reading and coding", troubles, quiet=quiet) as show:
        for line in code_lines(paths, report=troubles, threads=threads, columns=given, passed_over=passed):
            out.write(json_text(line) + "\n")
            count, found = count + 1, found + len(line.get("events", ()))
            show(count, f"{found} events")
    _sum_up(count, troubles, passed, "coded", quiet=quiet)
    return troubles.exit_code(read=count)


@main.command()
@PATHS
@STORE
@QUIET
@THREADS
@STRICT
@AS_JSON
@COLUMNS
def add(
    paths: tuple[str, ...], store_path: Path, quiet: bool, threads: int, strict: bool, as_json: bool,
    columns: str | None,
) -> int:  # fmt: skip
    """Read and code files, folders or - into the store; what it holds already is passed over."""
    troubles, passed = Troubles(strict=strict), PassedOver()
    added = add_sources(
        paths,
        store_path,
        troubles,
        passed,
        quiet=quiet,
        threads=threads,
        command="detente add",
        columns=columns,
    )
    if as_json:
        click.echo(json_text({"store": str(store_path), **added.as_dict(), "problems": troubles.count}))
    elif not quiet:
        click.echo(f"{store_path}: {added.line}")
    _sum_up(added.documents + added.known, troubles, passed, "read", quiet=quiet)
    return troubles.exit_code(read=added.documents + added.known)


def add_sources(
    paths: tuple[str, ...], store_path: Path, troubles: Troubles, passed: PassedOver, *, quiet: bool,
    threads: int, command: str, columns: str | None,
) -> Added:  # fmt: skip
    """Read and code into the store; Ctrl-C says that nothing is lost."""
    from detente.pipeline import add_paths
    from detente.reading.columns import parse_columns

    given = parse_columns(columns) if columns else ()
    try:
        with progress("reading and coding", troubles, quiet=quiet) as show:
            return add_paths(
                store_path, paths, report=troubles, show=show, threads=threads, command=command,
                columns=given, passed_over=passed,
            )  # fmt: skip
    except KeyboardInterrupt:
        say("\ndetente: stopped; what was stored is kept, and the same command goes on from there")
        raise click.exceptions.Exit(STOPPED) from None


def _sum_up(count: int, troubles: Troubles, passed: PassedOver, verb: str, *, quiet: bool) -> None:
    if not quiet:
        passed.tell()
    if troubles.count and not quiet:
        documents = "document" if count == 1 else "documents"
        problems = "problem is" if troubles.count == 1 else "problems are"
        say(f"detente: {count} {documents} {verb}; {troubles.count} {problems} told above")
