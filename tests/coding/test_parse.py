"""The English model: what it must never lose, and what holds whatever it says."""

from __future__ import annotations

import sys
from subprocess import run

import pytest

from detente.coding.parse import Parser, load_parser
from detente.coding.split import split
from detente.coding.trees import is_tree
from detente.model.errors import ModelError
from detente.model.sentence import Sentence, Token

pytestmark = pytest.mark.model

# Our own sentences, annotated by hand: "word relation head", "word LEMMA lemma" or "words NAME kind".
SHEET = """
Mali recalled its ambassador from Morocco on Monday.
    Mali nsubj recalled; ambassador obj recalled; Morocco nmod ambassador; Monday obl recalled
    recalled LEMMA recall; Mali NAME LOC; Morocco NAME LOC
The ambassador was expelled by the government.
    ambassador nsubj:pass expelled; was aux:pass expelled; government obl:agent expelled
    expelled LEMMA expel
Russia and China signed an agreement in Beijing.
    Russia nsubj signed; China conj Russia; agreement obj signed; Beijing obl signed; signed LEMMA sign
    Beijing NAME LOC
France did not recognise the new government.
    France nsubj recognise; not advmod recognise; government obj recognise; recognise root -
The minister said that Algeria would close its border.
    minister nsubj said; close ccomp said; Algeria nsubj close; border obj close; said LEMMA say
Algeria, which broke ties in 2021, closed its airspace to Moroccan planes.
    Algeria nsubj closed; broke acl:relcl Algeria; ties obj broke; airspace obj closed; planes obl closed
    Moroccan amod planes
President Emmanuel Macron arrived in Rabat on Tuesday.
    Emmanuel nsubj arrived; President nmod:desc Emmanuel; Rabat obl arrived; Tuesday obl arrived
    Emmanuel Macron NAME PER; Rabat NAME LOC
The two countries agreed to reopen their embassies.
    countries nsubj agreed; reopen xcomp agreed; embassies obj reopen; embassies LEMMA embassy
    countries LEMMA country
Sanctions were imposed on Iran by the United States.
    Sanctions nsubj:pass imposed; Iran obl imposed; States obl:agent imposed; Iran NAME LOC
    United States NAME LOC
Turkey sent troops to Libya and supported the government in Tripoli.
    Turkey nsubj sent; troops obj sent; Libya obl sent; supported conj sent; government obj supported
    sent LEMMA send
Talks between Egypt and Ethiopia ended without agreement.
    Talks nsubj ended; Egypt nmod Talks; Ethiopia conj Egypt; agreement obl ended
Israel's prime minister met King Abdullah of Jordan.
    Israel nmod:poss minister; minister nsubj met; Abdullah obj met; met LEMMA meet; Jordan NAME LOC
Germany will provide 50 million euros in aid to Niger.
    Germany nsubj provide; will aux provide; euros obj provide; Niger obl provide
Rebels attacked a convoy of the United Nations near Gao.
    Rebels nsubj attacked; convoy obj attacked; United Nations NAME ORG; Gao NAME LOC
The foreign ministry summoned the Swedish ambassador.
    ministry nsubj summoned; ambassador obj summoned; Swedish amod ambassador; summoned LEMMA summon
He accused Rwanda of arming the rebels.
    He nsubj accused; Rwanda obj accused; arming advcl accused; rebels obj arming; Rwanda NAME LOC
A ceasefire agreed last week was broken on Friday.
    ceasefire nsubj:pass broken; agreed acl ceasefire; broken root -; broken LEMMA break
Jean Dupont was appointed ambassador to Japan.
    Jean nsubj:pass appointed; was aux:pass appointed; ambassador xcomp appointed; Jean Dupont NAME PER
The treaty has been ratified by both parliaments.
    treaty nsubj:pass ratified; has aux ratified; parliaments obl:agent ratified
    parliaments LEMMA parliament
Poland rejected the proposal, but Hungary accepted it.
    Poland nsubj rejected; proposal obj rejected; accepted conj rejected; Hungary nsubj accepted
    it obj accepted
Kenya and Somalia have restored diplomatic relations.
    Kenya nsubj restored; Somalia conj Kenya; relations obj restored; diplomatic amod relations
Saudi Arabia's decision to cut oil output angered Washington.
    decision nsubj angered; cut acl decision; output obj cut; Washington obj angered; Saudi Arabia NAME LOC
"We will defend our territory," the general said.
    said root -; defend ccomp said; territory obj defend; general nsubj said
The parliament voted to leave the union.
    parliament nsubj voted; leave xcomp voted; union obj leave; voted LEMMA vote
Mali's junta ordered French troops to leave.
    junta nsubj ordered; troops obj ordered; leave xcomp ordered; French amod troops
The bridge, built by China, was opened by President Ali.
    bridge nsubj:pass opened; built acl bridge; China obl:agent built; Ali obl:agent opened
Police arrested ten protesters in Tunis.
    Police nsubj arrested; protesters obj arrested; ten nummod protesters; Tunis NAME LOC
India has offered Nepal a loan.
    India nsubj offered; Nepal iobj offered; loan obj offered
It is unclear whether Sudan will accept the offer.
    unclear root -; accept csubj unclear; Sudan nsubj accept; offer obj accept
Ghana was the first country to open a consulate there.
    country root -; Ghana nsubj country; open acl country; consulate obj open
The secretary of state, Maria Lopez, visited Lima and Quito.
    secretary nsubj visited; Maria appos secretary; Lima obj visited; Quito conj Lima; Maria Lopez NAME PER
Four soldiers were killed and two wounded in the attack.
    soldiers nsubj:pass killed; wounded conj killed; attack obl killed; killed LEMMA kill
    soldiers LEMMA soldier
Denmark expels Russian diplomats
    Denmark nsubj expels; diplomats obj expels; expels root -; expels LEMMA expel
Morocco, Spain sign deal on migration
    Morocco nsubj sign; deal obj sign; sign root -
Chad hopes to host the summit next year.
    Chad nsubj hopes; host xcomp hopes; summit obj host; hopes LEMMA hope
The army said it had retaken the city from the rebels.
    army nsubj said; retaken ccomp said; it nsubj retaken; city obj retaken; retaken LEMMA retake
Peru's withdrawal from the pact surprised its neighbours.
    withdrawal nsubj surprised; pact nmod withdrawal; neighbours obj surprised
Neither Qatar nor Oman joined the blockade.
    Qatar nsubj joined; Oman conj Qatar; blockade obj joined
Because the talks failed, Norway withdrew its envoy.
    failed advcl withdrew; talks nsubj failed; Norway nsubj withdrew; envoy obj withdrew
    withdrew LEMMA withdraw
The African Union condemned the coup in Gabon.
    Union nsubj condemned; coup obj condemned; African Union NAME ORG; Gabon NAME LOC
"""
# What the shipped model reaches, one answer of slack for the relations; raise them with a better model.
FLOOR = {"relation": 0.97, "lemma": 0.94, "name": 0.88}


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser("en")


