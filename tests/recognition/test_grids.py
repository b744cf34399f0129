"""References in MGRS and UTM; the libraries mgrs (GEOTRANS) and utm say where they lie."""

import warnings

import pytest
import utm
from hypothesis import assume, given
from hypothesis import strategies as st
from mgrs import MGRS

from geomap.globe import distance_km
from geomap.models import LonLat
from geomap.recognition.grids import grid_references

KNOWN = [
    # the text, what of it is taken, latitude and longitude, the slack in km
    ("The White House is at 18SUJ2339407395.", "18SUJ2339407395", 38.8977, -77.0365, 0.01),
    ("4Q FJ 123 678, Honolulu", "4Q FJ 123 678", 21.41, -157.916, 0.05),
    ("MGRS 4QFJ1267", "MGRS 4QFJ1267", 21.409, -157.916, 0.5),
    ("at grid 4QFJ1267;", "4QFJ1267", 21.409, -157.916, 0.5),
    ("CN Tower: UTM 17N 630084 4833438", "UTM 17N 630084 4833438", 43.642566, -79.387139, 0.01),
    ("17T 630084 4833438", None, 43.642566, -79.387139, 0.01),
    ("zone 17T 630084E 4833438N", None, 43.642566, -79.387139, 0.01),
    ("630084 m E, 4833438 m N (UTM zone 17N)", None, 43.642566, -79.387139, 0.01),
    ("N4833438 E630084 in UTM 17 North", None, 43.642566, -79.387139, 0.01),
    ("UTM zone 17N, easting 630084.0, northing 4833438.2.", None, 43.642566, -79.387139, 0.01),
    ("UTM 17N 630000 4833000", None, 43.6386, -79.3883, 0.5),
    ("UTM 18S 323394 4307396", None, 38.8977, -77.0365, 0.01),
    ("UTM 56H 334873 6250948", None, -33.86888, 151.21475, 0.01),
    ("UTM zone 56 South 334873 6250948", None, -33.86888, 151.21475, 0.01),
    ("UTM 19S 408000 4279000", None, -51.63248, -70.32928, 0.5),
]


@pytest.mark.parametrize(("text", "span", "lat", "lon", "slack"), KNOWN)
def test_known_points(text, span, lat, lon, slack):
    (found,) = grid_references(text)
    assert text[found.start : found.end] == (span or text.rstrip("."))
    assert found.coordinates.slack_km == slack
    assert distance_km(found.coordinates.position, LonLat(lon, lat)) < slack + 0.03


NONE = [
    "38 SMB 12", "plate 38 SMB 123", "35\tPPL\t148132", "34 AB 1234", "call 38 512345 4412345",
    "38SMB1267", "38SZB1234567890", "MGRS 38IMB1234567890", "MGRS 61SMB1234567890",
    "MGRS 38SMB12345",
    "MGRS 38XMB1234567890", "MGRS 38TMB1234567890", "1st Bn 38S", "the 38T tank, 512345 made",
    "12N 512345 4412345", "38T 512345 2412345", "UTM 38N 012345 4412345", "UTM 61N 512345 4412345",
    "UTM 38N 512345N 4412345N", "38SMB1234567890123", "38SMB12345678-90", "x38SMB1234567890",
    "order 38T 51234 4412345", "UTM 38 512345 4412345", "UTM 38T 990000 4412345",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_reference(text):
    assert list(grid_references(text)) == []


def test_several_in_one_sentence():
    text = "From 38T 512345 4412345, then 38T 512399 4412399 and 38S MB 12345 67890."
    spans = [text[w.start : w.end] for w in sorted(grid_references(text))]
    assert spans == ["38T 512345 4412345", "38T 512399 4412399", "38S MB 12345 67890"]


def degrees(least, most):
    """Draw angles to a metre: a hair beside the equator the reference library mixes its bands."""
    return st.floats(least, most).map(lambda angle: round(angle, 5) + 0.0)


@given(
    lat=degrees(-79.9, 83.9),
    lon=degrees(-180, 179.999),
    figures=st.integers(1, 5),
    spaced=st.booleans(),
)
def test_a_square_of_the_grid_holds_the_point_that_it_was_made_from(lat, lon, figures, spaced):
    written = MGRS().toMGRS(lat, lon, MGRSPrecision=figures)
    if spaced:
        head, digits = written[: -2 * figures], written[-2 * figures :]
        spelt = f"{head[:-2]} {head[-2:]} {digits[:figures]} {digits[figures:]}"
    (found,) = grid_references(f"MGRS {spelt if spaced else written}")
    position, slack = found.coordinates.position, found.coordinates.slack_km
    assert distance_km(position, LonLat(lon, lat)) <= slack * 2**0.5 * 1.01 + 0.01
    middle = MGRS().toLatLon(written)
    assert distance_km(position, LonLat(middle[1], middle[0])) < 0.01


@given(lat=st.floats(-79.9, 83.9), lon=st.floats(-180, 179.999))
def test_metres_in_a_zone_lead_back_to_their_point(lat, lon):
    easting, northing, zone, band = utm.from_latlon(lat, lon)
    assume(10_000 <= round(northing) < 10_000_000)  # five figures, as anybody writes it
    side = "North" if lat >= 0 else "South"
    metres = f"{easting:06.0f} {northing:05.0f}"
    by_band = [] if band == "S" and zone in range(19, 22) else [f"UTM {zone}{band} {metres}"]
    for written in (f"UTM zone {zone} {side} {metres}", *by_band):
        (found,) = grid_references(written)
        assert distance_km(found.coordinates.position, LonLat(lon, lat)) < 0.001


@given(st.text(alphabet="0123456789 SMBTNE,.", max_size=40))
def test_any_signs_are_read_without_an_error(text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for found in grid_references(text):
            assert text[found.start : found.end].strip()
