from __future__ import annotations

import gzip
import ssl
import time
import zlib

import pytest

from detente.model.errors import UnreadableError
from detente.reading.fetching import exchange as exchanging
from detente.reading.fetching.client import Client, Manners
from detente.reading.fetching.exchange import FetchError
from tests.reading.fetching.conftest import HOST, answer, drip

OPEN = answer("User-agent: *\nAllow: /\n", kind="text/plain")


def test_a_page_comes_with_its_headers(server, client):
    server.put("/a", answer("<p>Norland agreed.</p>", ETag='"1"'))
    came = client.get(server.url("/a"))
    assert (came.status, came.body, came.headers["etag"]) == (200, b"<p>Norland agreed.</p>", '"1"')


def test_every_request_names_the_program_and_whom_to_ask(server, client):
    server.put("/a", answer("x"))
    client.manners = Manners(intranet=frozenset({HOST}), contact="me@desk.example\r\nX: y")
    client.get(server.url("/a"))
    assert all("detente" in head and "me@desk.exampleX: y" in head for head in server.heads)
    assert all("\r\nX: y" not in head for head in server.heads)


def test_what_robots_txt_closes_is_not_asked_for(server, client):
    server.put("/robots.txt", answer("User-agent: *\nDisallow: /private\n", kind="text/plain"))
    server.put("/private/a", answer("x"))
    with pytest.raises(FetchError, match=r"robots\.txt") as trouble:
        client.get(server.url("/private/a"))
    assert not trouble.value.again
    assert server.articles == []


def test_a_rule_for_this_program_goes_before_the_general_one(server, client):
    server.put("/robots.txt", answer("User-agent: detente\nDisallow: /\n\nUser-agent: *\nAllow: /\n"))
    with pytest.raises(FetchError):
        client.get(server.url("/a"))


def test_robots_txt_is_asked_for_once(server, client):
    server.put("/robots.txt", OPEN)
    for path in ("/a", "/b"):
        server.put(path, answer("x"))
        client.get(server.url(path))
    assert server.asked.count("/robots.txt") == 1


def test_a_site_whose_robots_txt_fails_is_left_alone(server, client):
    server.put("/robots.txt", answer(status="503 Busy"))
    server.put("/a", answer("x"))
    with pytest.raises(FetchError, match="cannot be had") as trouble:
        client.get(server.url("/a"))
    assert trouble.value.again
    assert server.articles == []


def test_a_robots_txt_full_of_stars_is_matched_in_good_time(server, client):
    rule = "Disallow: /" + "*a" * 900 + "b"
    server.put("/robots.txt", answer(f"User-agent: *\n{rule}\n" * 200))
    start = time.perf_counter()
    with pytest.raises(FetchError):
        client.get(server.url("/" + "a" * 1900))
    assert time.perf_counter() - start < 5


def test_pages_of_a_host_are_asked_for_one_after_the_other_with_a_rest(server, client, clock):
    for path in ("/a", "/b", "/c"):
        server.put(path, answer("x"))
        client.get(server.url(path))
    assert clock.slept == [2.0, 2.0, 2.0]  # robots.txt comes first


def test_a_longer_rest_that_the_site_asks_for_is_kept_within_reason(server, client, clock):
    server.put("/robots.txt", answer("User-agent: *\nCrawl-delay: 7\n"))
    for path in ("/a", "/b"):
        server.put(path, answer("x"))
        client.get(server.url(path))
    assert clock.slept == [2.0, 7.0]


def test_a_server_that_is_busy_is_asked_again_after_the_time_it_names(server, client, clock):
    server.put("/a", answer(status="429 Slow", Retry_After="30"), answer("x"))
    assert client.get(server.url("/a")).body == b"x"
    assert 30.0 in clock.slept


def test_a_server_that_stays_busy_is_given_up_with_what_to_do(server, client):
    server.put("/a", answer(status="503 Busy"))
    with pytest.raises(FetchError, match="also after 3 tries; try again later") as trouble:
        client.get(server.url("/a"))
    assert trouble.value.again
    assert server.articles == ["/a"] * 3


def test_a_server_that_asks_for_a_day_of_rest_gets_it(server, client, clock):
    server.put("/a", answer(status="503 Busy", Retry_After="86400"))
    with pytest.raises(FetchError):
        client.get(server.url("/a"))
    assert server.articles == ["/a"]
    assert max(clock.slept) <= 2.0


def test_a_page_that_is_gone_is_asked_for_once(server, client):
    with pytest.raises(FetchError, match="answers 404") as trouble:
        client.get(server.url("/gone"))
    assert not trouble.value.again
    assert server.articles == ["/gone"]


def test_redirects_are_followed_and_the_last_address_told(server, client):
    server.put("/a", answer(status="301 Moved", Location="/b"))
    server.put("/b", answer(status="302 Found", Location=server.url("/c")))
    server.put("/c", answer("x"))
    assert client.get(server.url("/a")).url == server.url("/c")


def test_a_ring_of_redirects_is_left(server, client):
    server.put("/a", answer(status="301 Moved", Location="/a"))
    with pytest.raises(FetchError, match="sends on more than"):
        client.get(server.url("/a"))


@pytest.mark.parametrize(
    "target",
    [
        *(
            "http://169.254.169.254/latest/meta-data/",
            "http://localhost:1/",
            "http://[::1]/",
            "http://10.0.0.1/",
        ),
        *("http://[::ffff:169.254.169.254]/", "http://[64:ff9b::a9fe:a9fe]/", "http://2130706433/"),
        *("file:///etc/passwd", "ftp://a.example/", "gopher://127.0.0.1:1/", "//user:pass@a.example/"),
    ],
)
def test_a_redirect_into_a_network_or_to_another_kind_of_address_is_refused(server, client, target):
    server.put("/a", answer(status="302 Found", Location=target))
    with pytest.raises(UnreadableError, match=r"inside a network|no address"):
        client.get(server.url("/a"))


