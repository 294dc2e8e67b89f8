"""Reads the words of a sentence: lemma, part of speech, features, tree, names.

The only file that knows the runtime.

Each sentence goes through the network by itself. Batches would win less than a tenth of the time on a
processor, and the 8-bit arithmetic takes its scale from all that is in a batch: alone, a sentence gives the
same parse whatever stands beside it, and however many threads work.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from detente.coding.act_reader import ActReader, read_manifest
from detente.coding.attaching import Attacher
from detente.coding.labels import Labels, best_names, make_labels
from detente.coding.lemmas import apply, irregular_scripts, lemma_of, read_table
from detente.coding.mending import mend
from detente.coding.model_files import ACT_GRAPHS, checked, hash_of
from detente.coding.pieces import encode
from detente.model.errors import ModelError
from detente.model.sentence import RawSentence, Sentence, Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CLS, _SEP, _UNKNOWN = 101, 102, 100
_RESULTS = (
    "upos",
    "bundles",
    "scripts",
    "names",
    "arcs",
    "dep",
    "head",
    "heads",
    "relations",
    "events",
    "layer3",
)
STATES = _RESULTS[-1]
"""The layer of the encoder that the event reader goes on from."""

Item = tuple[str, Sequence[RawSentence]]


@dataclass(frozen=True, slots=True)
class Parser:
    """A loaded model; make it with :func:`load_parser`.

    Attributes
    ----------
    language
        ISO 639-1 code.
    hash
        SHA-256 of the model files, to be kept with what the parser read.
    acts
        The learnt event reader that goes on from a layer of the same encoder, or None.
    """

    language: str
    hash: str
    threads: int
    labels: Labels
    seen: Mapping[str, str]
    known: frozenset[str]
    session: Any
    pieces_of: Callable[[str], Sequence[int]]
    attacher: Attacher
    acts: ActReader | None = None

    def parse(self, text: str, sentences: Sequence[RawSentence]) -> tuple[Sentence, ...]:
        """Parse the sentences of one text, in their order."""
        return self.parse_many([(text, sentences)])[0]

    def parse_many(self, items: Sequence[Item]) -> tuple[tuple[Sentence, ...], ...]:
        """Parse the sentences of many texts, all threads at work on them at once."""
        work = [(text, raw) for text, sentences in items for raw in sentences]
        if self.threads > 1 and len(work) > 1:
            with ThreadPoolExecutor(self.threads) as pool:
                done = iter(list(pool.map(lambda pair: self._read(*pair), work)))
        else:
            done = iter([self._read(text, raw) for text, raw in work])
        return tuple(tuple(next(done) for _ in sentences) for _, sentences in items)

    def _read(self, text: str, raw: RawSentence) -> Sentence:
        """Parse one sentence."""
        if not raw.words:
            return Sentence(start=raw.start, end=raw.end, tokens=(), score=0.0)
        words, feed = self._fed(text, raw)
        out = dict(zip(_RESULTS, self.session.run(_RESULTS, feed), strict=True))
        heads, relations = self.attacher.attach(out)
        names = best_names(out["names"][0, 1:].tolist(), self.labels.names)
        upos, bundles, scripts = (
            out[layer][0, 1:].argmax(-1).tolist() for layer in ("upos", "bundles", "scripts")
        )
        mend(words, [self.labels.upos[tag] for tag in upos], heads, relations)
        tokens = tuple(
            Token(
                index=index,
                text=word,
                start=start,
                end=end,
                lemma=self._lemma(word, upos[index], bundles[index], scripts[index]),
                upos=self.labels.upos[upos[index]],
                features=self.labels.features[bundles[index]],
                head=heads[index] - 1,
                relation=relations[index],
                entity=names[index],
            )
            for index, (word, (start, end)) in enumerate(zip(words, raw.words, strict=True))
        )
        return Sentence(
            start=raw.start,
            end=raw.end,
            tokens=tokens,
            score=_logistic(float(out["events"][0, 0])),
            guesses=self.acts.guesses(out[STATES], feed["pool"], heads, relations) if self.acts else (),
        )

    def _lemma(self, word: str, upos: int, bundle: int, script: int) -> str:
        """Give a word's lemma by the numbers of its labels."""
        labels = self.labels
        tag, features, edit = labels.upos[upos], labels.bundles[bundle], labels.scripts[script]
        return lemma_of(word, tag, features, edit, self.seen, self.known)

    def relation(
        self, text: str, raw: RawSentence, source: range, target: range
    ) -> tuple[tuple[str, float], ...]:
        """Give the PLOVER types of the relation between two ranges of words, the likeliest first."""
        if self.acts is None:
            raise ModelError(f"the model of {self.language!r} has no event reader (acts.onnx)")
        _, feed = self._fed(text, raw)
        (states,) = self.session.run((STATES,), feed)
        return self.acts.relation(states, feed["pool"], source, target)

    def _fed(self, text: str, raw: RawSentence) -> tuple[list[str], dict[str, NDArray[Any]]]:
        """Give the words of a sentence and the network's inputs for them."""
        words = [text[start:end] for start, end in raw.words]
        before = [raw.words[0][0] - 1, *(end for _, end in raw.words[:-1])]
        spaced = [start > end for (start, _), end in zip(raw.words, before, strict=True)]
        return words, self._feed(words, spaced)

    def _feed(self, words: Sequence[str], spaced: Sequence[bool]) -> dict[str, NDArray[Any]]:
        """Give the network's inputs; word 0 is the root, read at the mark before the sentence."""
        import numpy as np

        pieces, shapes = encode(words, spaced, self.pieces_of)
        flat, kinds = [_CLS], [0]
        pool = np.zeros((1, len(words) + 1, sum(map(len, pieces)) + 2), np.float32)
        pool[0, 0, 0] = 1
        for place, (word, shape) in enumerate(zip(pieces, shapes, strict=True), start=1):
            pool[0, place, len(flat) : len(flat) + len(word)] = 1 / len(word)
            flat.extend(word)
            kinds.extend([shape] * len(word))
        return {
            "pieces": np.array([[*flat, _SEP]], np.int64),
            "shapes": np.array([[*kinds, 0]], np.int64),
            "places": np.arange(len(flat) + 1),
            "pool": pool,
        }


