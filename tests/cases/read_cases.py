"""Case files and frozen parses: sentences, what they say, and the trees that the model gave them."""

from __future__ import annotations

import tomllib
from ast import literal_eval
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.model.sentence import Sentence, Token

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text and the one-line forms of the events that it tells; `why` is needed where it tells none.

    `days` are kinds with their first day, as "thank 2024-03-04", where the day is what the case is about.
    `may` are lines that are right too, but beside the wording that the case is about: the event reader may
    tell them.
    """

    file: str
    text: str
    says: tuple[str, ...]
    why: str
    date: date | None
    days: tuple[str, ...] = ()
    may: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.file}: {self.text[:60]}"


def read_cases(language: str) -> tuple[Case, ...]:
    """Read all case files of a language; a trap without a reason is an error."""
    cases = []
    for path in sorted((FOLDER / language).glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            case = Case(
                file=path.stem,
                text=entry["text"],
                says=tuple(entry["says"]),
                why=entry.get("why", ""),
                date=entry.get("date"),
                days=tuple(entry.get("days", ())),
                may=tuple(entry.get("may", ())),
            )
            if not case.says and not case.why:
                raise ValueError(f"{path.name}: {case.text!r} says nothing and gives no reason why")
            cases.append(case)
    return tuple(cases)


def parses_path(language: str) -> Path:
    return FOLDER / language / "parses.conllu"


def write_parses(language: str, parsed: dict[str, tuple[Sentence, ...]]) -> None:
    """Write the trees of each text in CoNLL-U, with character offsets and names in the last column."""
    lines: list[str] = []
    for text, sentences in parsed.items():
        for number, sentence in enumerate(sentences):
            lines += [f"# case = {text!r}", f"# sentence = {number}", f"# score = {sentence.score:.3f}"]
            lines.append(f"# span = {sentence.start} {sentence.end}")
            for token in sentence.tokens:
                features = "|".join(f"{name}={value}" for name, value in token.features) or "_"
                misc = f"Span={token.start}:{token.end}" + (f"|Name={token.entity}" if token.entity else "")
                columns = [
                    str(token.index + 1), token.text, token.lemma, token.upos, "_", features,
                    str(token.head + 1), token.relation, "_", misc,
                ]  # fmt: skip
                lines.append("\t".join(columns))
            lines.append("")
    parses_path(language).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_parses(language: str) -> dict[str, tuple[Sentence, ...]]:
    """Read the frozen trees, by text."""
    found: dict[str, list[Sentence]] = {}
    for block in parses_path(language).read_text(encoding="utf-8").split("\n\n"):
        rows = [line for line in block.splitlines() if line]
        if not rows:
            continue
        notes = dict(row[2:].split(" = ", 1) for row in rows if row.startswith("# "))
        start, end = map(int, notes["span"].split())
        tokens = tuple(_tokens(row for row in rows if not row.startswith("#")))
        sentence = Sentence(start=start, end=end, tokens=tokens, score=float(notes["score"]))
        found.setdefault(literal_eval(notes["case"]), []).append(sentence)
    return {text: tuple(sentences) for text, sentences in found.items()}


def _tokens(rows: Iterator[str]) -> Iterator[Token]:
    for row in rows:
        columns = row.split("\t")
        misc = dict(pair.split("=", 1) for pair in columns[9].split("|"))
        start, end = map(int, misc["Span"].split(":"))
        features = (
            () if columns[5] == "_" else tuple(tuple(pair.split("=", 1)) for pair in columns[5].split("|"))
        )
        yield Token(
            index=int(columns[0]) - 1, text=columns[1], start=start, end=end, lemma=columns[2],
            upos=columns[3],
            features=features, head=int(columns[6]) - 1, relation=columns[7], entity=misc.get("Name", ""),
        )  # fmt: skip
