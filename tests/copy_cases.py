"""Stories that are hard to tell from copies: each event as a wire, another outlet and the next day.

A wire's story, a second outlet's own story of the same hour with the same quotes and figures, and
the wire's follow-up of the next day, in our own words.  None of them is a copy of another.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from rag.domain import Article, Language, Metadata, Sentence, content_hash


@dataclass(frozen=True, slots=True)
class Event:
    """Three stories of one event, a sentence a line."""

    language: Language
    wire: str
    rival: str
    follow_up: str

    @property
    def stories(self) -> tuple[tuple[str, str], ...]:
        """The stories with their days."""
        return (
            (self.wire, "2025-10-30"), (self.rival, "2025-10-30"), (self.follow_up, "2025-10-31"),
        )  # fmt: skip


EVENTS = (
    Event(
        "ko",
        """솔내시는 30일 바닷가 옛 조선소 터에 인공지능 데이터센터를 짓는다고 발표했다.
달빛전자가 1조2천억원을 대고 2028년 6월에 문을 열 예정이다.
하도담 시장은 "떠났던 젊은이가 돌아오는 도시를 만들겠다"고 말했다.
센터에는 서버 4만 대가 들어가고 전력 120메가와트를 쓴다.
시는 바닷물로 열을 식혀 전기를 30% 아낀다는 계획을 세웠다.
공사에는 하루 평균 800명이 일하게 된다.
환경단체는 따뜻해진 물이 굴 양식장을 해칠 수 있다며 조사를 요구했다.
시의회는 다음 달 12일 터를 빌려주는 안건을 표결한다.""",
        """"떠났던 젊은이가 돌아오는 도시를 만들겠다."
하도담 솔내시장이 30일 시청 회견장에서 꺼낸 첫마디다.
멈춘 크레인이 서 있는 부두를 달빛전자의 서버 4만 대가 채운다.
1조2천억원짜리 사업을 따내려고 이웃 세 도시가 반년 동안 겨뤘다.
부두 앞 식당 주인 표여울 씨는 손님이 열 배는 늘 것 같다며 웃었다.
굴을 기르는 어민들은 회견장 밖에서 현수막을 들고 말없이 서 있었다.
전문가들은 송전선을 새로 놓지 않으면 개장이 한 해쯤 늦어진다고 본다.
달빛전자 주식은 이날 3.1% 오른 채 장을 마쳤다.""",
        """솔내시의회는 31일 데이터센터 터를 빌려주는 안건의 심사를 미루기로 했다.
어민회가 바닷물 온도 조사를 먼저 하라며 서명 2천300명분을 낸 데 따른 것이다.
하도담 시장은 조사 결과를 석 달 안에 내놓겠다고 약속했다.
달빛전자는 1조2천억원을 투자한다는 계획에 변함이 없다고 밝혔다.
의원 15명 가운데 9명이 심사를 미루는 데 손을 들었다.
환경단체는 식힌 물을 내보내는 관의 자리도 옮겨야 한다고 덧붙였다.
도는 송전선 공사비 400억원을 내년 예산에 넣는 방안을 살핀다.""",
    ),
    Event(
        "ko",
        """중앙은행은 30일 기준금리를 연 2.75%에서 2.50%로 내렸다.
금융통화위원 7명 가운데 5명이 찬성하고 2명이 반대했다.
백새벽 총재는 "물가보다 경기가 더 걱정"이라고 설명했다.
은행은 올해 성장률 전망을 1.4%에서 1.1%로 낮췄다.
집값이 오르는 수도권에는 대출 한도를 그대로 둔다.
환율은 결정 직후 1,405원까지 뛰었다가 1,398원에서 멈췄다.
다음 회의는 내년 1월 16일에 열린다.
시장에서는 내년 상반기에 한 차례 더 내릴 것으로 본다.""",
        """빚을 진 가게 주인들은 숨을 돌리게 됐지만 예금으로 사는 은퇴자는 한숨을 쉬었다.
