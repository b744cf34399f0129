"""What tests share: a small gazetteer of our own tables, built once a session."""

from pathlib import Path

import pytest

from geomap.gazetteer.build import build
from geomap.gazetteer.sources import default_sources


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