def sheet() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in SHEET.strip().splitlines():
        if line.startswith(" "):
            found[-1][1].extend(line.strip().split("; "))
        else:
            found.append((line, []))
    return found


def parse(parser: Parser, text: str) -> tuple[Sentence, ...]:
    return parser.parse(text, split(text))


def find(tokens: tuple[Token, ...], word: str) -> Token:
    return next(token for token in tokens if token.text == word)


def names(tokens: tuple[Token, ...]) -> set[tuple[str, str]]:
    found: list[tuple[list[str], str]] = []
    for token in tokens:
        if token.entity.startswith("B-"):
            found.append(([token.text], token.entity[2:]))
        elif token.entity:
            found[-1][0].append(token.text)
    return {(" ".join(words), kind) for words, kind in found}


def wrong(parser: Parser) -> dict[str, list[tuple[bool, str]]]:
    judged: dict[str, list[tuple[bool, str]]] = {"relation": [], "lemma": [], "name": []}
    for text, claims in sheet():
        (sentence,) = parse(parser, text)
        for claim in claims:
            *words, kind, value = claim.split(" ")
            if kind == "NAME":
                judged["name"].append(((" ".join(words), value) in names(sentence.tokens), claim))
                continue
            token = find(sentence.tokens, words[0])
            if kind == "LEMMA":
                judged["lemma"].append((token.lemma == value, claim))
            else:
                head = "-" if token.head < 0 else sentence.tokens[token.head].text
                said = f"{token.text} {token.relation} {head}"
                judged["relation"].append(
                    ((kind, value) == (token.relation, head), f"{claim} (said: {said}) in {text}")
                )
    return judged


