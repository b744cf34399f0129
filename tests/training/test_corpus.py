import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import DataError
from geomap.training.corpus import flatten, is_held_out, label_text, read_corpus, told_types
from geomap.training.labels import HEADS, UNKNOWN

DOCUMENT = (
    '<doc id="{id}"><title>Quiet night</title><text>The <n t="org"><p r="demonym" k="country">Omani'
    '</p> Navy</n> said <p r="literal" k="settlement">Port Salim</p> was <e id="1" type="shelling"'
    ' mood="claimed">shelled</e>. Nobody was hurt.</text></doc>'
)

HELD_OUT = [f"doc-{i:03}" for i in (1, 9, 16, 29)]


def write(folder, body):
    (folder / "mini.xml").write_text(f"<corpus>{body}</corpus>", encoding="utf-8")
    return folder


def named(sentence, head):
    return [HEADS[head][n] if n != UNKNOWN else None for n in sentence.labels[head]]


def test_marks_become_labels_of_words():
    text, marks = flatten(ET.fromstring(DOCUMENT).find("text"))
    first, second = label_text(text, marks)
    assert first.words == tuple("The Omani Navy said Port Salim was shelled .".split())
    assert named(first, "places") == (
        ["O", "B-demonym", "O", "O", "B-literal", "I-literal", "O", "O", "O"]
    )
    assert named(first, "names") == ["O", "B-org", "I-org"] + ["O"] * 6
    kinds = [None, "country", None, None, "settlement", "settlement", None, None, None]
    assert named(first, "kinds") == kinds
    assert named(first, "events") == ["O"] * 7 + ["shelling", "O"]
    assert named(first, "moods") == [None] * 7 + ["claimed", None]
    assert named(second, "places") == ["O"] * len(second.words)


def test_a_place_gets_the_event_that_happened_there():
    text = (
        '<text><e id="1" type="shelling" mood="claimed">Fire</e> from'
        ' <p r="literal" from="1">Ayr</p> hit <p r="literal" at="2 1">Oban</p>,'
        ' not <p r="literal" at="2">Bute</p>, near'
        ' <p r="literal" ref="1">Luss</p>; no <e id="2" type="riot" mood="negated">riot</e>.</text>'
    )
    root = ET.fromstring(text)
    (sentence,) = label_text(*flatten(root), told_types([root]))
    scenes = dict(zip(sentence.words, named(sentence, "scenes"), strict=True))
    places = {w: scenes[w] for w in ("Ayr", "Oban", "Bute", "Luss")}
    assert places == {"Ayr": "origin", "Oban": "shelling", "Bute": "O", "Luss": "O"}
    assert {scene for word, scene in scenes.items() if word not in places} == {None}


def test_of_nested_marks_the_inner_one_counts():
    element = ET.fromstring('<text><n t="org">Ann <n t="person">Lee</n> Bank</n> closed</text>')
    (sentence,) = label_text(*flatten(element))
    assert named(sentence, "names") == ["B-org", "B-person", "I-org", "O"]


marked = st.recursive(
    st.text("ab .", max_size=6),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: f"<x>{'-'.join(parts)}</x>"),
)


@given(marked)
def test_marks_keep_their_text(body):
    root = ET.fromstring(f"<text>{body}</text>")
    text, marks = flatten(root)
    assert text == "".join(root.itertext())
    inside = ["".join(e.itertext()) for e in root.iter("x")]
    assert sorted(text[m.start : m.end] for m in marks) == sorted(inside)


def test_the_split_is_by_document_and_does_not_move(tmp_path):
    identifiers = [f"doc-{i:03}" for i in range(40)]
    assert [i for i in identifiers if is_held_out(i)] == HELD_OUT
    few = read_corpus(write(tmp_path, "".join(DOCUMENT.format(id=i) for i in HELD_OUT)))
    all_ = read_corpus(write(tmp_path, "".join(DOCUMENT.format(id=i) for i in identifiers)))
    assert few.held_out == all_.held_out
    assert len(all_.held_out) == 3 * len(HELD_OUT)
    assert len(all_.training) == 3 * (len(identifiers) - len(HELD_OUT))
    assert not few.training


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<doc", "mini.xml is no well-formed XML"),
        ('<doc id="d1"><text><p r="nowhere">Oz</p></text></doc>', "document 'd1'"),
        ('<doc id="d1"><text><e type="picnic">ate</e></text></doc>', "document 'd1'"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path, body, message):
    with pytest.raises(DataError, match=message):
        read_corpus(write(tmp_path, body))


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(DataError, match="no annotated reports"):
        read_corpus(tmp_path)
