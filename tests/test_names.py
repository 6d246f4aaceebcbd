"""Names across scripts: mined, curated, found in text, compared."""

import time
from collections.abc import Callable

import pytest

from rag.text.names import (
    KINDS,
    AliasPair,
    AliasTable,
    countries_in_compounds,
    data_rows,
    english_vocabulary,
    find_terms,
    fold,
    known_names,
    mine_aliases,
    name_part,
    part_in_english,
    same_name,
    spoken_for,
    translate_term,
    unknown_names,
    variants,
)

MINED = [
    (
        "새 세계 인공지능 협력기구(World Artificial Intelligence Cooperation Organization, WAICO)",
        [
            ("세계 인공지능 협력기구", "World Artificial Intelligence Cooperation Organization"),
            ("세계 인공지능 협력기구", "WAICO"),
        ],
    ),
    (
        "크리스탈리나 게오르기에바(Kristalina Georgieva)",
        [("크리스탈리나 게오르기에바", "Kristalina Georgieva")],
    ),
    ("모델은 오픈소스(open source)로", [("오픈소스", "open source")]),
    ("경주 아시아태평양경제협력체(APEC) 회의", [("아시아태평양경제협력체", "APEC")]),
    ("젠슨 황 엔비디아 최고경영자(CEO)를", [("최고경영자", "CEO")]),
    ("최신 그래픽처리장치(GPU)를", [("그래픽처리장치", "GPU")]),
    ("인물 시진핑(習近平)은", [("시진핑", "習近平")]),
    ("항구 도시 선전(深圳)에서", [("선전", "深圳")]),
    ("수도 베이징(北京)에서", [("베이징", "北京")]),
    ("완(Wan) 2.1", [("완", "Wan")]),
    ("볼리움(VOLIUM)을", [("볼리움", "VOLIUM")]),
    ("큐원-7B(Qwen-7B)를", [("큐원-7B", "Qwen-7B")]),
    ("LLM(거대 언어 모델)을", [("거대 언어 모델", "LLM")]),
    ("대규모 언어 모델(LLM)을", [("대규모 언어 모델", "LLM")]),
    ("CES(Consumer Electronics Show)에서", [("Consumer Electronics Show", "CES")]),
    ("the International Monetary Fund (IMF) said", [("International Monetary Fund", "IMF")]),
    ("its Ministry of Science and ICT (MSIT)", [("Ministry of Science and ICT", "MSIT")]),
    ("과기정통부(과학기술정보통신부)는", [("과기정통부", "과학기술정보통신부")]),
    ("알고리즘 주권(Algorithmic Sovereignty)", [("알고리즘 주권", "Algorithmic Sovereignty")]),
    ("한국과 유럽연합(EU)은", [("유럽연합", "EU")]),
    ("사모투자펀드(PEF) 운용사", [("사모투자펀드", "PEF")]),
]

NOT_MINED = """
26일(현지시간)|배 씨(66)는|속보가 나왔다(종합)|회의장 앞(사진=연합뉴스)|삼성전자(005930)는
그들(중국)은
꿈은 하늘까지(This is our dream)|통로(?)를|속도(km/h)는|클래시스(대표 백승한)는
1일(금)|3%(전년 대비)
엔비디아(NASDAQ: NVDA)|the firm (2024) said|Nvidia Corp (NVDA) rose|the deal (see below)|값(cm)은
서울(경주=연합뉴스)|썼다 (고동욱 황윤기 기자)|면적(㎡)
"""

# text -> the entities found in it, in order
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

SAME = """
황 CEO/젠슨 황|Huang/Jensen Huang|이 대통령/이재명|President Lee/이재명|Lee/이 대통령
유 본부장/유명희
Bae/배경훈|배 장관/Bae Kyung-hoon|러트닉 장관/Howard Lutnick|시 주석/Xi Jinping|IMF/국제통화기금
삼성전자/Samsung Electronics|백승한 대표/Baek Seung-han|Moon/문재인|習近平/Xi
하워드 슐츠/Howard Schultz
"""
NOT_SAME = """
Kim/이재명|삼성전자/SK하이닉스|황 CEO/Kim|이재명/이재용|블랙스톤/블랙록|중국/한국
Huang/Altman|China/US
"""

UNKNOWN = [
    ("하나뿐인 백승민 대표가", ["백승민"]),
    ("황 CEO는 시 주석을", ["황 CEO", "시 주석"]),
    ("전 대통령은 말했다", []),
    ("Exports rose in Busan.", []),
    ("Meanwhile, Howard Smith resigned.", ["Howard Smith"]),
    ("President Tanaka met the CEO.", ["Tanaka"]),
    ("It cost US$5 billion.", []),
    ("AI를 GPU는 CEO의", []),
]


def _split(table: str) -> list[str]:
    return table.strip().replace("\n", "|").split("|")


@pytest.mark.parametrize(("text", "pairs"), MINED)
def test_mining(text: str, pairs: list[tuple[str, str]]) -> None:
    """A bracket gives an alias of the right number of words before it."""
    assert mine_aliases(text) == [AliasPair(*pair) for pair in pairs]


