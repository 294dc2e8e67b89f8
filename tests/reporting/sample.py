"""Invented but plausible facts of Mali and Morocco, as measuring would hand them over. Publishers are examples."""

# ruff: noqa: E501 - texts and facts read best on one line each.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from detente.model.actor import Actor, Mention
from detente.model.document import Document, Evidence, Span
from detente.model.dossier import (
    Claim,
    Doubt,
    Facts,
    Promise,
    Rung,
    Source,
    Stamp,
    State,
    Statement,
    ThirdParty,
)
from detente.model.event import Difference, Event, Modality, Part, Precision, Record, Telling, When
from detente.model.outside import Background, Beside, Imported, TypeCount
from detente.model.series import Interval, Point, Series
from detente.model.tie import Step, Tie

MALI = State(iso3="MLI", name="Mali", names=(("fr", "Mali"), ("ar", "مالي")))
MOROCCO = State(iso3="MAR", name="Morocco", names=(("fr", "Maroc"), ("ar", "المغرب")))

# id: (publisher, language, date, title, url, text)
_TEXTS: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "d01": (
        "Example Sahel Daily", "en", "2024-01-25", "Bamako names new envoy to Rabat",
        "https://sahel-daily.example/2024/01/envoy",
        "The cabinet met on Wednesday in Bamako under the president of the transition.\n"
        "Mali appointed Fafré Camara as ambassador to Morocco on 24 January 2024. The post had been vacant for "
        "eleven months, and diplomats in Rabat had called it the oldest gap in the Malian network.\n"
        "Prime Minister Choguel Maïga said Morocco was “a brother and friend” of Mali, and promised that the joint "
        "commission, dormant since 2015, would meet again “before the end of the year”.",
    ),
    "d02": (
        "Journal Exemple du Fleuve", "fr", "2024-01-25", "Diplomatie : Fafré Camara nommé ambassadeur à Rabat",
        "https://fleuve.example/diplomatie/camara-rabat",
        "Réuni en session ordinaire, le conseil des ministres a adopté plusieurs mesures individuelles.\n"
        "Le Mali a nommé Fafré Camara ambassadeur auprès du Royaume du Maroc. Le diplomate, qui fut consul général, "
        "rejoindra son poste en mars. Plus de soixante accords lient les deux pays, selon le ministère.",
    ),
    "d03": (
        "صحيفة المثال المغربية", "ar", "2024-03-12", "السفير المالي يقدم أوراق اعتماده في الرباط",
        "https://mithal.example/2024/03/12/safir",
        "الرباط - استقبل وزير الخارجية السفراء الجدد.\n"
        "قدم السفير المالي فافري كامارا نسخة من أوراق اعتماده إلى وزير الخارجية المغربي يوم الثلاثاء. "
        "وأكد الوزير أن المغرب يقف على مسافة واحدة من جميع الأطراف في مالي.",
    ),
    "d04": (
        "Example Atlantic Review", "en", "2023-12-24", "Four Sahel states back Atlantic plan",
        "https://atlantic-review.example/sahel-four",
        "Foreign ministers of Mali, Burkina Faso, Niger and Chad met in Marrakech on 23 December 2023 and backed the "
        "Atlantic Initiative of King Mohammed VI. They agreed to set up a task force in each capital. Observers "
        "expect a first road survey in 2025.\n"
        "Algeria criticised the plan as “a corridor to nowhere”, a diplomat in Algiers said.",
    ),
    "d05": (
        "Example Sahel Daily", "en", "2022-07-19", "Clinic opens in Sébénikoro",
        "https://sahel-daily.example/2022/07/clinic",
        "The Mohammed VI clinic for mothers and newborns was opened in Bamako in July 2022. Morocco paid 6 billion "
        "francs for the building, officials said. The clinic has sixty beds.",
    ),
    "d06": (
        "Journal Exemple du Fleuve", "fr", "2022-07-20", "La clinique Mohammed VI ouvre ses portes",
        "https://fleuve.example/sante/clinique",
        "Le Maroc a inauguré la clinique périnatale Mohammed VI à Bamako. Le coût s'élève à 9,9 milliards de francs, "
        "selon l'ambassade.",
    ),
    "d07": (
        "Example Wire", "en", "2024-09-03", "Rabat and Bamako sign road safety accord", "https://wire.example/a77",
        "Mali and Morocco signed an agreement on road transport in Rabat on 2 September 2024. Transport ministers "
        "said lorries would be able to cross Mauritania under one permit from 2025.",
    ),
    "d08": (
        "Example Herald", "en", "2024-09-03", "Two states sign transport deal", "https://herald.example/deal",
        "Mali and Morocco signed an agreement on road transport in Rabat on 2 September 2024. Transport ministers "
        "said lorries would be able to cross Mauritania under one permit from 2025.",
    ),
    "d09": (
        "Example Sahel Daily", "en", "2025-01-21", "Drivers held, Rabat asks for news",
        "https://sahel-daily.example/2025/01/drivers",
        "Four Moroccan lorry drivers disappeared near the border of Burkina Faso and Niger. Morocco called on Mali to "
        "help find them. Mali released the four drivers to Morocco's embassy on 20 January 2025, a statement said.\n"
        "Reports that Mali had recalled its ambassador from Morocco are false, the foreign ministry said.",
    ),
    "d10": (
        "Example Gossip Post", "en", "2025-01-20", "Envoy recalled?", "javascript:alert(1)",
        "Mali recalled its ambassador from Morocco over the missing drivers, sources close to the palace claim.",
    ),
    "d11": (
        "Example Atlantic Review", "en", "2025-05-02", "What Rabat wants from the Sahel", "https://atlantic-review.example/x",
        "King Mohammed VI received the foreign ministers of Mali, Niger and Burkina Faso on 28 April 2025. Mali could "
        "join the port scheme at Dakhla by 2027, analysts believe. Mali will open a consulate in Dakhla in "
        "December 2026, minister Abdoulaye Diop announced.",
    ),
    "d12": (
        "Example Football Weekly", "en", "2025-01-05", "Atlas Lions beat Eagles", "https://football.example/1",
        "Morocco beat Mali by two goals.",
    ),
    "d13": (
        "Example Cooking", "fr", "2024-05-05", "Dix recettes du Sahel", "https://cuisine.example/10", "Rien ici.",
    ),
    "d14": (
        "Journal Exemple du Fleuve", "fr", "2013-09-21", "Cinq cents imams en formation",
        "https://fleuve.example/2013/imams",
        "Le Maroc et le Mali ont signé à Bamako un accord pour la formation de cinq cents imams maliens. Le roi "
        "Mohammed VI a assisté à l'investiture du président Keïta.",
    ),
}  # fmt: skip

