from __future__ import annotations

from tests.reading.samples import FIRST, SECOND, THIRD, docx, run, zipped


def test_paragraphs_and_title_are_read(read, write):
    content = docx([("Title", run("The border opens")), ("Normal", run(FIRST)), ("Normal", run(SECOND))])
    ((document,), troubles) = read(write("a.docx", content))
    assert troubles == []
    assert (document.title, document.text) == ("The border opens", f"{FIRST}\n{SECOND}")


def test_inserted_and_linked_words_count_and_deleted_ones_do_not(read, write):
    inside = (
        f"<w:ins>{run('Norland ')}</w:ins><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        f"<w:hyperlink>{run('agreed with Sudoria')}</w:hyperlink>{run(' on fishing rights.')}"
    )
    ((document,), _) = read(write("a.docx", docx([("", inside)])))
    assert document.text == "Norland agreed with Sudoria on fishing rights."


def test_a_text_box_is_told_once(read, write):
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:p>{run(THIRD)}</w:p>"
    inside = (
        f"<w:r><mc:AlternateContent {spaces}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    )
    inside += "</mc:AlternateContent></w:r>"
    ((document,), _) = read(write("a.docx", docx([("", run(FIRST)), ("", inside)])))
    assert document.text == f"{FIRST}\n{THIRD}"


def test_a_bomb_is_refused(read, write):
    bomb = docx([("", run("Norland. " * 6_000_000))])
    assert len(bomb) < 1_000_000
    documents, troubles = read(write("a.docx", bomb))
    assert documents == []
    assert "unpacks to more than 40 MB" in troubles[0].message


def test_an_entity_bomb_and_an_outside_entity_give_nothing(read, write):
    secret = write("secret.txt", "the secret words of Norland")
    entities = '<!ENTITY a "Norland attacked. ">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    body = docx([("", run(f"{FIRST} &i; &s;"))])
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        document = archive.read("word/document.xml").decode()
    kind = f'<!DOCTYPE w [{entities}<!ENTITY s SYSTEM "file://{secret}">]>'
    documents, troubles = read(
        write("a.docx", zipped({"word/document.xml": (kind + document).encode(), "[Content_Types].xml": b""}))
    )
    assert sum(len(document.text) for document in documents) < 10_000
    assert all("secret" not in document.text for document in documents)
    assert documents or troubles


def test_what_is_no_word_file_is_reported(read, write):
    assert "no sound Word file" in read(write("a.docx", b"PK\x03\x04rest"))[1][0].message
    assert "no Word file" in read(write("b.docx", zipped({"a.txt": b"x"})))[1][0].message
