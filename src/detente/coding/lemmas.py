"""Lemmas: a table of words seen in training, rules held against a vocabulary, and edit scripts for the rest.

A script says how to make the lemma out of the written word: keep, lower or title its letters, cut some from
the end, add some. "l3y" reads: lower, cut three, add "y" ("parties" gives "party").
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.resources import files

from detente.coding.pieces import straight

# Of these the lemma is written small, whatever the word; adjectives may come from names ("American").
SMALL = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "PART", "PRON", "SCONJ", "VERB"})
_BENDS = ("Number=", "Tense=", "VerbForm=", "Degree=")
_VOWELS = frozenset("aeiou")


def script_of(word: str, lemma: str) -> str:
    """Give the edit script that makes `lemma` out of `word`.

    >>> script_of("Parties", "party")
    'l3y'
    """
    word = straight(word)
    for case, base in (("k", word), ("l", word.lower()), ("t", word.title())):
        if base == lemma:
            return case + "0"
    if lemma.islower() or not any(map(str.isupper, lemma)):
        case, base = "l", word.lower()
    elif lemma[1:].islower() and word.isupper():
        case, base = "t", word.title()
    else:
        case, base = "k", word
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{case}{len(base) - common}{lemma[common:]}"


def apply(script: str, word: str) -> str:
    """Give the lemma that an edit script makes; the word itself, lowered, where the script cuts too much.

    >>> apply("l3y", "Parties")
    'party'
    """
    word = straight(word)
    base = word.lower() if script[0] == "l" else word.title() if script[0] == "t" else word
    digits = 1
    while digits < len(script) and script[digits].isdigit():
        digits += 1
    cut = int(script[1:digits])
    if cut > len(base):
        return word.lower()
    return base[: len(base) - cut] + script[digits:]


def key(word: str, upos: str, bundle: str) -> str:
    """Give the key of the table of seen words: the lowered word, part of speech and what bends it."""
    bends = "|".join(part for part in bundle.split("|") if part.startswith(_BENDS))
    return f"{straight(word).lower()}\t{upos}\t{bends}"


def read_table(text: str) -> dict[str, str]:
    """Read the lines "word, part of speech, features, script" of the table of seen words."""
    return dict(line.rsplit("\t", 1) for line in text.splitlines() if not line.startswith("# "))


def lemma_of(
    word: str, upos: str, bundle: str, script: str, seen: Mapping[str, str], known: Collection[str]
) -> str:
    """Give the lemma of a word.

    Parameters
    ----------
    script
        What the model would do; it decides where table and rules are silent, and on capitals.
    seen
        Scripts of words seen in training, by their :func:`key`.
    known
        Words that exist, small; of several lemmas that the rules allow, one of these is taken.
    """
    if upos == "NUM" and word[0].isdigit():
        return word.replace(",", "")
    small = straight(word).lower()
    # Treebanks disagree which nouns live in the plural alone ("troops"): the table decides, not the model.
    kept = seen.get(key(word, upos, bundle)) or seen.get(key(word, upos, bundle.replace("Ptan", "Plur")))
    if kept is not None:
        lemma = apply(kept, small)
    else:
        allowed = list(unbent(small, upos, bundle))
        lemma = next((found for found in allowed if found in known), "".join(allowed[:1]))
        lemma = lemma or apply(script, word).lower() or small
    if lemma == "i" and upos == "PRON":
        return "I"
    if (upos in SMALL and small.isalpha()) or (upos != "PROPN" and (script[0] == "l" or word.islower())):
        return lemma
    if script[0] == "t" or (
        word.islower() and word.isalpha() and len(word) > 3
    ):  # shorter ones may be particles: "al", "de", "van"
        return lemma[:1].upper() + lemma[1:]
    return _with_capitals(word, lemma)


def _with_capitals(word: str, lemma: str) -> str:
    """Give the lemma with the capitals of the word."""
    common = 0
    while common < min(len(word), len(lemma)) and word[common].lower() == lemma[common]:
        common += 1
    rest = lemma[common:]
    return straight(word[:common]) + (rest.upper() if word.isupper() and len(word) > 1 else rest)


def unbent(word: str, upos: str, bundle: str) -> Iterator[str]:
    """Give the lemmas that the spelling rules of English allow for a bent word, the likeliest first.

    >>> list(unbent("nominated", "VERB", "Tense=Past|VerbForm=Fin"))
    ['nominate', 'nominat']
    """
    if upos in {"NOUN", "PROPN"} and "Number=Plur" in bundle:
        yield from _without_s(word)
        if word.endswith("men"):
            yield word[:-2] + "an"
    elif upos in {"VERB", "AUX"}:
        if "Tense=Past" in bundle and word.endswith("ied"):
            yield word[:-3] + "y"
        elif "Tense=Past" in bundle and word.endswith("ed"):
            yield from _without(word[:-2])
        elif word.endswith("ing") and ("VerbForm=Part" in bundle or "VerbForm=Ger" in bundle):
            yield from _without(word[:-3])
        elif "Person=3" in bundle or ("Tense=Pres" in bundle and "Number=Sing" in bundle):
            yield from _without_s(word)
        elif "VerbForm=Inf" in bundle or "Tense=Pres" in bundle:
            yield word
    elif upos in {"NOUN", "PROPN"} or "Degree=Pos" in bundle:
        yield word
    elif "Degree=Cmp" in bundle and word.endswith("er"):
        yield from [word[:-3] + "y"] if word.endswith("ier") else _without(word[:-2])
    elif "Degree=Sup" in bundle and word.endswith("est"):
        yield from [word[:-4] + "y"] if word.endswith("iest") else _without(word[:-3])


def _without_s(word: str) -> Iterator[str]:
    """Give what may stand before a plural's or a third person's s."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        yield word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("ves"):
        yield word[:-3] + "f"
        yield word[:-3] + "fe"


def _without(stem: str) -> Iterator[str]:
    """Give what may stand before an ending that begins with a vowel: "e" lost, or a letter doubled."""
    double = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    if double and stem[-1] not in "lsz":
        yield stem[:-1]
    # One vowel before one consonant asks for a silent e ("hop-ed" would be "hopped"), two consonants do not.
    silent = (
        len(stem) > 2
        and stem[-1] not in _VOWELS | set("wxy")
        and stem[-2] in _VOWELS
        and stem[-3] not in _VOWELS
    )
    silent = silent or stem.endswith(("v", "c", "u", "z", "rs", "ns", "rg", "dg"))
    yield stem + "e" if silent else stem
    yield stem if silent else stem + "e"
    if double and stem[-1] in "lsz":
        yield stem[:-1]


def irregular_scripts(language: str, bundles: Sequence[str]) -> dict[str, str]:
    """Give the scripts of past forms that no rule undoes ("withdrew"), which training may not have seen."""
    path = files("detente") / "data" / "lexicons" / language / "gate.toml"
    forms = tomllib.loads(path.read_text(encoding="utf-8"))["irregular"] if path.is_file() else {}
    present = ("Tense=Pres", "VerbForm=Inf", "Mood=Imp")
    past = [bundle for bundle in bundles if not any(mark in bundle for mark in present)]
    return {
        key(form, "VERB", bundle): script_of(form, lemma)
        for lemma, written in forms.items()
        for form in written
        if not form.endswith("ing")
        for bundle in past
    }
