"""Many documents, in parts that survive a crash: `geomap run`."""

from geomap.batch.corpus import Part, parts_of
from geomap.batch.running import run
from geomap.batch.work import Done, Settings

__all__ = ["Done", "Part", "Settings", "parts_of", "run"]
