"""Whatever a server sends, an exchange ends with an answer or with a FetchError that says what came."""

from __future__ import annotations

import gzip
import time
import zlib

from hypothesis import HealthCheck, given, settings

from detente.reading.fetching.addresses import parse_address
from detente.reading.fetching.exchange import Answer, FetchError, exchange
from tests.reading.fetching.conftest import HOST, answer
from tests.reading.fuzzing import broken
from tests.reading.samples import page

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
ANSWERS = [
    answer(page()),
    answer(gzip.compress(page().encode()), Content_Encoding="gzip"),
    answer(zlib.compress(page().encode()), Content_Encoding="deflate"),
    answer(status="302 Found", Location="/b"),
    CHUNKED,
    b"HTTP/1.1 100 Continue\r\n\r\n" + answer(b"x"),
]


@settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
@given(data=broken(ANSWERS))
def test_no_broken_answer_breaks_an_exchange(server, data):
    server.put("/a", data)
    start = time.perf_counter()
    try:
        came = exchange(parse_address(server.url("/a")), [HOST], {}, limit=100_000, seconds=3)
    except FetchError as trouble:
        assert str(trouble)
    else:
        assert isinstance(came, Answer)
        assert len(came.body) <= 100_000
    assert time.perf_counter() - start < 20
