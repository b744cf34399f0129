import pytest

from geomap.models import Role
from geomap.recognition.roles import mended, on_a_line

NAMES = [
    # the name in brackets, whether it is a demonym, the tagger's role, the role in the end
    ("the [African] country", True, "literal", "demonym"),
    ("the [Armenian] Army", True, "embedded", "embedded"),
    ("in Mali, [Liberia] and Togo", False, "demonym", "literal"),
    ("a [US] general", False, "demonym", "demonym"),
    ("a [Goris]-based unit", False, "demonym", "literal"),
    ("cases of [Lassa] fever", False, "literal", "embedded"),
    ("the [UK] laboratory", False, "embedded", "literal"),
    ("The [U.S.] says that it left", False, "embedded", "metonym"),
    ("the Bank of [Georgia] said", False, "embedded", "embedded"),
    ("the University of the [West Bank] said", False, "embedded", "embedded"),
    ("[Nagorno-Karabakh] Defence Army", False, "embedded", "embedded"),
    ("Radio [Goris] went silent", False, "embedded", "embedded"),
    ("[Trabzon]spor won", False, "embedded", "embedded"),
    ("In [Goris] shells fell", False, "literal", "literal"),
    ("[Baku] said", False, "metonym", "metonym"),
    ("[Syria]'s coast saw storms", False, "metonym", "literal"),
    ("[Iraq]’s far north saw snow", False, "metonym", "literal"),
    ("he says [Goris] was again shelled", False, "metonym", "literal"),
    ("he says [Goris] came under heavy fire", False, "metonym", "literal"),
    ("he says [Iraq] was angered", False, "metonym", "metonym"),
    ("[Iraq]'s army said so", False, "metonym", "metonym"),
    ("A [Goris]-based unit", False, "embedded", "literal"),
]


@pytest.mark.parametrize(("marked", "is_demonym", "role", "expected"), NAMES)
def test_neighbours_mend_the_role(marked, is_demonym, role, expected):
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert mended(text, start, end, Role(role), is_demonym=is_demonym) == expected


def test_a_noun_is_no_demonym():
    text = "the Philippines' health secretary"
    assert mended(text, 4, 15, Role.DEMONYM, is_demonym=False, is_noun=True) is Role.METONYM


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("the Goris-Kapan road", True),
        ("the Goris–Kapan highway", True),
        ("the Goris / Kapan border", True),
        ("the Goris-Kapan talks", False),
        ("the Goris, Kapan road", False),
    ],
)
def test_what_a_line_joins_are_places(text, joined):
    spans = [(text.index(name), text.index(name) + 5) for name in ("Goris", "Kapan")]
    assert bool(on_a_line(text, spans)) is joined
