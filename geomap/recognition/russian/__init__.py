"""Place names in Russian texts, by a packaged tagger, morphology and the gazetteer (geomap[ru])."""

from geomap.recognition.russian.recogniser import RussianRecogniser

__all__ = ["RussianRecogniser"]
