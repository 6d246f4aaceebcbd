"""An answer as HTML: its checked sentences, what was left out and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import QUOTE, Answer, Claim, CorpusSummary, Evidence, Language
from rag.ui.dates import show_date, show_outlets
from rag.ui.markup import NOTHING, Markup, join, tag, text
from rag.ui.source_html import FindArticle, annotated, citation_chip, sources_html
from rag.ui.strings import Strings, strings_for


def answer_html(
    answer: Answer, corpus: CorpusSummary, find: FindArticle, language: Language
) -> Markup:
    """Return a finished answer with its sources."""
    strings = strings_for(language)
    found = answer.status != "not_found"
    # Without even a nearest source nothing was looked for; the text says what may be asked.
    told = found or (not answer.sources and corpus.articles > 0)
    said = claims_html(answer, language) if told else _not_found(answer.text, corpus, language)
    partial = answer.status == "partial"
    heading = strings.sources if found else strings.nearest
    return tag(
        "div",
        _remark(strings.partial) if partial else NOTHING,
        said,
        *(_remark(each.said, "disagreement") for each in answer.disagreements),
        _remark(answer.note) if answer.note else NOTHING,
        _left_out(answer.claims, strings),
        sources_html(answer.sources, heading, find, language),
        _caption(answer, language),
        cls="hb-answer",
        data_testid="answer",
        data_status=answer.status,
    )


def claims_html(answer: Answer, language: Language) -> Markup:
    """Return the supported sentences of an answer, each with its citations."""
    sources = {source.n: source for source in answer.sources}
    supported = [claim for claim in answer.claims if claim.verdict == "supported"]
    drawn = [_claim(claim, sources, language) for claim in supported]
    # An answer that came without claims still has its checked text.
    drawn = drawn or [tag("p", text(answer.text), cls="hb-claim")]
    as_of = strings_for(language).as_of.format(date=show_date(answer.as_of, language))
    stamp = tag("span", text(as_of), cls="hb-as-of", data_testid="as-of")
    return tag("div", *drawn, stamp if answer.as_of else NOTHING, cls="hb-claims")


def draft_html(
    preview: Answer | None, draft: str, seconds: int, language: Language, *, again: bool = False
) -> Markup:
    """Return what is known while a model writes: verified quotes, then its unchecked draft.

    `again`: a sentence failed the check, and the draft is that sentence written anew.
    """
    strings = strings_for(language)
    if preview is None:
        return _working(strings.searching, seconds, strings)
    quotes = NOTHING
    if preview.status != "not_found":
        heading = tag("h4", text(strings.found))
        quotes = tag("section", heading, claims_html(preview, language), cls="hb-found")
    written = tag("p", text(draft), cls="hb-draft-text") if draft else NOTHING
    hint = tag("small", text(strings.checking_hint)) if draft else NOTHING
    label = _working(strings.checking_again if again else strings.checking, seconds, strings)
    return join(quotes, tag("section", label, written, hint, cls="hb-draft", data_testid="draft"))


def question_html(question: str) -> Markup:
    """Return what the reader asked, exactly as typed."""
    return tag("p", text(question), cls="hb-question")


def remark_html(words: str, heading: str = "") -> Markup:
    """Return a calm box for a remark or an error."""
    title = tag("b", text(heading)) if heading else NOTHING
    return tag("div", title, text(words), cls="hb-remark", role="status", data_testid="remark")


def _claim(claim: Claim, sources: dict[int, Evidence], language: Language) -> Markup:
    cited = [sources[n] for n in claim.citations if n in sources]
    quoted = next((source for source in cited if source.text == claim.text), None)
    words = annotated(quoted) if quoted else text(claim.text)
    chips = join(*(citation_chip(source, language) for source in cited))
    said = tag("span", words, data_testid="claim")
    return tag("p", said, tag("span", chips, cls="hb-chips"), cls="hb-claim")


def _not_found(told: str, corpus: CorpusSummary, language: Language) -> Markup:
    """Return the whole of what is said instead of an answer, its first sentence as a headline."""
    strings = strings_for(language)
    headline, stop, told = told.partition(". ")
    if not corpus.articles:
        headline, stop, told = strings.not_found, "", strings.empty_corpus
    outlets = show_outlets(corpus.outlets, language)
    looked = strings.not_found_outlets.format(outlets=outlets) if corpus.outlets else ""
    return tag(
        "div",
        tag("p", text(headline + stop.strip()), cls="hb-not-found"),
        *(tag("p", text(words), cls="hb-scope") for words in (told, looked) if words),
        data_testid="not-found",
    )


def _left_out(claims: Sequence[Claim], strings: Strings) -> Markup:
    """Return the sentences that failed the check, folded and struck out, with the reasons."""
    failed = [claim for claim in claims if claim.verdict != "supported"]
    if not failed:
        return NOTHING
    rows = (
        tag("li", tag("s", text(claim.text)), tag("small", text("; ".join(claim.problems))))
        for claim in failed
    )
    summary = tag("summary", text(strings.left_out.format(n=len(failed))))
    hint = tag("small", text(strings.left_out_hint))
    return tag("details", summary, hint, tag("ul", *rows), cls="hb-left-out")


def _caption(answer: Answer, language: Language) -> Markup:
    strings = strings_for(language)
    total = answer.timings_ms.get("total")
    used = answer.tokens
    tokens = strings.tokens.format(prompt=f"{used.prompt:,}", completion=f"{used.completion:,}")
    model = strings.quote_model if answer.model == QUOTE else answer.model
    parts = (
        text(model),
        text(strings.seconds.format(n=_seconds(total))) if total is not None else NOTHING,
        text(tokens) if used.prompt or used.completion else NOTHING,
    )
    return tag("p", join(*parts, by=" · "), cls="hb-caption", data_testid="caption")


def _seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.1f}" if milliseconds >= 50 else "< 0.1"


def _remark(words: str, kind: str = "note") -> Markup:
    return tag("p", text(words), cls="hb-note", data_testid=kind)


def _working(label: str, seconds: int, strings: Strings) -> Markup:
    clock = strings.seconds.format(n=seconds) if seconds else ""
    words = text(f"{label} {clock}".strip())
    return tag("p", tag("span", cls="hb-dot"), words, cls="hb-working", role="status")
