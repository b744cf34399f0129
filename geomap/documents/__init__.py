"""Reports from files, folders, JSON Lines and web pages, with what is wrong with them."""

from geomap.documents.problems import Problem, raise_or_warn
from geomap.documents.reading import MAX_BYTES, read_documents

__all__ = ["MAX_BYTES", "Problem", "raise_or_warn", "read_documents"]
