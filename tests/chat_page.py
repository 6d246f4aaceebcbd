"""The chat's page run by Streamlit's own test harness, and what a reader would see of it."""

from __future__ import annotations

from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

from rag.domain import Language


class Shown(HTMLParser):
    """What a browser would show of some HTML, and the elements it would make of it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def chat(language: Language = "ko", **options: object) -> AppTest:
    """A first visit to the chat over the fake, which gets the options."""

    def page(**options: object) -> None:
        from rag.ui.chat import show
        from tests.fake_assistant import FakeAssistant

        show(lambda: FakeAssistant(**options))

    visit = AppTest.from_function(page, default_timeout=20, kwargs=options)
    visit.query_params["lang"] = language
    return visit.run()


def asked(question: str, language: Language = "ko") -> AppTest:
    """The chat after one question was answered."""
    return chat(language).chat_input[0].set_value(question).run()


def html_of(page: AppTest) -> str:
    """All of the page's own HTML."""
    assert not page.exception
    return "\n".join(element.body for element in page.html)


def shown(page: AppTest) -> str:
    """All words that the page's own HTML shows."""
    return Shown(html_of(page)).text
