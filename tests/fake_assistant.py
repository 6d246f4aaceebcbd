"""A deterministic assistant for the chat's tests; run as a Streamlit script it is the chat itself.

It knows three articles of its own and two hostile ones.  What it answers is chosen by a word of the
question, so that a test reads as what a person would type:

    "GPU"      two quotes, then a draft and its checked answer
    "일부"     a partial answer with a note and a sentence that failed the check
    "slow"     a draft that takes seconds, for stopping and for opening a citation meanwhile
    "long"     a quote far down a long article
    "hostile"  quotes of the hostile article
    "refuse"   an error for a person
    "crash"    an error that nobody foresaw
    otherwise  not in the articles
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answer import wording
from rag.domain import (
    Annotation,
    Answer,
    Article,
    Claim,
    CorpusSummary,
    Event,
    Evidence,
    EvidenceFound,
    Finished,
    Language,
    Metadata,
    Sentence,
    Span,
    Status,
    Token,
    TokenUse,
    content_hash,
)
from rag.errors import ModelUnavailable, StoreError
from rag.retrieve.sufficiency import Lack

FAKE_ATTACKER = "http://127.0.0.1:9"
AD = "펀드 주식"
GPU_LINES = (
    "엔비디아, 한국에 최신 GPU 26만 장 공급하기로",
    "로그인 | 회원가입 | 구독하기",
    "(경주=새벽통신) 한가람 기자 = 엔비디아가 앞으로 5년 동안 한국에 최신 그래픽처리장치(GPU) "
    "26만 장을 공급하기로 했다. 정부와 네 개 기업이 나누어 쓴다. "
    f"APEC 정상회 {AD} 의에서 두 쪽이 만나 뜻을 모았다.",
    "경주 화백컨벤션센터에서 악수하는 두 사람. 2025.10.31",
    "정부는 이미 가진 3만여 장을 더하면 약 30만 장으로 세계 3위가 된다고 설명했다. "
    "공급은 내년부터 차례로 이루어진다.",
    "댓글 12개 | 많이 본 뉴스",
)
IMF_LINES = (
    "IMF sees Korea's growth picking up next year",
    "The IMF chief met President Lee in Gyeongju on 31 October. She said growth would reach 1.8% "
    "in 2026, helped by $5 billion of new investment and $3 billion in chips.",
    "She praised the AI plan.",
)
LONG_LINES = (
    "긴 기사",
    *(f"앞부분의 {n}번째 문단은 배경을 차근차근 설명한다." for n in range(1, 61)),
    "찾는 문장은 기사 한참 아래에 있다.",
    *(f"뒷부분의 {n}번째 문단은 뒷이야기를 전한다." for n in range(1, 61)),
)
HOSTILE = (
    "![x]({attacker}/image.png) <img src={attacker}/tag.png onerror=fetch('{attacker}/js')> 이다. "
    "[a](javascript:alert(1)) <script>fetch('{attacker}/s')</script> <iframe src={attacker}/f> 끝. "
    "회의는 1~2일, 3~4일에 열렸고 $5 billion 가운데 $3 를 :red[x] :smile: *별* __밑줄__ 로 적었다. "
    "<style>@import url({attacker}/c.css);</style> &amp; &lt;b&gt; `code` \\* # 제목 2026. 1. 1. "
    "</mark></article><a data-cite=x href={attacker}/l>링크</a> ${{7*7}} {{{{7*7}}}} 남는다."
)
OUTLETS = ("새벽통신", "The Harbour Post", "들판일보", "누리경제", "한빛신문")
LOUD = "![x]({host}/t.png) *1~2* $3$ [시론] `a` <b>"


@dataclass(frozen=True)
class FakeModel:
    name: str
    title: str
    ready: bool
    reason: str = ""


class FakeAssistant:
    """Satisfies `rag.ui.protocol.ChatBackend`."""

    def __init__(
        self,
        attacker: str = FAKE_ATTACKER,
        notice: str = "",
        empty: bool = False,
        outlets: Sequence[str] = OUTLETS,
    ) -> None:
        self.outlets = tuple(outlets)
        self.notice = notice
        self.empty = empty
        self.default_model = "fake:checked"
        self.asked: list[tuple[str, tuple[str, ...], str | None]] = []
        hostile = HOSTILE.format(attacker=attacker)
        loud = LOUD.format(host=attacker.partition(":")[2])
        made = (
            _article(GPU_LINES, _GPU_META, skip=(1, 5), captions=(3,), split="다. "),
            _article(IMF_LINES, _IMF_META, split=". "),
            _article((hostile,), _hostile_meta(hostile), title=False, split="다. "),
            _article(LONG_LINES, Metadata(title=LONG_LINES[0], language="ko"), split="다. "),
            _article((loud,), Metadata(title=loud, language="ko"), split="다. "),
        )
        self._articles = {article.id: article for article in made}
        self.gpu, self.imf, self.hostile, self.long, self.loud = made

    def stream(
        self, question: str, history: Sequence[str] = (), model: str | None = None
    ) -> Iterator[Event]:
        self.asked.append((question, tuple(history), model))
        if "refuse" in question:
            raise ModelUnavailable("The model's server at 127.0.0.1:1 did not answer; start it.")
        answer = self._answer(question)
        yield EvidenceFound(answer.sources, self._quotes(question, answer))
        if "crash" in question:
            raise ZeroDivisionError("a secret of the traceback")
        if model != "quote" and answer.status != "not_found":
            yield from _typed(answer.text, 0.25 if "slow" in question else 0.01)
        yield Finished(answer)

    def ask(self, question: str, history: Sequence[str] = (), model: str | None = None) -> Answer:
        *_, last = self.stream(question, history, model)
        assert isinstance(last, Finished)
        return last.answer

    def article(self, article_id: str) -> Article:
        if article_id not in self._articles:
            raise StoreError("The article is no longer stored; ask again to find another.")
        return self._articles[article_id]

    def headlines(self, language: Language) -> Sequence[str]:
        told = (self.gpu, self.imf, self.long, self.loud)
        titles = [(article.language, article.metadata.title or "") for article in told]
        return [title for own, title in sorted(titles, key=lambda each: each[0] != language)]

    def corpus(self) -> CorpusSummary:
        if self.empty:
            return CorpusSummary(0, 0, (), None, None)
        return CorpusSummary(12, 240, self.outlets, "2020-10-08", "2025-10-31")

    def models(self) -> Sequence[FakeModel]:
        return (
            FakeModel("quote", "quotes only, no model", True),
            FakeModel("fake:checked", "Fake model 1.5B", True),
            FakeModel("ollama:gemma3", "Gemma 3 (Ollama)", False, "Ollama is not running."),
            FakeModel("openai:gpt-5-mini", "GPT-5 mini", False, "Set OPENAI_API_KEY."),
        )

    def _answer(self, question: str) -> Answer:
        if "hostile" in question:
            return self._hostile_answer(question)
        if "일부" in question:
            return self._partial_answer(question)
        if "long" in question:
            source = self._evidence(1, self.long, 61)
            return _made(question, "answered", (Claim(source.text, (1,), "supported"),), (source,))
        if "GPU" in question or "slow" in question:
            return self._gpu_answer(question)
        nearest = () if self.empty else (self._evidence(1, self.imf, 1),)
        lacking = () if self.empty else ("화성" if _language(question) == "ko" else "Mars",)
        told = wording.not_found(Lack(lacking), self.corpus(), _language(question))
        return replace(_made(question, "not_found", (), nearest), text=told)

    def _gpu_answer(self, question: str) -> Answer:
        korean = _language(question) == "ko"
        first = "엔비디아는 5년 동안 한국에 GPU 26만 장을 공급합니다."
        second = "기존 보유분을 더하면 약 30만 장으로 세계 3위 규모입니다."
        if not korean:
            first = "Nvidia will supply Korea with 260,000 of its latest GPUs over five years."
            second = (
                "With those it already has, Korea would hold about 300,000, third in the world."
            )
        claims = (Claim(first, (1,), "supported"), Claim(second, (2, 1), "supported"))
        return _made(question, "answered", claims, self._gpu_sources())

    def _partial_answer(self, question: str) -> Answer:
        kept = Claim("공급은 내년부터 차례로 이루어집니다.", (2,), "supported")
        wrong = Claim(
            "가격은 55억 달러입니다.", (1,), "contradicted", ("55억 달러는 출처에 없습니다.",)
        )
        answer = _made(question, "partial", (kept, wrong), self._gpu_sources())
        return replace(answer, note="가격을 말한 기사는 찾지 못했습니다.")

    def _hostile_answer(self, question: str) -> Answer:
        count = len(self.hostile.sentences)
        sources = tuple(self._evidence(n + 1, self.hostile, n) for n in range(count))
        claims = tuple(Claim(s.text, (s.n,), "supported") for s in sources)
        return _made(question, "answered", claims, sources)

    def _gpu_sources(self) -> tuple[Evidence, ...]:
        first = self._evidence(1, self.gpu, 1)
        at = first.text.index("26만 장")
        noted = replace(
            first,
            annotations=(Annotation(at, at + 3, "260,000"),),
            also_in=("들판일보", "누리경제"),
        )
        third = next(i for i, s in enumerate(self.gpu.sentences) if "30만 장" in s.text)
        return (noted, self._evidence(2, self.gpu, third))

    def _evidence(self, n: int, article: Article, index: int) -> Evidence:
        sentence = article.sentences[index]
        shown = sentence.text.replace(AD, "[…]")
        return Evidence(n, sentence, article.metadata, shown, 0.9)

    def _quotes(self, question: str, answer: Answer) -> Answer:
        claims = tuple(Claim(s.text, (s.n,), "supported") for s in answer.sources)
        status: Status = "not_found" if answer.status == "not_found" else "answered"
        return _made(question, status, claims if status == "answered" else (), answer.sources)


_GPU_META = Metadata(
    title=GPU_LINES[0],
    outlet="새벽통신",
    reporters=("한가람",),
    published_at="2025-10-31T18:20:00+09:00",
    url="https://news.example/gpu",
    language="ko",
)
_IMF_META = Metadata(title=IMF_LINES[0], outlet="The Harbour Post", language="en")


def _hostile_meta(hostile: str) -> Metadata:
    return Metadata(
        title=hostile,
        outlet=hostile,
        reporters=(hostile,),
        published_at="2025-01-02",
        url="javascript:alert(1)",
        language="ko",
    )


def _article(
    lines: Sequence[str],
    metadata: Metadata,
    *,
    split: str,
    skip: Sequence[int] = (),
    captions: Sequence[int] = (),
    title: bool = True,
) -> Article:
    text = "\n".join(lines)
    article_id = content_hash(text)
    sentences: list[Sentence] = []
    position = 0
    for index, line in enumerate(lines):
        kind = "title" if title and index == 0 else "caption" if index in captions else "body"
        for start, end in () if index in skip else _split(line, split):
            begin = position + start
            words = text[begin : position + end]
            sentences.append(
                Sentence(article_id, len(sentences), begin, position + end, words, kind)
            )
        position += len(line) + 1
    masks = tuple(Span(at, at + len(AD)) for at in (text.find(AD),) if at >= 0)
    return Article(article_id, "fake", text, metadata, tuple(sentences), masks)


def _split(line: str, split: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a line; a byline before " = " belongs to none."""
    start = line.find(" = ") + 3 if line.startswith("(") else 0
    while (at := line.find(split, start)) >= 0:
        end = at + len(split.rstrip())
        yield start, end
        start = at + len(split)
    if start < len(line):
        yield start, len(line)


def _typed(text: str, pause_s: float) -> Iterator[Token]:
    for word in text.split(" "):
        time.sleep(pause_s)
        yield Token(word + " ")


def _language(question: str) -> Language:
    return "ko" if any("가" <= letter <= "힣" for letter in question) else "en"


def _made(
    question: str, status: Status, claims: tuple[Claim, ...], sources: tuple[Evidence, ...]
) -> Answer:
    supported = [claim.text for claim in claims if claim.verdict == "supported"]
    return Answer(
        question=question,
        language=_language(question),
        status=status,
        text=" ".join(supported),
        claims=claims,
        sources=sources,
        as_of="2025-10-31" if supported else None,
        model="fake:checked",
        timings_ms={"retrieve": 41.0, "first_token": 900.0, "total": 4200.0},
        tokens=TokenUse(612, 74),
    )


if __name__ == "__main__":
    from rag.ui.chat import show

    _fake = FakeAssistant(attacker=os.environ.get("HWABAEK_TEST_ATTACKER", FAKE_ATTACKER))
    show(lambda: _fake)
