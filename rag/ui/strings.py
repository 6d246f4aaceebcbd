"""Every word of the interface, in Korean and in English."""

from __future__ import annotations

from dataclasses import dataclass

from rag.domain import Language


@dataclass(frozen=True, slots=True)
class Strings:
    """The interface in one language; a new text is a new field, so neither language lacks it."""

    tagline: str
    placeholder: str
    try_asking: str
    starter_examples: tuple[str, str, str, str]
    example: str
    covers: str
    period: str
    outlets_more: str
    empty_corpus: str
    language: str
    new_chat: str
    model: str
    models_not_ready_count: str
    about_corpus: str
    articles: str
    found: str
    searching: str
    checking: str
    checking_again: str
    checking_hint: str
    stop: str
    stopped: str
    sources: str
    nearest: str
    not_found: str
    not_found_outlets: str
    partial: str
    as_of: str
    left_out: str
    left_out_hint: str
    open_article: str
    open_source: str
    open_original: str
    also_in: str
    article: str
    reporter: str
    updated: str
    no_title: str
    unknown: str
    mask_hint: str
    hidden_chrome: str
    changed_article: str
    back_to_chat: str
    permalink: str
    seconds: str
    tokens: str
    quote_model: str
    error_title: str
    unexpected: str
    dislike: str
    disliked: str
    disliked_answer: str
    review: str
    review_title: str
    review_hint: str
    right_answer: str
    accept: str
    reject: str


KO = Strings(
    tagline=(
        "APEC과 AI 정책 뉴스에 물어보세요. "
        "답의 모든 문장을 인용한 기사의 바로 그 자리와 맞춰 봅니다."
    ),
    placeholder="뉴스에 물어보기",
    try_asking="이렇게 물어보세요",
    starter_examples=(
        "엔비디아는 한국에 GPU를 몇 장 공급하나?",
        "IMF 총재는 한국 경제를 어떻게 평가했나?",
        "APEC 디지털·AI 장관회의는 어디서 열렸나?",
        "중국이 제안한 세계 AI 협력기구는 무엇인가?",
    ),
    example="‘{headline}’에 대해 무엇이 보도됐나?",
    covers="기사 {articles}건 · 매체 {outlets}곳",
    period="{first} ~ {last}",
    outlets_more="{outlets} 외 {more}곳",
    empty_corpus=(
        "아직 읽어 들인 기사가 없습니다. 터미널에서 rag ingest seeds 를 실행한 뒤 새로 고치세요."
    ),
    language="화면 언어",
    new_chat="새 대화",
    model="답변 모델",
    models_not_ready_count="아직 쓸 수 없는 모델 {n}개",
    about_corpus="수록 기사",
    articles="{n}건",
    found="기사에서 찾은 문장",
    searching="기사를 찾는 중…",
    checking="확인 중…",
    checking_again="출처와 맞지 않는 문장을 다시 쓰는 중…",
    checking_hint="아직 기사와 맞춰 보지 않은 초안입니다.",
    stop="중지",
    stopped="작성을 멈췄습니다. 기사에서 찾아 확인한 문장만 보여 줍니다.",
    sources="출처",
    nearest="가장 가까운 기사",
    not_found="기사에 없습니다",
    not_found_outlets="찾아본 매체: {outlets}",
    partial="물어보신 것 가운데 일부만 기사에서 확인됐습니다.",
    as_of="{date} 기준",
    left_out="출처와 맞지 않아 뺀 문장 {n}개",
    left_out_hint="모델이 썼지만 기사로 확인되지 않아 답에 넣지 않았습니다.",
    open_article="기사에서 보기",
    open_source="출처 {n}, 기사에서 열기",
    open_original="원문",
    also_in="같은 기사를 실은 매체",
    article="기사",
    reporter="{name} 기자",
    updated="수정 {date}",
    no_title="제목 없음",
    unknown="—",
    mask_hint="기사 중간에 끼어든 광고 문구를 가렸습니다",
    hidden_chrome="메뉴, 댓글처럼 기사가 아닌 부분은 숨겼습니다.",
    changed_article="인용한 뒤에 기사가 바뀌어 인용한 문장을 표시할 수 없습니다.",
    back_to_chat="화백에게 묻기",
    permalink="이 자리 링크",
    seconds="{n}초",
    tokens="읽은 토큰 {prompt} · 쓴 토큰 {completion}",
    quote_model="기사 문장 그대로 (모델 없이)",
    error_title="답을 드리지 못했습니다",
    unexpected=(
        "예상하지 못한 문제가 생겼습니다. 다시 물어보시고, 계속되면 서버 기록을 확인해 주세요."
    ),
    dislike="이 답이 틀렸어요",
    disliked="살펴볼 질문으로 모아 두었습니다.",
    disliked_answer="틀렸다고 한 답",
    review="살펴볼 질문 {n}개",
    review_title="살펴볼 질문",
    review_hint="맞는 답을 적고 받아들이면 평가 문항이 됩니다. 기사에 답이 없으면 - 를 적으세요.",
    right_answer="맞는 답",
    accept="받아들이기",
    reject="버리기",
)

