"""What tests of making gazetteers share: small packaged data, and how to look into a file."""

import zipfile
from pathlib import Path

from geomap.gazetteer import Gazetteer
from geomap.gazetteer.sources import table
from geomap.gazetteer.update import Patience

MINI = Path(__file__).parents[1] / "mini" / "places.csv"
PATIENCE = Patience(attempts=2, first_wait=0, stall=1, sleep=lambda _: None)
QUIET = {"progress": lambda *_: None, "patience": PATIENCE}
SILENT = {"progress": QUIET["progress"]}


def small_sources():
    """Return packaged data so small that a build takes no time."""
    return (table(MINI, "mini world"), table(MINI, "mini towns")._replace(digest="towns"))


def found(path, name):
    with Gazetteer.open(path) as gazetteer:
        return {match.place.id: match.match for match in gazetteer.lookup(name)}


def is_old(path):
    """Tell whether the gazetteer is still the one before the update, and works."""
    return found(path, "Goris") == {"gn:174895": "exact"} and not found(path, "Voghji")


def rewritten(dump, name, change):
    """Write a zip of the dump again, its lines changed."""
    with zipfile.ZipFile(dump / f"{name}.zip") as archive:
        lines = archive.read(f"{name}.txt").decode().splitlines(keepends=True)
    with zipfile.ZipFile(dump / f"{name}.zip", "w") as archive:
        archive.writestr(f"{name}.txt", "".join(change(lines)))
