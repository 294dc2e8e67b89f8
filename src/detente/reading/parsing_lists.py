"""What runs in the parsing process for sitemaps and for lists of feeds."""

from __future__ import annotations

from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no stubs

_MOST = 50_000
"""Addresses in one sitemap; the protocol allows no more."""


def parse_sitemap(payload: bytes, url: str | None) -> dict[str, object]:
    """Give the addresses of a sitemap or of an index of sitemaps, with what it tells of each page."""
    root = _root(payload)
    if root is None:
        return {"items": []}
    entries = (element for element in root if _name(element) in ("url", "sitemap"))
    return {"items": [_item(entry) for _, entry in zip(range(_MOST), entries, strict=False)]}


def parse_opml(payload: bytes, url: str | None) -> dict[str, object]:
    """Give the feeds of an OPML list, however deep they are grouped."""
    root = _root(payload)
    found: list[dict[str, str]] = []
    for element in () if root is None else root.iter():
        if len(found) == _MOST:
            break
        if _name(element).lower() == "outline":
            values = {str(key).lower(): str(value).strip()[:2000] for key, value in element.attrib.items()}
            if address := values.get("xmlurl"):
                found.append({"loc": address})
    return {"items": found}


def _root(payload: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    return etree.fromstring(payload, parser)


def _item(entry: Any) -> dict[str, str]:
    """Give the leaves of an entry by their local names; the first of each name counts."""
    found = {"kind": _name(entry)}
    for element in entry.iter():
        if not len(element) and element.text and _name(element):
            found.setdefault(_name(element), element.text.strip()[:2000])
    return found


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
