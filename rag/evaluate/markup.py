"""HTML that can't be forgotten to escape: text becomes `Html` only by escaping it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Html:
    """A finished piece of markup."""

    source: str


def element(
    tag: str,
    *children: Html | str,
    cls: str = "",
    lang: str = "",
    data: Mapping[str, str] | None = None,
    open_: bool = False,
) -> Html:
    """Return one element; plain strings are escaped, `data` become data-… attributes.

    `open_` unfolds a details element.
    """
    attributes = {"class": cls, "lang": lang}
    pairs = [f' {key}="{html.escape(value)}"' for key, value in attributes.items() if value]
    pairs += [f' data-{key}="{html.escape(value)}"' for key, value in (data or {}).items()]
    pairs += [" open"] if open_ else []
    return Html(f"<{tag}{''.join(pairs)}>{join(children).source}</{tag}>")


def join(parts: Iterable[Html | str]) -> Html:
    """Return the parts one after another, plain strings escaped."""
    return Html("".join(p.source if isinstance(p, Html) else html.escape(p) for p in parts))


def option(value: str) -> Html:
    """Return one choice of a select."""
    return Html(f'<option value="{html.escape(value)}">{html.escape(value)}</option>')
