"""A claim held against a source: what the source bears out, contradicts, or says nothing of."""

from __future__ import annotations

from datetime import date

import pytest

from rag.domain import Verdict
from rag.verify.check import Checker, Source

GPU = "엔비디아가 현 정부 임기 안에 최신형 GPU 26만 장을 한국에 공급하기로 했다."
MET = "31일 경주에서 이재명 대통령과 젠슨 황 최고경영자(CEO)가 만나 협력 방안을 논의했다."
IMF = (
    "국제통화기금(IMF)의 크리스탈리나 게오르기에바 총재는 한국의 성장률이 내년에 잠재 수준으로 "
    "돌아갈 것으로 내다봤다."
)
KOSPI = "이 대통령은 코스피가 4,000선을 넘어선 점을 들며 경기가 살아나고 있다고 소개했다."
STOCK = "엔비디아는 팔 길이 막힌 재고 55억달러어치를 손실로 처리했다."
SALES = "지난해 매출은 2429억원, 영업이익은 1225억원으로 각각 34%, 36% 늘었다."
STAKE = "매물은 최대주주 베인캐피탈의 지분 61.57%로, 2021년 초 약 6700억원을 들여 사들인 것이다."
CALL = "통화는 오후 3시에 시작해 20분 동안 이어졌다고 강민석 청와대 대변인이 전했다."
LETTERS = "지금까지 친서가 간 나라는 35개국, 대통령이 통화한 상대는 5개국 정상이다."
BINDING = "아시아태평양경제협력체(APEC)의 합의에는 구속력이 없다."
SONGDO = (
    "과학기술정보통신부는 4일 인천 송도컨벤시아에서 APEC 디지털·AI 장관회의를 열었다. "
    "의장석에는 배경훈 장관이 앉았다."
)
WAN = (
    "알리바바는 완 2.1이 브이벤치에서 86.22%를 받아 84.28%에 그친 오픈AI의 소라를 앞섰다고 "
    "주장했다."
)
HUANG = "젠슨 황 최고경영자는 15일 트럼프 행정부로부터 H20 판매 승인을 받았다고 공개했다."
LONDON = (
    "When the two sides held a second round of high-level talks in London on June 10 and 11, the "
    "American team insisted that controls on the H20 were not on the table."
)
FT = (
    "Nvidia remains the preferred choice because of the strength of its software, the Financial "
    "Times said."
)
LUTNICK = (
    "Commerce Secretary Howard Lutnick said China would provide rare earths and that Washington "
    "would then withdraw its countermeasures."
)
WAICO = "시진핑 국가주석은 세계인공지능협력기구(WAICO)를 상하이에 세우자고 제안했다."

OCT, JULY, JULY_EN, AUG, FEB = "2025-10-31", "2025-07-16", "2025-07-16", "2025-08-04", "2025-02-26"

YES: Verdict = "supported"
NO: Verdict = "contradicted"
SILENT: Verdict = "unsupported"

