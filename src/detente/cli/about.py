"""Commands about detente itself: cite, version, completion."""

from __future__ import annotations

import click

from detente.cli.group import main
from detente.cli.options import AS_JSON
from detente.cli.terminal import json_text
from detente.model.errors import UsageError


@main.command()
@AS_JSON
def cite(as_json: bool) -> None:
    """Print how to cite detente, and the data inside it."""
    from detente.pipeline import citation

    click.echo(json_text({"citation": citation()}) if as_json else citation())


@main.command()
@AS_JSON
def version(as_json: bool) -> None:
    """Print the version of the code, the model and the wordings."""
    from detente.pipeline import versions

    found = versions()
    lines = (f"{name:<10} {value}" for name, value in found.items())
    click.echo(json_text(found) if as_json else "\n".join(lines))


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    For bash, add this line to ~/.bashrc: eval "$(detente completion bash)"; for zsh likewise to ~/.zshrc.
    For fish: detente completion fish > ~/.config/fish/completions/detente.fish
    """
    from click.shell_completion import get_completion_class

    maker = get_completion_class(shell)
    if maker is None:
        raise UsageError(f"no completion for {shell}")
    click.echo(maker(main, {}, "detente", "_DETENTE_COMPLETE").source())
