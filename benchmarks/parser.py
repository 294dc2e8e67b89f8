"""Reprints every measure of the English model: `python benchmarks/parser.py --shared ../shared`.

Counts as the CoNLL 2018 shared task does: a word of ours is right only where it covers the same characters
as a gold word, relations are held against each other without their subtypes (the single relations below:
with them), features only as far as they are universal. "Raw text" begins with our own splitter; all else is
given gold words and sentences.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from detente.coding.parse import Parser, load_parser
from detente.coding.split import split
from detente.model.sentence import RawSentence, Sentence

BARS = {
    "en_pud.upos": 97.0,
    "en_pud.las": 87.5,
    "en_pud.nsubj": 93.0,
    "en_pud.obj": 93.0,
    "en_pud.nsubj:pass": 88.0,
    "en_pud.conj": 80.0,
    "en_pud.lemma": 97.5,
    "en_pud.raw_las": 85.0,
    "en_ewt-test.las": 89.5,
    "en_ewt-test.names": 75.0,
    "speed.share_of_encoder": 60.0,
}
AT_MOST = {"fp32.las_lost": 0.3, "memory.peak_mb": 400.0}
UNIVERSAL = {
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case",
    "Definite", "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person",
    "Polite",
}  # fmt: skip
RELATIONS = (
    "nsubj",
    "obj",
    "nsubj:pass",
    "conj",
    "obl",
    "nmod",
    "appos",
    "advcl",
    "acl:relcl",
    "ccomp",
    "xcomp",
)
BANKS = ("en_pud", "en_ewt-test", "en_gum-test")


@dataclass
class Gold:
    """A document of a treebank: its text, and rows of words with their places."""

    text: str = ""
    sentences: list[RawSentence] = field(default_factory=list)
    rows: list[list[list[str]]] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=list)


def blocks(path: Path) -> Iterator[list[str]]:
    """Give the lines of each block of a gzipped file."""
    block: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            if line.strip():
                block.append(line.rstrip("\n"))
            elif block:
                yield block
                block = []


def read_bank(path: Path, names: Path | None) -> list[Gold]:
    """Read a treebank as documents: sentences joined by a space, paragraphs by a line break."""
    documents: list[Gold] = []
    for block in blocks(path):
        heads = [line for line in block if line[0] == "#"]
        if not documents or any(line.startswith("# newdoc") for line in heads):
            documents.append(Gold())
        document = documents[-1]
        rows = [line.split("\t") for line in block if line[0] != "#"]
        rows = [row for row in rows if row[0].isdigit()]
        if document.text:
            document.text += "\n" if any(line.startswith("# newpar") for line in heads) else " "
        text, base, at, words = (
            next(line[9:] for line in heads if line.startswith("# text = ")),
            len(document.text),
            0,
            [],
        )
        for row in rows:
            at = text.index(row[1], at)
            words.append((base + at, base + at + len(row[1])))
            at += len(row[1])
        document.text += text
        document.sentences.append(RawSentence(start=words[0][0], end=words[-1][1], words=tuple(words)))
        document.rows.append(rows)
        document.names.append([])
    if names is not None:
        by_words = {
            tuple(row[1] for row in rows): [row[2] for row in rows]
            for rows in ([line.split("\t") for line in block if line[0] != "#"] for block in blocks(names))
        }
        for document in documents:
            document.names = [by_words.get(tuple(row[1] for row in rows), []) for rows in document.rows]
    return documents


def universal_features(text: str) -> set[str]:
    """Give the features that count."""
    return {part for part in text.split("|") if part.split("=")[0] in UNIVERSAL}


def score_tags(documents: Sequence[Gold], parsed: Sequence[Sequence[Sentence]]) -> dict[str, float]:
    """Give the scores on gold words: tags, lemmas, attachment, single relations."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for document, sentences in zip(documents, parsed, strict=True):
        for rows, sentence in zip(document.rows, sentences, strict=True):
            for row, token in zip(rows, sentence.tokens, strict=True):
                head = int(row[6]) - 1 == token.head
                right["words"] += 1
                right["upos"] += row[3] == token.upos
                ours = "|".join(f"{name}={value}" for name, value in token.features)
                right["ufeats"] += universal_features(row[5]) == universal_features(ours)
                right["lemma"] += row[2] in (token.lemma, "_")
                right["uas"] += head
                right["las"] += head and row[7].split(":")[0] == token.relation.split(":")[0]
                said[token.relation] += 1
                gold[row[7]] += 1
                hit[row[7]] += head and row[7] == token.relation
    scores = {name: 100 * right[name] / right["words"] for name in ("upos", "ufeats", "lemma", "uas", "las")}
    return scores | {name: 200 * hit[name] / (said[name] + gold[name]) for name in RELATIONS}


