"""Who says, does, holds and owns what: claims in ordinary prose over invented news sentences."""

from __future__ import annotations

import pytest

from rag.text.names import AliasTable
from rag.verify.rules.people.actors import actors_in
from rag.verify.rules.people.affiliations import wrong_affiliations
from rag.verify.rules.people.owners import wrong_owners
from rag.verify.rules.people.predicates import predicates_of

ALIASES = AliasTable.curated()


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("로이터에 따르면 메타는 칩을 산다고 밝혔다.", ["로이터", "메타"]),
        ("메타는 칩을 산다고 로이터가 전했다.", ["로이터"]),
        ("인텔은 AMD가 값을 내렸다고 강조했다고 전했다.", ["인텔", "AMD"]),
        ("메타도 칩이 모자란다는 우려를 나타냈다.", ["메타"]),
        ("“싸다”는 메타의 주장을 구글은 무시했다.", ["메타"]),
        ("Analysts at Goldman Sachs said Meta told Google to wait.", ["Goldman Sachs", "Meta"]),
        ("Meta is waiting, Reuters noted.", ["Reuters"]),
    ],
)
def test_who_speaks_and_who_reports_it(text: str, speakers: list[str]) -> None:
    """A source named with 에 따르면 and one whose words are reported both speak."""
    assert [actor.name for actor in actors_in(text, ALIASES) if actor.speaks] == speakers


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Intel was sued by Nvidia.", ["Nvidia"]),
        ("Intel will receive two machines from Nvidia.", ["Nvidia"]),
        ("인텔은 엔비디아로부터 소송을 당했다.", ["엔비디아"]),
        ("Intel sued Nvidia.", ["Intel"]),
    ],
)
def test_the_passive_is_turned_where_it_says_by_whom(text: str, doers: list[str]) -> None:
    """Who does it is the subject in either voice."""
    assert [actor.name for actor in actors_in(text, ALIASES) if actor.role == "subject"] == doers


def test_each_subject_has_its_own_predicate() -> None:
    """A sentence is cut between its subjects; a term of office is no one who acts."""
    [germany, france] = predicates_of("독일은 사람을 키우고 프랑스는 집을 짓는다.", ALIASES)
    assert (germany.names, germany.text) == (("독일",), "사람을 키우고")
    assert (france.names, france.text) == (("프랑스",), "집을 짓는다.")
    assert not predicates_of("독일 임기가 끝나기 전이다.", ALIASES)


@pytest.mark.parametrize(
    ("claim", "source", "owner"),
    [
        ("They praised India's decision.", "인도는 독일의 결정을 반겼다.", ["독일"]),
        ("They praised Germany's decision.", "인도는 독일의 결정을 반겼다.", []),
        ("They praised India's decision.", "인도는 독일의 결정에 그런 결정은 처음이라 했다.", []),
    ],
)
def test_a_thing_is_whose_the_source_says(claim: str, source: str, owner: list[str]) -> None:
    """Unless the source speaks of such a thing without its owner, too."""
    assert [problem.thing for problem in wrong_owners(claim, source, ALIASES)] == owner


def test_a_house_beside_no_other_person_is_left_to_the_names() -> None:
    """Only where the source gives the house to another person are two persons exchanged."""
    source = "팀 쿡 애플 최고경영자와 사티아 나델라 마이크로소프트 최고경영자가 만났다."
    assert wrong_affiliations("Microsoft's Tim Cook came.", source, ALIASES)
    assert not wrong_affiliations("Apple's Tim Cook came.", source, ALIASES)
    assert not wrong_affiliations("Nvidia's Tim Cook came.", source, ALIASES)
