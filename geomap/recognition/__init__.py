"""Which spans of a text are place names, and what each does in its sentence."""

from geomap.recognition.languages import LanguageRecogniser
from geomap.recognition.recogniser import Recogniser
from geomap.recognition.spacy import from_spacy
from geomap.recognition.tagger import Tagger

__all__ = ["LanguageRecogniser", "Recogniser", "Tagger", "from_spacy"]
