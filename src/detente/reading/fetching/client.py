"""A polite client: it keeps to robots.txt, waits between pages of a host, and tries again with patience."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin

from detente.reading.fetching.addresses import Place, Resolve, find_numbers, parse_address, resolve_host
from detente.reading.fetching.exchange import Answer, FetchError, exchange
from detente.reading.fetching.robots import LIMIT_BYTES, Rules, parse_robots

_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_MOST_REDIRECTS = 8
_LONGEST_PATIENCE = 120.0
"""Seconds that a server may ask to be left alone before this run gives a page up."""
_ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
    "application/pdf;q=0.9, application/xml;q=0.8, text/plain;q=0.7, */*;q=0.1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How to behave on the network.

    Attributes
    ----------
    contact
        An address under which the operator of a site may reach the user; sent with every request.
    delay
        Seconds between two pages of one host; a longer wait that the host asks for goes first.
    tries
        How often a page is asked for that fails in a way that may pass.
    seconds
        For one answer as a whole.
    limit
        Bytes of one answer.
    intranet
        Hosts inside the user's own network that may be asked.
    """

    contact: str = ""
    delay: float = 2.0
    tries: int = 3
    seconds: float = 60.0
    limit: int = 20_000_000
    intranet: frozenset[str] = frozenset()

    @property
    def agent(self) -> str:
        """Give the name sent with every request."""
        contact = "".join(letter for letter in self.contact if letter.isprintable() and letter.isascii())
        return f"{_program()} (reads news for research{'; ' + contact if contact else ''})"


@dataclass(slots=True, kw_only=True)
class Client:
    """Fetches one page after the other; clock, sleep and resolver can be replaced for tests."""

    manners: Manners = field(default_factory=Manners)
    resolve: Resolve = resolve_host
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _rules: dict[str, Rules] = field(default_factory=dict)
    _free: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, *, known: Mapping[str, str] | None = None) -> Answer:
        """Give the answer of an address, after redirects; status 200, or 304 where `known` still holds.

        Raises
        ------
        UnreadableError
            If the address may not be fetched or gives no page; FetchError tells whether a later try may.
        """
        place = parse_address(url)
        for _ in range(_MOST_REDIRECTS + 1):
            rules = self._rules_of(place)
            if not rules.allow(place.url):
                raise FetchError(
                    "its robots.txt cannot be had, so nothing of the site is fetched; try again later"
                    if rules.closed
                    else "the site's robots.txt asks machines to leave this page alone; save it by hand",
                    again=rules.closed,
                )
            answer = self._patiently(place, known or {}, delay=rules.delay)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                break
            place = parse_address(urljoin(place.url, target))
        else:
            raise FetchError(f"sends on more than {_MOST_REDIRECTS} times", again=False)
        if answer.status != 200 and not (answer.status == 304 and known):
            raise FetchError(f"the server answers {answer.status} instead of a page", again=False)
        return answer

    def _rules_of(self, place: Place) -> Rules:
        """Give the rules of a site; they are fetched once a run."""
        if place.origin not in self._rules:
            self._rules[place.origin] = self._fetch_rules(place)
        return self._rules[place.origin]

    def _fetch_rules(self, place: Place) -> Rules:
        robots = parse_address(f"{place.origin}/robots.txt")
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                answer = self._patiently(robots, {}, delay=0.0, limit=4 * LIMIT_BYTES)
                target = answer.headers.get("location")
                if answer.status not in _REDIRECTS or not target:
                    break
                robots = parse_address(urljoin(robots.url, target))
        except FetchError:
            return Rules(closed=True)
        if answer.status == 200:
            return parse_robots(answer.body)
        return Rules(closed=answer.status >= 500)

    def _patiently(
        self, place: Place, known: Mapping[str, str], *, delay: float, limit: int | None = None
    ) -> Answer:
        """Ask until there is an answer, or no try is left."""
        for number in range(1, self.manners.tries + 1):
            self._wait_turn(place.host, delay)
            try:
                answer = self._ask(place, known, limit or self.manners.limit)
                if answer.status not in _AGAIN:
                    return answer
                trouble = FetchError(
                    f"the server answers {answer.status}, also after {number} tries; try again later",
                    again=True,
                    after=_asked_wait(answer.headers.get("retry-after")),
                )
            except FetchError as failed:
                trouble = failed
            if not trouble.again or trouble.after > _LONGEST_PATIENCE or number == self.manners.tries:
                break
            self.sleep(max(trouble.after, 2.0**number))
        raise trouble

    def _ask(self, place: Place, known: Mapping[str, str], limit: int) -> Answer:
        numbers = find_numbers(place, intranet=self.manners.intranet, resolve=self.resolve)
        headers = {
            "User-Agent": self.manners.agent,
            "Accept": _ACCEPTED,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **known,
        }
        return exchange(place, numbers, headers, limit=limit, seconds=self.manners.seconds)

    def _wait_turn(self, host: str, delay: float) -> None:
        """Wait until the host has had its rest."""
        rest = self._free.get(host, 0.0) - self.clock()
        if rest > 0:
            self.sleep(rest)
        self._free[host] = self.clock() + max(delay, self.manners.delay)


def _program() -> str:
    try:
        return f"detente/{version('detente')}"
    except PackageNotFoundError:  # run from its sources
        return "detente"


def _asked_wait(value: str | None) -> float:
    """Give the seconds that a Retry-After header asks for; 0 where it asks for none."""
    if value is None:
        return 0.0
    try:
        return max(float(value), 0.0) if value.strip().isdigit() else _seconds_until(value)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _seconds_until(value: str) -> float:
    return max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