# Claim, source, its day, the wanted verdict.
CASES: list[tuple[str, str, str | None, Verdict]] = [
    # the words themselves, and faithful paraphrases in the same language
    (GPU, GPU, OCT, YES),
    ("엔비디아는 한국에 GPU 26만 장을 공급한다.", GPU, OCT, YES),
    ("한국은 엔비디아에서 그래픽처리장치(GPU) 26만 장을 받는다.", GPU, OCT, YES),
    ("한국에 들어올 GPU는 260,000장이다.", GPU, OCT, YES),
    ("이재명 대통령은 경주에서 젠슨 황 CEO를 만났다.", MET, OCT, YES),
    ("이 대통령과 황 CEO가 10월 31일 만났다.", MET, OCT, YES),
    ("게오르기에바 IMF 총재는 내년 한국 성장률이 잠재 수준을 회복할 것으로 봤다.", IMF, OCT, YES),
    ("코스피는 4000을 넘었다.", KOSPI, OCT, YES),
    ("지난해 영업이익은 36% 늘어난 1,225억 원이었다.", SALES, FEB, YES),
    ("베인캐피탈은 지분 61.57%를 가지고 있다.", STAKE, FEB, YES),
    ("친서를 받은 나라는 35개국이다.", LETTERS, "2020-10-08", YES),
    ("APEC 합의에는 구속력이 없다.", BINDING, "2025-11-03", YES),
    ("배경훈 장관이 회의의 의장을 맡았다.", SONGDO, AUG, YES),
    ("알리바바의 완 2.1은 86.22%로 소라의 84.28%를 앞섰다.", WAN, FEB, YES),
    ("The American team said controls on the H20 were not on the table.", LONDON, JULY, YES),
    ("The second round of talks took place in London on 10 and 11 June 2025.", LONDON, JULY, YES),
    ("Nvidia is still preferred because of its software, according to the FT.", FT, JULY, YES),
    ("Lutnick said that China would supply rare earths.", LUTNICK, JULY, YES),
    # translations
    ("Nvidia will supply 260,000 GPUs to Korea.", GPU, OCT, YES),
    ("Nvidia agreed to supply 260,000 of its latest GPUs to South Korea.", GPU, OCT, YES),
    ("Jensen Huang met President Lee Jae-myung in Gyeongju on October 31.", MET, OCT, YES),
    ("IMF chief Kristalina Georgieva expects Korea's growth to return to potential next year.",
     IMF, OCT, YES),
    ("The KOSPI has passed 4,000.", KOSPI, OCT, YES),
    ("Nvidia wrote off $5.5 billion of inventory.", STOCK, JULY, YES),
    ("Sales were 242.9 billion won last year, up 34 percent.", SALES, FEB, YES),
    ("Bain Capital holds a 61.57% stake.", STAKE, FEB, YES),
    ("The call lasted 20 minutes.", CALL, "2020-10-08", YES),
    ("Letters were sent to 35 countries.", LETTERS, "2020-10-08", YES),
    ("APEC agreements are not binding.", BINDING, "2025-11-03", YES),
    ("The APEC digital and AI ministers met in Songdo, Incheon, on August 4, 2025.",
     SONGDO, AUG, YES),
    ("Alibaba says Wan 2.1 scored 86.22%, ahead of Sora's 84.28%.", WAN, FEB, YES),
    ("The VBench figure given for OpenAI's Sora is 84.28%.", WAN, FEB, YES),
    ("Jensen Huang said on July 15 that sales of the H20 had been approved.", HUANG, JULY, YES),
    ("러트닉 미 상무장관은 중국이 희토류를 공급할 것이라고 말했다.", LUTNICK, JULY, YES),
    ("2차 고위급 협상은 6월 10일과 11일 런던에서 열렸다.", LONDON, JULY, YES),
    ("파이낸셜타임스는 소프트웨어 덕에 엔비디아가 여전히 선호된다고 전했다.", FT, JULY, YES),
    ("Xi Jinping proposed to set up WAICO in Shanghai.", WAICO, "2025-11-01", YES),
    # a digit changed
    ("엔비디아는 한국에 GPU 27만 장을 공급한다.", GPU, OCT, NO),
    ("Nvidia will supply 250,000 GPUs to Korea.", GPU, OCT, NO),
    ("베인캐피탈은 지분 61.75%를 가지고 있다.", STAKE, FEB, NO),
    ("친서를 받은 나라는 53개국이다.", LETTERS, "2020-10-08", NO),
    ("The call lasted 30 minutes.", CALL, "2020-10-08", NO),
    ("Wan 2.1 scored 86.22%, ahead of Sora's 82.28%.", WAN, FEB, NO),
    ("Sora scored 86.22%.", WAN, FEB, NO),
    ("The VBench figure given for OpenAI's Sora is 86.22%.", WAN, FEB, NO),
    # an order of magnitude
    ("Nvidia will supply 26,000 GPUs to Korea.", GPU, OCT, NO),
    ("엔비디아는 한국에 GPU 2만6천 장을 공급한다.", GPU, OCT, NO),
    ("Nvidia wrote off $55 billion of inventory.", STOCK, JULY, NO),
    ("Sales were 2429 billion won last year.", SALES, FEB, NO),
    ("The KOSPI has passed 40,000.", KOSPI, OCT, NO),
    # a unit, a currency
    ("The call lasted 20 hours.", CALL, "2020-10-08", NO),
    ("엔비디아는 재고 55억원어치를 손실로 처리했다.", STOCK, JULY, NO),
    ("Nvidia wrote off 5.5 billion won of inventory.", STOCK, JULY, NO),
    ("Sales last year were $242.9 billion.", SALES, FEB, NO),
    ("영업이익은 36%포인트 늘었다.", SALES, FEB, NO),
    # dates
    ("이 대통령과 황 CEO가 10월 30일 만났다.", MET, OCT, NO),
    ("Jensen Huang met President Lee in Gyeongju on 30 October.", MET, OCT, NO),
    ("Jensen Huang met President Lee in Gyeongju on 31 October 2024.", MET, OCT, NO),
    ("2차 협상은 7월 10일 런던에서 열렸다.", LONDON, JULY, NO),
    ("The ministers met in Songdo on 4 September 2025.", SONGDO, AUG, NO),
    ("베인캐피탈은 2022년 초 지분을 사들였다.", STAKE, FEB, NO),
    # names swapped
    ("AMD will supply 260,000 GPUs to Korea.", GPU, OCT, SILENT),
    ("인텔은 한국에 GPU 26만 장을 공급한다.", GPU, OCT, SILENT),
    ("엔비디아는 일본에 GPU 26만 장을 공급한다.", GPU, OCT, SILENT),
    ("Nvidia will supply 260,000 GPUs to Japan.", GPU, OCT, SILENT),
    ("Tim Cook met President Lee in Gyeongju on October 31.", MET, OCT, SILENT),
    ("이재명 대통령은 서울에서 젠슨 황 CEO를 만났다.", MET, OCT, SILENT),
    ("Christine Lagarde expects Korea's growth to return to potential next year.",
     IMF, OCT, SILENT),
    ("세계은행 총재는 내년 한국 성장률이 잠재 수준을 회복할 것으로 봤다.", IMF, OCT, SILENT),
    ("유상임 장관이 디지털·AI 장관회의의 의장을 맡았다.", SONGDO, AUG, SILENT),
    ("Blackstone holds a 61.57% stake.", STAKE, FEB, SILENT),
    ("구글의 완 2.1은 86.22%로 소라의 84.28%를 앞섰다.", WAN, FEB, SILENT),
    ("Janet Yellen said that China would supply rare earths.", LUTNICK, JULY, SILENT),
    ("Xi Jinping proposed to set up WAICO in Beijing.", WAICO, "2025-11-01", SILENT),
    # denial put in or left out
    ("엔비디아는 한국에 GPU 26만 장을 공급하지 않기로 했다.", GPU, OCT, NO),
    ("Nvidia will not supply 260,000 GPUs to Korea.", GPU, OCT, NO),
    ("이재명 대통령은 젠슨 황 CEO를 만나지 않았다.", MET, OCT, NO),
    ("APEC 합의에는 구속력이 있다.", BINDING, "2025-11-03", NO),
    ("APEC agreements are legally binding.", BINDING, "2025-11-03", NO),
    ("The American team said controls on the H20 were on the table.", LONDON, JULY, NO),
    # another sentence altogether
    ("엔비디아는 한국에 GPU 26만 장을 공급한다.", CALL, OCT, NO),
    ("The ministers adopted a joint declaration on fisheries.", STOCK, JULY, SILENT),
    ("회의에서는 농업과 식량 문제가 논의됐다.", WAN, FEB, SILENT),
    ("The weather was fine all week.", GPU, OCT, SILENT),
]  # fmt: skip