def score_raw(documents: Sequence[Gold], parser: Parser) -> dict[str, float]:
    """Give the scores from raw text on: words, sentences, attachment; words are aligned by characters."""
    right: Counter[str] = Counter()
    said = gold = said_sentences = gold_sentences = 0
    for document in documents:
        sentences = parser.parse(document.text, split(document.text))
        ours = {}
        for sentence in sentences:
            places = [(token.start, token.end) for token in sentence.tokens]
            for token in sentence.tokens:
                head = None if token.head < 0 else places[token.head]
                ours[token.start, token.end] = (head, token.relation.split(":")[0], token.upos)
        said += len(ours)
        said_sentences += len(sentences)
        gold_sentences += len(document.sentences)
        spans = {(sentence.start, sentence.end) for sentence in sentences}
        right["sentences"] += sum((raw.start, raw.end) in spans for raw in document.sentences)
        for raw, rows in zip(document.sentences, document.rows, strict=True):
            gold += len(rows)
            for place, row in zip(raw.words, rows, strict=True):
                if place in ours:
                    head, relation, upos = ours[place]
                    gold_head = None if row[6] == "0" else raw.words[int(row[6]) - 1]
                    right["words"] += 1
                    right["upos"] += upos == row[3]
                    right["las"] += head == gold_head and relation == row[7].split(":")[0]
    scores = {f"raw_{name}": 200 * right[name] / (said + gold) for name in ("words", "upos", "las")}
    return scores | {"raw_sentences": 200 * right["sentences"] / (said_sentences + gold_sentences)}


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Give the (start, end, kind) of each name; other kinds than ours are no names."""
    found, start, kind = set(), -1, ""
    for place, label in enumerate([*labels, "O"]):
        if start >= 0 and label != f"I-{kind}":
            found.add((start, place, kind))
            start = -1
        if label[:2] == "B-" and label[2:] in ("PER", "ORG", "LOC"):
            start, kind = place, label[2:]
    return found


def score_names(documents: Sequence[Gold], parsed: Sequence[Sequence[Sentence]]) -> dict[str, float]:
    """Give the F of exact names, together and by kind."""
    counts: Counter[tuple[str, str]] = Counter()
    for document, sentences in zip(documents, parsed, strict=True):
        for labels, sentence in zip(document.names, sentences, strict=True):
            if labels:
                gold, said = spans(labels), spans([token.entity or "O" for token in sentence.tokens])
                for role, names in (("hit", gold & said), ("gold", gold), ("said", said)):
                    counts.update((role, kind) for _, _, kind in names)
                    counts[role, "all"] += len(names)
    kinds = {"names": "all", "names_per": "PER", "names_org": "ORG", "names_loc": "LOC"}
    return {
        name: 200 * counts["hit", kind] / max(1, counts["gold", kind] + counts["said", kind])
        for name, kind in kinds.items()
    }


def score_speed(parser: Parser, documents: Sequence[Gold]) -> dict[str, float]:
    """Give sentences and words per second of processor time, beside the plain encoder's on the same ones."""
    import onnxruntime

    feeds, words = [], 0
    for document in documents:
        for raw in document.sentences:
            before = [raw.start - 1, *(end for _, end in raw.words[:-1])]
            spaced = [start > end for (start, _), end in zip(raw.words, before, strict=True)]
            feeds.append(parser._feed([document.text[a:b] for a, b in raw.words], spaced))
            words += len(raw.words)
    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True
    best = {"encoder": 1e9, "parser": 1e9, "split": 1e9}
    for _ in range(3):
        start = time.process_time()
        for feed in feeds:
            parser.session.run(("layer6",), feed, options)
        middle = time.process_time()
        for document in documents:
            parser.parse(document.text, document.sentences)
        end = time.process_time()
        for document in documents:
            split(document.text)
        best["encoder"] = min(best["encoder"], middle - start)
        best["parser"] = min(best["parser"], end - middle)
        best["split"] = min(best["split"], time.process_time() - end)
    return {
        "words_per_sentence": words / len(feeds),
        "encoder_sentences_per_second": len(feeds) / best["encoder"],
        "sentences_per_second": len(feeds) / best["parser"],
        "words_per_second": words / best["parser"],
        "split_words_per_second": words / best["split"],
        "share_of_encoder": 100 * best["encoder"] / best["parser"],
    }


