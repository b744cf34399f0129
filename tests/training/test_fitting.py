"""A tiny network trained for a moment; needs torch, which only the extra `train` installs."""

import pytest
from tokenizers import Tokenizer

from geomap.errors import ModelError
from geomap.recognition import Tagger
from geomap.recognition.words import read_words
from geomap.resources import packaged
from geomap.training.corpus import Mark, label_text
from geomap.training.labels import A_PLACE, A_SCENE, HEADS, NO_PLACE, PLACES, UNKNOWN
from geomap.training.material import Material
from geomap.training.pieces import to_batch
from geomap.training.scoring import measure, onnx_run

torch = pytest.importorskip("torch", reason="torch is not installed (extra train)")
pytest.importorskip("onnx", reason="onnx is not installed (extra train)")

from geomap.training.encoder import Encoder, Sizes  # noqa: E402 - need torch
from geomap.training.exporting import export  # noqa: E402
from geomap.training.fitting import (  # noqa: E402
    Fitting,
    Settings,
    batch_loss,
    distance,
    fit,
    head_loss,
    torch_run,
)
from geomap.training.links import LinkHead  # noqa: E402

TOKENIZER = Tokenizer.from_file(str(packaged("data", "models", "tagger_tokenizer.json")))
TINY = Sizes(positions=160, width=128, inner=256, attentions=2, layers=1)
TOWNS = ["Goris", "Kapan", "Port Salim", "Lachin", "Sus"]


def report(town):
    text = f"Shells fell on {town} at noon."
    return label_text(text, [Mark(15, 15 + len(town), "p", {"r": "literal", "k": "settlement"})])


MATERIAL = Material([s for t in TOWNS for s in report(t)] * 40, list(report("Kapan")), {}, TOWNS)


def nothing(*_):
    pass


def run_for(folder, *, epochs=2, encoder=None, pieces=1400):
    torch.set_num_threads(1)
    torch.manual_seed(7)
    encoder = encoder or Encoder(TINY)
    settings = Settings(epochs, batch_pieces=pieces)
    run = Fitting(encoder, TOKENIZER, MATERIAL, settings, folder / "checkpoint.pt")
    losses = []
    fit(run, progress=nothing, after_epoch=lambda _, loss: losses.append(loss))
    return encoder, losses


def weights(encoder):
    return torch.cat([p.detach().flatten() for p in encoder.parameters()])


def test_a_few_sentences_are_learnt_and_written(tmp_path):
    encoder, losses = run_for(tmp_path, epochs=4, pieces=240)
    assert losses[-1] < losses[0] / 3
    scores = measure(torch_run(encoder), TOKENIZER, MATERIAL.held_out)
    assert scores.roles == 1
    export(encoder, LinkHead(TINY.width), TOKENIZER, tmp_path)
    written = measure(onnx_run(tmp_path / "tagger.onnx"), TOKENIZER, MATERIAL.held_out)
    assert written.roles == 1
    assert {p.name for p in tmp_path.iterdir()} == {
        "checkpoint.pt", "links.json", "tagger.json", "tagger.onnx", "tagger_tokenizer.json"
    }  # fmt: skip
    (words,) = read_words("Shells fell on Kapan at noon.")
    (tags,) = Tagger(tmp_path)([words])
    assert PLACES[int(tags.places[3].argmax())] == "B-literal"


class StoppedError(Exception):
    pass


def stop(*_):
    raise StoppedError


def test_a_stopped_run_ends_as_if_it_had_not_been(tmp_path):
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    whole.mkdir()
    stopped.mkdir()
    expected, _ = run_for(whole)
    run = Fitting(Encoder(TINY), TOKENIZER, MATERIAL, Settings(2), stopped / "checkpoint.pt")
    torch.manual_seed(7)
    run = run._replace(encoder=Encoder(TINY))
    with pytest.raises(StoppedError):
        fit(run, progress=nothing, after_epoch=stop)
    resumed, losses = run_for(stopped)
    assert len(losses) == 1
    assert torch.equal(weights(resumed), weights(expected))


def test_a_checkpoint_of_another_run_is_refused(tmp_path):
    run_for(tmp_path, epochs=1)
    with pytest.raises(ModelError, match="other settings or other data"):
        run_for(tmp_path, epochs=2)


def test_a_checkpoint_without_a_teacher_is_not_gone_on_from_with_one(tmp_path):
    encoder, _ = run_for(tmp_path, epochs=1)
    run = Fitting(encoder, TOKENIZER, MATERIAL, Settings(1), tmp_path / "checkpoint.pt", encoder)
    with pytest.raises(ModelError, match="other settings or other data"):
        fit(run, progress=nothing, after_epoch=nothing)


def test_frozen_words_stay(tmp_path):
    encoder = Encoder(TINY)
    encoder.freeze_words()
    before = encoder.word.weight.clone()
    run_for(tmp_path, epochs=1, encoder=encoder)
    assert torch.equal(encoder.word.weight, before)


def random_logits(seed):
    torch.manual_seed(seed)
    return torch.randn(5, sum(map(len, HEADS.values())))


def test_the_same_answers_are_not_apart():
    logits = random_logits(1)
    assert float(distance(logits, logits)) == pytest.approx(0, abs=1e-6)
    raised = logits + 3  # the same probabilities
    assert float(distance(raised, logits)) == pytest.approx(0, abs=1e-5)
    assert float(distance(random_logits(2), logits)) > 0.1


def test_a_teacher_is_listened_to_where_labels_say_nothing(tmp_path):
    torch.manual_seed(1)
    teacher, pupil = Encoder(TINY).eval(), Encoder(TINY).eval()
    batch = to_batch(TOKENIZER, list(report("Kapan")))
    for labels in batch.labels.values():
        labels[:] = UNKNOWN
    assert float(batch_loss(pupil, batch)) == 0
    before = float(batch_loss(pupil, batch, teacher).detach())
    optimiser = torch.optim.AdamW(pupil.parameters(), lr=1e-3)
    for _ in range(20):
        optimiser.zero_grad()
        batch_loss(pupil, batch, teacher).backward()
        optimiser.step()
    assert float(batch_loss(pupil, batch, teacher).detach()) < before / 4
    assert all(p.grad is None for p in teacher.parameters())


def place(label):
    return PLACES.index(label)


@pytest.mark.parametrize(
    ("label", "told", "is_right"),
    [
        (place("B-literal"), "B-literal", True),
        (place("B-literal"), "B-metonym", False),
        (A_PLACE, "B-literal", True),
        (A_PLACE, "B-metonym", True),
        (A_PLACE, "I-literal", False),
        (A_PLACE, "O", False),
        (NO_PLACE, "O", True),
        (NO_PLACE, "B-demonym", True),
        (NO_PLACE, "I-embedded", True),
        (NO_PLACE, "B-literal", False),
    ],
)
def test_an_open_label_is_content_with_what_it_allows(label, told, is_right):
    logits = torch.full((1, len(PLACES)), -20.0)
    logits[0, place(told)] = 20.0
    loss = float(head_loss("places", logits, torch.tensor([label])))
    assert loss < 0.01 if is_right else loss > 10


@pytest.mark.parametrize(("told", "is_right"), [("riot", True), ("O", False), ("origin", False)])
def test_a_scene_of_an_open_type_is_content_with_any_type(told, is_right):
    scenes = HEADS["scenes"]
    logits = torch.full((1, len(scenes)), -20.0)
    logits[0, scenes.index(told)] = 20.0
    loss = float(head_loss("scenes", logits, torch.tensor([A_SCENE])))
    assert loss < 0.01 if is_right else loss > 10
