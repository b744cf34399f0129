"""Cutting a corpus: in order, each text once, problems with the part they came before."""

from geomap.batch.corpus import Told, parts_of
from geomap.documents import Problem
from geomap.models import Document


def documents(*texts):
    return [Document(text=text, id=f"d{number}") for number, text in enumerate(texts)]


def test_parts_hold_the_documents_in_order():
    parts = list(parts_of(documents("a", "b", "c", "d", "e"), Told(), 2))
    assert [part.number for part in parts] == [0, 1, 2]
    assert [[d.text for d in part.documents] for part in parts] == [["a", "b"], ["c", "d"], ["e"]]


def test_a_text_that_came_already_is_left_out_counted_and_named():
    first, second = parts_of(documents("a", "b", "a", "c", "b"), Told(), 2)
    assert [d.text for d in second.documents] == ["c"]
    assert (first.reprints, second.reprints) == (0, 2)
    assert [p.message for p in second.problems] == [
        "left out: the text of 'd0'",
        "left out: the text of 'd1'",
    ]


def test_problems_go_with_the_part_that_is_being_filled():
    told = Told()

    def reading():
        for number, document in enumerate(documents("a", "b", "c")):
            if number == 1:
                told.append(Problem("error", "x.txt", "empty"))
            yield document
        told.append(Problem("error", "y.txt", "binary"))

    parts = list(parts_of(reading(), told, 2))
    assert [[p.source for p in part.problems] for part in parts] == [["x.txt"], ["y.txt"]]


def test_a_corpus_without_a_document_is_no_part_unless_there_is_something_to_tell():
    assert list(parts_of([], Told(), 2)) == []
    told = Told([Problem("error", "x.txt", "empty")])
    assert [part.documents for part in parts_of([], told, 2)] == [()]
