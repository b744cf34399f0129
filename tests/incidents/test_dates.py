"""When it happened: the words of news English, and the interval that they mean."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.incidents.dates import calendar, date_of_event, find_dates
from geomap.incidents.dates.grammar import RULES, clues_of
from geomap.incidents.dates.rules import DIGIT, Rule
from geomap.models import DateInterval, DatePrecision
from geomap.text import Bounds, sentences

TUESDAY = date(2022, 9, 13)


def read(words: str, published: date | None = TUESDAY) -> list[tuple[str, str, str]]:
    """Return start, end and precision of what ``words`` say."""
    found = find_dates(words, Bounds(0, len(words)), published)
    return [(str(m.interval.start), str(m.interval.end), m.interval.precision) for m in found]


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("on Tuesday", "2022-09-13", "2022-09-13", "day"),  # said on a Tuesday: that day
        ("last Tuesday", "2022-09-06", "2022-09-06", "day"),
        ("on Monday evening", "2022-09-12", "2022-09-12", "day"),
        ("late on Friday", "2022-09-09", "2022-09-09", "day"),
        ("today", "2022-09-13", "2022-09-13", "day"),
        ("yesterday", "2022-09-12", "2022-09-12", "day"),
        ("overnight", "2022-09-12", "2022-09-13", "day"),
        ("in the early hours of September 13", "2022-09-13", "2022-09-13", "day"),
        ("shortly after midnight on 13 September", "2022-09-13", "2022-09-13", "day"),
        ("on the night of September 13", "2022-09-13", "2022-09-13", "day"),
        ("between 12 and 14 September", "2022-09-12", "2022-09-14", "day"),  # as it goes on
        ("between 10 and 12 September", "2022-09-10", "2022-09-12", "day"),
        ("September 10-12", "2022-09-10", "2022-09-12", "day"),
        ("from 24 to 26 February", "2022-02-24", "2022-02-26", "day"),
        ("from 30 August to 2 September 2022", "2022-08-30", "2022-09-02", "day"),
        ("on 9 May", "2022-05-09", "2022-05-09", "day"),
        ("on 24 December", "2021-12-24", "2021-12-24", "day"),  # the latest one
        ("April 22, 2025", "2025-04-22", "2025-04-22", "day"),
        ("2003-04-13", "2003-04-13", "2003-04-13", "day"),
        ("on the 9th", "2022-09-09", "2022-09-09", "day"),
        ("on the 22nd", "2022-08-22", "2022-08-22", "day"),
        ("on the 31st", "2022-08-31", "2022-08-31", "day"),
        ("on the first of the month", "2022-09-01", "2022-09-01", "day"),
        ("in the last 24 hours", "2022-09-12", "2022-09-13", "day"),
        ("over the past seventy-two hours", "2022-09-10", "2022-09-13", "day"),
        ("a week ago", "2022-09-06", "2022-09-06", "day"),
        ("three days ago", "2022-09-10", "2022-09-10", "day"),
        ("at the end of August", "2022-08-21", "2022-08-31", "week"),
        ("mid-June", "2022-06-11", "2022-06-20", "week"),
        ("in early March", "2022-03-01", "2022-03-10", "week"),
        ("in the last days of May", "2022-05-25", "2022-05-31", "week"),
        ("in the first week of July", "2022-07-01", "2022-07-07", "week"),
        ("last week", "2022-09-05", "2022-09-11", "week"),
        ("this week", "2022-09-12", "2022-09-13", "week"),
        ("in the last two weeks", "2022-08-30", "2022-09-13", "week"),
        ("over the past month", "2022-08-13", "2022-09-13", "month"),
        ("for a month", "2022-08-13", "2022-09-13", "month"),
        ("last month", "2022-08-01", "2022-08-31", "month"),
        ("two months ago", "2022-07-01", "2022-07-31", "month"),
        ("in October", "2021-10-01", "2021-10-31", "month"),
        ("in February 1960", "1960-02-01", "1960-02-29", "month"),
        ("last December", "2021-12-01", "2021-12-31", "month"),
        ("since February 2022", "2022-02-01", "2022-09-13", "month"),
        ("last winter", "2021-12-01", "2022-02-28", "month"),
        ("since Sunday", "2022-09-11", "2022-09-13", "day"),
        ("since the morning of 10 September", "2022-09-10", "2022-09-13", "day"),
        ("for a third day", "2022-09-11", "2022-09-13", "day"),
        ("over the weekend", "2022-09-10", "2022-09-11", "day"),
        ("in 2003", "2003-01-01", "2003-12-31", "year"),
        ("in the early 1990s", "1990-01-01", "1993-12-31", "year"),
        ("last year", "2021-01-01", "2021-12-31", "year"),
        ("from Friday to Sunday", "2022-09-09", "2022-09-11", "day"),
        ("at the end of April and in the first days of May", "2022-04-21", "2022-05-07", "week"),
        ("at 18:08 on Saturday", "2022-09-10", "2022-09-10", "day"),
        ("at 3 a.m. local time on Saturday", "2022-09-10", "2022-09-10", "day"),
        ("in August last year", "2021-08-01", "2021-08-31", "month"),
        ("on 4 August of last year", "2021-08-04", "2021-08-04", "day"),
        ("on the fourth of August", "2022-08-04", "2022-08-04", "day"),
        ("on August the twenty-first", "2022-08-21", "2022-08-21", "day"),
        ("on Aug. 31 and Sept. 2", "2022-08-31", "2022-09-02", "day"),
        ("from Feb. 27 to Mar. 2", "2022-02-27", "2022-03-02", "day"),
        ("on Aug. 4", "2022-08-04", "2022-08-04", "day"),
        ("in Sept. 2021", "2021-09-01", "2021-09-30", "month"),
        ("on 2, 3 and 5 September", "2022-09-02", "2022-09-05", "day"),
        ("on the night of 3/4 September", "2022-09-03", "2022-09-04", "day"),
        ("Sunday night into Monday morning", "2022-09-11", "2022-09-12", "day"),
        ("overnight from Saturday to Sunday", "2022-09-10", "2022-09-11", "day"),
        ("on the last Sunday of August", "2022-08-28", "2022-08-28", "day"),
        ("on the second Monday in August", "2022-08-08", "2022-08-08", "day"),
        ("in the second week of August", "2022-08-08", "2022-08-14", "week"),
        ("in the second half of August", "2022-08-21", "2022-08-31", "week"),
        ("late in August", "2022-08-21", "2022-08-31", "week"),
        ("late last month", "2022-08-21", "2022-08-31", "week"),
        ("late last week", "2022-09-08", "2022-09-11", "day"),
        ("late last year", "2021-09-01", "2021-12-31", "month"),
        ("in early 2021", "2021-01-01", "2021-04-30", "month"),
        ("at the end of 2021", "2021-10-01", "2021-12-31", "month"),
        ("at the start of this year", "2022-01-01", "2022-03-31", "month"),
        ("in the first four months of 2021", "2021-01-01", "2021-04-30", "month"),
        ("so far this year", "2022-01-01", "2022-09-13", "year"),
        ("earlier in the month", "2022-09-01", "2022-09-13", "month"),
        ("between June and August 2021", "2021-06-01", "2021-08-31", "month"),
        ("from October 2021 to March 2022", "2021-10-01", "2022-03-31", "month"),
        ("from 2014 to 2016", "2014-01-01", "2016-12-31", "year"),
        ("in the summer of last year", "2021-06-01", "2021-08-31", "month"),
        ("on Thursday last week", "2022-09-08", "2022-09-08", "day"),
        ("last week on Thursday", "2022-09-08", "2022-09-08", "day"),
        ("late in 2021", "2021-09-01", "2021-12-31", "month"),
        ("late Sunday or early Monday", "2022-09-11", "2022-09-12", "day"),
        ("on Sunday and again on Monday", "2022-09-11", "2022-09-12", "day"),
        ("over the summer", "2022-06-01", "2022-08-31", "month"),
        ("a fortnight ago", "2022-08-30", "2022-08-30", "day"),
        ("two decades ago", "2002-01-01", "2002-12-31", "year"),
        ("on Easter Monday", "2022-04-18", "2022-04-18", "day"),
        ("on Good Friday 1998", "1998-04-10", "1998-04-10", "day"),
        ("on Christmas Eve", "2021-12-24", "2021-12-24", "day"),
    ],
)
def test_reads(words: str, start: str, end: str, precision: str) -> None:
    assert read(words) == [(start, end, precision)]


def test_a_day_that_the_month_before_lacks_is_one_of_the_month_before_that():
    assert read("on the 31st", date(2023, 3, 15)) == [("2023-01-31", "2023-01-31", "day")]


@pytest.mark.parametrize(
    "words",
    [
        "they may march on the capital",
        "Sus and Zabukh fell",
        "the 4th Army",
        "12-year-old",
        "1,200 people",
        "the house on 5th Avenue",
        "no time words at all",
    ],
)
def test_reads_nothing(words: str) -> None:
    assert read(words) == []


@pytest.mark.parametrize(
    ("words", "use"),
    [
        ("The funeral will be held on Saturday.", "future"),
        ("An interim arrangement holds until 24 July.", "future"),
        ("They meet next Sunday.", "future"),
        ("He has called the next rally for Sunday.", "future"),
        ("The raid begins tomorrow.", "future"),
        ("It was decided before the vote on 2 October.", "future"),  # not of last year
        ("They march on Friday next week.", "future"),
        ("It was the worst flood since 1998.", "compared"),
        ("It was the first raid in the past ten years.", "compared"),
        ("They read it in the Sunday Times.", "none"),
        ("They march every Friday.", "none"),
        ("The first of them have been arriving since Friday.", "day"),
        ("They spoke of the 3 May attack.", "named"),
        ("Nine people were admitted on Saturday.", "day"),
        ("It is quiet since the ceasefire of 10 November.", "named"),
        ("They asked about Monday's shooting.", "named"),
        ("The ministry said on Saturday that it was over.", "report"),
        ("The shop closed at noon.", "clock"),
        ("The village was shelled on Monday.", "day"),
    ],
)
def test_use(words: str, use: str) -> None:
    found = find_dates(words, Bounds(0, len(words)), TUESDAY)
    assert [m.use for m in found] == [use]


def event(text: str, trigger: str, inherited: DateInterval | None = None) -> tuple[str, str, str]:
    at = text.index(trigger)
    sentence = next(s for s in sentences(text) if s.start <= at < s.end)
    bounds = Bounds(at, at + len(trigger))
    interval = date_of_event(text, sentence, bounds, TUESDAY, inherited)
    return str(interval.start), str(interval.end), interval.precision


def test_own_clause_comes_before_the_sentence() -> None:
    text = "Mines were laid late on Sunday, and on Monday the road was shelled."
    assert event(text, "laid")[0] == "2022-09-11"
    assert event(text, "shelled")[0] == "2022-09-12"


def test_a_recalled_event_keeps_its_date_to_itself() -> None:
    text = (
        "Guards took up posts along the line that was fixed in April, the service said on Monday."
    )
    assert event(text, "took up") == ("2022-09-12", "2022-09-12", "unknown")
    assert event(text, "fixed") == ("2022-04-01", "2022-04-30", "month")


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("10 Sept, 17:40 - Shells fell on Aro.\nNothing.", "fell", ("2022-09-10",) * 2 + ("day",)),
        ("10 Sept, 9:30 - All calm. Shells fell.", "fell", ("2022-09-10",) * 2 + ("day",)),
        ("18:30 - Shells fell on Aro.", "fell", ("2022-09-13",) * 2 + ("day",)),
        (
            "The ministry said on Monday that shells fell.",
            "fell",
            ("2022-09-12",) * 2 + ("unknown",),
        ),
        ("Shells fell.", "fell", ("2022-09-13",) * 2 + ("unknown",)),
        ("Shells fell; talks will open on Friday.", "fell", ("2022-09-13",) * 2 + ("unknown",)),
        ("They asked about Monday's shooting.", "shooting", ("2022-09-12",) * 2 + ("day",)),
        (
            "The worst flood since May 2018, which killed nine in Aro, hit Beno on Monday.",
            "killed",
            ("2018-05-01", "2018-05-31", "month"),
        ),
        (
            "The worst flood since May 2018, which killed nine in Aro, hit Beno on Monday.",
            "hit",
            ("2022-09-12",) * 2 + ("day",),
        ),
        (
            "It was the worst raid since 2015, when gunmen killed 20 people.",
            "killed",
            ("2015-01-01", "2015-12-31", "year"),
        ),
        (
            "Over the past day a shell hit a school in Aro on Sunday.",
            "hit",
            ("2022-09-11",) * 2 + ("day",),
        ),
        ("Over the past day shells hit Aro.", "hit", ("2022-09-12", "2022-09-13", "day")),
        (
            "A week after floods struck Aro, a storm hit Beno on Monday.",
            "floods",
            ("2022-09-05",) * 2 + ("day",),
        ),
        (
            "A day after a blast in Aro, the mayor said on Monday that he would leave.",
            "blast",
            ("2022-09-11",) * 2 + ("day",),
        ),
    ],
)
def test_date_of_event(text: str, trigger: str, expected: tuple[str, str, str]) -> None:
    assert event(text, trigger) == expected


def test_inherits_and_counts_from_the_event_last_spoken_of() -> None:
    monday = DateInterval(start=date(2022, 9, 5), end=date(2022, 9, 5), precision=DatePrecision.DAY)
    assert event("Shells fell.", "fell", monday)[0] == "2022-09-05"
    assert event("Two days later shells fell.", "fell", monday)[0] == "2022-09-07"
    assert event("A day earlier shells fell.", "fell", monday)[0] == "2022-09-04"
    assert event("Shells fell at noon.", "fell", monday)[0] == "2022-09-05"


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Aro fell on 2 June and nine days later shells fell on Beno.", "shells", "2022-06-11"),
        ("It began on 2 June and on the 12th shells fell.", "shells", "2022-06-12"),
        ("It was calm on 2 June; the following Sunday shells fell.", "shells", "2022-06-05"),
        ("It was calm on 2 June; that Sunday shells fell.", "shells", "2022-06-05"),
        ("It was calm on 2 June; the previous Sunday shells fell.", "shells", "2022-05-29"),
        ("LOME, Sept 13 - Shells fell on Beno late on Sunday.", "Shells", "2022-09-11"),
        (
            "They tried a man on Monday for last week's raid, in which nine fell.",
            "fell",
            "2022-09-05",
        ),
        ("Shells fell during Sunday's mass.", "Shells", "2022-09-11"),
        ("It was calm on 2 June; the previous August shells fell.", "shells", "2021-08-01"),
        ("It was calm on 2 June; that August shells fell.", "shells", "2022-08-01"),
        ("Shells fell on the last day of May.", "Shells", "2022-05-31"),
        ("Shells have killed at least nine people since 2 June.", "Shells", "2022-06-02"),
        ("It was calm on 2 June; days later shells fell.", "shells", "2022-06-05"),
        ("It was calm on 2 June; the week before, shells fell.", "shells", "2022-05-26"),
        ("It was quiet on Saturday, but a day later shells fell.", "shells", "2022-09-11"),
        ("Shells fell on Saturday, two days after a mine killed six.", "Shells", "2022-09-10"),
        ("Shells fell on Saturday, two days after a mine killed six.", "mine", "2022-09-08"),
        ("Shells fell on Saturday, hours after a mine killed six.", "mine", "2022-09-10"),
        ("Shells fell on Saturday, 48 hours after a mine killed six.", "mine", "2022-09-08"),
        ("Two days after the vote, a mine killed six.", "mine", "2022-09-13"),
        ("Shells fell the next day.", "Shells", "2022-09-13"),  # of a day that nobody told
    ],
)
def test_counts_from_the_day_last_named_in_the_sentence(text: str, trigger: str, day: str) -> None:
    assert event(text, trigger)[0] == day


@given(st.dates(), st.integers(0, 500), st.sampled_from(["day", "week", "month", "year"]))
def test_nothing_that_is_counted_lies_ahead(published: date, count: int, unit: str) -> None:
    for words in (f"{count} {unit}s later", f"the following {unit}", "the next few days"):
        found = find_dates(words, Bounds(0, len(words)), published)
        assert all(m.interval.start <= published for m in found if m.interval.start)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_the_outermost_ones(year: int) -> None:
    day = calendar.easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_without_a_publication_date_only_full_dates_are_read() -> None:
    text = "Shells fell on Monday, on 3 May and in May 2020."
    assert read(text, None) == [("2020-05-01", "2020-05-31", "month")]
    text = "Shells fell."
    interval = date_of_event(text, Bounds(0, 12), Bounds(7, 11), None, None)
    assert (interval.start, interval.end, interval.precision) == (None, None, "unknown")


WORDS = st.sampled_from(
    "on in since until the a of last next early Monday Tuesday May March 2022 13 31 days week ago"
    " for two third - , . : 12:30 overnight month years later 0 99 10th winter and to"
    " earlier after minutes the following same that fifteenth overnight into half".split()
)


@pytest.mark.parametrize("published", [date.min, date(1, 1, 5), date.max])
@pytest.mark.parametrize(
    "words",
    [
        "on Christmas Day", "on New Year's Eve", "during the Christmas holidays", "on 24 December",
        "in December", "last December", "at Easter", "last winter", "last year",
    ],
)  # fmt: skip
def test_the_ends_of_the_calendar_hold_any_day(words: str, published: date) -> None:
    text = f"A bus crashed {words}."
    found = date_of_event(text, Bounds(0, len(text)), Bounds(6, 13), published)
    assert found.start is not None


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)),
    st.one_of(st.none(), st.dates()),
)
def test_never_raises_and_stays_inside(text: str, published: date | None) -> None:
    for sentence in sentences(text):
        for mention in find_dates(text, sentence, published):
            assert sentence.start <= mention.start < mention.end <= sentence.end
            assert mention.interval.start is not None
            assert mention.interval.end is not None
            assert mention.interval.start <= mention.interval.end
        date_of_event(text, sentence, sentence, published, None)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern.pattern[:60])
def test_all_that_a_rule_matches_has_a_clue_of_it(rule: Rule) -> None:
    """The phrases are drawn from the rule's own pattern, so that every branch of it comes up."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(rule.pattern.now, alphabet=st.characters(max_codepoint=0x17F)))
    def has_clue(words: str) -> None:
        if rule.pattern.search(words):
            assert not rule.clues.isdisjoint(clues_of(words))

    has_clue()


@pytest.mark.parametrize("clue", sorted(set().union(*(rule.clues for rule in RULES)) - {DIGIT}))
def test_a_clue_counts_in_any_case_unless_it_has_a_capital(clue: str) -> None:
    assert clue in clues_of(f"It was {clue}.")
    assert (clue in clues_of(f"It was {clue.upper()}.")) == clue.islower()
