"""The whole way from a document to its report, each step replaceable by another callable."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

from geomap.boundaries import BOUNDARY_SOURCES
from geomap.corrections import Corrections
from geomap.gazetteer import Gazetteer
from geomap.incidents import LanguageFinder
from geomap.language import detect
from geomap.models import (
    Document,
    Incident,
    LonLat,
    Mention,
    Place,
    Provenance,
    Report,
    Resolution,
    TerritoryStatus,
)
from geomap.recognition import LanguageRecogniser
from geomap.resolution import Resolver
from geomap.resources import version
from geomap.territory import Territories

Recognise = Callable[[Document], tuple[Mention, ...]]
Resolve = Callable[[Document, tuple[Mention, ...]], tuple[Resolution, ...]]
Find = Callable[[Document, tuple[Resolution, ...]], tuple[Incident, ...]]


class Classify(Protocol):
    """Whose ground a place was on a day."""

    def __call__(
        self,
        place: Place | LonLat,
        /,
        *,
        on: date | None,
        since: date | None = None,
        radius_km: float = 0,
    ) -> TerritoryStatus:
        """Return the status of ``place``, within ``radius_km``, at the end of the interval."""
        ...


class Geoparser:
    """Finds the places and the incidents of documents.

    Args:
        gazetteer: the open gazetteer.
        recognise: which spans are place names; by default the packaged recogniser of the
            document's language.
        resolve: which place each name means; by default the packaged resolver.
        find: what happened where; by default the packaged incident finder.
        classify: whose ground it was; by default the packaged territory ledger.
        corrections: what the user knows better; it wins over whatever ``resolve`` says.
        worldview: in whose eyes ground is labelled, "un", "de-facto" or a state's ISO code; the
            facts are the same in all.

    Raises:
        WorldviewError: if the ledger knows nothing of the worldview.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        recognise: Recognise | None = None,
        resolve: Resolve | None = None,
        find: Find | None = None,
        classify: Classify | None = None,
        corrections: Corrections | None = None,
        worldview: str = "un",
    ) -> None:
        self.gazetteer = gazetteer
        self.recognise = recognise or LanguageRecogniser(gazetteer)
        self.corrections = corrections or Corrections()
        self.resolve = resolve or Resolver(gazetteer, settle=self.corrections.answer)
        self.find = find or LanguageFinder()
        territories = Territories.open(worldview=worldview)
        self.classify = classify or territories.classify
        self.worldview = territories.worldview

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        recognise: Recognise | None = None,
        corrections: str | Path | None = None,
        worldview: str = "un",
        lexicon: str | Path | None = None,
    ) -> "Geoparser":
        """Return a geoparser with the packaged steps.

        Args:
            path: the gazetteer; by default the user's own.
            recognise: finds the place names instead of the packaged recogniser.
            corrections: a CSV file of what names mean, see `geomap.corrections`.
            worldview: in whose eyes ground is labelled.
            lexicon: a CSV file of event words, verbs and actors to add, see `docs/lexicon.md`.

        Raises:
            GazetteerNotFoundError: if the gazetteer has not been built yet.
            CorrectionError: if a row of the corrections is wrong.
            WorldviewError: if the territory ledger knows nothing of the worldview.
            LexiconError: if a row of the lexicon is wrong.
        """
        find = LanguageFinder(lexicon) if lexicon else None
        gazetteer = Gazetteer.open(Path(path) if path else None)
        known = Corrections.read(corrections, gazetteer.get) if corrections else None
        return cls(
            gazetteer, recognise=recognise, find=find, corrections=known, worldview=worldview
        )

    def parse(self, document: Document) -> Report:
        """Return all that is found in ``document``, whose language is told first where it must."""
        document = _in_a_language(document)
        mentions = self.corrections.marked(document, self.recognise(document))
        resolutions = self._corrected(document, self.resolve(document, mentions))
        incidents = self.find(document, resolutions)
        return Report(
            document=document,
            resolutions=resolutions,
            incidents=tuple(self._placed(incident, document) for incident in incidents),
            provenance=self.provenance,
            corrections=self.corrections.applied(resolutions),
            warnings=self._gaps(document.language or ""),
        )

    def parse_many(self, documents: Iterable[Document]) -> Iterator[Report]:
        """Yield the report of each document, in order, holding one in memory."""
        return map(self.parse, documents)

    @cached_property
    def provenance(self) -> Provenance:
        """What made the reports: versions and data sets, with the gazetteer's dates and hashes."""
        info = self.gazetteer.info()
        return Provenance(
            geomap=version(),
            gazetteer=str(info),
            worldview=self.worldview,
            sources=(*map(str, info.sources), *BOUNDARY_SOURCES),
        )

    def _corrected(
        self, document: Document, resolutions: tuple[Resolution, ...]
    ) -> tuple[Resolution, ...]:
        """Return the resolutions as the user corrects them, whatever resolver they come from."""
        if not self.corrections.rows:
            return resolutions
        known = ((r, self.corrections.answer(document, r.mention)) for r in resolutions)
        return tuple(r if not k or k.reason == r.reason else k for r, k in known)

    def _placed(self, incident: Incident, document: Document) -> Incident:
        """Return the incident with the status of its ground on its last day.

        The last day counts, so that a place which was taken shows the taker; the holder before
        stands in the status's history.
        """
        if incident.place is None:
            return incident
        day = incident.end or incident.start or document.published
        status = self.classify(
            incident.place, on=day, since=incident.start, radius_km=incident.radius_km or 0
        )
        return incident.model_copy(update={"territory": status})

    def _gaps(self, language: str) -> tuple[str, ...]:
        """Return what the steps say that they can't do in a language; those of others say none."""
        asked = (getattr(step, "gap", None) for step in (self.recognise, self.find))
        return tuple(dict.fromkeys(said for gap in asked if gap and (said := gap(language))))


def _in_a_language(document: Document) -> Document:
    if document.language:
        return document
    return document.model_copy(update={"language": detect(document.text)})
