"""The network itself; needs torch, which only the extra `train` installs."""

import pytest

from geomap.errors import ModelError
from geomap.training.labels import HEADS

torch = pytest.importorskip("torch", reason="torch is not installed (extra train)")
safetensors = pytest.importorskip("safetensors.torch", reason="safetensors is not installed")

from geomap.training import encoder as encoders  # noqa: E402 - need torch
from geomap.training.encoder import Encoder, Sizes, load_weights, packaged_encoder  # noqa: E402

TINY = Sizes(vocabulary=50, positions=20, width=8, inner=16, attentions=2, layers=2)


def random_encoder(seed):
    torch.manual_seed(seed)
    encoder = Encoder(TINY)
    for parameter in encoder.parameters():
        torch.nn.init.normal_(parameter)
    return encoder.eval()


def bert_weights(encoder):
    """The encoder's weights under the names that BERT has for them."""
    ours = encoder.state_dict()
    weights = {theirs: ours[name].clone() for name, theirs in encoders._names(TINY.layers)}
    segments = torch.stack([ours["segment"], torch.zeros(TINY.width)])
    return {**weights, "embeddings.token_type_embeddings.weight": segments}


def test_berts_weights_find_their_places(tmp_path):
    source, target = random_encoder(1), random_encoder(2)
    safetensors.save_file(bert_weights(source), tmp_path / "model.safetensors")
    load_weights(target, tmp_path)
    target.heads, target.case = source.heads, source.case
    ids, mask = torch.randint(0, 50, (2, 7)), torch.ones(2, 7)
    cases = torch.randint(0, 7, (2, 7))
    assert torch.equal(target(ids, cases, mask), source(ids, cases, mask))


@pytest.mark.parametrize("change", ["missing", "shape"])
def test_weights_that_do_not_fit_are_refused(tmp_path, change):
    weights = bert_weights(random_encoder(1))
    name = "encoder.layer.1.output.dense.bias"
    weights[name] = torch.zeros(3)
    if change == "missing":
        del weights[name]
    safetensors.save_file(weights, tmp_path / "model.safetensors")
    with pytest.raises(ModelError, match="no weights that fit"):
        load_weights(random_encoder(2), tmp_path)


def test_padding_changes_nothing():
    encoder = random_encoder(1)
    ids, cases = torch.randint(1, 50, (1, 5)), torch.randint(0, 7, (1, 5))
    alone = encoder(ids, cases, torch.ones(1, 5))
    wide = torch.nn.functional.pad
    padded = encoder(wide(ids, (0, 4)), wide(cases, (0, 4)), wide(torch.ones(1, 5), (0, 4)))
    assert torch.allclose(alone, padded[:, :5], atol=1e-4)
    assert alone.shape == (1, 5, sum(map(len, HEADS.values())))


def test_a_missing_package_is_told(monkeypatch):
    monkeypatch.setattr(encoders, "_PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match="no_such_package is missing"):
        packaged_encoder()
