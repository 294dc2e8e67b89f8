from __future__ import annotations

from datetime import date

FIRST = "Norland's government said on Monday that it would send an ambassador to Sudoria before the summer."


def test_markup_is_stripped_and_the_words_of_links_stay(read, write):
    content = (
        "# Envoys *again*\n\n**Norland** sent [an envoy](https://a.example/x_(y)) to `Sudoria`.\n\n"
        "![map](map.png)\n\n> The minister said: _we agree_ on 2\\*3 boats.\n\n"
        "- First item\n- Second [item][1]\n\n"
        "```\ncode()\n```\n\n| a | b |\n|---|---|\n\n[1]: https://b.example\n<!-- hidden -->\n"
    )
    ((document,), _) = read(write("a.md", content))
    assert document.title == "Envoys again"
    assert document.text.split("\n") == [
        "Norland sent an envoy to Sudoria.",
        "The minister said: we agree on 2*3 boats.",
        "First item",
        "Second item",
    ]


def test_front_matter_gives_the_facts(read, write):
    head = "title: 'Envoys'\ndate: 2026-03-02\nauthor: Ada Berg\npublisher: The Harbour Post\ntags: [a, b]"
    content = f"---\n{head}\n---\n\n{FIRST}\n"
    ((document,), _) = read(write("a.md", content))
    assert (document.title, document.date, document.author) == ("Envoys", date(2026, 3, 2), "Ada Berg")
    assert (document.publisher, document.text) == ("The Harbour Post", FIRST)
    assert dict(document.found)["date"] == "header"


def test_front_matter_in_the_other_form_is_read(read, write):
    ((document,), _) = read(write("a.md", f'+++\ntitle = "Envoys"\ndate = 2026-03-02\n+++\n{FIRST}\n'))
    assert (document.title, document.date, document.text) == ("Envoys", date(2026, 3, 2), FIRST)


def test_front_matter_is_never_run(read, write):
    ((document,), _) = read(
        write("a.md", f"---\ntitle: !!python/object/apply:os.system [ls]\n---\n{FIRST}\n")
    )
    assert document.title == "!!python/object/apply:os.system [ls]"


def test_front_matter_without_an_end_is_text(read, write):
    ((document,), _) = read(write("a.md", f"---\ntitle: x\n\n{FIRST}\n"))
    assert FIRST in document.text


def test_wrapped_lines_of_a_paragraph_are_joined(read, write):
    ((document,), _) = read(write("a.md", "Norland sent an envoy\nto Sudoria on Monday.\n\nSudoria agreed."))
    assert document.text == "Norland sent an envoy to Sudoria on Monday.\nSudoria agreed."


def test_scripts_in_markdown_never_reach_the_text(read, write):
    ((document,), _) = read(write("a.md", f"{FIRST}\n\n<script>\nalert('Norland')\n</script>\n"))
    assert document.text == FIRST