POLL = "오바마의 지지율은 80%인 반면 매케인의 지지율은 30%였다."
STORM = "태풍으로 가옥 2000여채가 침수되고 라미(21) 씨 등 150여명이 대피했다."
TALKS = "6자회담 대표단은 지난주 베이징에서 만나 5주년 행사를 의논했다."
GAS = "가스값은 2.5달러 내려 10달러 이하가 됐다."

# Claims whose number, taken alone, the source gives.
CASES += [
    ("매케인의 지지율은 30%다.", POLL, None, YES),
    ("매케인의 지지율은 80%다.", POLL, None, NO),
    ("오바마와 매케인의 지지율은 80%와 80%였다.", POLL, None, NO),
    ("Sora scored 86.22%.", WAN, FEB, NO),
    ("소라는 브이벤치에서 84.28%를 받았다.", WAN, FEB, YES),
    ("Wan scored 84.28%.", "Wan scored 86.22%, Sora 84.28%.", None, NO),
    ("태풍으로 2001여채가 침수됐다.", STORM, None, NO),
    ("The storm drove about 152 people out.", STORM, None, NO),
    ("태풍으로 150여개국이 대피했다.", STORM, None, NO),
    ("4자회담 대표단은 지난주 베이징에서 만났다.", TALKS, None, NO),
    ("The six-party delegations met in Beijing last week.", TALKS, None, YES),
    ("The six-party delegations met in Beijing last month.", TALKS, None, NO),
    ("가스값은 2.5달러 내려 100달러 이하가 됐다.", GAS, None, NO),
]  # fmt: skip