def test_a_name_that_means_something_else_a_moment_later_gains_nothing(server, clock):
    meanings = iter(["10.0.0.1"] * 9)
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.215.14"] if len(asked) == 1 else [next(meanings)]

    client = Client(manners=Manners(tries=1, seconds=1), clock=clock, sleep=clock.sleep, resolve=resolve)
    connected: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], timeout: float) -> None:
        connected.append(address)
        raise OSError("no network in tests")

    original = exchanging.socket.create_connection
    exchanging.socket.create_connection = connect  # type: ignore[assignment]
    try:
        with pytest.raises(UnreadableError):
            client.get("http://rebind.example/a")
    finally:
        exchanging.socket.create_connection = original
    assert connected == [("93.184.215.14", 80)]  # the number that was checked, never the name


def test_every_hop_is_resolved_and_checked_anew(server, client):
    answers = iter([[HOST], [HOST], ["10.0.0.1"]])
    client.resolve = lambda host, port: next(answers)
    client.manners = Manners(intranet=frozenset({HOST}), delay=0.5)
    server.put("/a", answer(status="302 Found", Location=f"http://other.example:{server.port}/b"))
    with pytest.raises(UnreadableError, match=r"other\.example.*10\.0\.0\.1"):
        client.get(server.url("/a"))


def test_where_the_first_number_does_not_answer_the_next_is_asked(server, client):
    client.resolve = lambda host, port: ["127.0.0.2", HOST]
    server.put("/a", answer("x"))
    assert client.get(server.url("/a")).body == b"x"


def test_an_endless_answer_is_cut_at_the_limit(server, client):
    def endless(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    server.put("/a", endless)
    with pytest.raises(FetchError, match=r"more than 1\.0 MB"):
        client.get(server.url("/a"))


def test_an_answer_that_drips_is_cut_at_the_deadline(server, client):
    client.manners = Manners(intranet=frozenset({HOST}), seconds=1, tries=1)
    server.put("/robots.txt", OPEN)
    server.put("/a", drip)
    start = time.perf_counter()
    with pytest.raises(FetchError, match="took more than 1 s"):
        client.get(server.url("/a"))
    assert time.perf_counter() - start < 4


def test_headers_that_drip_or_never_end_are_cut(server, client):
    client.manners = Manners(intranet=frozenset({HOST}), seconds=1, tries=1)
    server.put("/robots.txt", OPEN)

    def continues(connection):
        while True:
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            time.sleep(0.01)

    def long(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X-A: " + b"a" * 60_000 + b"\r\n")

    for path, content in (("/a", continues), ("/b", long)):
        server.put(path, content)
        start = time.perf_counter()
        with pytest.raises(FetchError):
            client.get(server.url(path))
        assert time.perf_counter() - start < 4


@pytest.mark.parametrize("length", ["500", "-5", "x", "99999999999999999999"])
def test_a_wrong_length_does_no_harm(server, client, length):
    client.manners = Manners(intranet=frozenset({HOST}), tries=1, seconds=3, limit=1_000_000)
    server.put("/a", answer("<p>Norland agreed.</p>", Content_Length=length))
    try:
        came = client.get(server.url("/a"))
    except FetchError as trouble:
        assert trouble.again
    else:
        assert came.body == b"<p>Norland agreed.</p>"


def test_an_answer_cut_short_is_told(server, client):
    client.manners = Manners(intranet=frozenset({HOST}), tries=1)
    server.put("/a", answer("x" * 100, Content_Length="500"))
    with pytest.raises(FetchError, match="400 bytes before the length"):
        client.get(server.url("/a"))


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_packed_answer_is_unpacked_and_a_bomb_is_not(server, client, packing):
    pack = gzip.compress if packing == "gzip" else zlib.compress
    server.put("/a", answer(pack(b"<p>Norland agreed.</p>"), Content_Encoding=packing))
    assert client.get(server.url("/a")).body == b"<p>Norland agreed.</p>"
    server.put("/b", answer(pack(b"\0" * 50_000_000), Content_Encoding=packing))
    with pytest.raises(FetchError, match="unpacks to"):
        client.get(server.url("/b"))


@pytest.mark.parametrize(
    ("packing", "body"), [("gzip", b"no gzip"), ("deflate", b"no"), ("br", b"x"), ("zstd", b"x")]
)
def test_an_answer_in_a_wrong_packing_is_told(server, client, packing, body):
    server.put("/a", answer(body, Content_Encoding=packing))
    with pytest.raises(FetchError):
        client.get(server.url("/a"))


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\0\0", b"HTTP/9.9 999999 x\r\n\r\n", b"Norland", b"HTTP/1.1 200 OK\r\n" + b"A" * 70_000],
)
def test_what_is_no_answer_is_told(server, client, content):
    client.manners = Manners(intranet=frozenset({HOST}), tries=1, seconds=3)
    server.put("/robots.txt", OPEN)
    server.put("/a", content)
    with pytest.raises(FetchError):
        client.get(server.url("/a"))


def test_a_certificate_that_does_not_hold_ends_it(server, client):
    client.manners = Manners(intranet=frozenset({HOST}), seconds=1, tries=1)
    with pytest.raises(UnreadableError):
        client.get(server.url("/a").replace("http:", "https:"))
    context = exchanging._context()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
