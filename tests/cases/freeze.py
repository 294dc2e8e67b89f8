"""Freeze the parses of all case files with the shipped model, for the ring of tests that needs no model.

    python -m tests.cases.freeze [language]

Run it after a new model or a new case; read the change before you commit it.
"""

from __future__ import annotations

import sys

from detente.coding.parse import load_parser
from detente.coding.split import split
from tests.cases.read_cases import read_cases, write_parses


def main() -> None:
    language = sys.argv[1] if len(sys.argv) > 1 else "en"
    parser = load_parser(language)
    texts = sorted({case.text for case in read_cases(language)})
    write_parses(language, {text: parser.parse(text, split(text)) for text in texts})
    print(f"{len(texts)} texts frozen")


if __name__ == "__main__":
    main()
