import sys
import time

import pytest

from geomap.language import base_language, detect, language_name

REPORTS = {
    "en": "Shelling hit three villages near the border on Tuesday, the ministry said.",
    "ru": "Три села у границы обстреляны во вторник, сообщили в министерстве.",
    "uk": "Три села біля кордону обстріляли у вівторок, повідомили в міністерстві.",
    "bg": "Три села край границата бяха обстреляни във вторник, съобщиха от министерството.",
    "hy": "Երեքշաբթի օրը սահմանի մոտ գնդակոծվել է երեք գյուղ, հայտնել է նախարարությունը։",
    "ka": "სამშაბათს საზღვართან სამი სოფელი დაიბომბა, განაცხადა სამინისტრომ.",
    "az": "Nazirlik bildirib ki, çərşənbə axşamı sərhəd yaxınlığında üç kənd atəşə tutulub.",
    "tr": "Bakanlık, salı günü sınır yakınındaki üç köyün bombalandığını açıkladı.",
    "fr": "Trois villages près de la frontière ont été bombardés mardi, selon le ministère.",
    "fa": "وزارت دفاع گفت که سه روستا در نزدیکی مرز روز سه‌شنبه گلوله‌باران شد.",
}


@pytest.mark.parametrize("language", REPORTS)
def test_the_language_of_a_report_is_seen(language):
    assert detect(REPORTS[language]) == language


@pytest.mark.parametrize(
    "text", ["", "  \n", "12:40", "Goris", "GORIS SHELLED", "😀😀", "Tatev Goris"]
)
def test_what_is_too_short_to_tell_is_taken_for_english(text):
    assert detect(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Войска обстреляли Горис. Они снова обстреляли Горис.", "ru"),  # no letter of its own
        ("Обстрел Степанакерта", "ru"),
        ("Երևանում պայթյուն", "hy"),
    ],
)
def test_what_is_short_in_other_letters_is_not_taken_for_english(text, language):
    assert detect(text) == language


def test_names_in_other_letters_do_not_change_the_language():
    assert detect("The town of Горис was shelled on Tuesday, the mayor of Goris said.") == "en"
    assert detect("Компания Rossiya Segodnya сообщила, что взрывы слышны в городе.") == "ru"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_plain_texts_ask_no_detector_and_cost_little(language, monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)  # importing it would raise
    text = REPORTS[language] * 400
    start = time.perf_counter()
    for _ in range(20):
        assert detect(text) == language
    assert (time.perf_counter() - start) / 20 < 0.005


def test_codes_are_read_as_documents_give_them():
    assert [base_language(code) for code in ("en-GB", "EN", " ru_RU ")] == ["en", "en", "ru"]
    assert language_name("hy-AM") == "Armenian"
    assert language_name("xx") == "'xx'"
