"""Known names across scripts: found in text with their particles, and reached by every form."""

import time
from collections.abc import Callable

import pytest

from rag.text.names import (
    KINDS,
    AliasPair,
    AliasTable,
    countries_in_compounds,
    data_rows,
    fold,
    known_names,
    spoken_for,
    variants,
)

MENTIONS = [
    ("엔비디아는 한국에 공급한다", "nvidia,south korea"),
    ("젠슨 황 엔비디아 최고경영자", "jensen huang,nvidia"),
    ("인도네시아와 인도는", "indonesia,india"),
    ("인도적 지원을 했다", ""),
    ("메타버스 사업", ""),
    ("메타는 라마를", "meta,llama"),
    ("어려운 여건에서 선전했다", ""),
    ("2026년 정상회의는 선전에서", "shenzhen"),
    ("이 수단을 통해", ""),
    ("수단 내전이", "sudan"),
    ("그것이란 예상", ""),
    ("대중국 수출", "china"),
    ("개발을 주도하고 있다", ""),
    ("미국산 소고기와 중국발 황사", "united states,china"),
    ("中수출 허용", "china"),
    ("미중 정상회담", "united states,china"),
    ("미·중 경쟁", "united states,china"),
    ("미 행정부와 10일 정부는", "united states"),
    ("한·미·일 협력", "south korea,united states,japan"),
    ("시진핑(習近平)", "xi jinping,xi jinping"),
    ("트럼프정부가", "donald trump"),
    ("알리바바그룹은", "alibaba"),
    ("SK하이닉스가", "sk hynix"),
    ("챗GPT를 만든 오픈AI", "chatgpt,openai"),
    ("과기정통부 장관", "ministry of science and ict"),
    ("국제통화기금(IMF)", "international monetary fund,international monetary fund"),
    ("삼성전자의 주가", "samsung electronics"),
    ("H20 칩과 H200", "h20,h200"),
    ("경주화백컨벤션센터에서", "gyeongju hwabaek international convention center"),
    ("they told us who knew", ""),
    ("The WHO told the US", "world health organization,united states"),
    ("nvidia rose", "nvidia"),
    ("US$5 billion", ""),
    ("U.S. firms", "united states"),
    ("Chinese exports", "china"),
    ("Nvidia's Huang", "nvidia"),
    ("Lee Jae Myung met Takaichi Sanae", "lee jae-myung,sanae takaichi"),
    ("the science ministry", "ministry of science and ict"),
    ("polish the table", ""),
    ("indiana and chinatown", ""),
    ("국회의사당 앞", ""),
    ("클로드와 제미나이", "claude,gemini"),
]


@pytest.mark.parametrize(("text", "entities"), MENTIONS)
def test_known_names_are_found_with_their_particles(text: str, entities: str) -> None:
    """Known names are found with their particles, and never inside other words."""
    found = AliasTable.curated().mentions(text)
    assert ",".join(mention.entity for mention in found) == entities
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


def test_a_long_name_tells_the_names_in_it() -> None:
    """A long name also tells which names it holds."""
    table = AliasTable.curated()
    (mention,) = table.mentions("미국 상무부는")
    assert [inner.entity for inner in table.inner(mention)] == ["united states"]


def test_finding_names_is_fast() -> None:
    """A sentence of 300 characters takes well under a millisecond."""
    table = AliasTable.curated()
    sentence = ("엔비디아는 한국에 칩을 공급한다. " * 20)[:300]
    table.mentions(sentence)
    best = min(_seconds(lambda: table.mentions(sentence)) for _ in range(20))
    assert best < 0.001


def _seconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def test_forms_reach_every_script() -> None:
    """A known name has all of its other forms, an unknown one none."""
    table = AliasTable.curated()
    assert {"Xi Jinping", "習近平"} <= set(table.forms("시진핑"))
    assert table.forms("아무개") == ()
    assert table.entity("lee jae myung") == table.entity("이재명")
    assert AliasTable.curated() is table


def test_extending_keeps_the_old_table() -> None:
    """Mined pairs join known names or become new ones, in a new table."""
    table = AliasTable.curated()
    mined = [("엔비디아", "NVDA Co"), ("가온연구소", "Gaon Lab"), ("가온연구소", "GL")]
    more = table.extended([AliasPair(*pair) for pair in mined])
    assert more.entity("NVDA Co") == "nvidia"
    assert set(more.forms("GL")) == {"가온연구소", "Gaon Lab"}
    assert [m.entity for m in more.mentions("가온연구소는 NVDA Co와")] == ["gaon lab", "nvidia"]
    assert table.entity("Gaon Lab") is None
    assert more.extended([AliasPair("미국", "China")]).entity("미국") == "united states"


@pytest.mark.parametrize(
    ("compound", "countries"),
    [
        ("대북 제재", {"north korea"}),
        ("북미 회담", {"north korea", "united states"}),
        ("남북 관계", {"south korea", "north korea"}),
        ("한·일 협력", {"south korea", "japan"}),
        ("방미 일정", {"united states"}),
        ("미소를 지었다", set()),
    ],
)
def test_a_letter_in_a_compound_names_a_country(compound: str, countries: set[str]) -> None:
    """Korean news writes a country as one letter beside another or behind 대, 친, 방."""
    assert countries_in_compounds(compound) == countries


def test_every_capital_speaks_for_a_country_of_the_list() -> None:
    """A capital's country is a known name, so that Tokyo and 일본 meet."""
    table = AliasTable.curated()
    for country, capital in data_rows("capitals.tsv"):
        assert table.entity(country) == country.lower()
        assert spoken_for(capital.lower()) == country.lower()


def test_no_form_of_the_names_file_names_two_things() -> None:
    """Rows have four cells and no empty form, and no form names two things."""
    owner: dict[str, str] = {}
    for name in known_names():
        assert name.kind in KINDS
        assert name.korean
        assert name.english
        for form in name.forms:
            assert form
            assert form == form.strip()
            for variant in variants(form, name.kind):
                assert owner.setdefault(fold(variant), name.entity) == name.entity
    assert len({name.entity for name in known_names()}) == len(known_names())
    assert all(len(row) == 4 for row in data_rows("names.tsv"))
