"""Rows of Parquet files as records, a batch in memory at a time. Needs pyarrow."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from geomap.errors import DocumentError
from geomap.resources import extra

_ROWS = 256  # a batch


def rows(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file.

    Raises:
        DocumentError: if it is none, or pyarrow is not installed.
    """
    parquet = extra("pyarrow.parquet", "gis", "reading Parquet", DocumentError)
    try:
        for batch in parquet.ParquetFile(stream).iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
    except (ValueError, OSError) as error:  # ArrowInvalid is a ValueError
        raise DocumentError(f"not a Parquet file that can be read ({error})") from None