RATES = "미국 중앙은행은 기준금리를 0.5%포인트 인상했고 물가는 하락했다."
VOTE = "오바마 상원의원은 매케인 후보가 약속을 어겼다고 말했다."
SELLS = "엔비디아가 삼성전자에 반도체 5만 개를 공급하기로 했다."
PLAN = "정부는 내년에 새 연구소를 설립할 계획이라고 밝혔다."
MAY = "The ministry may approve the merger of the two banks next year."
SAID = "이 대통령은 “인공지능은 모두의 것이어야 한다”고 말했다."
UNDATED = "회의는 28일 서울에서 열렸다."

# Who does and says what, which way it went, how sure it is, and in which words.
CASES += [
    ("미국 중앙은행은 기준금리를 0.5%포인트 인하했다.", RATES, None, NO),
    ("The U.S. central bank raised its rate by 0.5 percentage points.", RATES, None, YES),
    ("Exports fell 5 percent.", "수출이 5% 증가했다.", None, NO),
    ("Exports rose 5 percent.", "수출이 5% 증가했다.", None, YES),
    ("수출이 5% 감소했다.", "Exports increased by 5 percent.", None, NO),
    ("수출이 5% 늘었다.", "Exports increased by 5 percent.", None, YES),
    ("매케인 후보는 오바마 상원의원이 약속을 어겼다고 말했다.", VOTE, None, NO),
    ("오바마는 매케인이 약속을 어겼다고 말했다.", VOTE, None, YES),
    ("McCain said that Obama had broken a promise.", VOTE, None, NO),
    ("Obama said that McCain had broken a promise.", VOTE, None, YES),
    ("삼성전자가 엔비디아에 반도체 5만 개를 공급하기로 했다.", SELLS, None, NO),
    ("Samsung Electronics will supply 50,000 chips to Nvidia.", SELLS, None, NO),
    ("Nvidia will supply 50,000 chips to Samsung Electronics.", SELLS, None, YES),
    ("Samsung will supply chips to Nvidia.", "Nvidia will supply chips to Samsung.", None, NO),
    ("정부는 새 연구소를 설립했다고 밝혔다.", PLAN, None, SILENT),
    ("정부는 내년에 새 연구소를 설립할 예정이라고 밝혔다.", PLAN, None, YES),
    ("The ministry will approve the merger of the two banks.", MAY, None, SILENT),
    ("The ministry might approve the merger of the two banks.", MAY, None, YES),
    ("이 대통령은 “인공지능은 국민의 것이어야 한다”고 말했다.", SAID, None, SILENT),
    ("이 대통령은 “인공지능은 … 것이어야 한다”고 말했다.", SAID, None, YES),
    ("2000명 이하가 참석했다.", "2000명 이상이 참석했다.", None, NO),
    # what nobody can decide: a weekday against a day whose month is not known
    ("The meeting was held in Seoul on Monday.", UNDATED, None, YES),
    ("The meeting was held in Seoul on Monday.", UNDATED, "2025-07-30", YES),
    ("The meeting was held in Seoul on Tuesday.", UNDATED, "2025-07-30", NO),
    ("The meeting was held in Seoul on Monday.", "회의는 화요일에 서울에서 열렸다.", None, NO),
    # names in other words and letters: a capital for its country, a letter for a country, a part
    ("Tokyo rejected the proposal.", "일본은 제안을 거부했다.", None, YES),
    ("The meeting took place in Tokyo.", "회의는 일본에서 열렸다.", None, SILENT),
    ("Relations with North Korea improved.", "대북 관계가 개선됐다.", None, YES),
    ("The Supreme Court upheld the fine.", "대법원은 과징금을 확정했다.", None, YES),
    ("Bell said the plan was ready.", "벨은 계획이 준비됐다고 말했다.", None, YES),
    ("맥도널드 장관이 회의를 열었다.", "Minister McDonald opened the meeting.", None, YES),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "source", "day", "verdict"), CASES, ids=[f"{c[3]}: {c[0]}" for c in CASES]
)
def test_a_claim_gets_its_verdict(
    checker: Checker, claim: str, source: str, day: str | None, verdict: Verdict
) -> None:
    """What the source says is supported; a changed number, date, name or sense never is."""
    published = date.fromisoformat(day) if day else None
    judgement = checker.check(claim, Source(source, published_on=published))
    assert judgement.verdict == verdict, judgement.problems
    assert bool(judgement.problems) == (verdict != YES)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (
            "The leaders met in Gyeongju on 31 October, the ministers in Songdo on 4 August.",
            YES,
        ),
        ("정상은 10월 31일 경주에서, 장관들은 8월 4일 송도에서 만났다.", YES),
        (
            "The leaders met in Gyeongju on 31 October, the ministers in Songdo on 4 October.",
            NO,
        ),
        (
            "The leaders met in Gyeongju on 31 August, the ministers in Songdo on 4 August.",
            NO,
        ),
    ],
)
def test_places_of_different_days_keep_their_dates(
    checker: Checker, claim: str, verdict: Verdict
) -> None:
    """Held against two places at once, "4일" is read by the day of the article that says it."""
    source = Source.joined(
        [
            Source("양국 정상은 31일 경주에서 만났다.", published_on=date(2025, 10, 31)),
            Source("장관회의는 4일 송도에서 열렸다.", published_on=date(2025, 8, 4)),
        ]
    )
    assert checker.check(claim, source).verdict == verdict


