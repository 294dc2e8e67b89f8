"""The parsing process: reads questions on standard input and answers on standard output, until either closes.

Only :mod:`detente.reading.extractor` starts it. It may be killed at any moment.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import json
import math
import sys
import time
from types import MappingProxyType
from typing import cast

from detente.reading.framing import read_frame, write_frame

KINDS = MappingProxyType(
    {
        "page": ("parsing", "parse_page"),
        "fragment": ("parsing", "parse_fragment"),
        "feed": ("parsing", "parse_feed"),
        "pdf": ("parsing_pdf", "parse_pdf"),
        "docx": ("parsing_docx", "parse_docx"),
        "mail": ("parsing_mail", "parse_mail"),
        "mhtml": ("parsing_mail", "parse_mhtml"),
        "sitemap": ("parsing_lists", "parse_sitemap"),
        "opml": ("parsing_lists", "parse_opml"),
        "rtf": ("parsing_rtf", "parse_rtf"),
    }
)
"""What can be asked: the module and function that answer, loaded at the first question of its kind."""
_MEMORY = 2 << 30
"""Bytes of address space; the largest allowed page takes about 0.5 GB."""


def answer(question: dict[str, object], payload: bytes) -> dict[str, object]:
    """Parse one payload; what goes wrong is told in the key ``error``."""
    module, name = KINDS[str(question["kind"])]
    url = question.get("url")
    try:
        parse = getattr(importlib.import_module(f"detente.reading.{module}"), name)
        return cast(dict[str, object], parse(payload, url if isinstance(url, str) else None))
    except MemoryError:
        return {"error": "it needs too much memory"}
    except Exception as trouble:  # any page may break any library; the caller names the page and goes on
        return {"error": f"{type(trouble).__name__}: {trouble}"[:200]}


def limit_memory() -> None:
    """Bound the memory of this process where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a worker that is ended leaves no image of itself
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def limit_work(seconds: float) -> None:
    """Let the system end this process after so many seconds of work, also inside C; waiting is free."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), most))


def main() -> None:
    """Serve until standard input ends."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break the frames
    limit_memory()
    from detente.reading import parsing

    parsing.warm_up()
    write_frame(answers, b"ready")
    while (head := read_frame(questions)) is not None and (payload := read_frame(questions)) is not None:
        question = json.loads(head)
        limit_work(float(question["deadline"]))
        # should the reading process be gone while a page hangs inside C, this ends the worker all the same
        faulthandler.dump_traceback_later(2 * float(question["patience"]) + 5, exit=True)
        reply = answer(question, payload)
        faulthandler.cancel_dump_traceback_later()
        write_frame(answers, json.dumps(reply).encode("ascii"))


if __name__ == "__main__":
    main()
