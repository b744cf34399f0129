"""Whose word it is, under which name, and what the other side says to it."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import LexiconError
from geomap.incidents.attribution import Attribution, reported_by
from geomap.incidents.sides import side_of
from geomap.incidents.statements import statements
from geomap.incidents.status import status_of
from geomap.incidents.tables import read_table
from geomap.models import Document, IncidentType, Status
from geomap.text import Bounds, sentences


def attributed(text: str) -> Iterator[tuple[Bounds, Attribution]]:
    """Yield each sentence of ``text`` with its source, each told the one before."""
    document, previous = Document(text=text), None
    for sentence in sentences(text):
        found = reported_by(text, sentence, previous, document)
        previous = found.source
        yield sentence, found


def source(text: str) -> str | None:
    """Return the source of the last sentence of ``text``."""
    return list(attributed(text))[-1][1].source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on Aro, the mayor said.", "mayor"),
        ("The Armenian Ministry of Defence reported shelling.", "Armenian Ministry of Defence"),
        ("Azerbaijan's Defence Ministry said posts were hit.", "Azerbaijan's Defence Ministry"),
        ("Posts were hit, Armenia's defence ministry said.", "Armenia's Defence Ministry"),
        ("The Ministry of Defence of the Russian Federation spoke of it.",
         "Russian Ministry of Defence"),
        ("Posts were hit, the defence ministry in Baku said.", "Azerbaijan's Defence Ministry"),
        ("Azerbaijan tells another story. Its defence ministry said mines were laid.",
         "Azerbaijan's Defence Ministry"),
        ("Armenia's defence ministry spoke. Jermuk came under fire, the ministry added.",
         "Armenia's Defence Ministry"),
        ("Shells hit Shusha, the prosecutor in Baku said.", "Azerbaijani prosecutor"),
        ("Artillery is falling on Askeran, residents write.", "residents"),
        ("Gunmen killed 26 men, local clergy said.", "local clergy"),
        ("Shells hit the hospital, Doctors Without Borders said.", "Doctors Without Borders"),
        ("One man was killed, according to the local ombudsman.", "local ombudsman"),
        ("Authorities in Stepanakert said three had been killed.", "authorities in Stepanakert"),
        ("The station was hit, the regional governor Pavlo Kyrylenko said.", "Pavlo Kyrylenko"),
        ("The news agency Trend, citing sources, reported a truce.", "Trend, citing sources"),
        ("Russian artillery fired on boats, Ukraine's interior ministry says.",
         "Ukraine's Interior Ministry"),
        ("The health minister of Tanzania, Ummy Mwalimu, said tests had shown it.",
         "Tanzanian health minister"),
        ("Yerevan denied it and accused Azerbaijan of shelling Stepanakert.", "Yerevan"),
        ("“Shells fell,” said the mayor.", "mayor"),
        ("On 24 May Azerbaijan said that guards had taken it.", "Azerbaijan"),
        ("Our reporter on the road through Aro reports a line of cars.", None),
        ("A guard at the hospital in Aro said that shells fell.", "guard at the hospital in Aro"),
        ("Neither the town nor the village, Ann Ortiz noted, was hit.", "Ann Ortiz"),
        ("Troops took Aro, both the army and residents said.", "army and residents"),
        ("Two residents of Aro contacted by phone said shells had hit it.",
         "Two residents of Aro contacted by phone"),
        ("Neither replied that shells had hit it.", None),
        ("The UN Mission spoke of dead. It also mentioned shelling.", "UN Mission"),
    ],
)  # fmt: skip
def test_source(text: str, expected: str) -> None:
    assert source(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijani troops took over the town of Lachin on 26 August.",
        "Three deaths were reported.",
        "The blast claimed 18 lives.",
        "The ceasefire announced an hour ago has come into force.",
    ],
)
def test_the_author_speaks(text: str) -> None:
    assert list(attributed(text))[-1][1] == Attribution(None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Baku said shells fell.", "party"),
        ("The army said shells fell.", "party"),
        ("Police said the car crashed.", "official"),
        ("Residents said shells fell.", "witness"),
        ("State television said shells fell.", "agency"),
    ],
)
def test_kind(name: str, kind: str) -> None:
    assert next(iter(attributed(name)))[1].kind == kind


def test_a_quotation_over_several_sentences_has_one_speaker() -> None:
    text = (
        "Azerbaijan's Defence Ministry answered.\n\n"
        "“Shelling of our posts goes on. Armenia is to blame,” reads the statement from the"
        " ministry."
    )
    found = dict(attributed(text))
    assert {a.source for a in list(found.values())[1:]} == {"Azerbaijan's Defence Ministry"}


def test_a_bulletin_is_its_ministrys_word_to_the_end() -> None:
    text = (
        "The Ministry of Defence of the Republic of Armenia informs that units opened fire near"
        " Kut."
        " Two men were wounded."
    )
    assert source(text) == "Armenian Ministry of Defence"


def test_each_event_of_a_sentence_has_its_own_speaker() -> None:
    text = "Baku said that shells fell on Aro; a bus burned in Bel, residents said."
    sentence, document = Bounds(0, len(text)), Document(text=text)
    for trigger, expected in (("fell", "Baku"), ("burned", "residents")):
        at = text.index(trigger)
        bounds = Bounds(at, at + len(trigger))
        assert reported_by(text, sentence, None, document, bounds).source == expected


def status(text: str, kind: IncidentType, actor: str | None, evidence: int = 1) -> Status:
    told = list(attributed(text))[:evidence]
    document = Document(text=text)
    return status_of(kind, [s for s, _ in told], [a for _, a in told], actor, document)


@pytest.mark.parametrize(
    ("text", "actor", "expected"),
    [
        ("Shells fell on Aro.", None, Status.REPORTED),
        ("Baku said Armenian troops shelled Aro.", "Armenian troops", Status.CLAIMED),
        ("Shells fell on Aro, residents said.", None, Status.REPORTED),
        ("Baku said Armenian troops shelled Aro. Yerevan denied it.", "Armenian troops",
         Status.DENIED),
        ("Baku said Armenian troops shelled Aro. Yerevan calls that an invention.",
         "Armenian troops", Status.DENIED),
        ("Baku accuses Armenia of shelling Aro; the Armenian defence ministry calls the accusation"
         " groundless.", "Armenia", Status.DENIED),
        ("Baku accuses saboteurs: two died when their car ran over a mine. Stepanakert denies"
         " having laid any mines.", "saboteurs", Status.DENIED),
        ("Baku said Armenian troops shelled Aro. Ankara denied any part in the talks.",
         "Armenian troops", Status.CLAIMED),
        ("Residents say that jets bombed Aro. The military confirmed the raid.", None,
         Status.CONFIRMED),
        ("India said it had struck Aro. Pakistan's army confirmed the impacts.", "India",
         Status.CONFIRMED),
        ("Yerevan accused Baku of shelling Aro. Reporters in Aro heard impacts.", "Baku",
         Status.CONFIRMED),
        ("The guards took posts, the security services of both countries reported.", None,
         Status.CONFIRMED),
    ],
)  # fmt: skip
def test_status_of_shelling(text: str, actor: str | None, expected: Status) -> None:
    assert status(text, IncidentType.SHELLING, actor) == expected


def test_a_flood_that_a_ministry_reports_is_no_claim() -> None:
    text = "Floods killed ten people in Aro, the interior ministry said."
    assert status(text, IncidentType.DISASTER, None) == Status.REPORTED


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("the Azerbaijani army", "Azerbaijan"),
        ("Yerevan", "Armenia"),
        ("the RSF", "Rapid Support Forces"),
        ("South Sudanese troops", "South Sudan"),
        ("gunmen", None),
    ],
)
def test_side_of(words: str, side: str | None) -> None:
    found = side_of(words)
    assert (found.name if found else None) == side


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("noun\nx,party\n", "header"),
        ("noun,kind\nx\n", "row 2: 1 cells"),
        ("noun,kind\n# note\n,party\n", "row 3: column noun is empty"),
        ("noun,kind\nx,party\nx,party\n", "row 3: 'x' stands twice"),
    ],
)
def test_a_broken_table_names_file_row_and_reason(tmp_path, table: str, reason: str) -> None:
    path = tmp_path / "source_nouns.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"source_nouns\.csv") as error:
        list(read_table(path, ("noun", "kind")))
    assert reason in str(error.value)


WORDS = st.sampled_from(
    "the ministry said says denied it he its army of in Baku Armenia , . “ ” according to that and"
    " citing sources residents claimed accused called invention confirmed ; : reporters"
    " heard".split()
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=20).map(" ".join)))
def test_never_raises_and_stays_inside(text: str) -> None:
    told = list(attributed(text))
    for sentence, found in told:
        assert 0 <= found.start <= found.end <= len(text)
        assert (found.source is None) == (found.kind == "author")
        for statement in statements(text, sentence):
            assert sentence.start <= statement.speaker.start < statement.speaker.end <= sentence.end
    bounds, sources = [s for s, _ in told], [a for _, a in told]
    status_of(IncidentType.SHELLING, bounds, sources, None, Document(text=text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit Aro, killing five people, said Ivo Orlin, the head of the region.",
         "Ivo Orlin"),
        ("Three died in Aro, according to the regional governor, Ivo Orlin, and a school burned.",
         "Ivo Orlin"),
        ("The Syrian defence minister, Sami Odeh, reported the capture of Aro.",
         "Syrian defence minister Sami Odeh"),
        ("The authorities there say shells hit Aro.", "authorities"),
        ("Gunmen attacked Aro, a resident, aged 54, told Reuters.", "resident"),
        ("According to preliminary data from the emergency services, a blast hit Aro.",
         "emergency services"),
        ("Each side says the other shelled Aro first.", None),
        ("Kenya accused Somalia of shelling Aro. Somalia denied having fired at it.", "Kenya"),
        ("In Aro, a member of the House of Notables, Ivo Orlin, said nine more people died.",
         "member of the House of Notables Ivo Orlin"),
        ("Shells hit a market in Aro, killing nine (source: Lake Medical Network).",
         "Lake Medical Network"),
        ("Kenya complained of fire at Aro.", "Kenya"),
        ("The governor has named two villages that were taken.", "governor"),
        ("The relief agency has registered 900 people who fled Aro.", "relief agency"),
        ("The army answered with shells on Aro.", None),
        ("Soldiers answered at once, and ten raiders were killed.", None),
        ("The army answered with drones, in which nine died, a doctor said.", "doctor"),
    ],
)  # fmt: skip
def test_who_is_named_where_agencies_name_them(text: str, expected: str | None) -> None:
    assert source(text) == expected


@pytest.mark.parametrize(
    ("name", "kind"), [("Human Rights Watch said", "observer"), ("Reuters reported", "agency")]
)
def test_who_is_no_party_though_it_has_a_name(name: str, kind: str) -> None:
    assert next(iter(attributed(f"{name} shells fell.")))[1].kind == kind


def test_what_was_said_earlier_is_as_good_as_what_is_said_now(find):
    (incident,) = find("Two soldiers died when shells hit [Goris], the army said earlier.")
    assert incident.reported_by == "army"


def test_who_also_says_something_has_spoken_before(find):
    text = (
        "The rights office said shells hit [Sisian]. A council member was arrested in [Kapan]. "
        "It added that gunmen killed two farmers in [Goris]."
    )
    assert {i.place_text: i.reported_by for i in find(text)}["Goris"] == "rights office"


@pytest.mark.parametrize("verb", ["claimed to have", "said that they had"])
def test_what_is_said_after_a_verb_is_its_speakers_word(find, verb):
    text = f"Rebel forces took Sisian. In the north, they {verb} captured [Goris]."
    assert find(text)[-1].reported_by == "rebel forces"


def test_the_head_of_a_dispatch_says_nothing(find):
    (incident,) = find(
        "GORIS (Our report) - Troops shelled the village of [Vorotan], the government said."
    )
    assert "government" in incident.reported_by


def test_a_bracket_in_the_text_is_no_head_of_a_dispatch(find):
    (incident,) = find("Officials in Goris said (twice) - [Vorotan] was shelled on Monday.")
    assert incident.reported_by.startswith("officials")
