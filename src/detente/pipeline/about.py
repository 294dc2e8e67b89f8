"""What detente is made of, and how to cite it."""

from __future__ import annotations

from detente import __version__


def versions() -> dict[str, str]:
    """Give the versions of code, model and wordings."""
    from detente.coding.standard import load_coder

    coder = load_coder("en")
    return {"detente": __version__, "model": coder.model_hash, "lexicon": coder.lexicon_hash}


def citation() -> str:
    """Give how to cite the tool and what lies inside it."""
    lines = [
        f"detente {__version__}: the record of relations between states [software].",
        "",
        "It stands on: Universal Dependencies English EWT and GUM (treebanks), MiniLM (Wang et al. 2020),",
        "PLOVER 2.0 (Open Event Data Alliance) and CAMEO (Schrodt 2012). In a text, give the dossier's",
        "as-of day and the versions that `detente version` prints; they stand in every dossier.",
    ]
    return "\n".join(lines)
