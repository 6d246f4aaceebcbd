"""What belongs together in a sentence: event and day, deed and doer, part and whole."""

from __future__ import annotations

from datetime import date

import pytest

from rag.text.names import AliasTable
from rag.verify.rules.dates.actions import actions_in
from rag.verify.rules.dates.event_order import reordered
from rag.verify.rules.dates.misdated_events import misdated
from rag.verify.rules.denial.refuted_reports import refuted
from rag.verify.rules.language.clauses import clauses_of
from rag.verify.rules.language.figures import figures_in
from rag.verify.rules.names.translations import abbreviates, translated_in_english
from rag.verify.rules.numbers.counters import counts_persons
from rag.verify.rules.numbers.whole_or_part import wrong_wholes
from rag.verify.rules.people.speech_acts import wrong_speech_acts

ALIASES = AliasTable.curated()
TRADE = "Seoul imposed the duty in April and lifted it in July after the talks."
BAN = "The ban, which took effect in July, was lifted after the leaders met."
RATES = "점유율은 2분기 62%로 1분기 70%보다 낮았다."
CITIES = "Leaders will meet in Busan in November 2026, after ministers gather in Jeju in May."
GIFT = "Senator Mary Reed called the plan a gift, a charge that Minister Joan Field denied."
GRANTS = "Grants total $52 billion over five years, of which $39 billion is for factories."
EXPORTS = "반도체 수출은 157억 달러로 전체 수출의 26%를 차지했다."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They met in May, and left in June.", ["They met in May, ", "and left in June."]),
        ("법을 도입했지만 곧 철회했다.", ["법을 도입했지만 ", "곧 철회했다."]),
        ("둘은 만난 뒤 서명했다.", ["둘은 만난 뒤 ", "서명했다."]),
        ("석 달 뒤 서명했다.", ["석 달 뒤 서명했다."]),
        ("It cost 1,200 won.", ["It cost 1,200 won."]),
    ],
)
def test_a_sentence_falls_into_clauses(text: str, wanted: list[str]) -> None:
    """Commas and endings cut; a comma inside a number and a time ("석 달 뒤") do not."""
    assert [clause.text for clause in clauses_of(text)] == wanted


def test_an_action_is_one_in_both_languages() -> None:
    """철회했다 is withdrew; the noun of an action is none."""
    assert actions_in("규제를 철회했다") == actions_in("withdrew the rules") != frozenset()
    assert actions_in("수출 금지") == frozenset()


@pytest.mark.parametrize(
    ("claim", "source", "wrong"),
    [
        ("Seoul lifted the duty in July.", TRADE, []),
        ("Seoul lifted the duty in April.", TRADE, ["April"]),
        ("서울은 4월에 관세를 해제했다.", TRADE, ["4월"]),
        ("The ban took effect in July.", BAN, []),
        ("The ban was lifted in July.", BAN, ["July"]),
        ("점유율은 2분기 62%였다.", RATES, []),
        ("점유율은 1분기 62%였다.", RATES, ["1분기"]),
        ("Ministers will gather in Jeju in May.", CITIES, []),
        ("Ministers will gather in Jeju in November 2026.", CITIES, ["November 2026"]),
    ],
)
def test_a_day_stays_with_its_event(claim: str, source: str, wrong: list[str]) -> None:
    """A date that the source gives to another event, place or figure is named."""
    for day in (None, date(2026, 8, 1)):
        found = misdated(claim, source, day, ALIASES)
        assert [problem.thing for problem in found] == wrong


@pytest.mark.parametrize(
    ("claim", "doer"),
    [
        ("Senator Mary Reed called the plan a gift.", []),
        ("Minister Joan Field called the plan a gift.", ["Mary Reed"]),
        ("Senator Mary Reed denied the charge.", ["Joan Field"]),
        ("The plan was called a gift.", []),
    ],
)
def test_a_deed_stays_with_its_doer(claim: str, doer: list[str]) -> None:
    """Each verb of speaking has its own subject in the source."""
    assert [problem.thing for problem in wrong_speech_acts(claim, GIFT, ALIASES)] == doer


def _shared_letters(a: str, b: str) -> float:
    """Return how alike two texts are by the share of words, as a stand-in for meaning."""
    ours, theirs = set(a.lower().split()), set(b.lower().split())
    return len(ours & theirs) / max(1, len(ours | theirs))


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("They signed the deal after the long talks.", False),
        ("Before the long talks, they signed the deal.", True),
        ("The long talks came after they signed the deal.", True),
        ("They signed the deal.", False),
    ],
)
def test_two_events_keep_their_order(claim: str, wrong: bool) -> None:
    """After one way is before the other way round."""
    source = "They signed the deal after the long talks."
    assert bool(reordered(claim, source, _shared_letters)) is wrong


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("The firm delayed its new line.", True),
        ("The firm denied that it delayed its new line.", False),
        ("Output will begin in June.", False),
    ],
)
def test_what_is_refuted_is_not_so(claim: str, wrong: bool) -> None:
    """A report that the source only denies supports no claim."""
    source = (
        "The firm denied reports that it delayed its new line, saying output will begin in June."
    )
    assert bool(refuted(claim, source, _shared_letters)) is wrong


@pytest.mark.parametrize(
    ("claim", "source", "wrong"),
    [
        ("Grants total $52 billion over five years.", GRANTS, []),
        ("Grants come to $52 billion a year.", GRANTS, ["$52 billion"]),
        ("보조금은 매년 520억 달러이다.", GRANTS, ["520억 달러"]),
        ("보조금 520억 달러가 모두 공장에 쓰인다.", GRANTS, ["520억 달러"]),
        ("반도체 수출은 157억 달러였다.", EXPORTS, []),
        ("전체 수출은 157억 달러였다.", EXPORTS, ["157억 달러"]),
        ("Chip exports were 26% of all exports.", EXPORTS, []),
    ],
)
def test_a_part_is_not_the_whole(claim: str, source: str, wrong: list[str]) -> None:
    """A figure is the whole or a part, once or every year, as in the source."""
    assert [problem.thing for problem in wrong_wholes(claim, source)] == wrong


@pytest.mark.parametrize(
    ("name", "english", "given"),
    [
        ("외교부", "Foreign Minister Han Dae-il left.", True),
        ("외교부", "The minister left.", False),
        ("남북한", "The two Koreas will meet.", True),
        ("남북한", "South Korea will hold a meeting.", False),
    ],
)
def test_names_are_met_in_translation(name: str, english: str, given: bool) -> None:
    """A ministry is in the title of its minister, and both Koreas are 남북한."""
    assert translated_in_english(name, english, ALIASES) is given


def test_an_acronym_is_made_of_initials() -> None:
    """CASA stands for the Civil Aviation Safety Authority, and not for any four words."""
    assert abbreviates("CASA", "The Civil Aviation Safety Authority said so.")
    assert not abbreviates("CASA", "The civil aviation safety authority said so.")
    assert not abbreviates("CASB", "The Civil Aviation Safety Authority said so.")


@pytest.mark.parametrize(
    ("source", "others"),
    [("230 rockets fell.", True), ("230 workers fell.", False), ("230 of them fell.", False)],
)
def test_what_is_counted_counts(source: str, others: bool) -> None:
    """Of 230 rockets nobody may make 230 persons."""
    said, given = figures_in("230명")[0], figures_in(source)[0]
    assert counts_persons(said, given, source) is others
