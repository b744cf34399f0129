from geomap.incidents.russian.tables import cues, patterns
from geomap.language.russian import parses


def test_all_words_are_dictionary_forms():
    words = {w for p in patterns() for position in p.words for w in position}
    wrong = [w for w in sorted(words) if w not in {p.lemma for p in parses(w)}]
    assert wrong == []


def test_longer_patterns_come_first_and_needs_are_cues():
    lengths = [len(pattern.words) for pattern in patterns()]
    assert lengths == sorted(lengths, reverse=True)
    assert {p.needs for p in patterns()} - {""} <= set(cues())
