import pytest

from geomap.incidents import LanguageFinder, languages
from geomap.incidents.languages import LANGUAGES
from geomap.models import Document


def test_each_document_goes_to_the_finder_of_its_language(monkeypatch):
    for code in ("en", "ru"):
        made = LANGUAGES[code]._replace(make=lambda code=code: lambda document, found: code)
        monkeypatch.setitem(LANGUAGES, code, made)
    finder = LanguageFinder()
    read = [finder(Document(text="", language=code), ()) for code in ("ru", "en-GB", "hy", None)]
    assert read == ["ru", "en", "en", "en"]


@pytest.mark.parametrize(
    ("code", "said"),
    [("en-GB", None), ("ru", "without parties and tolls"), ("hy", "English and Russian")],
)
def test_what_a_language_lacks_is_said(code, said):
    gap = LanguageFinder().gap(code)
    assert (gap is None) if said is None else said in gap


def test_russian_without_its_dictionary_is_read_as_english_and_said(monkeypatch):
    monkeypatch.setattr(languages, "is_installed", lambda package: False)
    assert "install geomap[ru]" in LanguageFinder().gap("ru")
    assert LanguageFinder()(Document(text="Взрыв.", language="ru"), ()) == ()
