"""Records and measures of places in a text: what a mention does, and how fine a place is."""

from enum import StrEnum
from typing import NamedTuple

from geomap.incidents.tokens import Token
from geomap.models import GeoPrecision, Kind, Place, Resolution

_LEVELS = {
    Kind.COUNTRY: 0,
    Kind.AREA: 1,
    Kind.REGION: 1,
    Kind.DISTRICT: 2,
    Kind.WATER: 2,
    Kind.LANDFORM: 2,
    Kind.ROAD: 2,
    Kind.SETTLEMENT: 3,
    Kind.QUARTER: 4,
    Kind.SITE: 4,
    Kind.POINT: 4,
}

_RADIUS_KM = {
    GeoPrecision.EXACT: 2.0,
    GeoPrecision.NEAR: 10.0,
    GeoPrecision.AREA: 25.0,
    GeoPrecision.COUNTRY: 300.0,
}
_REGION_KM = 75.0  # a region (admin-1) or an informal area


class Use(StrEnum):
    """What the words around a place make of it."""

    AT = "at"  # in, at, on, near: where the clause happens
    OBJECT = "object"  # bare after a verb or "of": "shelled X", "capture of X"
    SUBJECT = "subject"  # bare before a verb: "X was shelled"
    ATTRIBUTE = "attribute"  # before a noun: "the X hospital"
    OF = "of"  # "residents of X"
    ORIGIN = "origin"  # from X
    DESTINATION = "destination"  # to X
    CONTEXT = "context"  # contains or locates a finer place
    SEAT = "seat"  # where a speaker or an institution sits
    STAY = "stay"  # where somebody only was: a patient, a visitor
    FELT = "felt"  # heard, felt, seen from there
    EXCLUDED = "excluded"  # not there, or another name of the place before it
    OTHER = "other"


class PlaceUse(NamedTuple):
    """A literal place mention in its sentence.

    ``position`` is its token, ``head`` the token where its phrase begins, ``group`` the first
    place of the list that it belongs to; ``word`` is what governs it.
    """

    position: int
    head: int
    group: int
    resolution: Resolution
    use: Use
    precision: GeoPrecision
    word: str  # the governing word, for `explain`
    text: str
    fineness: int  # 0 country to 4 site, see `level`

    @property
    def place(self) -> Place | None:
        """The point that the words lead to ("12 km north of X"), else what the name means."""
        return self.resolution.spot or self.resolution.place

    @property
    def named_id(self) -> str:
        """The id of what the name itself means, "" where that is unknown."""
        return self.resolution.place.id if self.resolution.place else ""

    @property
    def stands_in(self) -> bool:
        """Whether the place stands for one that no gazetteer has: "Lenin Street, Gyumri"."""
        return "," in self.text

    @property
    def own_name(self) -> str:
        """What the place is called, or that for which it stands in: "Lenin Street"."""
        return self.text.partition(",")[0]


_OWN = {"H": 2, "T": 2, "R": 2, "S": 4}
_TYPE_WORD = "type word beside"  # what the recogniser notes where the kind is not its guess
_INSIDE_TOWNS = frozenset({"ST", "TNL", "RDJCT"})  # streets, tunnels and crossings are sites


def level(resolution: Resolution) -> int:
    """Return how fine a place is: 0 country, 1 region, 2 district and landforms, 3 town, 4 site.

    What it was resolved to decides; the words beside the name ("district") only coarsen it, a
    kind that the tagger guessed without such words does not.
    """
    place, kind = resolution.place, resolution.mention.kind
    said = _LEVELS[kind] if kind is not None else 3
    if place is None:
        return said
    if place.feature_code.startswith("PCL"):
        return 0
    if place.feature_class == "A":
        return 2 if place.feature_code != "ADM1" or kind is Kind.DISTRICT else 1
    if place.feature_class == "L":
        return 1
    own = 4 if place.feature_code in _INSIDE_TOWNS else _OWN.get(place.feature_class, 3)
    if place.feature_class == "P":
        coarse = said in (1, 2) and _TYPE_WORD in resolution.mention.found_by
        return min(own, 2) if coarse else max(own, said)
    return own


def is_wider(one: Resolution, other: Resolution) -> bool:
    """Whether a place may hold another: by what the gazetteer knows of them, then by population."""
    if one.place is None or other.place is None:
        return one.place is not None
    wide, narrow = (min(3, level(r)) if r.place else 3 for r in (one, other))
    if wide != narrow:
        return wide < narrow
    return one.place.population >= other.place.population


def radius_km(resolution: Resolution, precision: GeoPrecision, fineness: int) -> float:
    """Return how far from the point it may have happened: what is stated, else by precision."""
    if resolution.radius_km is not None:
        return max(1.0, resolution.radius_km)
    if precision is GeoPrecision.AREA and fineness == 1:
        return _REGION_KM
    return _RADIUS_KM[precision]


_WORDS = {
    Use.OBJECT: "the name is the object of what was done",
    Use.SUBJECT: "the name is the subject of what befell it",
    Use.ORIGIN: "it came from there",
    Use.DESTINATION: "it went there",
    Use.FELT: "it was felt there",
    Use.STAY: "somebody only stayed there",
}


def in_words(use: PlaceUse) -> str:
    """Return what a use says in words: "the name follows 'near'"."""
    if use.use in _WORDS:
        return _WORDS[use.use]
    if not use.word:
        return "the name stands beside what happened"
    if use.use is Use.OF:
        return f"the name belongs to {use.word!r}"
    side = "comes before" if use.use is Use.ATTRIBUTE else "follows"
    return f"the name {side} {use.word!r}"


class Phrase(NamedTuple):
    """The words between a place and its governor: nearest first."""

    governor: int  # token position, -1 before the sentence
    words: tuple[Token, ...]