LONG = " ".join(
    (
        "한빛시는 지난해 예산 4,200억원을 들여 새 연구단지를 지었다.",
        "단지에는 연구원 350명이 일하며 그 가운데 120명은 외국에서 왔다.",
        "시는 먼저 도로와 다리를 고치는 데 900억원을 썼다.",
        "주민들은 공사 동안의 소음을 두고 오래 불평했다.",
        "단지 안에는 어린이집과 도서관, 작은 공원도 들어섰다.",
        "도서관은 하루에 700명이 찾을 만큼 인기가 높다.",
        "연구원들은 주로 배터리와 로봇을 연구한다.",
        "올해에는 시험 공장 두 곳이 문을 열었다.",
        "시장은 단지가 지역의 젊은이들을 붙잡을 것으로 기대했다.",
        "이웃한 은하군도 비슷한 단지를 2,100억원을 들여 짓고 있다.",
        "은하군의 단지는 내후년에 완성될 예정이다.",
        "두 도시는 버스 노선을 함께 운영하기로 했다.",
        "버스는 30분마다 다니며 요금은 1,500원이다.",
        "전문가들은 단지가 서로 경쟁하지 않아야 한다고 조언했다.",
        "의회는 다음 달에 운영비를 심의한다.",
    )
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("한빛시는 예산 4,200억원을 들여 연구단지를 지었다.", YES),
        ("한빛시는 예산 2,100억원을 들여 새 연구단지를 지었다.", NO),
        ("도서관은 하루에 350명이 찾을 만큼 인기가 높다.", NO),
        ("버스는 30분마다 다니며 요금은 1,500원이다.", YES),
        ("The buses run every 30 minutes and the fare is 1,500 won.", YES),
        ("The buses run every 30 minutes and the fare is 4,200 won.", NO),
        ("Samsung built the research complex.", SILENT),
    ],
)
def test_a_number_of_elsewhere_in_an_article_supports_nothing(
    checker: Checker, claim: str, verdict: Verdict
) -> None:
    """Of a whole article only the places that speak of a claim count."""
    judgement = checker.check(claim, Source(LONG))
    assert judgement.verdict == verdict, judgement.problems


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Nvidia will supply 250,000 GPUs.", "the source does not give the number 250,000"),
        ("엔비디아는 한국에 GPU 25만 장을 공급한다.", "출처에 ‘25만 장’(이)라는 수치가 없습니다"),
        ("인텔은 한국에 GPU 26만 장을 공급한다.", "출처에 ‘인텔’(이)라는 이름이 없습니다"),
    ],
)
def test_problems_are_told_in_the_language_of_the_claim(
    checker: Checker, claim: str, said: str
) -> None:
    """Who reads the claim reads what is wrong with it, as a sentence."""
    assert any(said in problem for problem in checker.check(claim, Source(GPU)).problems)
