"""Many documents, in parts that survive a crash, and feeds that are watched."""

from geomap.batch.corpus import Part, parts_of
from geomap.batch.running import run
from geomap.batch.work import Done, Reading, Settings

__all__ = ["Done", "Part", "Reading", "Settings", "parts_of", "run"]