DOCUMENTS: Mapping[str, Document] = {
    key: Document(
        id=key,
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        language=language,
        date=date.fromisoformat(day),
    )
    for key, (publisher, language, day, title, url, text) in _TEXTS.items()
}


def cut(
    document: str, words: str, *, said_by: str | None = None, rule: str = "en/sample.toml#rule/1"
) -> Evidence:
    text = DOCUMENTS[document].text
    start = text.index(words)
    return Evidence.cut(
        DOCUMENTS[document], Span(start=start, end=start + len(words)), rule=rule, said_by=said_by
    )


def state(code: str, *, person: str | None = None, office: str | None = None) -> Mention:
    actor = Actor(body=code) if len(code) != 3 else Actor(country=code, role="GOV")
    return Mention(
        span=Span(start=0, end=4), text=code, sentence=0, head=0, actor=actor, person=person, office=office
    )


def day_of(text: str) -> When:
    """``2024-01-24``, ``2022-07``, ``2025``, ``~2024-01-25`` (told on) or ``2014-02-18/2014-02-23``."""
    if not text:
        return When(start=None, end=None, precision=Precision.UNKNOWN)
    if text.startswith("~"):
        day = date.fromisoformat(text[1:])
        return When(start=day, end=day, precision=Precision.PUBLICATION)
    if "/" in text:
        first, last = map(date.fromisoformat, text.split("/"))
        return When(start=first, end=last, precision=Precision.RANGE)
    if len(text) == 4:
        return When(start=date(int(text), 1, 1), end=date(int(text), 12, 31), precision=Precision.YEAR)
    if len(text) == 7:
        first = date.fromisoformat(text + "-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return When(start=first, end=last, precision=Precision.MONTH, text=text)
    day = date.fromisoformat(text)
    return When(start=day, end=day, precision=Precision.DAY)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One record in short."""

    id: str
    line: str
    kind: str
    when: str
    sides: str
    words: tuple[tuple[str, str], ...]
    plover: str | None = None
    quad: int | None = None
    modality: Modality = Modality.FACTUAL
    said_by: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    place: str | None = None
    superseded_by: str | None = None
    differences: tuple[Difference, ...] = ()
    voices: tuple[str, ...] = ()

    def record(self) -> Record:
        reciprocal = "=" in self.sides
        left, right = self.sides.replace("=", ">").split(">")
        tellings = []
        for place, (document, words) in enumerate(self.words):
            language = DOCUMENTS[document].language
            event = Event(
                kind=self.kind,
                evidence=cut(
                    document, words, said_by=self.said_by, rule=f"{language}/{self.kind}.toml#{place + 1}"
                ),
                trigger=words.split()[1],
                when=day_of(self.when),
                modality=self.modality,
                source=tuple(map(state, left.split(","))) if left else (),
                target=tuple(map(state, right.split(","))) if right else (),
                plover=self.plover,
                quad=self.quad,
                reciprocal=reciprocal,
                parts=tuple(Part(role=role, text=text) for role, text in self.parts),
                place=self.place,
                confidence=0.91 - 0.04 * place,
            )
            origin = DOCUMENTS[document]
            tellings.append(
                Telling(
                    id=f"{self.id}-t{place + 1}", event=event, document=document, published=origin.date,
                    publisher=origin.publisher, url=origin.url, title=origin.title, language=origin.language,
                    voice=self.voices[place] if self.voices else document,
                )
            )  # fmt: skip
        return Record(
            id=self.id,
            best=tellings[0].event,
            when=day_of(self.when),
            tellings=tuple(tellings),
            differences=self.differences,
            superseded_by=self.superseded_by,
            why="Same act, parties and person within seven days." if len(tellings) > 1 else "",
        )


_TOLD = (
    Told(
        id="r-named", line="Mali named Fafré Camara ambassador to Morocco", kind="appoint-ambassador",
        when="2024-01-24", sides="MLI>MAR", parts=(("person", "Fafré Camara"),),
        words=(
            ("d01", "Mali appointed Fafré Camara as ambassador to Morocco on 24 January 2024."),
            ("d02", "Le Mali a nommé Fafré Camara ambassadeur auprès du Royaume du Maroc."),
        ),
    ),
    Told(
        id="r-copies", line="Mali's ambassador Fafré Camara handed Morocco the copies of the letters of credence",
        kind="present-copies", when="2024-03-12", sides="MLI>MAR", plover="CONSULT", quad=1, place="Rabat",
        words=(("d03", "قدم السفير المالي فافري كامارا نسخة من أوراق اعتماده إلى وزير الخارجية المغربي"),),
    ),
    Told(
        id="r-brother", line="Mali's prime minister Choguel Maïga called Morocco a brother and friend",
        kind="praise", when="~2024-01-25", sides="MLI>MAR", plover="SUPPORT", quad=1, said_by="Choguel Maïga",
        words=(("d01", "Prime Minister Choguel Maïga said Morocco was “a brother and friend” of Mali"),),
    ),
    Told(
        id="r-revive", line="planned: Mali and Morocco plan a session of the joint commission",
        kind="plan-commission", when="2024", sides="MLI=MAR", plover="AGREE", quad=1, modality=Modality.FUTURE,
        words=(("d01", "promised that the joint commission, dormant since 2015, would meet again"),),
    ),
    Told(
        id="r-dormant", line="background: The joint commission of Mali and Morocco lay dormant",
        kind="dormant-commission", when="2015", sides="MLI=MAR", modality=Modality.HISTORICAL,
        words=(("d01", "the joint commission, dormant since 2015"),),
    ),
    Told(
        id="r-sixty", line="60 agreements are said to link Mali and Morocco, according to the ministry",
        kind="claim-agreements", when="~2024-01-25", sides="MLI=MAR", modality=Modality.REPORTED, said_by="le ministère",
        words=(("d02", "Plus de soixante accords lient les deux pays, selon le ministère."),),
    ),
    Told(
        id="r-neutral", line="Morocco is neutral towards the parties in Mali", kind="stance-neutral",
        when="2024-03-12", sides="MAR>MLI", plover="SUPPORT", quad=1, said_by="وزير الخارجية",
        words=(("d03", "المغرب يقف على مسافة واحدة من جميع الأطراف في مالي"),),
    ),
    Told(
        id="r-backed", line="Mali, Burkina Faso, Niger and Chad backed the Atlantic Initiative",
        kind="support-initiative", when="2023-12-23", sides="MLI,BFA,NER,TCD>MAR", plover="SUPPORT", quad=1,
        place="Marrakech",
        words=(("d04", "Mali, Burkina Faso, Niger and Chad met in Marrakech on 23 December 2023 and backed the "
                       "Atlantic Initiative of King Mohammed VI."),),
    ),
    Told(
        id="r-force", line="Mali and Morocco agreed on a task force", kind="agree", when="2023-12-23",
        sides="MLI,BFA,NER,TCD=MAR", plover="AGREE", quad=1,
        words=(("d04", "They agreed to set up a task force in each capital."),),
    ),
    Told(
        id="r-survey", line="possible only: Morocco surveys a road", kind="start-project", when="2025",
        sides="MAR>MLI", plover="COOPERATE", quad=2, modality=Modality.HYPOTHETICAL, said_by="observers",
        words=(("d04", "Observers expect a first road survey in 2025."),),
    ),
    Told(
        id="r-clinic", line="Morocco opened the Mohammed VI clinic in Mali", kind="open-project", when="2022-07",
        sides="MAR>MLI", plover="AID", quad=2, place="Bamako",
        words=(
            ("d05", "The Mohammed VI clinic for mothers and newborns was opened in Bamako in July 2022."),
            ("d06", "Le Maroc a inauguré la clinique périnatale Mohammed VI à Bamako."),
        ),
        differences=(
            Difference(detail="cost", readings=(("6 billion francs", ("r-clinic-t1",)), ("9.9 billion francs", ("r-clinic-t2",)))),
        ),
    ),
    Told(
        id="r-road", line="Mali and Morocco signed an agreement on road transport", kind="sign-agreement",
        when="2024-09-02", sides="MLI=MAR", plover="SUPPORT", quad=1, place="Rabat", voices=("wire", "wire"),
        words=(
            ("d07", "Mali and Morocco signed an agreement on road transport in Rabat on 2 September 2024."),
            ("d08", "Mali and Morocco signed an agreement on road transport in Rabat on 2 September 2024."),
        ),
    ),
    Told(
        id="r-lorries", line="planned: Mali and Morocco let lorries cross under one permit", kind="ease-restrictions",
        when="2025", sides="MLI=MAR", plover="RETREAT", quad=2, modality=Modality.FUTURE, voices=("wire",),
        words=(("d07", "lorries would be able to cross Mauritania under one permit from 2025"),),
    ),
    Told(
        id="r-help", line="Morocco called on Mali to help find four drivers", kind="call-for", when="2025-01",
        sides="MAR>MLI", plover="REQUEST", quad=3,
        words=(("d09", "Morocco called on Mali to help find them."),),
    ),
    Told(
        id="r-release", line="Mali released four drivers to Morocco", kind="release", when="2025-01-20",
        sides="MLI>MAR", plover="RETREAT", quad=2,
        words=(("d09", "Mali released the four drivers to Morocco's embassy on 20 January 2025"),),
    ),
    Told(
        id="r-recall", line="reportedly: Mali recalled its ambassador from Morocco", kind="recall-ambassador",
        when="~2025-01-20", sides="MLI>MAR", plover="SANCTION", quad=4, modality=Modality.REPORTED,
        superseded_by="r-norecall",
        words=(("d10", "Mali recalled its ambassador from Morocco over the missing drivers"),),
    ),
    Told(
        id="r-norecall", line="did not happen: Mali recalled its ambassador from Morocco", kind="recall-ambassador",
        when="~2025-01-21", sides="MLI>MAR", plover="SANCTION", quad=4, modality=Modality.NEGATED,
        said_by="the foreign ministry",
        words=(("d09", "Reports that Mali had recalled its ambassador from Morocco are false"),),
    ),
    Told(
        id="r-king", line="King Mohammed VI received the foreign ministers of Mali, Niger and Burkina Faso",
        kind="meet", when="2025-04-28", sides="MAR=MLI,NER,BFA", plover="CONSULT", quad=1,
        words=(("d11", "King Mohammed VI received the foreign ministers of Mali, Niger and Burkina Faso on 28 April 2025."),),
    ),
    Told(
        id="r-dakhla", line="possible only: Mali joins the port scheme at Dakhla", kind="join-organisation",
        when="2027", sides="MLI>MAR", plover="COOPERATE", quad=2, modality=Modality.HYPOTHETICAL, said_by="analysts",
        words=(("d11", "Mali could join the port scheme at Dakhla by 2027, analysts believe."),),
    ),
    Told(
        id="r-consulate", line="planned: Mali opens a consulate in Dakhla", kind="open-embassy", when="2026-12",
        sides="MLI>MAR", modality=Modality.FUTURE, said_by="Abdoulaye Diop",
        words=(("d11", "Mali will open a consulate in Dakhla in December 2026"),),
    ),
    Told(
        id="r-imams", line="Morocco and Mali signed an agreement on the training of 500 imams", kind="sign-agreement",
        when="~2013-09-21", sides="MAR=MLI", plover="SUPPORT", quad=1, place="Bamako",
        words=(("d14", "Le Maroc et le Mali ont signé à Bamako un accord pour la formation de cinq cents imams maliens."),),
    ),
    Told(
        id="r-keita", line="King Mohammed VI visited Mali", kind="visit", when="2013-09-18/2013-09-20",
        sides="MAR>MLI", plover="CONSULT", quad=1, place="Bamako",
        words=(("d14", "Le roi Mohammed VI a assisté à l'investiture du président Keïta."),),
    ),
)  # fmt: skip

RECORDS = tuple(told.record() for told in _TOLD)
BY_ID = {record.id: record for record in RECORDS}
CONTEXT = (
    Told(
        id="c-algeria", line="Algeria criticised Morocco over the Atlantic Initiative", kind="criticise",
        when="~2023-12-24", sides="DZA>MAR", plover="ACCUSE", quad=3, said_by="a diplomat in Algiers",
        words=(("d04", "Algeria criticised the plan as “a corridor to nowhere”"),),
    ).record(),
)  # fmt: skip
_LINES = (
    *((told.id, told.line) for told in _TOLD),
    ("c-algeria", "Algeria criticised Morocco over the Atlantic Initiative"),
)


def step(status: str, record: str, *, note: str | None = None) -> Step:
    found = BY_ID[record]
    return Step(status=status, when=found.when, record=record, evidence=found.evidence, note=note)


TIES = (
    Tie(id="t1", kind="ambassador", parties=("MLI", "MAR"), subject="Fafré Camara",
        steps=(step("appointed", "r-named"), step("appointed", "r-copies", note="Copies are not yet credentials."))),
    Tie(id="t2", kind="agreement", parties=("MAR", "MLI"), subject="an agreement on road transport",
        steps=(step("signed", "r-road"),)),
    Tie(id="t3", kind="agreement", parties=("MAR", "MLI"), subject="training of 500 imams", steps=(step("signed", "r-imams"),),
        details=(("number", "over sixty, as the ministry says", "r-sixty"),)),
    Tie(id="t4", kind="commission", parties=("MAR", "MLI"), subject="the joint commission",
        steps=(step("dormant", "r-dormant"), step("session_planned", "r-revive"))),
    Tie(id="t5", kind="project", parties=("MAR", "MLI"), subject="the Mohammed VI clinic",
        steps=(step("completed", "r-clinic"),), details=(("beds", "sixty", "r-clinic"),)),
    Tie(id="t6", kind="initiative", parties=("MAR", "MLI", "BFA", "NER", "TCD"), subject="the Atlantic Initiative",
        steps=(step("supported", "r-backed"),)),
    Tie(id="t7", kind="stance", parties=("MAR", "MLI"), subject="the parties in Mali", steps=(step("neutral", "r-neutral"),)),
    Tie(id="t8", kind="embassy", parties=("MLI", "MAR"), subject="consulate in Dakhla", steps=(step("planned", "r-consulate"),)),
    Tie(id="t9", kind="visit", parties=("MAR", "MLI"), subject="King Mohammed VI", steps=(step("completed", "r-keita"),)),
)  # fmt: skip

STATEMENTS = (
    Statement(
        record="r-brother", speaker="Choguel Maïga", office="prime minister", side="MLI", about=("MAR",),
        manner="praise", quote="a brother and friend", day=date(2024, 1, 25), evidence=BY_ID["r-brother"].evidence,
    ),
    Statement(
        record="r-neutral", speaker=None, office="وزير الخارجية", side="MAR", about=("MLI",), manner="position",
        quote="المغرب يقف على مسافة واحدة من جميع الأطراف في مالي", day=date(2024, 3, 12),
        evidence=BY_ID["r-neutral"].evidence, topic="the parties in Mali",
    ),
    Statement(
        record="r-help", speaker=None, office=None, side="MAR", about=("MLI",), manner="demand",
        quote="Morocco called on Mali to help find them.", day=date(2025, 1, 21), evidence=BY_ID["r-help"].evidence,
    ),
)  # fmt: skip


def claim(record: str, text: str, *, label: str | None = None, notes: tuple[str, ...] = ()) -> Claim:
    found = BY_ID[record]
    return Claim(
        text=text, evidence=found.evidence, label=label, day=found.when.start, record=record, notes=notes
    )


def _promise(record: str, state_: str, *, due: date | None = None, kept_by: str | None = None) -> Promise:
    found = BY_ID[record]
    text = dict(_LINES)[record].partition(": ")[2] or dict(_LINES)[record]
    return Promise(
        record=record, by=("MLI",), to=("MAR",), text=text, day=found.tellings[0].published, state=state_,
        evidence=found.evidence, due=due, kept_by=kept_by,
    )  # fmt: skip


PROMISES = (
    _promise("r-revive", "lapsed", due=date(2024, 12, 31)),
    _promise("r-consulate", "open", due=date(2026, 12, 31)),
    _promise("r-lorries", "open", due=date(2025, 12, 31)),
    _promise("r-force", "kept", kept_by="r-king"),
)


def garwood(n: int) -> Interval:
    """Rough bounds; the exact ones are measuring's business."""
    return Interval(value=float(n), low=max(n - 1.7 * n**0.5, 0.03), high=n + 2.1 * n**0.5 + 2.4)


def _quarters() -> list[tuple[date, date]]:
    starts = [date(year, month, 1) for year in range(2013, 2026) for month in (1, 4, 7, 10)]
    return [
        (first, (first + timedelta(days=95)).replace(day=1)) for first in starts if first < date(2025, 7, 1)
    ]


def _count_series() -> tuple[Series, ...]:
    names = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
    read = {date(2013, 7, 1): 1, **{first: 3 for first, _ in _quarters() if first >= date(2022, 7, 1)}}
    read[date(2023, 4, 1)] = 0
    read[date(2024, 4, 1)] = 0
    found = []
    for source, target in (("MLI", "MAR"), ("MAR", "MLI")):
        for quad, name in enumerate(names, start=1):
            points = []
            for first, last in _quarters():
                ids = tuple(
                    record.id
                    for record in RECORDS
                    if record.best.quad == quad and record.when.start and first <= record.when.start < last
                    and record.best.modality.counts
                    and any(mention.actor.country == source for mention in
                            (*record.best.source, *(record.best.target if record.best.reciprocal else ())))
                )  # fmt: skip
                points.append(
                    Point(start=first, end=last, n=len(ids), documents=read.get(first, 0), records=ids,
                          interval=garwood(len(ids)) if ids else None)
                )  # fmt: skip
            found.append(
                Series(name=f"Episodes: {name}", unit="episodes", source=source, target=target, points=tuple(points),
                       method="Episodes (one act once) per quarter; exact Poisson (Garwood) interval, 95 %.")
            )  # fmt: skip
    return tuple(found)


def _share_series() -> tuple[Series, ...]:
    found = []
    for source, target, shift in (("MLI", "MAR", 0.1), ("MAR", "MLI", -0.15), ("MLI", None, 0.0)):
        points = []
        for first, last in _quarters():
            interval = None
            if first in (date(2023, 10, 1), date(2024, 1, 1), date(2025, 1, 1)):
                value = 0.5 + shift
                interval = Interval(value=value, low=value - 0.8, high=min(value + 0.45, 1.0))
            points.append(
                Point(
                    start=first,
                    end=last,
                    n=4 if interval else 0,
                    documents=3 if interval else 0,
                    interval=interval,
                )
            )
        found.append(Series(name="Net cooperation", unit="share", source=source, target=target, points=tuple(points),
                            method="2p - 1 with a Beta(1/2, 1/2) prior, 95 % quantiles."))  # fmt: skip
    return tuple(found)


DOUBTS = (
    Doubt(sort="contradiction", text="The clinic cost 6 billion francs, or 9.9 billion",
          evidence=(cut("d05", "Morocco paid 6 billion francs for the building"),
                    cut("d06", "Le coût s'élève à 9,9 milliards de francs", said_by="l'ambassade"))),
    Doubt(sort="superseded", text="The recall of Mali's ambassador was denied a day later",
          evidence=(*BY_ID["r-recall"].evidence, *BY_ID["r-norecall"].evidence)),
    Doubt(sort="single-source", text="Mali released four drivers to Morocco", evidence=BY_ID["r-release"].evidence),
    Doubt(sort="reference", text="Mali is counted among the coastal states", evidence=BY_ID["r-backed"].evidence,
          reference="Mali is landlocked (Natural Earth, borders of 2024)"),
)  # fmt: skip


IMPORTED = Imported(
    acts=15,
    command="detente compare MLI MAR --until 2026-11-24",
    datasets=(
        Beside(
            dataset="ACLED", first=date(2024, 1, 1), last=date(2024, 12, 31), acts=9, backgrounds=(), types=(), files=("ACLED events: mali.csv",),
            taken=date(2026, 11, 20), terms="not to be given on",
        ),
        Beside(
            dataset="GDELT", first=date(2024, 1, 1), last=date(2024, 12, 31), acts=9,
            backgrounds=(
                Background(
                    dataset="GDELT", rows=14, first=date(2024, 1, 24), last=date(2024, 3, 12), scheme="GDELT",
                    quads=((1, 12), (3, 2)), scale="Goldstein", mean=-1.25,
                ),
            ),
            types=(
                TypeCount(ontology="cameo", code="04", rows=9, acts=3),
                TypeCount(ontology="cameo", code="05", rows=3, acts=0),
                TypeCount(ontology="cameo", code="11", rows=2, acts=1),
            ),
            files=("GDELT 2.0 events: 20240124.export.CSV",), taken=date(2026, 11, 20),
            terms="free for any use", mentions=40, publishers=12,
        ),
        Beside(
            dataset="POLECAT", first=date(2018, 1, 1), last=date(2024, 12, 31), acts=15,
            backgrounds=(
                Background(
                    dataset="POLECAT", rows=3, first=date(2024, 1, 24), last=date(2024, 1, 24), scheme="PLOVER",
                    quads=((1, 3),), scale="PLOVER", mean=4.0,
                ),
            ),
            types=(
                TypeCount(ontology="plover", code="CONSULT", rows=2, acts=3),
                TypeCount(ontology="own", code="Battles", rows=1, acts=None),
            ),
            files=("POLECAT events: ngecEvents.DV.2024.txt",), taken=date(2026, 11, 20), terms="CC0",
        ),
    ),
)  # fmt: skip


def sample_facts(*, since: date | None = None) -> Facts:
    used = {telling.document for record in (*RECORDS, *CONTEXT) for telling in record.tellings}
    return Facts(
        a=MALI,
        b=MOROCCO,
        as_of=date(2026, 11, 23),
        window=(date(2013, 9, 21), date(2025, 5, 2)),
        stamp=Stamp(
            version="0.1.0", model="en-3f9c2a7714be", lexicon="9b1de07c55aa01f2",
            command="detente dossier Mali Morocco examples/ -o dossier.html", made=date(2026, 11, 23),
        ),
        since=since,
        documents=len(DOCUMENTS),
        records=RECORDS,
        imported=IMPORTED,
        lines=_LINES,
        judgement=(
            claim("r-road", "Mali and Morocco keep working relations: the last agreement, on road transport, was signed "
                            "in September 2024.", label="state of play"),
            claim("r-named", "Mali has had an ambassador in Rabat, Fafré Camara, since January 2024; of a Moroccan one in "
                             "Bamako nothing was read.", label="holds"),
            claim("r-revive", "The promised session of the joint commission, due by the end of 2024, is not known to have "
                              "taken place.", label="promise"),
            claim("r-norecall", "A report of January 2025 that the ambassador was recalled was denied.", label="doubt"),
        ),
        context=CONTEXT,
        ties=TIES,
        statements=STATEMENTS,
        ladder=(
            Rung(level=2, name="agreements in force or a joint body that meets", claims=(claim("r-road", "An agreement was signed within 24 months"),)),
            Rung(level=1, name="ambassadors both ways and regular contact", claims=(claim("r-named", "Mali's ambassador is in post"),)),
        ),
        series=(*_count_series(), *_share_series()),
        changes=(claim("r-king", "King Mohammed VI received Mali's foreign minister", label="new"),) if since else (),
        third_parties=(
            ThirdParty(code="BFA", name="Burkina Faso", n=3, claims=(claim("r-backed", "Backed the Atlantic Initiative with Mali"),
                                                                     claim("r-king", "Was received by the King with Mali"))),
            ThirdParty(code="NER", name="Niger", n=3, claims=(claim("r-backed", "Backed the Atlantic Initiative with Mali"),)),
            ThirdParty(code="DZA", name="Algeria", n=1, claims=(
                Claim(text="Criticised the Atlantic Initiative", evidence=CONTEXT[0].evidence, day=date(2023, 12, 24)),)),
        ),
        promises=PROMISES,
        doubts=DOUBTS,
        sources=tuple(
            Source(
                document=document, used=key in used,
                note=None if key in used else "sport, no act between the two" if key == "d12" else "nothing about the pair",
                records=sum(any(t.document == key for t in record.tellings) for record in RECORDS),
            )
            for key, document in DOCUMENTS.items()
        ),
    )  # fmt: skip


def empty_facts() -> Facts:
    full = sample_facts()
    return Facts(
        a=MALI, b=State(iso3="FJI", name="Fiji"), as_of=full.as_of, window=(None, None), stamp=full.stamp, documents=14,
        sources=tuple(Source(document=one.document, used=False, note="nothing about the pair") for one in full.sources),
    )  # fmt: skip
