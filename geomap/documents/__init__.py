"""Reports from files, folders, JSON Lines, web pages and feeds, with what is wrong with them."""

from geomap.documents.fetching import PAUSE, Fetcher, Validators, checked, is_web
from geomap.documents.problems import OnProblem, Problem, Teller, raise_or_warn
from geomap.documents.reading import MAX_BYTES, read_documents
from geomap.documents.reprints import Reprints
from geomap.documents.web import LiveFeed, Web

__all__ = [
    "MAX_BYTES",
    "PAUSE",
    "Fetcher",
    "LiveFeed",
    "OnProblem",
    "Problem",
    "Reprints",
    "Teller",
    "Validators",
    "Web",
    "checked",
    "is_web",
    "raise_or_warn",
    "read_documents",
]