def test_the_answer_sheet_does_not_fall_below_its_floors(parser: Parser) -> None:
    for kind, answers in wrong(parser).items():
        missed = [claim for right, claim in answers if not right]
        assert 1 - len(missed) / len(answers) >= FLOOR[kind], f"{kind}: {missed}"


def test_every_sentence_is_a_tree_with_places_in_the_text(parser: Parser) -> None:
    text = (
        "( ( ) — ...\nA\n\U0001f600 \u200b ok http://x.y/"
        + "z" * 300
        + " end. "
        + "word " * 400
        + "\n中文 é̱ don’t"
    )
    for sentence in parse(parser, text):
        assert is_tree([token.head + 1 for token in sentence.tokens])
        assert all(text[token.start : token.end] == token.text and token.lemma for token in sentence.tokens)
        assert 0 <= sentence.score <= 1
        assert [token.relation == "root" for token in sentence.tokens] == [
            token.head < 0 for token in sentence.tokens
        ]


def test_neighbours_and_threads_change_nothing(parser: Parser) -> None:
    parts = [text for text, _ in sheet()[:12]]
    text = "\n".join(parts)
    together = parse(parser, text)
    assert load_parser("en", threads=3).parse(text, split(text)) == together
    for part, sentence in zip(parts, together, strict=True):
        (alone,) = parse(parser, part)
        assert [(t.head, t.relation, t.lemma, t.upos, t.entity) for t in alone.tokens] == [
            (t.head, t.relation, t.lemma, t.upos, t.entity) for t in sentence.tokens
        ]
        assert alone.score == sentence.score


def test_many_texts_at_once_give_what_each_gives_alone(parser: Parser) -> None:
    texts = ["Mali left.", "", "Chad stayed. Niger left."]
    assert parser.parse_many([(text, split(text)) for text in texts]) == tuple(
        parse(parser, text) for text in texts
    )


def test_features_tell_tense_voice_and_number(parser: Parser) -> None:
    (sentence,) = parse(parser, "The envoys were expelled.")
    assert find(sentence.tokens, "envoys").feature("Number") == "Plur"
    assert find(sentence.tokens, "were").feature("Tense") == "Past"
    assert find(sentence.tokens, "expelled").feature("VerbForm") == "Part"


def test_the_score_parts_politics_from_sport(parser: Parser) -> None:
    high, low = parse(
        parser, "Mali expelled the French ambassador.\nThe singer released her third album in May."
    )
    assert high.score > 0.4 > 0.2 > low.score


def test_a_language_without_a_model_is_refused() -> None:
    with pytest.raises(ModelError, match="xx"):
        load_parser("xx")


def test_the_runtime_is_loaded_only_with_a_model() -> None:
    code = "import sys, detente.coding.parse as p; print({'onnxruntime', 'tokenizers'} & set(sys.modules))"
    answer = run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if "No module named" in answer.stderr:
        pytest.skip(answer.stderr.splitlines()[-1])
    assert answer.stdout.strip() == "set()"