def load_parser(language: str = "en", *, threads: int = 1) -> Parser:
    """Load the model of a language from the package; takes about half a second.

    Raises
    ------
    ModelError
        If there is no model for the language, or a file is not the one that the manifest names.
    """
    folder = files("detente") / "data" / "models" / language
    if not (folder / "manifest.json").is_file():
        raise ModelError(f"there is no model for language {language!r} in {folder}")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    model, words, lemmas = (
        checked(folder, name, manifest) for name in ("model.onnx", "tokenizer.json", "lemmas.tsv")
    )
    session = _open(model)
    pieces_of, vocabulary = _pieces(words)
    seen = read_table(lemmas.decode())
    known = frozenset(word for word in vocabulary if len(word) > 2 and word.isalpha())
    known |= {apply(script, word.partition("\t")[0]) for word, script in seen.items()}
    bundles = manifest["labels"]["bundles"]
    seen = {**irregular_scripts(language, bundles), **seen}
    weight, bias = _relation_weights(session)
    labels = make_labels(manifest["labels"])
    acts = read_manifest(folder)
    return Parser(
        language=language,
        hash=hash_of(manifest, acts),
        threads=threads,
        labels=labels,
        seen=seen,
        known=known,
        session=session,
        pieces_of=pieces_of,
        attacher=Attacher(labels.relations, weight, bias),
        acts=ActReader.of(acts, *(_open(checked(folder, name, acts)) for name in ACT_GRAPHS))
        if acts
        else None,
    )


def _pieces(table: bytes) -> tuple[Callable[[str], Sequence[int]], Collection[str]]:
    """Give the function from a word to the numbers of its pieces, and all pieces that there are."""
    from tokenizers import Tokenizer

    reader = Tokenizer.from_buffer(table)
    reader.no_padding()
    reader.no_truncation()

    @lru_cache(maxsize=50_000)
    def pieces_of(word: str) -> tuple[int, ...]:
        return tuple(reader.encode(word, add_special_tokens=False).ids) or (_UNKNOWN,)

    return pieces_of, reader.get_vocab()


def _open(model: bytes) -> Any:
    """Open a graph for one thread, on the processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # it would keep a plan for every length that was ever seen
    # Higher levels join sums and norms into a node that takes five times as long (onnxruntime 1.32).
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _relation_weights(session: Any) -> tuple[NDArray[Any], NDArray[Any]]:
    """Read the weights of the relations, which are results of the graph, on the shortest of sentences."""
    import numpy as np

    one = np.zeros((1, 1), np.int64)
    feed = {"pieces": one, "shapes": one, "places": one[0], "pool": np.ones((1, 1, 1), np.float32)}
    weight, bias = session.run(("relation_weight", "relation_bias"), feed)
    return weight, bias


def _logistic(x: float) -> float:
    """Give the probability of a log-odds, rounded so that it reads the same on all machines."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, x)))), 4)
