"""Documents with marked places: ``Shells hit [Goris] in [Syunik|region].``

A mark is ``[name|kind|role|scene]``; the scene is ``happened type``, or ``happened type words``
with the words that tell of it: ``[Goris|||0.9 riot set upon]``.
"""

import re
import zlib
from datetime import date

import pytest

from geomap.incidents import IncidentFinder
from geomap.models import (
    Document,
    IncidentType,
    Kind,
    LonLat,
    Mention,
    Place,
    Resolution,
    Role,
    Scene,
    Span,
)

_MARK = re.compile(r"\[([^\]|]+)(?:\|([^\]|]*))?(?:\|([^\]|]*))?(?:\|([^\]]*))?\]")
_FEATURES = {
    "country": ("A", "PCLI"),
    "region": ("A", "ADM1"),
    "district": ("A", "ADM2"),
    "settlement": ("P", "PPL"),
    "quarter": ("P", "PPLX"),
    "area": ("L", "RGN"),
    "water": ("H", "LK"),
    "site": ("S", "BLDG"),
    "road": ("R", "ST"),
}


def _place(name: str, kind: str) -> Place:
    feature_class, feature_code = _FEATURES[kind]
    number = zlib.crc32(name.encode())
    position = LonLat(number % 3600 / 10 - 180, number // 3600 % 1600 / 10 - 80)
    return Place(
        id=f"user:{name}", name=name, position=position, feature_class=feature_class,
        feature_code=feature_code, country=name if kind == "country" else None,
    )  # fmt: skip


def _scene(told: str | None, text: str) -> Scene | None:
    if not told:
        return None
    happened, kind, *words = told.split(maxsplit=2)
    span = None
    if words:
        start = _MARK.sub(r"\1", text).index(words[0])
        span = Span(start=start, end=start + len(words[0]), text=words[0])
    shares = tuple(float(kind == other) for other in IncidentType)
    return Scene(
        happened=float(happened), came_from=0, type=IncidentType(kind), shares=shares, trigger=span
    )


def marked(text: str) -> tuple[str, tuple[Resolution, ...]]:
    """Return the text without marks, and what they resolve to; "site?" as kind: in no gazetteer."""
    plain, position, found = "", 0, []
    for match in _MARK.finditer(text):
        plain += text[position : match.start()]
        name, kind, role = match.group(1), match.group(2) or "settlement", match.group(3)
        mention = Mention(
            start=len(plain), end=len(plain) + len(name), text=name, name=name,
            role=Role(role or "literal"), kind=Kind(kind.rstrip("?")),
            scene=_scene(match.group(4), text),
        )  # fmt: skip
        found.append(
            Resolution(mention=mention, place=None if kind.endswith("?") else _place(name, kind))
        )
        plain += name
        position = match.end()
    return plain + text[position:], tuple(found)


@pytest.fixture(scope="session")
def read():
    """Return marked text as (text, resolutions)."""
    return marked


@pytest.fixture(scope="session")
def find():
    """Return the incidents of a marked text published on Wednesday 14 September 2022."""

    def run(text: str, published: date | None = date(2022, 9, 14)):
        plain, resolutions = marked(text)
        document = Document(text=plain, id="d", published=published)
        return IncidentFinder()(document, resolutions)

    return run


@pytest.fixture(scope="session")
def told(find):
    """Return the incidents of a marked text as a set of "type place precision" strings."""

    def run(text: str) -> set[str]:
        return {
            f"{i.type.value} {i.resolution.mention.name if i.resolution else '-'} {i.geo_precision}"
            for i in find(text)
        }

    return run
