"""What a toponym means: places, candidates with their reasons, resolutions."""

from pydantic import Field

from geomap.models.base import LonLat, Record
from geomap.models.mentions import Mention


class Place(Record):
    """A row of the gazetteer.

    ``id`` is ``gn:<GeoNames id>`` where GeoNames knows the place, else another source's prefix
    (``wof:``, ``osm:``, ``user:``), or ``point:<lat>,<lon>`` for a point that only the text gives,
    in figures or at a distance from a named place. ``feature_class`` and ``feature_code`` are
    GeoNames' (P.PPL, A.ADM1, H.LK ...), and S.POINT for such points. ``admin1`` and ``admin2`` are
    GeoNames codes within the country ("08"); ``admin1_name`` is the plain name ("Syunik").
    ``country`` is ISO 3166-1 alpha-2.
    """

    id: str
    name: str
    position: LonLat
    feature_class: str
    feature_code: str
    country: str | None = None
    admin1: str | None = None
    admin1_name: str | None = None
    admin2: str | None = None
    admin2_name: str | None = None
    population: int = 0
    source: str = ""

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id as a number, if GeoNames is where the place comes from."""
        return int(self.id[3:]) if self.id.startswith("gn:") else None


class Feature(Record):
    """One named reason for or against a candidate: ``value * weight`` is added to its score."""

    name: str
    value: float
    weight: float
    words: str  # what `geomap explain` prints


class Candidate(Record):
    """A place that a mention may mean, with the reasons."""

    place: Place
    matched_name: str
    match: str  # exact, alternate, folded, generic-word, demonym, ...
    score: float = 0.0
    features: tuple[Feature, ...] = ()


class Resolution(Record):
    """What a mention means. ``place`` is None where it could not be told; never a fake point.

    ``spot`` is the point that the words beside the name lead to ("12 km north of Goris"), while
    ``place`` stays what the name means. ``radius_km`` is how far off the spot, or written
    coordinates, may be; without a direction ("12 km from Goris") it is the circle about the place.
    """

    mention: Mention
    place: Place | None
    spot: Place | None = None
    radius_km: float | None = None
    confidence: float = Field(default=0.0, ge=0, le=1)
    candidates: tuple[Candidate, ...] = ()  # best first
    reason: str = ""
