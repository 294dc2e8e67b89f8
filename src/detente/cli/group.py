"""The command ``detente`` itself: what every command shares, from the exit codes to Ctrl-C."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from detente import __version__
from detente.cli.terminal import say
from detente.model.errors import DetenteError, UsageError

DONE, PROBLEMS, WRONG_USE, UNREADABLE, STOPPED = 0, 1, 2, 3, 130


class Commands(click.Group):
    """Gives the promised exit codes, and one clear line for every trouble that is foreseen."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **settings: Any) -> NoReturn:
        """Run the command line and exit."""
        _speak_utf8()
        settings["standalone_mode"] = False
        sys.exit(self._run(args, *rest, **settings))

    def _run(self, args: Sequence[str] | None, *rest: Any, **settings: Any) -> int:
        try:
            code = super().main(args, *rest, **settings)
            sys.stdout.flush()
            return code if isinstance(code, int) else DONE
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            say("detente: stopped")
            return STOPPED
        except UsageError as error:
            say(f"detente: {error}")
            return WRONG_USE
        except DetenteError as error:
            say(f"detente: {error}")
            return UNREADABLE
        except BrokenPipeError:
            return _reader_gone()
        except OSError as error:
            if error.filename is not None:
                return _fault()
            return _cannot_print(error)
        except Exception:  # a fault of ours: its traceback is what a report of it needs
            return _fault()

    def invoke(self, ctx: click.Context) -> Any:
        """Run one command, before click makes an exit code of its own out of a closed pipe."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
            return code
        except BrokenPipeError:
            ctx.exit(_reader_gone())


def _reader_gone() -> int:
    """Whoever read our output has read enough (``detente events | head``); that is no trouble."""
    _drop_output()
    return DONE


def _cannot_print(error: OSError) -> int:
    _drop_output()
    say(f"detente: standard output cannot be written ({error.strerror or error}); free some space or give -o")
    return UNREADABLE


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that Python does not fail on it once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fault() -> int:
    traceback.print_exc()
    say("detente: this is a fault of detente, not of yours; please report it with the lines above")
    return UNREADABLE


def _speak_utf8() -> None:
    """Speak UTF-8 whatever the locale says: names need it, and the JSON forms promise it."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="detente")
def main() -> None:
    """Keep the record of relations between states: news in, a cited bilateral dossier out.

    Start with:  detente dossier Mali Morocco ARTICLES -o dossier.html

    Exit codes: 0 done, 1 done with reported problems, 2 wrong use, 3 input cannot be read.
    """