def peak_memory() -> float:
    """Give the most memory, in MB, that a fresh process uses to parse a document of 200,000 characters."""
    code = (
        "import resource; from detente.coding.parse import load_parser;"
        "from detente.coding.split import split;"
        "text = 'The minister met the ambassador of Mali on Tuesday, the ministry said in a paper. ' * 2400;"
        "n = len(load_parser('en').parse(text, split(text)));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    return float(
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    )


def with_model(parser: Parser, path: Path) -> Parser:
    """Give the parser with another graph, such as the one before its numbers were made small."""
    import onnxruntime

    return replace(
        parser, session=onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    )


def measure(shared: Path, full: Path | None) -> dict[str, dict[str, float]]:
    """Take all measures of the parser alone; what the event reader costs, `benchmarks/gate.py` tells."""
    parser = replace(load_parser("en"), acts=None)
    out: dict[str, dict[str, float]] = {}
    banks = {}
    for bank in BANKS:
        names = shared / "treebanks" / "ner" / f"{bank}.iob2.gz"
        banks[bank] = read_bank(shared / "treebanks" / f"{bank}.conllu.gz", names if names.exists() else None)
        parsed = parser.parse_many([(document.text, document.sentences) for document in banks[bank]])
        out[bank] = score_tags(banks[bank], parsed) | score_raw(banks[bank], parser)
        if names.exists():
            out[bank] |= score_names(banks[bank], parsed)
    out["speed"] = score_speed(parser, banks["en_pud"][:200])
    out["memory"] = {
        "peak_mb": peak_memory(),
        "own_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if full is not None and full.exists():
        other = with_model(parser, full)
        parsed = other.parse_many([(document.text, document.sentences) for document in banks["en_pud"]])
        las = score_tags(banks["en_pud"], parsed)["las"]
        out["fp32"] = {"pud_las": las, "las_lost": las - out["en_pud"]["las"]}
    return out


def table(scores: dict[str, dict[str, float]], model: str) -> str:
    """Give the measures as Markdown, bars first."""
    lines = [
        "# The English model, measured",
        "",
        f"Model `{model[:16]}`. Made by `benchmarks/parser.py`.",
        "",
    ]
    lines += ["| measure | reached | bar | |", "|---|---|---|---|"]
    for bars, sign in ((BARS, "≥"), (AT_MOST, "≤")):
        for name, bar in bars.items():
            group, _, key = name.partition(".")
            if group in scores:
                value = scores[group][key]
                good = value >= bar if sign == "≥" else value <= bar
                lines.append(
                    f"| {name} | {value:.2f} | {sign} {bar} | {'reached' if good else 'not reached'} |"
                )
    for group, values in scores.items():
        lines += ["", f"## {group}", "", "| measure | value |", "|---|---|"]
        lines += [f"| {name} | {value:.2f} |" for name, value in values.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Read the command line, measure, write `results/parser.json` and `.md`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument(
        "--fp32", type=Path, default=Path("build/english/model-fp32.onnx"), help="made by training"
    )
    parser.add_argument("--results", type=Path, default=Path(__file__).parent / "results")
    given = parser.parse_args()
    scores = measure(given.shared, given.fp32)
    rounded = {
        group: {name: round(value, 2) for name, value in values.items()} for group, values in scores.items()
    }
    given.results.mkdir(exist_ok=True)
    text = table(scores, load_parser("en").hash)
    (given.results / "parser.json").write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    (given.results / "parser.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
