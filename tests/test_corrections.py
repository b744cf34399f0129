"""What a user knows better: how the table is read, and that it wins."""

import json

import pytest

from geomap.corrections import Correction, Corrections
from geomap.errors import CorrectionError
from geomap.models import Document, LonLat, Mention, Place, Resolution
from geomap.pipeline import Geoparser

MARTUNI_AM, MARTUNI_KH = "gn:174815", "gn:147622"


def place(place_id: str) -> Place:
    return Place(
        id=place_id, name="X", position=LonLat(1, 2), feature_class="P", feature_code="PPL"
    )


def get(place_id: str) -> Place | None:
    return place(place_id) if place_id in ("gn:1", "gn:2", "user:x") else None


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a table given as text or bytes."""

    def run(table: str | bytes) -> Corrections:
        path = tmp_path / "fixes.csv"
        path.write_bytes(table if isinstance(table, bytes) else table.encode())
        return Corrections.read(path, get)

    return run


@pytest.mark.parametrize(
    "table",
    [
        "name,document,id\nGoris,r1,gn:1\nSt. Petersburg,,-\nTegh,,\n",
        "\ufeffName;Document;Gazetteer ID;note\nGoris;r1;1;mine\nSt. Petersburg;;-;\n\nTegh;;;\n",
        "id\tname\tdocument\r\ngn:1\tGoris\tr1\r\n-\tSt. Petersburg\t\r\n\tTegh\t\r\n",
    ],
)
def test_tables_as_spreadsheets_write_them(read, table):
    rows = read(table).rows
    assert [(r.name, r.document, r.place and r.place.id) for r in rows] == [
        ("Goris", "r1", "gn:1"), ("St. Petersburg", "", None), ("Tegh", "", None)
    ]  # fmt: skip
    assert rows[0].row == "fixes.csv, line 2"


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("name,document,id\nGoris,,gn:7\n", "fixes.csv, line 2: the gazetteer holds no place"),
        ("name,document,id\n,,gn:1\n", "fixes.csv, line 2: no name"),
        ("name,id\nGoris,gn:1\n", "line 1: lacks document"),
        ("", "lacks name, document, id"),
        ("name,document,id\nGoris,,gn:1,x,y\n", "line 2: more cells than columns"),
        ("name,document,id\nGoris,,gn:1\ngoris,,gn:2\n", "line 3: 'goris' has another meaning"),
        (b"name,document,id\nKa\xe7,,gn:1\n", "line 2: not in UTF-8"),
    ],
)
def test_a_wrong_row_is_named(read, table, message):
    with pytest.raises(CorrectionError, match=message):
        read(table)


def test_all_wrong_rows_are_named_at_once(read):
    rows = "Goris,,gn:7\nTegh,,gn:1\n,,gn:1\nTegh,,gn:2\n" + "Goris,,gn:8\n" * 20
    with pytest.raises(CorrectionError) as caught:
        read(f"name,document,id\n{rows}")
    told = str(caught.value).splitlines()
    assert [line.partition(":")[0] for line in told[:3]] == [
        "fixes.csv, line 2", "fixes.csv, line 4", "fixes.csv, line 5"
    ]  # fmt: skip
    assert told[20:] == ["and 3 more rows"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CorrectionError, match=r"nowhere\.csv: cannot be read"):
        Corrections.read(tmp_path / "nowhere.csv", get)


def test_the_row_of_a_document_comes_before_that_of_all(read):
    known = read("name,document,id\nGoris,,gn:1\nGoris,r1,gn:2\nGoris,r2,-\n")
    mention = Mention(start=0, end=5, text="Goris", name="Goris")
    meant = {
        i: (answer.place.id if answer.place else None, answer.reason)
        for i in ("r1", "r2", "r3")
        if (answer := known.answer(Document(text="Goris", id=i), mention))
    }
    assert meant == {
        "r1": ("gn:2", "corrected by user: fixes.csv, line 3"),
        "r2": (None, "corrected by user: fixes.csv, line 4"),
        "r3": ("gn:1", "corrected by user: fixes.csv, line 2"),
    }


def test_a_name_that_nobody_saw_is_added_whole_words_only():
    known = Corrections([Correction("Qara Kand", "", place("gn:1"), "f, line 2")])
    document = Document(text="Qara Kand, Qara Kandli and Kand.")
    seen = [Mention(start=5, end=9, text="Kand", name="Kand")]
    (added,) = known.marked(document, seen)
    assert (added.text, added.start, added.found_by) == ("Qara Kand", 0, ("user",))
    longer = Mention(start=0, end=16, text="Qara Kand, Qara", name="Qara Kand, Qara")
    assert known.marked(document, [longer]) == (longer,)


def test_unused_rows_are_known(read):
    known = read("name,document,id\nGoris,,gn:1\nTegh,,gn:2\n")
    mention = Mention(start=0, end=5, text="Goris", name="Goris")
    applied = known.applied([known.answer(Document(text="Goris"), mention)])
    assert applied == ("'Goris' everywhere is gn:1 (fixes.csv, line 2)",)
    assert [row.name for row in known.unused(applied)] == ["Tegh"]


def test_a_correction_wins_and_is_context_for_the_other_names(mini_gazetteer):
    martunis = [m.place for m in mini_gazetteer.lookup("Martuni") if m.place.feature_class == "P"]
    document = Document(text="Shells hit Martuni. Martuni burns, people in Martuni said.", id="r1")
    for meant in martunis:
        known = Corrections([Correction("Martuni", "", meant, "f.csv, line 2")])
        report = Geoparser(mini_gazetteer, corrections=known).parse(document)
        assert {r.place.id for r in report.resolutions} == {meant.id}
        assert all(i.place.id == meant.id for i in report.incidents)
        assert report.corrections == known.applied(report.resolutions) != ()
    assert len(martunis) > 1


def test_a_correction_wins_over_a_resolver_of_ones_own(mini_gazetteer):
    goris = mini_gazetteer.get("gn:174895")
    known = Corrections([Correction("Kapan", "", goris, "f.csv, line 2")])

    def resolve(document, mentions):
        return tuple(Resolution(mention=m, place=None, reason="no idea") for m in mentions)

    report = Geoparser(mini_gazetteer, resolve=resolve, corrections=known).parse(
        Document(text="He went from Kapan to Tegh.")
    )
    meant = {r.mention.text: r.place and r.place.name for r in report.resolutions}
    assert meant == {"Kapan": "Goris", "Tegh": None}


def test_what_is_no_place_stays_open_and_speaks_for_no_country(mini_gazetteer):
    known = Corrections([Correction("Goris", "", None, "f.csv, line 2")])
    report = Geoparser(mini_gazetteer, corrections=known).parse(Document(text="Goris was shelled."))
    assert [r.place for r in report.resolutions] == [None]
    assert report.resolutions[0].reason == "corrected by user: f.csv, line 2"


TABLE = "name,document,id\nGoris,r1,gn:174875\n"


def test_map_and_export_follow_corrections_and_list_them(geomap, report, tmp_path):
    (tmp_path / "fixes.csv").write_text(TABLE)
    assert geomap("map", report, "--fix", "fixes.csv")[0] == 0
    collection = json.loads((tmp_path / "incidents.geojson").read_text(encoding="utf-8"))
    assert collection["provenance"]["corrections"] == [
        "'Goris' in r1 is gn:174875 (fixes.csv, line 2)"
    ]
    (feature,) = collection["features"]
    assert feature["properties"]["place_id"] == "gn:174875"
    assert feature["properties"]["place_reason"] == "corrected by user: fixes.csv, line 2"
    assert "corrected by user: fixes.csv, line 2" in (tmp_path / "map.html").read_text("utf-8")
    assert geomap("export", report, "-o", "i.jsonl", "--fix", "fixes.csv")[0] == 0
    assert "gn:174875" in (tmp_path / "i.jsonl").read_text(encoding="utf-8")


def test_an_unused_row_is_told(geomap, report, tmp_path):
    (tmp_path / "fixes.csv").write_text(TABLE + "Goriss,,gn:174895\n")
    code, out, err = geomap("explain", report, "--fix", "fixes.csv")
    assert code == 2
    assert "fixes.csv, line 3: no name 'Goriss' stands in the reports" in " ".join(err.split())
    assert "Kapan" in out


def test_an_unused_row_with_a_type_word_names_the_name_without_it(geomap, report, tmp_path):
    (tmp_path / "fixes.csv").write_text("name,document,id\nKyivskyi district,,gn:174895\nTegh,,-\n")
    code, _, err = geomap("explain", report, "--fix", "fixes.csv", "--verbose")
    assert code == 2
    [with_word, without] = [line for line in err.splitlines() if "stands in the reports" in line]
    assert with_word.endswith("write 'Kyivskyi'")
    assert without.endswith("not used")


@pytest.mark.parametrize("verb", [["map"], ["export", "-o", "o.jsonl"], ["explain"], ["evaluate"]])
def test_a_wrong_table_ends_with_2_before_anything_is_written(geomap, report, tmp_path, verb):
    (tmp_path / "fixes.csv").write_text("name,document,id\nGoris,,gn:0\n")
    code, _, err = geomap(*verb, report, "--fix", "fixes.csv")
    assert code == 2
    assert "fixes.csv, line 2" in err
    assert {p.name for p in tmp_path.iterdir()} == {"fixes.csv", report.name}


def test_evaluate_follows_corrections(geomap, report, tmp_path):
    gold = {"id": "r1", "text": "They met in Goris.", "toponyms": [
        {"start": 12, "end": 17, "lat": 39.2, "lon": 46.4, "geonameid": 174875}]}  # fmt: skip
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    (tmp_path / "fixes.csv").write_text(TABLE)
    code, *_ = geomap("evaluate", "gold.jsonl", "--fix", "fixes.csv", "--predictions", "p.jsonl")
    assert code == 0
    (row,) = map(json.loads, (tmp_path / "p.jsonl").read_text().splitlines())
    assert [t["geonameid"] for t in row["toponyms"]] == [174875]