EN = Strings(
    tagline=(
        "Ask the news about APEC and AI policy. Every sentence of the answer is checked "
        "against the exact place in the article it cites."
    ),
    placeholder="Ask the news",
    try_asking="Try asking",
    starter_examples=(
        "How many GPUs will Nvidia supply to Korea?",
        "What did the head of the IMF say about Korea's economy?",
        "Where did the APEC digital and AI ministers meet?",
        "What is the world AI cooperation organisation that China proposed?",
    ),
    example="What was reported on “{headline}”?",
    covers="{articles} articles · {outlets} outlets",
    period="{first} – {last}",
    outlets_more="{outlets} and {more} more",
    empty_corpus="No articles have been read yet. Run rag ingest seeds in a terminal, then reload.",
    language="Interface language",
    new_chat="New chat",
    model="Answer with",
    models_not_ready_count="Not ready yet: {n}",
    about_corpus="Articles covered",
    articles="{n} articles",
    found="Found in the articles",
    searching="Searching the articles…",
    checking="Checking…",
    checking_again="A sentence failed the check; writing it again…",
    checking_hint="A draft, not yet compared with the articles.",
    stop="Stop",
    stopped="Stopped. Only the sentences found and checked in the articles are shown.",
    sources="Sources",
    nearest="Nearest article",
    not_found="Not in the articles",
    not_found_outlets="Outlets searched: {outlets}",
    partial="Only part of what you asked could be confirmed in the articles.",
    as_of="As of {date}",
    left_out="Left out because the sources do not bear it out: {n}",
    left_out_hint="The model wrote this, but no article confirms it, so it is not in the answer.",
    open_article="Show in the article",
    open_source="Source {n}, show in the article",
    open_original="Original",
    also_in="Also carried by",
    article="Article",
    reporter="{name}",
    updated="updated {date}",
    no_title="Untitled",
    unknown="—",
    mask_hint="Advertising words spliced into the article are hidden here",
    hidden_chrome="Menus, comments and other parts that are not the article are hidden.",
    changed_article="The article has changed since it was cited, so the sentence can't be marked.",
    back_to_chat="Ask Hwabaek",
    permalink="Link to this place",
    seconds="{n} s",
    tokens="{prompt} tokens read · {completion} written",
    quote_model="Quotes only (no model)",
    error_title="No answer this time",
    unexpected="Something unexpected went wrong. Ask again; if it stays, see the server's log.",
    dislike="This answer is wrong",
    disliked="Kept among the questions to look at.",
    disliked_answer="Said to be wrong",
    review="Questions to look at: {n}",
    review_title="Questions to look at",
    review_hint=(
        "Give the right answer and accept: the question joins the gold set. "
        "Write - where the articles hold none."
    ),
    right_answer="Right answer",
    accept="Accept",
    reject="Drop",
)


def strings_for(language: Language) -> Strings:
    """Return the interface in one language."""
    return KO if language == "ko" else EN


def language_of_locale(locale: str | None) -> Language:
    """Return Korean for a Korean browser and English for any other."""
    return "ko" if (locale or "").lower().startswith("ko") else "en"