중앙은행이 기준금리를 2.50%로 낮춘 30일 은행 창구의 풍경이다.
백새벽 총재는 회견에서 "물가보다 경기가 더 걱정"이라며 세 번이나 같은 말을 되풀이했다.
5대 2로 갈린 표결은 위원회의 고민을 드러낸다.
변동금리로 3억원을 빌린 사람은 한 해에 75만원쯤 덜 낸다.
저축은행들은 다음 주부터 정기예금 이자를 줄줄이 내릴 채비를 한다.
전세를 구하는 이들은 오히려 보증금이 오를까 걱정했다.
한 경제학자는 너무 늦은 결정이었다고 꼬집었다.""",
        """금리가 내린 다음 날인 31일 은행들은 주택대출 이자를 0.1%포인트씩 낮췄다.
예금 이자는 다음 주에 내리기로 했다.
코스피는 1.2% 오르고 건설주는 평균 4% 뛰었다.
금융감독원은 대출이 몰리지 않는지 날마다 살피겠다고 했다.
백새벽 총재는 국회에 나와 추가 인하를 못 박지 않았다고 답했다.
야당 의원들은 성장률 전망 1.1%가 여전히 높다고 따졌다.
채권시장에서는 3년짜리 국채 금리가 2.41%로 떨어졌다.""",
    ),
    Event(
        "ko",
        """누리로봇은 30일 창고에서 짐을 나르는 로봇 '두레' 1천500대를 항만공사에 판다고 공시했다.
계약 금액은 640억원이고 내년 3월부터 넘긴다.
로봇은 한 번 충전으로 9시간을 움직이고 80킬로그램까지 든다.
류가람 대표는 "사람을 대신하는 것이 아니라 허리를 지키는 기계"라고 강조했다.
항운노조는 일자리 350개가 사라질 수 있다며 협의를 요구했다.
항만공사는 남는 인력을 관제실로 옮기겠다고 했다.
회사는 같은 로봇을 베트남과 폴란드에도 팔려고 한다.
정부는 안전 인증을 올해 안에 마칠 계획이다.""",
        """새벽 네 시 나루항 7번 창고에 낯선 일꾼이 들어섰다.
키 1미터 남짓한 로봇 '두레'는 쌀 포대를 들고 조용히 줄을 섰다.
항만공사가 640억원을 들여 들여오는 1천500대의 맏이다.
누리로봇 류가람 대표는 "사람을 대신하는 것이 아니라 허리를 지키는 기계"라고 했다.
스무 해를 일한 천보늬 씨는 그 말을 반만 믿는다고 털어놨다.
그는 지난겨울 허리를 다쳐 두 달을 쉬었다.
젊은 동료들은 로봇을 부리는 자격증 시험을 벌써 준비한다.
창고장은 비 오는 날 바닥이 미끄러우면 로봇도 넘어진다고 귀띔했다.""",
        """항운노조와 항만공사는 31일 로봇 도입에 따른 고용 협의를 시작했다.
노조는 로봇 한 대에 사람 한 명을 지키는 원칙을 문서로 남기자고 했다.
공사는 관제실 자리 120개를 먼저 내놓았다.
첫 회의는 네 시간 만에 다음 주로 넘어갔다.
누리로봇 주가는 이틀째 올라 2만1천900원이 됐다.
노동부는 협의가 늦어지면 중재에 나서겠다고 했다.
베트남 항만 관계자들도 이날 창고를 둘러봤다.""",
    ),
    Event(
        "en",
        """Highbury's council voted 11 to 4 on Thursday to let Moon Electronics build a chip plant.
The factory by the river is to cost $3.2 billion and employ 2,400 people.
Mayor Ada Ostrey called it "the biggest day here since the railway came".
Construction should begin in April and end in late 2028.
The plant would draw nine million litres of water a day from the Linwick reservoir.
Farmers downstream say that is a fifth of what they use in a dry summer.
The state adds $450 million in tax relief over ten years.
A public hearing on the water permit is set for 14 November.""",
        """Nobody in the packed town hall seemed to breathe while the clerk counted hands.
