import json

import numpy as np

from geomap.incidents.choosing import CLUES, TYPES, to_weights
from geomap.models import IncidentType
from geomap.training import types
from geomap.training.types import Example, fit_weights, train

FIRE, SHELLS = TYPES.index(IncidentType.RIOT), TYPES.index(IncidentType.SHELLING)


def example(number, *, topic, right):
    """A word listed as a riot, in a report about ``topic``."""
    values = np.zeros((len(TYPES), len(CLUES)))
    values[FIRE, CLUES.index("named")] = 1.0
    values[:, CLUES.index("topic")] = -4.0
    values[topic, CLUES.index("topic")] = 0.0
    return Example(f"report {number}", values, frozenset({TYPES[right].value}))


EXAMPLES = [
    example(n, topic=t, right=t) for n in range(20) for t in (FIRE, SHELLS)
]  # the word means what the report is about


def test_weights_are_fitted_to_what_decides():
    weights = fit_weights(EXAMPLES)
    assert weights.clues[CLUES.index("topic")] > 0.5
    assert weights.clues[CLUES.index("in_it")] == 0
    scores = EXAMPLES[1].values @ weights.clues + weights.types
    assert scores.argmax() == SHELLS


def test_the_command_writes_what_geomap_reads_and_tells_the_shares(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(types, "read_examples", lambda _: iter(EXAMPLES))
    train(tmp_path / "types.json")
    stored = json.loads((tmp_path / "types.json").read_text(encoding="utf-8"))
    assert stored["fitted_on"] == "held-out reports (40 triggers)"
    np.testing.assert_array_equal(to_weights(stored).clues, fit_weights(EXAMPLES).clues)
    assert "40 triggers: 0.500 right by the lists" in capsys.readouterr().out
