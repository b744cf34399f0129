"""What tests share: gazetteers of three sizes, each built at most once a session."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from geomap import resources
from geomap.cli import main
from geomap.errors import GazetteerError
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.build import build
from geomap.gazetteer.sources import NOT_COVERED, default_sources, table
from tests.server import serving

# A machine that others use too answers late now and then, which says nothing about the code.
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")

REPORT = """---
id: r1
title: "Shelling"
published: 2022-09-13
---
The Armenian Ministry of Defence said that Azerbaijani forces shelled Goris on Tuesday.
"""
MINI = Path(__file__).parent / "mini" / "places.csv"


@pytest.fixture(scope="session")
def mini_gazetteer(tmp_path_factory) -> Iterator[Gazetteer]:
    """The tiny world of ``mini/places.csv``, built by the real builder."""
    path = tmp_path_factory.mktemp("mini") / "gazetteer.sqlite"
    build(path, [table(MINI, "mini world")])
    with Gazetteer.open(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory) -> Iterator[Gazetteer]:
    """The default gazetteer: the user's own if it was built from today's data, else a new one."""
    sources = default_sources()
    path = resources.gazetteer_path()
    if not _is_current(path, [source.digest for source in sources]):
        path = tmp_path_factory.mktemp("default") / "gazetteer.sqlite"
        build(path, sources, not_covered=NOT_COVERED, progress=lambda *_: None)
    with Gazetteer.open(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def small_home(tmp_path_factory) -> Path:
    """Return a user's data folder with a gazetteer of the packaged tables, without the cities."""
    home = tmp_path_factory.mktemp("home")
    tables = [s for s in default_sources() if s.version == "geomap"]
    build(home / "gazetteer.sqlite", tables, progress=lambda *_: None)
    return home


@pytest.fixture
def small_world(small_home, monkeypatch) -> Path:
    """Make the small gazetteer the user's own."""
    monkeypatch.setenv("GEOMAP_HOME", str(small_home))
    return small_home


@pytest.fixture
def geomap(monkeypatch, capsys, tmp_path, small_world):
    """Return a function that runs a command in a folder of its own: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["geomap", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return ended.value.code or 0, captured.out, captured.err

    return run


@pytest.fixture
def site():
    """A real web server on loopback."""
    with serving() as served:
        yield served


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "r1.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


def _is_current(path: Path, digests: list[str]) -> bool:
    try:
        with Gazetteer.open(path) as opened:
            return [source.digest for source in opened.info().sources] == digests
    except GazetteerError:
        return False
