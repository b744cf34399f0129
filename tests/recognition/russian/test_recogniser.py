import re
from itertools import pairwise

import pytest

from geomap.models import Document, Kind
from geomap.recognition.russian import RussianRecogniser

REPORTS = [
    # each name marked with its role and the name that is looked up
    "[ЕРЕВАН|dateline|Ереван], 13 сен — [Армения|metonym|Армения] обвинила"
    " [Азербайджан|metonym|Азербайджан] в обстреле [Гориса|literal|Горис] и"
    " [Джермука|literal|Джермук].",
    "[Армянские|demonym|Armenia] военные отошли от села [Сотк|literal|Сотк] к"
    " [Варденису|literal|Варденис].",
    "Бои идут в [Лачинском|literal|Лачинский район] и"
    " [Кельбаджарском|literal|Кельбаджарский район] районах.",
    "Минобороны [Азербайджана|embedded|Азербайджан] сообщило о взрыве под"
    " [Кельбаджаром|literal|Кельбаджар].",
    "В [Ереване|literal|Ереван] прошла встреча, [Ереван|metonym|Ереван] и [Баку|metonym|Баку]"
    " договорились о перемирии.",
    "Перемирие между [Арменией|metonym|Армения] и [Азербайджаном|metonym|Азербайджан] нарушено.",
    "Дорогу между [Горисом|literal|Горис] и [Капаном|literal|Капан] чинят"
    " [россияне|demonym|Russia].",
    "Посольство [Армении|metonym|Армения] эвакуировало персонал.",
]


def marked(text):
    """Return the text without its marks, and what each of them says."""
    marks = [tuple(m.split("|")) for m in re.findall(r"\[([^\]]*)\]", text)]
    return re.sub(r"\[([^|\]]*)[^\]]*\]", r"\1", text), marks


@pytest.fixture(scope="module")
def recogniser(gazetteer):
    return RussianRecogniser(gazetteer)


@pytest.mark.parametrize("report", REPORTS)
def test_names_and_roles(recogniser, report):
    text, expected = marked(report)
    mentions = recogniser(Document(text=text))
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert [(m.text, m.role, m.name) for m in mentions] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Переговоры шли всю ночь, ничего не подписано.",
        "Никол Пашинян и Владимир Путин говорили по телефону.",
        "Сель сошёл ночью. Проспект Руставели перекрыт.",
        "Сельские жители и городские власти спорят о морском районе.",
    ],
)
def test_persons_streets_and_words_are_no_places(recogniser, text):
    assert recogniser(Document(text=text)) == ()


def test_type_words_give_the_kind(recogniser):
    text = "Из города Капан, от озера Севан и с Лачинского направления шли люди. Горис ждал."
    kinds = {m.text: (m.kind, len(m.found_by)) for m in recogniser(Document(text=text))}
    assert kinds["Капан"] == (Kind.SETTLEMENT, 2)
    assert kinds["Севан"] == (Kind.WATER, 2)
    assert kinds["Лачинского"] == (Kind.DISTRICT, 2)
    assert kinds["Горис"] == (Kind.SETTLEMENT, 1)  # a guess


def test_a_corridor_is_not_looked_up_as_the_town(recogniser):
    [mention] = recogniser(Document(text="Колонна идёт по Лачинскому коридору."))
    assert (mention.text, mention.name) == ("Лачинскому", "Лачинский коридор")


def test_a_village_that_no_gazetteer_knows_is_kept_in_the_nominative(recogniser):
    [mention] = recogniser(Document(text="Снаряд упал в селе Кутузовабад ночью."))
    assert mention.text == "Кутузовабад"


def test_a_name_seen_once_is_found_again(recogniser):
    text = "Обстрелян Горис. Потом мэр сказал: Горис выстоит, Горису помогут."
    assert [m.name for m in recogniser(Document(text=text))] == ["Горис"] * 3


def test_mentions_are_sorted_and_apart(recogniser):
    text = "Горис, Капан и Тех. Капан, Горис — Капан. 🚩 США и Горис, Армения. " * 3
    mentions = recogniser(Document(text=text))
    assert len(mentions) > 20
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert mentions == recogniser(Document(text=text))
