from __future__ import annotations

from datetime import date

from tests.reading.samples import FIRST, SECOND, THIRD, mail, mailbox


def test_each_mail_of_a_mailbox_is_a_document(read, write):
    content = mailbox(mail(plain=FIRST), mail(plain=SECOND, Subject="Second"))
    documents, troubles = read(write("a.mbox", content))
    assert troubles == []
    assert [(one.text, one.title) for one in documents] == [(FIRST, "The border opens"), (SECOND, "Second")]
    assert (documents[0].publisher, documents[0].date) == ("The Harbour Post", date(2026, 3, 2))
    assert documents[1].origin.endswith("a.mbox#2")


def test_a_line_that_begins_with_from_parts_no_mail(read, write):
    plain = f"{FIRST}\n\nFrom here on all was well, they said in 2026.\n\nFrom 2026 on, {SECOND}"
    documents, _ = read(write("a.mbox", mailbox(mail(plain=plain))))
    assert len(documents) == 1
    assert "From here on" in documents[0].text


def test_a_mail_that_is_too_large_is_told_and_the_next_is_read(read, write):
    content = mailbox(mail(plain=FIRST), mail(plain="Norland agreed.\n" * 5000), mail(plain=THIRD))
    documents, troubles = read(write("a.mbox", content), limit_bytes=10_000)
    assert [one.text for one in documents] == [FIRST, THIRD]
    assert "is larger than" in troubles[0].message
    assert troubles[0].origin.endswith("#2")


def test_a_line_without_end_is_no_more_than_a_mail_that_is_too_large(read, write):
    content = mailbox(mail(plain=FIRST), b"Subject: x\n\n" + b"a" * 100_000 + b"\n", mail(plain=THIRD))
    documents, troubles = read(write("a.mbox", content), limit_bytes=10_000)
    assert [one.text for one in documents] == [FIRST, THIRD]
    assert len(troubles) == 1


def test_what_is_no_mailbox_is_refused(read, write):
    assert "is no mailbox" in read(write("a.mbox", FIRST))[1][0].message


def test_a_mailbox_without_ending_is_known_by_its_first_line(read, write):
    assert len(read(write("Inbox", mailbox(mail(plain=FIRST))))[0]) == 1
