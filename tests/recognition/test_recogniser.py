import re
from itertools import pairwise

import numpy as np
import pytest

from geomap.models import Document
from geomap.recognition import Recogniser, Tagger
from geomap.recognition.tagger import HEADS, Tags

REPORTS = [
    # each name marked with its role, and its kind where words beside it tell
    "[YEREVAN|dateline] - [Armenia|metonym] accused [Azerbaijan|metonym] of shelling"
    " [Goris|literal] and [Jermuk|literal] on Tuesday.",
    "[Azerbaijani|demonym] troops entered the villages of [Zabukh|literal|settlement] and"
    " [Sus|literal|settlement] in [Lachin|literal|district] district.",
    "Posts in the [Kalbajar|literal|district], [Lachin|literal|district] and"
    " [Gadabay|literal|district] directions came under fire, [Baku|metonym] said.",
    "“[Yerevan|metonym] will not answer,” the ministry’s spokesman said in [Moscow|literal].",
    "A convoy from [Goris|literal] to [Kapan|literal] was hit near [Kornidzor|literal].",
    "Two people died in [Paris|literal], [Texas|literal].",
]


def marked(text: str) -> tuple[str, list[tuple[str, ...]]]:
    """Return the text without its marks, and what each of them says."""
    marks = [tuple(m.split("|")) for m in re.findall(r"\[([^\]]*)\]", text)]
    return re.sub(r"\[([^|\]]*)[^\]]*\]", r"\1", text), marks


@pytest.fixture(scope="module")
def recogniser(mini_gazetteer):
    return Recogniser(mini_gazetteer)


@pytest.mark.parametrize("report", REPORTS)
def test_names_and_roles(recogniser, report):
    text, expected = marked(report)
    mentions = recogniser(Document(text=text))
    assert [(m.text, m.role) for m in mentions] == [mark[:2] for mark in expected]
    for mention, mark in zip(mentions, expected, strict=True):
        assert text[mention.start : mention.end] == mention.text
        if len(mark) > 2:
            assert mention.kind == mark[2]


NO_PLACES = [
    "Jordan Blake and Chelsea Ortiz spoke. Blake left early.",
    "President Paris Jackson thanked the crowd.",
    "The talks went on all night, and nothing was signed.",
    "",
]


@pytest.mark.parametrize("text", NO_PLACES)
def test_persons_and_words_are_no_places(recogniser, text):
    assert recogniser(Document(text=text)) == ()


def test_a_demonym_is_looked_up_as_its_place(recogniser):
    (mention,) = recogniser(Document(text="Two Armenian soldiers were wounded."))
    assert (mention.text, mention.name) == ("Armenian", "Armenia")


def test_a_corridor_is_not_looked_up_as_the_town(recogniser):
    (mention,) = recogniser(Document(text="Trucks drove through the Lachin corridor on Monday."))
    assert (mention.text, mention.name) == ("Lachin", "Lachin corridor")


def test_a_village_that_no_gazetteer_knows_is_kept(recogniser):
    (mention,) = recogniser(Document(text="A drone fell on the village of Qwzvanli at dawn."))
    assert mention.text == "Qwzvanli"


def test_mentions_are_sorted_and_apart(recogniser):
    text = "Goris, Kapan and Tegh. Kapan, Goris-Kapan. The U.S. and Goris, Armenia. " * 3
    mentions = recogniser(Document(text=text))
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_the_same_text_gives_the_same_mentions(recogniser):
    document = Document(text=marked(REPORTS[0])[0])
    assert recogniser(document) == recogniser(document)


class MarkedTagger:
    """Stands in for the network: it marks the words that it is told to as one literal place."""

    def __init__(self, *words: str, kind: str) -> None:
        self.labels, self.links = Tagger().labels, Tagger().links
        self._words, self._kind = words, kind

    def __call__(self, sentences):
        return [self._tags([word.text for word in words]) for words in sentences]

    def _tags(self, words):
        arrays = {head: np.zeros((len(words), len(self.labels[head])), "f4") for head in HEADS}
        for array in arrays.values():
            array[:, 0] = 1
        first = words.index(self._words[0])
        for i in range(first, first + len(self._words)):
            label = "B-literal" if i == first else "I-literal"
            for head, value in (("places", label), ("kinds", self._kind)):
                arrays[head][i] = 0
                arrays[head][i, self.labels[head].index(value)] = 1
        return Tags(**arrays, links=np.zeros((len(words), 2 * len(self.links.word)), "f4"))


@pytest.mark.parametrize(
    ("text", "marks", "kind", "name"),
    [
        ("Guns fired at Goris in Syunik.", ["Goris", "in"], "settlement", "Goris"),
        ("Guns fired at Goris refugee camp.", ["Goris", "refugee"], "settlement", "Goris"),
        ("Guns fired at south Goris again.", ["south", "Goris"], "settlement", "Goris"),
        ("Kapan had 12 dead, Goris 84.", ["Goris", "84"], "settlement", "Goris"),
        ("Guns fired on Highway 84 again.", ["Highway", "84"], "road", "Highway 84"),
        ("Guns fired at Morgan's Island again.", ["Morgan"], "landform", "Morgan's Island"),
        ("Guns fired at Morgan's Island Hotel.", ["Morgan"], "landform", "Morgan"),
        ("Guns fired at Morgan's Islands guard.", ["Morgan"], "settlement", "Morgan"),
    ],
)
def test_a_name_ends_with_its_last_word(mini_gazetteer, text, marks, kind, name):
    recogniser = Recogniser(mini_gazetteer, MarkedTagger(*marks, kind=kind))
    assert [m.text for m in recogniser(Document(text=text))] == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Near Kapan a Goris-based unit met.", ["Kapan", "Goris"]),
        ("Near Kapan a Goris-held post fell.", ["Kapan"]),
        ("Lights went out near Kapan. Goris-based clubs met.", ["Kapan"]),
    ],
)
def test_who_holds_a_post_is_no_place_by_the_word_beside(mini_gazetteer, text, found):
    recogniser = Recogniser(mini_gazetteer, FirstOnly("Kapan", kind="settlement"))
    assert [m.text for m in recogniser(Document(text=text))] == found


class FirstOnly(MarkedTagger):
    """Marks its words in the sentences that have them, and nothing in others."""

    def _tags(self, words):
        if self._words[0] in words:
            return super()._tags(words)
        arrays = {head: np.zeros((len(words), len(self.labels[head])), "f4") for head in HEADS}
        for array in arrays.values():
            array[:, 0] = 1
        return Tags(**arrays, links=np.zeros((len(words), 2 * len(self.links.word)), "f4"))
