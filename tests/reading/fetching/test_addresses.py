from __future__ import annotations

import pytest

from detente.model.errors import UnreadableError
from detente.reading.fetching.addresses import find_numbers, is_public, parse_address, resolve_host


@pytest.mark.parametrize(
    "number", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"]
)
def test_numbers_of_the_internet_are_public(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "100.100.100.200", "192.0.0.192", "192.88.99.1", "198.18.0.1", "224.0.0.1"),
        *("240.0.0.1", "255.255.255.255", "192.0.2.1", "203.0.113.5"),
        *("::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1", "100::1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
        ),
        *("64:ff9b:1::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001::1", "not a number", ""),
    ],
)
def test_numbers_inside_networks_are_not_public(number):
    assert not is_public(number)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "file:///etc/passwd",
            "ftp://a.example/",
            "gopher://a.example/",
            "data:text/html,x",
            "javascript:1",
        ),
        *(
            "//a.example/",
            "http://",
            "http:///etc/passwd",
            "http://user:pass@a.example/",
            "http://a.example:99999/",
        ),
        *(
            "http://a.example/\r\nX: y\x00",
            "http://[::1",
            "",
            "http://a\u202eb.example/",
            "jar:http://a.example!/",
        ),
    ],
)
def test_what_is_no_plain_address_is_refused(url):
    with pytest.raises(UnreadableError):
        parse_address(url)


def test_an_address_is_taken_apart():
    place = parse_address("https://Bücher.example:443/a b/ü?q=é#top")
    assert (place.scheme, place.host, place.port) == ("https", "xn--bcher-kva.example", 443)
    assert place.target == "/a%20b/%C3%BC?q=%C3%A9"
    assert place.authority == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:7f00:1]",
        "0",
    ],
)
def test_no_way_of_writing_this_machine_is_let_through(host):
    with pytest.raises(UnreadableError):
        find_numbers(parse_address(f"http://{host}/"), intranet=frozenset(), resolve=resolve_host)


def test_one_number_inside_a_network_among_good_ones_is_enough_to_refuse():
    place = parse_address("http://mixed.example/")
    with pytest.raises(UnreadableError, match="lies inside a network"):
        find_numbers(place, intranet=frozenset(), resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_a_host_that_the_user_names_may_lie_inside():
    place = parse_address("http://wiki.example/")
    inside = frozenset({"wiki.example"})
    assert find_numbers(place, intranet=inside, resolve=lambda host, port: ["10.0.0.1"]) == ("10.0.0.1",)
    other = parse_address("http://other.example/")
    with pytest.raises(UnreadableError, match=r"--intranet other\.example"):
        find_numbers(other, intranet=inside, resolve=lambda host, port: ["10.0.0.1"])


def test_a_host_that_does_not_exist_is_told():
    def nowhere(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    with pytest.raises(UnreadableError, match="check the address"):
        find_numbers(parse_address("http://nowhere.example/"), intranet=frozenset(), resolve=nowhere)
