import pytest

from geomap.models import Document
from geomap.recognition import languages
from geomap.recognition.languages import LANGUAGES, LanguageRecogniser


@pytest.fixture
def recogniser(mini_gazetteer):
    return LanguageRecogniser(mini_gazetteer)


def answers(name):
    return lambda gazetteer: lambda document: (name, document.language)


def test_each_document_goes_to_the_recogniser_of_its_language(recogniser, monkeypatch):
    monkeypatch.setitem(LANGUAGES, "en", LANGUAGES["en"]._replace(make=answers("english")))
    monkeypatch.setitem(LANGUAGES, "eo", LANGUAGES["en"]._replace(make=answers("esperanto")))
    read = [
        recogniser(Document(text="Goris", language=code)) for code in ("eo", "en-GB", "fr", None)
    ]
    assert read == [("esperanto", "eo"), ("english", "en-GB"), ("english", "fr"), ("english", None)]
    assert recogniser.gap("eo") is None


def test_a_recogniser_is_made_once_and_only_when_asked_for(recogniser, monkeypatch):
    made = []

    def make(gazetteer):
        made.append(gazetteer)
        return lambda document: ()

    monkeypatch.setitem(LANGUAGES, "eo", LANGUAGES["en"]._replace(make=make))
    recogniser(Document(text="Goris", language="en"))
    assert not made
    recogniser(Document(text="Goris", language="eo"))
    recogniser(Document(text="Goris", language="eo"))
    assert len(made) == 1


def test_a_language_without_its_packages_is_named_with_the_remedy(recogniser, monkeypatch):
    monkeypatch.setattr(languages, "is_installed", lambda package: package != "slovnet")
    assert "written in Russian" in recogniser.gap("ru")
    assert "install geomap[ru]" in recogniser.gap("ru")
    mentions = recogniser(Document(text="A shell hit Goris on Tuesday.", language="ru"))
    assert [mention.text for mention in mentions] == ["Goris"]


def test_a_language_that_no_recogniser_is_made_for_is_named(recogniser):
    assert recogniser.gap("hy") == (
        "written in Armenian; geomap reads English and Russian, so expect gaps"
    )
