"""Parse hostile markup in a process of its own, killed at a deadline.

lxml can hang inside C for minutes on a tag with 200,000 attributes, where no signal reaches it; so no
markup is parsed in this process. One worker serves all pages and is started anew after it had to be killed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from detente.model.errors import UnreadableError
from detente.reading.framing import read_frame, write_frame

DEADLINE = 10.0
"""Seconds for one page. The slowest of 181 benchmark pages takes 0.4 s; the worst honest page that fits the
size limit (all text, no rubbish) about 5 s."""
_PATIENCE = 6.0
"""Times its deadline that a page may take where the machine has other work to do; the deadline itself counts
the parser's own work alone, so that a busy machine gives up no page that an idle one reads."""
_START_DEADLINE = 120.0
_OVERWORKED = -getattr(signal, "SIGXCPU", 0)
"""How a worker ends that has worked too long; 0 on systems that know no such limit."""
_RENEWED_AFTER = 2000
"""Pages after which a worker is replaced, so that what the libraries keep cannot pile up."""


class Extractor:
    """A worker process that is started at the first question; use it as a context manager.

    Parameters
    ----------
    deadline
        Seconds of work after which a page is given up.
    """

    def __init__(self, *, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    def __enter__(self) -> Extractor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, kind: str, payload: bytes, *, url: str | None = None) -> dict[str, object]:
        """Parse `payload` as ``page``, ``fragment`` (UTF-8 both) or ``feed`` (any encoding).

        Raises
        ------
        UnreadableError
            If the parser fails on it, breaks down or is not done by the deadline.
        """
        if self._asked >= _RENEWED_AFTER:
            self.close()
        process = self._process or self._start()
        self._asked += 1
        patience = self._deadline * (_PATIENCE if _OVERWORKED else 1)
        question = json.dumps({"kind": kind, "url": url, "deadline": self._deadline, "patience": patience})
        reply, late = self._exchange(process, (question.encode(), payload), patience)
        if late or (reply is None and process.returncode == _OVERWORKED):
            raise UnreadableError(
                f"took the parser more than {self._deadline:g} s and was given up; its markup is broken "
                "or hostile (save the article's text as .txt)"
            )
        if reply is None:
            raise UnreadableError(
                "broke the parser; its markup is broken or hostile (save the article's text as .txt)"
            )
        answer = cast(dict[str, object], json.loads(reply))
        if "error" in answer:
            raise UnreadableError(f"cannot be parsed ({answer['error']}); save the article's text as .txt")
        return answer

    def close(self) -> None:
        """End the worker; a later question starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was not yet written to the dead worker is lost, as it should be
                    continue
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        root = str(Path(__file__).resolve().parents[2])
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        process = subprocess.Popen(
            # -P: the working folder, which may be the corpus, must not offer modules
            [sys.executable, "-P", "-m", "detente.reading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        self._process, self._asked = process, 0
        ready, _ = self._exchange(process, (), _START_DEADLINE)
        if ready is None:
            raise UnreadableError(
                "cannot be parsed, since the parsing process does not start; check the installation with: "
                f"{sys.executable} -c 'import trafilatura, feedparser'"
            )
        return process

    def _exchange(
        self, process: subprocess.Popen[bytes], frames: tuple[bytes, ...], deadline: float
    ) -> tuple[bytes | None, bool]:
        """Send frames and wait for one; give it (None: worker gone) and whether it came too late."""
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(deadline, give_up)
        timer.daemon = True
        timer.start()
        try:
            for frame in frames:
                write_frame(cast(BinaryIO, process.stdin), frame)
            reply = read_frame(cast(BinaryIO, process.stdout))
        except OSError:
            reply = None
        finally:
            timer.cancel()
            timer.join()
        if reply is None or late.is_set():
            self.close()
        return reply, late.is_set() and reply is None
