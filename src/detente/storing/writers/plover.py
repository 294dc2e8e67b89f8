"""PLOVER's own JSON form: one object for each event that the ontology has a type for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from detente.storing.cleaning import visible, whole
from detente.storing.context import Context, rows_of
from detente.storing.sheets import Sheet


def write_plover(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write JSON Lines with the keys of PLOVER; acts that it has no type for are left out."""
    row_of = rows_of(
        sheet, "id", "plover", "mode", "source", "target", "day", "modality", "quote", "document"
    )
    number = 0
    with path.open("w", encoding="utf-8") as file:
        for item in items:
            row = row_of(item)
            if row["plover"]:
                number += 1
                entry = {
                    key: value for key, value in _entry(row, context).items() if value not in (None, [], "")
                }
                file.write(visible(whole(json.dumps(entry, ensure_ascii=False))) + "\n")
    return number


def _entry(row: dict[str, Any], context: Context) -> dict[str, Any]:
    about = context.about
    ended = row["last_day"] if row["last_day"] != row["day"] else None
    cited = {"url": row.get("url"), "publisher": row.get("publisher") or row.get("publishers"),
             "title": row.get("title"),
             "date": row.get("published") or row.get("first_published")}  # fmt: skip
    return {
        "id": row["id"],
        "has_event": True,
        "date": row["day"],
        "enddate": ended,
        "actor": _parties(row["source"]),
        "recipient": _parties(row["target"]),
        "event": [row["plover"]],
        "event_loc": row["place"],
        "event_text": row.get("trigger"),
        "quad_code": row["quad"],
        "event_scale": row["score"],
        "mode": [row["mode"]] if row["mode"] else [],
        "link": row["document"],
        "text": row["quote"],
        "text_info": {"modality": row["modality"], "rule": row.get("rule"), "start": row.get("start"),
                      "end": row.get("end"), "reciprocal": row["reciprocal"],
                      "confidence": row["confidence"]},
        "cite_info": {key: value for key, value in cited.items() if value},
        "coder": "; ".join((f"detente {about.version}", f"model {about.model}", f"wordings {about.lexicon}")),
        "coded_date": context.about.made.isoformat(),
        "comment": context.about.query,
    }  # fmt: skip


def _parties(codes: str | None) -> list[dict[str, str]]:
    return [{"code": code} for code in (codes or "").split("|") if code]
