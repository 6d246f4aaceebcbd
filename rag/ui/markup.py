"""The only way that text becomes HTML in the chat.

Scraped text and model text go through `text()`, and a headline on a button through `label()`, and
nowhere else.  `st.markdown` is not used for
them: it fetches remote images, reads "1~2일, 3~4일" as strikethrough and "$5 … $3" as a formula.
`st.html` is safe here because every character that could start markup has been replaced, so what
the browser parses is our own template and nothing of the page's; and the content security policy
of `rag.ui.server` stands behind it.  No scraped text is ever put into an attribute.
"""

from __future__ import annotations

import re
from html import escape
from typing import NewType

Markup = NewType("Markup", str)
"""HTML that was built here; the type checker refuses plain text where this is wanted."""


def text(value: str) -> Markup:
    """Return text as HTML that shows exactly these characters."""
    # A parser turns a bare carriage return into a line feed, which would not be the same text.
    return Markup(escape(value).replace("\r", "&#13;"))


def label(value: str) -> str:
    """Return text for a button's label, which Streamlit reads as Markdown, to be shown exactly.

    Empty for the few that can't be: addresses become links, `:words:` icons, however escaped.
    """
    return "" if _DRAWN_ANYWAY.search(value) else _MARKDOWN.sub(r"\\\g<0>", value)


def tag(name: str, *children: Markup, **attributes: str) -> Markup:
    """Return an element; `cls` stands for `class`, and `_` in a name stands for `-`."""
    drawn = "".join(f' {_attribute(key)}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{drawn}>{''.join(children)}</{name}>")


def join(*parts: Markup, by: str = "") -> Markup:
    """Return several pieces as one, with plain text between them; empty pieces are left out."""
    return Markup(text(by).join(part for part in parts if part))


NOTHING = Markup("")
_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")
_DRAWN_ANYWAY = re.compile(r"://|www\.|@|:\S+:|--|<-|->|\n")


def _attribute(key: str) -> str:
    return "class" if key == "cls" else key.replace("_", "-")
