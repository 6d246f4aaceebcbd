"""HTML that can't be forgotten to escape: text becomes `Html` only by escaping it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rag.evaluate.statistics import Figure


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
) -> Html:
    """Return one element; plain strings are escaped, `data` become data-… attributes."""
    attributes = {"class": cls, "lang": lang}
    pairs = [f' {key}="{html.escape(value)}"' for key, value in attributes.items() if value]
    pairs += [f' data-{key}="{html.escape(value)}"' for key, value in (data or {}).items()]
    return Html(f"<{tag}{''.join(pairs)}>{join(children).source}</{tag}>")


def join(parts: Iterable[Html | str]) -> Html:
    """Return the parts one after another, plain strings escaped."""
    return Html("".join(p.source if isinstance(p, Html) else html.escape(p) for p in parts))


def option(value: str) -> Html:
    """Return one choice of a select."""
    return Html(f'<option value="{html.escape(value)}">{html.escape(value)}</option>')


def bar(figure: Figure, *, less: bool = False) -> Html:
    """Return a share of 0 to 1 as a bar with its interval; an empty track for "n/a"."""
    kind = "bar less" if less else "bar"
    shapes = '<rect class="track" x="0" y="3" width="100" height="8" rx="2"/>'
    if figure.value is not None:
        shapes += f'<rect class="value" x="0" y="3" width="{_x(figure.value)}" height="8"/>'
    if figure.low is not None and figure.high is not None:
        width = max(_x(figure.high) - _x(figure.low), 0.6)
        shapes += f'<rect class="span" x="{_x(figure.low)}" y="6" width="{width:.2f}" height="2"/>'
    return Html(
        f'<svg class="{kind}" viewBox="0 0 100 14" preserveAspectRatio="none" '
        f'role="img" aria-label="{html.escape(value(figure))}">{shapes}</svg>'
    )


def value(figure: Figure) -> str:
    """Return the value to three places, or "n/a"."""
    return "n/a" if figure.value is None else f"{figure.value:.3f}"


def interval(figure: Figure) -> str:
    """Return the interval and the number of questions it rests on."""
    if figure.low is None or figure.high is None:
        return "no question"
    return f"{figure.low:.2f}–{figure.high:.2f} · {figure.n}"


def _x(share: float) -> float:
    return round(100 * min(max(share, 0.0), 1.0), 2)
