"""What HTML holds but a browser does not show: removed before anything is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import html as lxml_html  # type: ignore[import-untyped]

_NOT_SHOWN = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "form",
    "button", "select", "textarea", "input", "audio", "video", "map", "dialog", "noembed",
    "noframes", "datalist",
))  # fmt: skip
_FAR_AWAY = re.compile(r"-\d{3,}")
_SMALL = re.compile(r"(?P<size>\d*\.?\d+)\s*(?:px|pt|em|rem|%|vw|vh)?\Z")
_COLOURS = {"white": (255, 255, 255), "black": (0, 0, 0)}
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b")
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]+%?))?\s*\)"
)
_WHITE = _COLOURS["white"]
_MOST_STYLE = 500_000  # characters
_ONE_MARK = re.compile(r"(?:[a-z][a-z0-9]*)?[.#][\w-]+")
Colour = tuple[int, int, int]


def drop_hidden(tree: lxml_html.HtmlElement) -> None:
    """Remove what a browser does not show, keeping the text that follows each element.

    What the element itself states counts, its tag, its attributes, its inline style, and what the
    page's own style sheets state of its class or id. Letters in the colour of their ground are
    hidden too; the ground is white where no style says otherwise.
    """
    plain = next(tree.iter("style", "link"), None) is None
    sheet = _sheet(tree)
    doomed = [
        element
        for element in tree.iter()
        if not isinstance(element.tag, str)
        or _is_hidden(element, sheet)
        or _is_unseen(element, plain)
    ]
    for element in doomed:
        if element.getparent() is not None:
            element.tail = (" " if element.tag == "br" else "") + (element.tail or "")
            element.drop_tree()


def _is_hidden(element: lxml_html.HtmlElement, sheet: Mapping[str, Mapping[str, str]]) -> bool:
    if element.tag in _NOT_SHOWN or "hidden" in element.attrib:
        return True
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    style = _styled(element, sheet)
    return bool(style) and (_is_off(style) or _is_outside(style) or _is_tiny(style))


def _is_off(style: Mapping[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("content-visibility") == "hidden"
        or _number(style.get("opacity")) < 0.05
    )


def _is_outside(style: Mapping[str, str]) -> bool:
    """Tell whether an element is moved off the screen or cut away."""
    sides = ("left", "top", "right", "bottom", "text-indent", "margin-left", "margin-top")
    moved = any(_FAR_AWAY.match(style.get(side, "")) for side in sides)
    moved = moved or bool(re.search(r"translate\w*\([^)]*-\d{4,}", style.get("transform", "")))
    clip, path = style.get("clip", ""), style.get("clip-path", "")
    cut = bool(re.match(r"rect\((?:[01](?:px)?[\s,]*){4}\)", clip))
    return moved or cut or bool(re.match(r"inset\((?:50|100)%|circle\(0", path))


def _is_tiny(style: Mapping[str, str]) -> bool:
    size = style.get("font-size")
    if size is not None and _number(size) <= (0.1 if size.endswith(("em", "rem")) else 2):
        return True
    boxed = style.get("overflow", "").startswith(("hidden", "clip"))
    sides = ("height", "width", "max-height", "max-width")
    if boxed and any(_number(style.get(side)) <= 1 for side in sides):
        return True
    return bool(re.search(r"scale\w*\(\s*0(?:\.0+)?\s*[,)]", style.get("transform", "")))


def _is_unseen(element: lxml_html.HtmlElement, plain: bool) -> bool:
    """Tell whether an element states letters in the colour of the ground it stands on."""
    stated = _style(element).get("color") or (
        element.get("color") if element.tag == "font" else None
    )
    if not stated:
        return False
    if stated.strip() == "transparent" or re.search(r"rgba\(.*,\s*0(?:\.0+)?\s*\)", stated):
        return True
    colour = _colour(stated)
    return colour is not None and colour == _ground(element, plain)


def _ground(element: lxml_html.HtmlElement, plain: bool) -> Colour | None:
    """Return the nearest stated background; white where none is stated and no style sheet is."""
    for place in (element, *element.iterancestors()):
        style = _style(place)
        stated = style.get("background-color") or style.get("background") or place.get("bgcolor")
        if stated:
            return None if "url(" in stated or "gradient" in stated else _colour(stated)
    return _WHITE if plain else None


def _style(element: lxml_html.HtmlElement) -> dict[str, str]:
    """Return the declarations of an inline style."""
    text = element.get("style")
    return _declarations(text[:5000]) if text else {}


def _styled(
    element: lxml_html.HtmlElement, sheet: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return what a style sheet states of an element, and its inline style over it."""
    found: dict[str, str] = {}
    if sheet:
        marks = [f".{name}" for name in (element.get("class") or "").lower().split()]
        marks.append(f"#{(element.get('id') or '').lower()}")
        for mark in (*marks, *(f"{element.tag}{mark}" for mark in marks)):
            found.update(sheet.get(mark, {}))
    return found | _style(element)


def _sheet(tree: lxml_html.HtmlElement) -> dict[str, dict[str, str]]:
    """Return what the page's style sheets state of one class or id, such as ".ad" or "p#lead".

    What holds only for some media is left out, and so is opacity, which scripts fade in.
    """
    found: dict[str, dict[str, str]] = {}
    text = " ".join(style.text or "" for style in tree.iter("style"))[:_MOST_STYLE]
    for selectors, declared in _rules(text.lower()):
        stated = _declarations(declared)
        stated.pop("opacity", None)
        for selector in map(str.strip, selectors.split(",")):
            if _ONE_MARK.fullmatch(selector):
                found.setdefault(selector, {}).update(stated)
    return found


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations of every rule that stands in no other block."""
    text = re.sub(r"/\*(?:(?!\*/).)*\*/|<!--|-->", "", text, flags=re.S)
    opened: list[str] = []
    last = 0
    for brace in re.finditer("[{}]", text):
        piece, last = text[last : brace.start()], brace.end()
        if brace.group() == "{":
            opened.append(piece.rpartition(";")[2])
        elif opened:
            selectors = opened.pop()
            if not opened:
                yield selectors, piece


def _declarations(text: str) -> dict[str, str]:
    """Return declarations by name, lower-cased, without comments and priorities."""
    text = re.sub(r"/\*(?:(?!\*/).)*\*/", "", text.lower(), flags=re.S)
    found: dict[str, str] = {}
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        found[name.strip()] = value.replace("!important", "").strip()
    return found


def _number(value: str | None) -> float:
    """Return the size that a value states; infinity where it states none that is small."""
    match = _SMALL.match(value or "")
    return float(match["size"]) if match else float("inf")


def _colour(text: str) -> Colour | None:
    text = text.strip().lower()
    if match := _HEX.search(text):
        digits = match.group()[1:]
        if len(digits) in (3, 4):
            digits = "".join(digit * 2 for digit in digits)
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if match := _RGB.search(text):
        return int(match[1]), int(match[2]), int(match[3])
    return _COLOURS.get(text.split()[0]) if text else None
