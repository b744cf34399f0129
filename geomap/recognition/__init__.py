"""Which spans of a text are place names, and what each does in its sentence."""

from geomap.recognition.recogniser import Recogniser
from geomap.recognition.tagger import Tagger

__all__ = ["Recogniser", "Tagger"]
