"""Rows of Parquet files as records, a batch in memory at a time. Needs pyarrow."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, BinaryIO

from geomap.errors import DocumentError

_ROWS = 256  # a batch


def rows(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file.

    Raises:
        DocumentError: if it is none, or pyarrow is not installed.
    """
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        raise DocumentError("reading Parquet needs pyarrow; pip install 'geomap[gis]'") from None
    try:
        for batch in parquet.ParquetFile(stream).iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
    except (ValueError, OSError) as error:  # ArrowInvalid is a ValueError
        raise DocumentError(f"not a Parquet file that can be read ({error})") from None
