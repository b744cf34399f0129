import errno
import subprocess
import sys
import textwrap
from itertools import count

import pytest

from geomap.errors import DataError, GazetteerError
from geomap.gazetteer import Gazetteer, Row, Source
from geomap.gazetteer.build import build

GORIS = Row("gn:174895", "Goris", 46.34, 39.51, "P.PPL", "AM", "08", names=("Gorus",))


def source(*rows, **changes):
    made = Source("test", "1", "CC0", "digest", lambda: iter(rows))
    return made._replace(**changes)


def names_at(path):
    with Gazetteer.open(path) as gazetteer:
        return [place.name for place in gazetteer.within("AM")]


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "gazetteer.sqlite"
    build(path, [source(GORIS)])
    return path


def test_info_tells_what_was_built(tmp_path):
    path = tmp_path / "new" / "folder" / "gazetteer.sqlite"
    info = build(path, [source(GORIS)], not_covered=["the sea"])
    assert (info.rows, info.names, info.not_covered) == (1, 2, ("the sea",))
    assert info.sources == (("test", "1", "CC0", "digest", 1),)
    with Gazetteer.open(path) as gazetteer:
        assert gazetteer.info() == info


def test_the_first_source_wins_and_later_ones_fill_gaps(tmp_path):
    path = tmp_path / "gazetteer.sqlite"
    later = Row("gn:174895", "Gerusy", 0, 0, "P.PPLX", "TN", "1", "2", 20000, ("Goriss",), ("GRS",))
    build(path, [source(GORIS), source(later)])
    with Gazetteer.open(path) as gazetteer:
        goris = gazetteer.get("gn:174895")
        assert (goris.name, goris.country, goris.admin1, goris.admin2) == ("Goris", "AM", "08", "2")
        assert (goris.population, goris.feature_code, goris.position.lon) == (20000, "PPL", 46.34)
        assert gazetteer.names("gn:174895") == ("Goris", "Gorus", "Gerusy", "Goriss", "GRS")
        matches = {n: gazetteer.lookup(n)[0].match for n in ("Goris", "Gerusy", "Goriss", "GRS")}
        assert matches == {
            "Goris": "exact", "Gerusy": "alternate", "Goriss": "alternate", "GRS": "weak",
        }  # fmt: skip


def test_apostrophes_may_be_left_out(tmp_path):
    path = tmp_path / "gazetteer.sqlite"
    build(path, [source(Row("gn:71137", "Sana'a", 44.2, 15.35, "P.PPLC", "YE"))])
    with Gazetteer.open(path) as gazetteer:
        assert [gazetteer.lookup(n)[0].match for n in ("Sana'a", "Sanaa", "Sana’a")] == [
            "exact", "folded", "folded",
        ]  # fmt: skip


def test_places_of_other_sources_keep_their_ids(tmp_path):
    path = tmp_path / "gazetteer.sqlite"
    rows = [GORIS._replace(id=f"user:{n}") for n in "ab"]
    build(path, [source(*rows), source(rows[0])])
    with Gazetteer.open(path) as gazetteer:
        assert [match.place.id for match in gazetteer.lookup("Goris")] == ["user:b", "user:a"]


def _raise(error):
    yield GORIS
    raise error


FAILURES = [
    (source(rows=lambda: _raise(DataError("bad row"))), DataError),
    (source(rows=lambda: _raise(KeyboardInterrupt())), KeyboardInterrupt),
    (source(GORIS, floor=2), GazetteerError),
    (source(GORIS, canaries=(("Goris", "gn:1"),)), GazetteerError),
    (source(GORIS, canaries=(("Jermuk", "gn:174884"),)), GazetteerError),
]


@pytest.mark.parametrize(("failing", "error"), FAILURES)
def test_a_failed_build_leaves_the_old_file_and_nothing_else(old, failing, error):
    before = old.read_bytes()
    with pytest.raises(error):
        build(old, [failing])
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_a_killed_build_leaves_the_old_file(old):
    script = f"""
        import os, signal
        from pathlib import Path
        from geomap.gazetteer import Row, Source
        from geomap.gazetteer.build import build
        def rows():
            for n in range(1, 100_000):
                yield Row(f"gn:{{n}}", f"Place {{n}}", 1, 2, "P.PPL", "AM")
            os.kill(os.getpid(), signal.SIGKILL)
        build(Path({str(old)!r}), [Source("test", "1", "CC0", "digest", rows)])
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert killed.returncode != 0
    assert names_at(old) == ["Goris"]
    build(old, [source(GORIS._replace(name="Kapan"))])
    assert names_at(old) == ["Kapan"]
    assert list(old.parent.iterdir()) == [old]


def test_two_builds_at_once_do_not_mix(old):
    def rows():
        yield GORIS
        with pytest.raises(GazetteerError, match="another build"):
            build(old, [source(GORIS._replace(name="Kapan"))])

    build(old, [source(rows=rows)])
    assert names_at(old) == ["Goris"]


def test_a_reader_keeps_the_file_that_it_opened(old):
    with Gazetteer.open(old) as reader:
        build(old, [source(GORIS._replace(name="Kapan"))])
        assert reader.lookup("Goris")[0].place.name == "Goris"
    assert names_at(old) == ["Kapan"]


def test_the_same_sources_give_the_same_bytes(tmp_path):
    rows = [Row(f"gn:{n}", f"Place {n % 7}", n % 180, n % 90, "P.PPL") for n in range(1, 500)]
    paths = [tmp_path / name for name in ("one.sqlite", "two.sqlite")]
    for path in paths:
        build(path, [source(*rows)])
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_progress_is_told(tmp_path):
    told = []
    build(
        tmp_path / "gazetteer.sqlite",
        [source(GORIS, expected=1)],
        progress=lambda *step: told.append(step),
    )
    assert told[:2] == [("test", 0, 1), ("test", 1, 1)]
    assert [step for step, _, _ in told[2:]] == ["sorting names", "indexing", "checking"]


def test_memory_stays_bounded_by_the_batch(tmp_path):
    """Rows are taken a batch at a time: the source is never read ahead of the writing."""
    taken = count()
    told = []

    def rows():
        for n in range(1, 45_000):
            next(taken)
            yield Row(f"gn:{n}", f"Place {n}", 1, 2, "P.PPL")

    build(
        tmp_path / "gazetteer.sqlite",
        [source(rows=rows)],
        progress=lambda step, done, _: told.append(done) if step == "test" else None,
    )
    assert told == [0, 20_000, 40_000, 44_999]


@pytest.mark.parametrize("gives", ["rows", "names", "links", "divisions"])
def test_a_source_that_cannot_be_read_is_not_taken_for_a_full_disk(old, gives):
    def broken():
        yield from ()
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(GazetteerError, match=r"^test could not be read .*Input/output error"):
        build(old, [source(GORIS)._replace(**{gives: broken})])
    assert names_at(old) == ["Goris"]
    assert not list(old.parent.glob(".*.part"))
