from __future__ import annotations

from tests.reading.samples import STORY, mhtml, page


def test_a_page_saved_in_one_file_is_read_with_its_address(read, write):
    ((document,), troubles) = read(write("a.mhtml", mhtml(page())))
    assert troubles == []
    assert document.text == "\n".join(STORY)
    assert document.url == "https://harbour.example/world/border"


def test_it_is_found_by_its_first_bytes(read, write, tmp_path):
    write("saved", mhtml(page()))
    assert len(read(tmp_path)[0]) == 1


def test_one_without_a_page_is_reported(read, write):
    content = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n"
    assert "holds no page" in read(write("a.mht", content))[1][0].message
