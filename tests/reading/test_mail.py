from __future__ import annotations

import base64
from datetime import date

from tests.reading.samples import FIRST, SECOND, STORY, THIRD, mail


def test_a_newsletter_gives_subject_sender_and_day(read, write):
    html = f"<table><tr><td><h1>Morning</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></td></tr></table>"
    ((document,), troubles) = read(write("a.eml", mail(html=html)))
    assert troubles == []
    assert document.text == "\n".join(("Morning", *STORY))
    assert (document.title, document.publisher) == ("The border opens", "The Harbour Post")
    assert document.date == date(2026, 3, 2)
    assert dict(document.found)["publisher"] == "mail header"


def test_a_plain_mail_wrapped_by_hand_gives_whole_paragraphs(read, write):
    import textwrap

    plain = "\n\n".join(textwrap.fill(text, 62) for text in STORY)
    ((document,), _) = read(write("a.eml", mail(plain=plain)))
    assert document.text == "\n".join(STORY)


def test_a_picture_with_a_caption_gives_way_to_the_plain_part(read, write):
    ((document,), _) = read(write("a.eml", mail(plain="\n\n".join(STORY), html="<img src=a><p>Pictures</p>")))
    assert document.text == "\n".join(STORY)


def test_encoded_headers_are_read(read, write):
    content = mail(plain=FIRST, Subject="=?utf-8?q?Fafr=C3=A9_Camara?=")
    content = content.replace(b"=?unknown-8bit", b"=?utf-8")
    assert read(write("a.eml", content))[0][0].title == "Fafré Camara"


def test_lines_that_belong_to_every_newsletter_are_no_text(read, write):
    html = f"<p>View this email in your browser</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>" + (
        "<p>You are receiving this email because you signed up on our site.</p><p>Unsubscribe</p>"
    )
    ((document,), _) = read(write("a.eml", mail(html=html)))
    assert document.text == "\n".join(STORY)


def test_attached_files_and_mails_are_left_alone(read, write):
    from email import message_from_bytes, policy

    message = message_from_bytes(mail(plain=FIRST), policy=policy.default)
    message.add_attachment(b"<p>attacked</p>", maintype="text", subtype="html", filename="a.html")  # type: ignore[attr-defined]
    ((document,), _) = read(write("a.eml", message.as_bytes()))
    assert document.text == FIRST


def test_a_thousand_parts_inside_each_other_are_contained(read, write):
    content = b"From: a@b.example\r\nMIME-Version: 1.0\r\n"
    for depth in range(1500):
        content += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (depth, depth)
    documents, troubles = read(write("a.eml", content + b"Content-Type: text/plain\r\n\r\nNorland agreed."))
    assert len(documents) + len(troubles) == 1


def test_what_is_no_mail_is_reported(read, write):
    assert "no e-mail" in read(write("a.eml", "\n\nNorland agreed with Sudoria."))[1][0].message


def test_what_senders_call_an_encoding_is_read_as_the_wider_one(read, write):
    subject = base64.b64encode("边境开放，镕基出访".encode("gb18030")).decode()
    body = f"{'两国部长周一在首都会晤，签署协议。' * 3}镕".encode("gb18030")
    head = (
        f"From: a@post.example\nSubject: =?gb2312?B?{subject}?=\nContent-Type: text/plain; charset=gb2312\n\n"
    )
    ((document,), troubles) = read(write("a.eml", head.encode() + body))
    assert troubles == []
    assert document.title == "边境开放，镕基出访"
    assert document.text.startswith("两国部长周一在首都会晤") and document.text.endswith("镕")


def test_a_letter_cut_in_two_spoils_no_mail(read, write):
    text = "Граница открыта. Министры двух стран встретились в столице и подписали соглашение. " * 12
    head = b"From: a@post.example\nSubject: A\nContent-Type: text/plain; charset=utf-8\n\n"
    ((document,), troubles) = read(write("a.eml", head + text.encode() + "я".encode()[:1] + b"\n"))
    assert troubles == []
    assert document.text.startswith("Граница открыта.")
    assert document.language == "ru"


def test_a_header_in_an_encoding_nobody_knows_stays_as_it_is(read, write):
    head = b"From: a@post.example\nSubject: =?no-such?B?QQ==?=\nContent-Type: text/plain\n\n"
    ((document,), _) = read(write("a.eml", head + STORY[0].encode()))
    assert document.title == "=?no-such?B?QQ==?="


def test_a_page_in_no_named_encoding_keeps_the_letters_of_its_language(read, write):
    text = (
        "Martedì il ministro è arrivato nella capitale: l'accordo sarà firmato, ma più tardi, venerdì. " * 8
    )
    head = b"From: a@post.example\nSubject: A\nContent-Type: text/html\n\n<p>"
    ((document,), troubles) = read(write("a.eml", head + text.encode("cp1252") + b"</p>"))
    assert troubles == []
    assert "Martedì il ministro è arrivato" in document.text and "più tardi, venerdì" in document.text
