"""A tiny network is slimmed; needs torch, which only the extra `train` installs."""

import pytest
from tokenizers import Tokenizer

from geomap.resources import packaged
from geomap.training.corpus import Mark, label_text
from geomap.training.material import Material

torch = pytest.importorskip("torch", reason="torch is not installed (extra train)")

from geomap.training.encoder import Encoder, Sizes  # noqa: E402 - need torch
from geomap.training.fitting import Fitting, Settings  # noqa: E402
from geomap.training.slimming import settings_after, slimmed  # noqa: E402

TOKENIZER = Tokenizer.from_file(str(packaged("data", "models", "tagger_tokenizer.json")))
TINY = Sizes(positions=160, width=64, inner=128, attentions=2, layers=2)
MARKS = [Mark(15, 20, "p", {"r": "literal", "k": "settlement"})]
SENTENCES = list(label_text("Shells fell on Goris at noon.", MARKS))
MATERIAL = Material(SENTENCES * 20, SENTENCES, {}, ["Goris", "Kapan"])
INPUTS = torch.ones(1, 7, dtype=torch.long), torch.ones(1, 7, dtype=torch.long), torch.ones(1, 7)


def run_of(encoder, tmp_path):
    return Fitting(encoder, TOKENIZER, MATERIAL, Settings(), tmp_path / "checkpoint.pt")


def encoder_with_dead_units(dead):
    """Return a random network whose ``dead`` inner units give nothing."""
    torch.manual_seed(3)
    encoder = Encoder(TINY)
    with torch.no_grad():
        for layer in encoder.layers:
            layer.narrow.weight[:, dead] = 0
    return encoder.eval()


def test_units_that_give_nothing_go_first(tmp_path):
    encoder = encoder_with_dead_units(range(0, 128, 3))
    slim = slimmed(run_of(encoder, tmp_path)).eval()
    assert slim.sizes == TINY._replace(inner=96)
    with torch.inference_mode():
        torch.testing.assert_close(slim(*INPUTS), encoder(*INPUTS))


def test_units_that_count_are_missed(tmp_path):
    encoder = encoder_with_dead_units(range(16))
    slim = slimmed(run_of(encoder, tmp_path)).eval()
    with torch.inference_mode():
        assert not torch.allclose(slim(*INPUTS), encoder(*INPUTS), atol=1e-4)


def test_what_is_slimmed_stays_as_it_was(tmp_path):
    encoder = encoder_with_dead_units([])
    before = {name: value.clone() for name, value in encoder.state_dict().items()}
    slimmed(run_of(encoder, tmp_path))
    assert all(torch.equal(before[name], value) for name, value in encoder.state_dict().items())
    assert all(p.grad is None for p in encoder.parameters())


def test_words_stay_frozen_and_the_rest_is_fitted(tmp_path):
    slim = slimmed(run_of(encoder_with_dead_units([]), tmp_path))
    assert not slim.word.weight.requires_grad
    assert slim.layers[0].widen.weight.requires_grad


@pytest.mark.parametrize(("epochs", "after"), [(8, 6), (1, 1), (3, 3)])
def test_fitting_on_is_shorter_and_gentler(epochs, after):
    settings = settings_after(Settings(epochs, seed=5))
    assert settings.epochs == after
    assert settings.seed == 5
    assert settings.rate < Settings().rate
    assert settings.new_rate < Settings().new_rate