Eleven were up, and Ada Ostrey hugged the man beside her.
"The biggest day here since the railway came," the mayor shouted over the applause.
Outside, dairy farmer Tom Farren folded his banner and drove home to milk.
His well has run dry in three of the past five Augusts.
Moon Electronics promises him and his neighbours recycled water, but no contract yet.
For $3.2 billion the company gets a site that six other towns wanted.
Estate agents reported forty calls before lunch.""",
        """A day after the vote, opponents of the Highbury chip plant went to court on Friday.
Their suit says the council ignored a study of the Linwick reservoir.
The judge scheduled a first session for 20 November and left the permit untouched.
Moon Electronics said its plan to invest $3.2 billion stands.
Mayor Ostrey accused the plaintiffs of scaring away 2,400 jobs.
The study, by two hydrologists, predicts shortages in one summer out of four.
State lawyers will defend the tax relief separately.""",
    ),
    Event(
        "en",
        """The World Monitoring Office adopted rules for hospital machines on Thursday.
Forty-six members voted for them, three against, and seven abstained.
Hospitals must tell patients when a machine has helped with a diagnosis.
Director Lena Vasari said that "trust is cheaper to keep than to buy back".
Every system has to be tested on at least 5,000 cases before it is used.
Makers face fines of up to 4 percent of their sales.
The rules take effect in eighteen months.
Small clinics with fewer than twenty beds are exempt.""",
        """For radiologist Ines Marlow the new rules come five years too late.
She once overruled a program that had missed a tumour, and nobody recorded why.
Now the World Monitoring Office wants exactly such records.
"Trust is cheaper to keep than to buy back," its director, Lena Vasari, told reporters.
Three members, all of them exporters of medical software, voted no.
Start-ups complain that gathering 5,000 cases costs more than writing the code.
Patients' groups would have liked a right to refuse.
Insurers have not decided whether they will pay for the tests.""",
        """Shares of medical software makers fell on Friday after the new hospital rules.
Falcon Robotics lost 6 percent and Cedar Pharma 2.5 percent.
Analysts expect testing to cost a typical maker $30 million.
Two of the three members that voted no said they might not apply the rules.
Lena Vasari answered that nobody had asked them to sell there.
A trade body will publish a guide for start-ups in January.
Hospitals in Solnae plan to begin the tests a year early.""",
    ),
)
_OTHER = {
    "ko": """
지방 법원 판결 피고인 항소 음악 무대 관객 수확 사과 농가 기온 폭염 태풍 해안 축구 감독 선수
경기장 승점 도서관 학생 교사 수업 급식 병원 환자 간호사 수술 백신
""",
    "en": """
court verdict appeal orchestra stage audience harvest apple orchard heatwave typhoon coach
striker stadium library pupil teacher lesson lunch nurse surgery vaccine violin marathon
""",
}  # fmt: skip


def article(text: str, day: str | None = "2025-10-30", language: Language = "ko") -> Article:
    """Return an article with a sentence a line."""
    key = content_hash(text, day or "")
    sentences, at = [], 0
    for ordinal, line in enumerate(text.split("\n")):
        sentences.append(Sentence(key, ordinal, at, at + len(line), line))
        at += len(line) + 1
    return Article(key, key, text, Metadata(published_at=day, language=language), tuple(sentences))


def rewritten(text: str, share: float, dice: random.Random, language: Language = "ko") -> str:
    """Return the text with a share of each sentence's words changed."""
    others = _OTHER[language].split()
    lines = []
    for line in text.split("\n"):
        words = line.split()
        for at in dice.sample(range(len(words)), round(share * len(words))):
            words[at] = dice.choice(others)
        lines.append(" ".join(words))
    return "\n".join(lines)


def cut(text: str, sentences: int, dice: random.Random) -> str:
    """Return the text without some of its sentences; the first stays."""
    lines = text.split("\n")
    gone = set(dice.sample(range(1, len(lines)), sentences))
    return "\n".join(line for at, line in enumerate(lines) if at not in gone)


def brief(text: str, sentences: int = 2) -> str:
    """Return the first sentences of a text: what a short brief takes of a wire story."""
    return "\n".join(text.split("\n")[:sentences])
