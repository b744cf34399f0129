"""Reports from files, folders, JSON Lines, web pages and feeds, with what is wrong with them."""

from geomap.documents.fetching import Fetcher, is_web
from geomap.documents.problems import Problem, raise_or_warn
from geomap.documents.reading import MAX_BYTES, read_documents
from geomap.documents.reprints import Reprints

__all__ = [
    "MAX_BYTES",
    "Fetcher",
    "Problem",
    "Reprints",
    "is_web",
    "raise_or_warn",
    "read_documents",
]
