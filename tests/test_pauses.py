"""The collector of cycles stands still within, and is afterwards as it was before."""

import gc

import pytest

from geomap.pauses import uncollected


def test_the_collector_of_cycles_waits_and_goes_on_whatever_happens() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        1 / 0  # noqa: B018
    assert gc.isenabled()