@pytest.mark.parametrize("text", _split(NOT_MINED))
def test_remarks_give_no_alias(text: str) -> None:
    """Ages, dates, units, credits, codes and remarks in brackets are no aliases."""
    assert mine_aliases(text) == []


@pytest.mark.parametrize(("text", "entities"), MENTIONS)
def test_mentions(text: str, entities: str) -> None:
    """Known names are found with their particles, and never inside other words."""
    found = AliasTable.curated().mentions(text)
    assert ",".join(mention.entity for mention in found) == entities
    assert all(text[mention.start : mention.end] == mention.text for mention in found)


def test_inner_names() -> None:
    """A long name also tells which names it holds."""
    table = AliasTable.curated()
    (mention,) = table.mentions("미국 상무부는")
    assert [inner.entity for inner in table.inner(mention)] == ["united states"]


def test_mentions_are_fast() -> None:
    """A sentence of 300 characters takes well under a millisecond."""
    table, sentence = (
        AliasTable.curated(),
        ("엔비디아는 한국에 칩을 공급한다. " * 20)[:300],
    )
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
    more = table.extended(
        [
            AliasPair("엔비디아", "NVDA Co"),
            AliasPair("가온연구소", "Gaon Lab"),
            AliasPair("가온연구소", "GL"),
        ]
    )
    assert more.entity("NVDA Co") == "nvidia"
    assert set(more.forms("GL")) == {"가온연구소", "Gaon Lab"}
    assert [m.entity for m in more.mentions("가온연구소는 NVDA Co와")] == ["gaon lab", "nvidia"]
    assert table.entity("Gaon Lab") is None
    assert more.extended([AliasPair("미국", "China")]).entity("미국") == "united states"


@pytest.mark.parametrize("pair", _split(SAME))
def test_same_name(pair: str) -> None:
    """One person or thing is recognised by table, part of a name or sound."""
    assert same_name(*pair.split("/"), AliasTable.curated())


@pytest.mark.parametrize("pair", _split(NOT_SAME))
def test_not_same_name(pair: str) -> None:
    """Different people and things stay apart."""
    assert not same_name(*pair.split("/"), AliasTable.curated())


@pytest.mark.parametrize(("text", "names"), UNKNOWN)
def test_unknown_names(text: str, names: list[str]) -> None:
    """Names outside the list are found; ordinary words that begin a sentence are not names."""
    assert [mention.text for mention in unknown_names(text)] == names


@pytest.mark.parametrize(
    ("term", "language", "first"),
    [
        ("exports", "ko", "수출"),
        ("banned", "ko", "금지"),
        ("potential growth rate", "ko", "잠재성장률"),
        ("Writedowns", "ko", "손실 처리"),
        ("rare earths", "ko", "희토류"),
        ("met", "ko", "만나"),
        ("영업이익", "en", "operating profit"),
        ("손실처리", "en", "write down"),
        ("zzz", "ko", None),
        ("supplied", "ko", "공급"),
        ("open-source", "ko", "오픈소스"),
        ("희토류", "en", "rare earth"),
        ("회담", "en", "talk"),
        ("시장", "en", "market"),
        ("증가", "en", "increase"),
        ("ratified", "ko", "비준"),
        ("수출 통제", "en", "export control"),
    ],
)
def test_translate_term(term: str, language: str, first: str | None) -> None:
    """Terms translate both ways, whatever their inflection."""
    assert translate_term(term, language)[:1] == ((first,) if first else ())


def test_find_terms() -> None:
    """Longer terms come before the words in them, and offsets are exact."""
    text = "What was the operating profit after the export ban? 수출규제와 칩은"
    found = find_terms(text)
    assert [m.text for m in found] == ["operating profit", "after", "export ban", "수출규제", "칩"]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_a_term_may_be_written_apart_but_not_behind_its_first_syllable() -> None:
    """손실 처리 is one term as 손실처리 is, but 이 사건 holds no 이사."""
    assert [m.text for m in find_terms("손실 처리를")] == ["손실 처리"]
    assert [m.text for m in find_terms("이 사건은")] == ["사건"]


def test_names_file() -> None:
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


def test_terms_file() -> None:
    """Rows have two cells and no empty word, and no lemma has two rows."""
    rows = data_rows("terms.tsv")
    lemmas = [lemma for english, _ in rows for lemma in english.split("|")]
    words = [word for _, korean in rows for word in korean.split("|")]
    assert all(text and text == text.strip() for text in lemmas + words)
    assert len(set(lemmas)) == len(lemmas)
    assert all(len(set(korean.split("|"))) == len(korean.split("|")) for _, korean in rows)
    assert "suppli" not in english_vocabulary()


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


def test_words_inside_names_translate_both_ways() -> None:
    """영어 is "English" inside a name, and "Ministry" is 부."""
    assert "영어" in name_part("English")
    assert "english" in part_in_english("영어")
    assert name_part("Nvidia") == ()
