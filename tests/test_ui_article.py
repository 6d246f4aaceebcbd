"""An article as the chat draws it: exact text, the cited sentence marked, no element but ours."""

from __future__ import annotations

import dataclasses
import re

import pytest

from rag.domain import Citation
from rag.ui.article_html import article_html
from rag.ui.links import from_token, still_there, to_address, to_token
from rag.ui.markup import join, tag, text
from rag.ui.reading import neighbours, paragraphs
from rag.ui.source_html import sources_html
from rag.ui.strings import KO
from tests.asking import KOREAN_GPU
from tests.chat_page import Shown
from tests.fake_assistant import AD, FAKE_ATTACKER, FakeAssistant


@pytest.fixture
def fake() -> FakeAssistant:
    """The assistant that the pages of these tests are drawn over."""
    return FakeAssistant()


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        "![그림](http://example.test/a.png) [링크](javascript:alert(1))",
        "1~2일, 3~4일 $5 billion … $3 :red[x] **굵게** `코드`",
        "&amp; &lt;b&gt; \"'</mark>",
        "줄\r바꿈\n과\t탭",
    ],
)
def test_text_is_shown_exactly_and_makes_no_element(words: str) -> None:
    """Whatever a page or a model wrote is text on the screen and nothing else."""
    parsed = Shown(tag("p", text(words)))
    assert parsed.text == words
    assert parsed.elements == [("p", {})]


def test_empty_pieces_are_left_out_when_joining() -> None:
    """A byline without a reporter has no stray separator."""
    assert join(text("a"), text(""), text("b"), by=" · ") == "a · b"


@pytest.mark.parametrize("token", ["", "a:b", "a:1:x:h", "a:-1:2:h", "a:²:3:h", "a:1:2:h:more"])
def test_only_our_own_tokens_become_citations(token: str) -> None:
    """A browser may send anything; what is not a place in an article is no citation."""
    assert from_token(token) is None


def test_a_citation_survives_its_link(fake: FakeAssistant) -> None:
    """The link of a sentence leads to the same sentence, and notices a changed article."""
    sentence = fake.gpu.sentences[1]
    citation = Citation.of(sentence)
    assert from_token(to_token(citation)) == citation
    assert to_address(citation, "en").endswith("&lang=en")
    assert still_there(citation, fake.gpu)
    changed = dataclasses.replace(fake.gpu, text=fake.gpu.text.replace("26만", "27만"))
    assert not still_there(citation, changed)


def test_an_article_reads_as_paragraphs_without_its_chrome(fake: FakeAssistant) -> None:
    """Menus are left out, a byline in the line of a sentence stays, captions are apart."""
    read = paragraphs(fake.gpu)
    assert [paragraph.kind for paragraph in read] == ["title", "body", "caption", "body"]
    words = "".join(piece.text for paragraph in read for piece in paragraph.pieces)
    assert "로그인" not in words
    assert KO.hidden_chrome in article_html(fake.gpu, None, "ko")
    assert KO.hidden_chrome not in article_html(fake.imf, None, "ko")
    assert "댓글" not in words
    assert read[1].pieces[0].kind == "aside"
    assert read[1].pieces[0].text.startswith("(경주=새벽통신)")


def test_every_piece_is_an_exact_slice_in_order(fake: FakeAssistant) -> None:
    """Reading rearranges nothing and adds nothing."""
    for article in (fake.gpu, fake.imf, fake.hostile, fake.long):
        position = 0
        for paragraph in paragraphs(article):
            for piece in paragraph.pieces:
                at = article.text.find(piece.text, position)
                assert at >= position
                position = at + len(piece.text)


@pytest.mark.parametrize("index", range(7))
def test_the_marked_text_is_the_cited_sentence(fake: FakeAssistant, index: int) -> None:
    """One mark, holding exactly the stored sentence, advertising inside it too."""
    sentence = fake.gpu.sentences[index]
    markup = article_html(fake.gpu, Citation.of(sentence), "ko")
    marks = re.findall(r"<mark.*?</mark>", markup)
    assert len(marks) == 1
    assert Shown(marks[0]).text == sentence.text


def test_advertising_inside_a_sentence_is_drawn_as_a_mask(fake: FakeAssistant) -> None:
    """The spliced words keep their letters in an element whose style draws […] in their place."""
    markup = article_html(fake.gpu, None, "ko")
    assert re.search(rf'<span class="hb-mask"[^>]*>{AD}</span>', markup)
    assert AD not in re.sub(r'<span class="hb-mask".*?</span>', "", markup)
    sentence = next(sentence for sentence in fake.gpu.sentences if "30만 장" in sentence.text)
    around = neighbours(fake.gpu, sentence)
    assert [piece.kind for piece in around.before] == ["sentence", "mask", "sentence"]


def test_unknown_facts_of_an_article_are_not_invented(fake: FakeAssistant) -> None:
    """No reporter, no date: the outlet and a dash."""
    parsed = Shown(article_html(fake.imf, None, "en"))
    assert "The Harbour Post · —" in parsed.text
    assert "None" not in parsed.text


def test_a_hostile_article_makes_only_our_elements(fake: FakeAssistant) -> None:
    """Its title, outlet, reporter and sentences are text; its javascript: address is no link."""
    parsed = Shown(article_html(fake.hostile, Citation.of(fake.hostile.sentences[0]), "ko"))
    names = {name for name, _ in parsed.elements}
    assert names <= {"article", "h2", "p", "b", "mark", "span", "footer"}
    assert fake.hostile.text in parsed.text
    assert not any(FAKE_ATTACKER in str(attributes) for _, attributes in parsed.elements)


def test_a_source_without_its_article_still_shows_its_quote(fake: FakeAssistant) -> None:
    """An article removed since then takes its context away, not the quote."""
    answer = fake.ask(KOREAN_GPU)
    parsed = Shown(sources_html(answer.sources, "출처", lambda _: None, "ko"))
    assert answer.sources[0].text in parsed.text
    assert "정부와 네 개 기업이" not in parsed.text
