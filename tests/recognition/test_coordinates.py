import pytest

from geomap.models import Document, Kind, Mention
from geomap.recognition import LanguageRecogniser
from geomap.recognition.coordinates import with_points, written_coordinates

PAIRS = [
    # the text, what of it is taken, latitude and longitude
    ("at 39.64 N, 46.55 E today", "39.64 N, 46.55 E", 39.64, 46.55),
    ("at 39.64 N, 46.55 E. A mine", "39.64 N, 46.55 E", 39.64, 46.55),
    ("39°38'24\"N 46°33'E", "39°38'24\"N 46°33'E", 39.64, 46.55),
    ("(39°38′24″ N, 46°33′ E)", "39°38′24″ N, 46°33′ E", 39.64, 46.55),
    ("39°38.4'N, 046°33.0'E", "39°38.4'N, 046°33.0'E", 39.64, 46.55),
    ("N39.64 E46.55", "N39.64 E46.55", 39.64, 46.55),
    ("46.55 E, 39.64 N", "46.55 E, 39.64 N", 39.64, 46.55),
    ("33.8 S, 151.2 W", "33.8 S, 151.2 W", -33.8, -151.2),
    ("39,64° N, 46,55° E", "39,64° N, 46,55° E", 39.64, 46.55),
    ("39,64° с. ш., 46,55° в. д.", None, 39.64, 46.55),
    ("39°38′24″ с.ш. 46°33′00″ в.д.", None, 39.64, 46.55),
    ("39.64 degrees north and 46.55 degrees east", None, 39.64, 46.55),
    ("latitude 39.64 and longitude 46.55", None, 39.64, 46.55),
    ("lat: -39.64, lon: 46.55", None, -39.64, 46.55),
    ("40.1234, 46.5678.", "40.1234, 46.5678", 40.1234, 46.5678),
    ("-33.8688, 151.2093", None, -33.8688, 151.2093),
    ("151.2093, -33.8688", None, -33.8688, 151.2093),
    ("the coordinates 39.64, 46.55", "39.64, 46.55", 39.64, 46.55),
]


@pytest.mark.parametrize(("text", "span", "lat", "lon"), PAIRS)
def test_coordinates_are_read_as_they_are_written(text, span, lat, lon):
    (found,) = written_coordinates(text)
    assert text[found.start : found.end] == (span or text)
    assert found.coordinates.position == pytest.approx((lon, lat))


NONE = [
    "They won 3.14, 2.71 and 21-19.", "It rose to 40.25, 46.75 euros.", "$40.1234, 46.5678",
    "The euro stood at 1.0845, 1.2734.", "version 12.3456.7, 46.5678", "40.1234, 46.56789%",
    "from 39.5 to 46.5", "12:30, 46.55", "12.10.2022, 13.10.2022", "It was 40.2 C, 39.1 C there.",
    "between 39.64 and 46.55", "from -5° C to 10° C", "ran in 39.5 s, then 41.2 s",
    "95.5 N, 46.5 E", "39.64 N, 190.5 E", "39 N, 46 E", "seats 12 W and 3 E", "40.5 N, 41.5 N",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_other_figures_are_none(text):
    assert list(written_coordinates(text)) == []


@pytest.mark.parametrize(
    ("text", "slack_km"),
    [("39.6 N, 46.5 E", 5.56), ("39.64 N, 46.55 E", 0.556), ("39°38'N 46°33'E", 0.927),
     ("39.64001 N, 46.55001 E", 0.01)],
)  # fmt: skip
def test_the_last_figure_says_how_exact_they_are(text, slack_km):
    (found,) = written_coordinates(text)
    assert found.coordinates.slack_km == pytest.approx(slack_km, rel=0.01)


def test_only_a_bare_pair_leaves_its_order_open():
    text = "At 40.1234, 46.5678; at 39.64 N, 46.55 E; at 151.2093, -33.8688."
    assert [w.coordinates.in_order for w in written_coordinates(text)] == [False, True, True]


def test_a_point_replaces_what_was_taken_for_a_name_in_it():
    text = "Goris is at 39.51 N, 46.34 E."
    names = [Mention(start=0, end=5, text="Goris", name="Goris")]
    inside = Mention(start=18, end=19, text="N", name="N")
    goris, point = with_points(text, [*names, inside])
    assert (goris.text, point.text, point.kind) == ("Goris", "39.51 N, 46.34 E", Kind.POINT)


def test_they_are_read_whatever_the_language(mini_gazetteer):
    text = "Удар пришелся по точке 40.1234, 46.5678 ночью."
    for language in ("ru", "hy"):
        mentions = LanguageRecogniser(mini_gazetteer)(Document(text=text, language=language))
        assert [m.text for m in mentions if m.coordinates] == ["40.1234, 46.5678"]


def test_what_stands_in_a_grid_is_a_point_beside_angles(mini_gazetteer):
    text = "Shells fell at 38S NK 12345 67890 near Goris, and at 39.64 N, 46.55 E."
    mentions = LanguageRecogniser(mini_gazetteer)(Document(text=text, language="en"))
    points = [m.text for m in mentions if m.kind is Kind.POINT]
    assert points == ["38S NK 12345 67890", "39.64 N, 46.55 E"]
