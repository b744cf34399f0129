"""The exceptions that geomap raises on purpose.

    GeomapError                 what a user can mend; the command line prints it, exits with 2
    +-- DocumentError           a report that cannot be read (encoding, empty, binary, no date)
    |   +-- FetchError      a page or a feed that a web server does not give
    +-- GazetteerError          the gazetteer file is missing, damaged or of another version
    |   +-- GazetteerNotFoundError  there is none yet; the message names the command that builds it
    +-- DataError               a packaged or user's data file breaks its documented format
    |   +-- LedgerError         a row of the territory ledger
    |   +-- LexiconError        a row of a lexicon
    |   +-- CorrectionError     a row of a user's corrections
    +-- WorldviewError          a point of view that the territory ledger has no row for
    +-- ModelError              a trained model is missing or does not fit this version
    +-- ExportError             an output cannot be written
    +-- GoldError               a gold file that `evaluate` cannot read

Every message says what is wrong, in which file and row, and what to do next.
"""


class GeomapError(Exception):
    """Base of all errors that geomap raises on purpose."""


class DocumentError(GeomapError):
    """A report cannot be read."""


class FetchError(DocumentError):
    """A page or a feed that a web server does not give.

    ``again`` says whether it may be had later; ``wait`` is for how many seconds the server asks to
    be left alone.
    """

    def __init__(self, message: str, *, again: bool = False, wait: float = 0.0) -> None:
        super().__init__(message)
        self.again = again
        self.wait = wait


class GazetteerError(GeomapError):
    """The gazetteer file cannot be used."""


class GazetteerNotFoundError(GazetteerError):
    """There is no gazetteer file yet."""


class DataError(GeomapError):
    """A data file breaks its documented format."""


class LedgerError(DataError):
    """A row of the territory ledger breaks its format or contradicts another."""


class LexiconError(DataError):
    """A row of a lexicon breaks its format."""


class CorrectionError(DataError):
    """A row of a user's corrections breaks the format, or names a place that there isn't."""


class WorldviewError(GeomapError):
    """Labels are asked for in eyes that the ledger knows nothing of."""


class ModelError(GeomapError):
    """A trained model is missing or does not fit this version."""


class ExportError(GeomapError):
    """An output cannot be written."""


class GoldError(GeomapError):
    """A gold file cannot be read."""
