import io
import sys

import pytest

from geomap.gazetteer.progress import reporting


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "drawn"), [(Terminal(), True), (io.StringIO(), False)])
def test_a_bar_is_drawn_on_a_terminal_only(monkeypatch, stream, drawn):
    monkeypatch.setattr(sys, "stderr", stream)
    with reporting(None) as report:
        report("cities", 0, 10)
        report("cities", 10, 10)
        report("sorting", 0, 0)
    assert ("cities" in stream.getvalue()) is drawn


def test_a_callers_function_is_told_instead(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    told = []
    with reporting(lambda *step: told.append(step)) as report:
        report("cities", 3, 10)
    assert told == [("cities", 3, 10)]
    assert sys.stderr.getvalue() == ""
