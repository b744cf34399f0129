"""Links are fitted over a random network; needs torch, which only the extra `train` installs."""

import json

import pytest
from tokenizers import Tokenizer

from geomap.recognition import Tagger
from geomap.recognition.links import Links
from geomap.recognition.words import words_in
from geomap.resources import packaged
from geomap.training.link_examples import LinkedSentence, Told

torch = pytest.importorskip("torch", reason="torch is not installed (extra train)")
pytest.importorskip("onnx", reason="onnx is not installed (extra train)")

from geomap.training.encoder import Encoder, Sizes  # noqa: E402 - need torch
from geomap.training.exporting import export  # noqa: E402
from geomap.training.links import fit_links, pairs  # noqa: E402

TOKENIZER = Tokenizer.from_file(str(packaged("data", "models", "tagger_tokenizer.json")))
TINY = Sizes(positions=160, width=128, inner=256, attentions=2, layers=1)
TOWNS = ["Goris", "Kapan", "Lachin", "Sus", "Aro"]


def encoder():
    torch.manual_seed(5)
    return Encoder(TINY).eval()


def sentence(first, second, *, held_out=False, whole=True):
    """Return one in which an event was at what stands after "fell on", not after "from"."""
    words = ("Shells", "from", first, "fell", "on", second)
    events = (Told((3,), frozenset({1})),)
    return LinkedSentence(words, (range(2, 3), range(5, 6)), events, whole, held_out)


def sentences():
    couples = [(a, b) for a in TOWNS for b in TOWNS if a != b]
    return [sentence(a, b, held_out=i % 4 == 0) for i, (a, b) in enumerate(couples * 20)]


def test_what_an_event_was_at_is_learnt_and_written(tmp_path):
    network = encoder()
    head, right = fit_links(network, TOKENIZER, sentences(), seed=1)
    assert right > 0.9
    export(network, head, TOKENIZER, tmp_path)
    tagger = Tagger(tmp_path)
    text = "Shells from Kapan fell on Goris"
    (tags,) = tagger([words_in(text, 0, len(text))])
    at, origin = (tagger.links.sums(tags.links, range(i, i + 1))[3] for i in (5, 2))
    assert at > 0 > origin
    assert json.loads((tmp_path / "links.json").read_text())["bias"] == tagger.links.bias


def test_written_weights_say_what_the_fitted_ones_do(tmp_path):
    network = encoder()
    head, _ = fit_links(network, TOKENIZER, sentences(), seed=1)
    (tmp_path / "links.json").write_text(head.weights(), encoding="utf-8")
    links = Links.read(tmp_path / "links.json")
    one = sentence("Sus", "Aro")
    first, second = pairs(network, TOKENIZER, one)
    words = torch.zeros(6, TINY.width)
    words[2], words[3], words[5] = first.place, first.word, second.place
    with torch.inference_mode():
        columns = (torch.stack([first[i], second[i]]) for i in range(2))
        distances = torch.tensor([first.distance, second.distance])
        fitted = head(*columns, distances).tolist()
        vectors = head.vectors(words).numpy()
    sums = [float(links.sums(vectors, place)[3]) for place in one.places]
    assert sums == pytest.approx(fitted, abs=1e-2)


def test_places_that_are_not_marked_are_found_where_not_all_are():
    whole = list(pairs(encoder(), TOKENIZER, sentence("Sus", "Aro")))
    assert [p.right for p in whole] == [0, 1]
    assert [p.weight for p in whole] == [0.5, 0.5]
    part = list(pairs(encoder(), TOKENIZER, sentence("Sus", "Aro", whole=False)))
    assert [p.right for p in part][:2] == [0, 1]
    assert {p.right for p in part[2:]} <= {0}
    assert part[0].weight == 1


def test_without_held_out_sentences_nothing_is_scored():
    _, right = fit_links(encoder(), TOKENIZER, [sentence("Sus", "Aro")], seed=1)
    assert right == 0
