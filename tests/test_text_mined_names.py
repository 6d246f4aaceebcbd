"""Names that a text itself explains, such as 국제통화기금(IMF), and remarks that explain none."""

import pytest

from rag.text.names import AliasPair, mine_aliases

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
    ("저장 단위인 셀(Cell)은", [("셀", "Cell")]),
]


NOT_MINED = [
    "26일(현지시간)", "배 씨(66)는", "속보가 나왔다(종합)", "회의장 앞(사진=연합뉴스)",
    "삼성전자(005930)는", "그들(중국)은", "꿈은 하늘까지(This is our dream)", "통로(?)를",
    "속도(km/h)는", "클래시스(대표 백승한)는", "1일(금)", "3%(전년 대비)",
    "엔비디아(NASDAQ: NVDA)", "the firm (2024) said", "Nvidia Corp (NVDA) rose",
    "the deal (see below)", "값(cm)은", "서울(경주=연합뉴스)", "썼다 (고동욱 황윤기 기자)",
    "면적(㎡)", "누구(NUGU)를", "영상 검사(CT, MRI 등)를", "새 방법(CT)을", "핵심(Core)을",
    "단백질(Cpf1)을", "초록색(PTP델타)은",
]  # fmt: skip


@pytest.mark.parametrize(("text", "pairs"), MINED)
def test_a_bracket_explains_the_name_before_it(text: str, pairs: list[tuple[str, str]]) -> None:
    """A bracket gives an alias of the right number of words before it."""
    assert mine_aliases(text) == [AliasPair(*pair) for pair in pairs]


@pytest.mark.parametrize("text", NOT_MINED)
def test_a_remark_in_a_bracket_explains_no_name(text: str) -> None:
    """Ages, dates, units, credits, codes and remarks in brackets are no aliases."""
    assert mine_aliases(text) == []
