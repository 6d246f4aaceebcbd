"""A small assistant that can be checked by eye: it quotes the sentence sharing most words.

Each broken sibling has one fault that an evaluation must notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.domain import (
    Answer,
    Article,
    Claim,
    Evidence,
    Language,
    Metadata,
    Sentence,
    TokenUse,
    Verdict,
)
from rag.evaluate.gold import GoldRow

TEXTS = {
    "gpu": "엔비디아는 한국에 GPU 26만 장을 공급한다. 손실은 55억 달러 규모다. 경주에서 밝혔다.",
    "imf": "The IMF expects growth of 1.8 percent in 2026. Georgieva praised the plan.",
    "waico": "상하이에서 세계 인공지능 협력기구 구상이 나왔다. 출범 시기는 아직 정해지지 않았다.",
}
ROWS = (
    GoldRow(
        id="gpu",
        lang="ko",
        question="엔비디아는 한국에 GPU 몇 장을 공급하나?",
        answer="26만 장",
        accept=("26만", "260,000"),
        forbid=("126만",),
        doc=("gpu",),
        evidence=("한국에 GPU 26만 장을 공급",),
        type="number",
    ),
    GoldRow(
        id="imf",
        lang="en",
        question="What growth does the IMF expect in 2026?",
        answer="1.8 percent",
        accept=("1.8%",),
        doc=("imf",),
        evidence=("growth of 1.8 percent",),
        type="number",
    ),
    GoldRow(
        id="both",
        lang="ko",
        question="손실은 몇 달러 규모이고 엔비디아는 한국에 무엇을 공급하나?",
        answer="55억 달러, 엔비디아",
        all_of=(("엔비디아", "Nvidia"), ("55억 달러", "$5.5 billion")),
        doc=("gpu", "gpu"),
        evidence=("엔비디아는", "손실은 55억 달러"),
        type="multi",
    ),
    GoldRow(id="bts", lang="en", question="Who won the cup final?", type="unanswerable"),
)


class Newsroom:
    """Answers with the sentences that share at least two words with the question."""

    def __init__(self, texts: Mapping[str, str] = TEXTS) -> None:
        self.asked: list[str] = []
        self._articles = {key: _article(key, text) for key, text in texts.items()}

    def article(self, article_id: str) -> Article:
        return self._articles[article_id]

    def search(
        self, question: str, k: int = 10, history: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        wanted = _words(question)
        sentences = [s for article in self._articles.values() for s in article.sentences]
        scored = sorted(((-len(wanted & _words(s.text)), s) for s in sentences), key=lambda x: x[0])
        about = {key: article.metadata for key, article in self._articles.items()}
        return tuple(
            Evidence(n, s, about[s.article_id], s.text, float(-score))
            for n, (score, s) in enumerate(scored[:k], start=1)
            if score
        )

    def ask(self, question: str, history: Sequence[str] = (), model: str | None = None) -> Answer:
        self.asked.append(question)
        found = tuple(e for e in self.search(question, 2, history) if e.score >= self.threshold)
        language: Language = "ko" if re.search("[가-힣]", question) else "en"
        claims = tuple(Claim(e.text, (e.n,), "supported") for e in found)
        return Answer(
            question=question,
            language=language,
            status="answered" if claims else "not_found",
            text=" ".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims),
            claims=claims,
            sources=found,
            as_of="2025-10-31" if claims else None,
            model=model or "quote",
            timings_ms={"retrieve": 1.0, "first_token": 2.0, "total": 3.0 + len(self.asked)},
            tokens=TokenUse(10, 5),
        )

    threshold = 2.0

    def check(self, claim: str, evidence: Evidence) -> Verdict:
        return "supported" if claim in evidence.text else "contradicted"


class Backwards(Newsroom):
    """A broken retriever: the best sentence comes last."""

    def search(
        self, question: str, k: int = 10, history: Sequence[str] = ()
    ) -> tuple[Evidence, ...]:
        found = super().search(question, 100, history)
        return tuple(replace(e, n=n) for n, e in enumerate(reversed(found), start=1) if n <= k)


class Swapping(Newsroom):
    """A broken composer: the first two amounts of an answer change places, unseen by verdicts."""

    def ask(self, question: str, history: Sequence[str] = (), model: str | None = None) -> Answer:
        answer = super().ask(question, history, model)
        claims = tuple(replace(c, text=c.text.replace("26만", "55억")) for c in answer.claims)
        return replace(answer, claims=claims, text=answer.text.replace("26만", "55억"))


class Credulous(Newsroom):
    """A newsroom that shows whatever was found, however little of the question it holds."""

    threshold = 0.0


class Agreeing(Newsroom):
    """A verifier that always agrees; the honest answers hide it."""

    def check(self, claim: str, evidence: Evidence) -> Verdict:
        return "supported"


def _article(key: str, text: str) -> Article:
    spans = [m.span() for m in re.finditer(r"[^ ].*?\.(?= |$)", text)]
    sentences = tuple(Sentence(key, i, a, b, text[a:b]) for i, (a, b) in enumerate(spans))
    metadata = Metadata(title=f"About {key}", outlet="Test", published_at="2025-10-31")
    return Article(key, f"{key}.txt", text, metadata, sentences)


def _words(text: str) -> set[str]:
    return {word[:3] for word in re.findall(r"\w{2,}", text.casefold())}
