"""Options and small words that several commands share."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from geomap.errors import DocumentError, ExportError

DAY = "YYYY-MM-DD"
_BETWEEN = re.compile(r"\s*[./\s-]\s*")
_OTHER_FORMS = ("%Y.%m.%d", "%d.%m.%Y", "%m.%d.%Y")  # with a point between, whatever was typed


def moment_of(text: str) -> datetime:
    """Return the day that is typed, at midnight; made to be an option's parser.

    Raises:
        typer.BadParameter: if it is no day.
    """
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d")
    except ValueError:
        raise typer.BadParameter(_no_day(text)) from None


def _no_day(text: str) -> str:
    """Return what to write instead of a day in another form; countries read 05.01. differently."""
    meant = list(dict.fromkeys(_readings(text.strip())))
    if not meant:
        return f"{text!r} is no day; write it as {DAY}, like 2022-09-13"
    doubt = "may be either of two days" if len(meant) > 1 else "is in another form"
    return f"{text!r} {doubt}; days are written as {DAY}: {' or '.join(meant)}"


def _readings(text: str) -> Iterator[str]:
    """Yield the days, in ISO 8601, that numbers with points, strokes or blanks between may mean."""
    for form in _OTHER_FORMS:
        with suppress(ValueError):
            yield datetime.strptime(_BETWEEN.sub(".", text), form).date().isoformat()


def given(text: str) -> str:
    """Return what is typed, as it is; made to be a parser of what must not be empty.

    Raises:
        typer.BadParameter: if it is empty, which an unset variable of the shell is; the name of no
            file would be taken for the current folder.
    """
    if not text.strip():
        raise typer.BadParameter("it is empty (a shell variable that is not set?); name something")
    return text


def file_of(text: str | Path) -> Path:
    """Return the file that is typed, or an option's default; made to be an option's parser."""
    return Path(given(str(text)))


Seeds = Annotated[
    list[str],
    typer.Argument(
        parser=given,
        metavar="SEEDS",
        help="Reports: .txt, .md, .html, .jsonl or .csv files, folders of them, web addresses of"
        " pages and feeds, or - for standard input.",
    ),
]
Published = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        parser=moment_of,
        metavar=DAY,
        help="Publication date of the reports that tell none.",
    ),
]
MaxSize = Annotated[
    float, typer.Option("--max-size", metavar="MB", help="Largest size of one report.", min=0.001)
]
ColumnsOf = Annotated[
    str,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN,...",
        help="Which column is which field (text, id, title, published, source, language, url).",
    ),
]
Mentions = Annotated[
    bool, typer.Option("--mentions", help="Every toponym as well, in a file beside.")
]
FeedText = Annotated[
    bool,
    typer.Option(
        "--feed-text", help="Take a live feed's entries as it words them; ask for no page of them."
    ),
]
Fix = Annotated[
    Path | None,
    typer.Option(
        "--fix",
        parser=file_of,
        metavar="CORRECTIONS.csv",
        help="What names mean by your word: columns name, document (empty: all), id (empty or -:"
        " no place). It wins over the model.",
    ),
]

Worldview = Annotated[
    str,
    typer.Option(
        help="Whose eyes labels and colours follow: un, de-facto, or a state's ISO code."
        " The facts stay the same."
    ),
]


def day_of(moment: datetime | None, option: str = "--date") -> date | None:
    """Return the day of an option, which must lie in a year that reports can be of.

    Raises:
        DocumentError: if it does not; names the option.
    """
    if moment and not 1000 <= moment.year <= 2100:
        day = moment.date().isoformat()
        raise DocumentError(f"{option} {day}: the year must lie between 1000 and 2100")
    return moment.date() if moment else None


Words = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        parser=file_of,
        metavar="FILE.csv",
        help="A CSV file of event words, verbs and actors to add (docs/lexicon.md).",
    ),
]


Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose", help="A line for each warning and note; without it, one for many alike."
    ),
]


def counted(number: int, thing: str) -> str:
    """Return a number with its thing, in the plural where it is not one."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def make_folders(*files: Path) -> None:
    """Make the folders that the outputs go to, before minutes of work and not after.

    Raises:
        ExportError: if one cannot be made, or a folder stands where a file should.
    """
    for file in files:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(f"{file}: cannot be written ({error.strerror})") from None
        if file.is_dir():
            raise ExportError(f"{file}: cannot be written (it is a folder)")
