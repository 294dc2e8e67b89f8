"""``python -m detente.cli``: the same as the command ``detente``."""

from detente.cli import main

main(prog_name="detente")
