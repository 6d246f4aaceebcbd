"""One name for one source, however it is spelled.

A path is named by where it really lies, an address without what does not choose the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx

_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id)(?:=|\Z)", re.I)
_PORTS = {"http": 80, "https": 443}
_ROW = re.compile(r"(?<=\.jsonl):\d+\Z", re.I)
_ENTRY = re.compile(r"#\d+\Z")


def is_address(source: str) -> bool:
    """Tell whether a source is an address (of whatever scheme) rather than a path."""
    return "://" in source


def canonical(source: str) -> str:
    """Return the one name of a source: an absolute path without links, or a plain address.

    `news/`, `./news`, its absolute path and a link to it are one; so are addresses that differ in
    the case of scheme and host, a default port, a fragment, or `utm_…` and similar parameters.
    """
    if is_address(source):
        return canonical_address(source)
    try:
        return str(Path(source).resolve())
    except (OSError, RuntimeError, ValueError):  # a link to itself, or no path at all
        return source


def canonical_address(url: str) -> str:
    """Return an address in its one spelling; one that can't be parsed stays as it is."""
    try:
        parts = urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), (parts.hostname or "").rstrip("."), parts.port
        if scheme not in _PORTS or not host:
            return url
        query = "&".join(p for p in parts.query.split("&") if not _TRACKING.match(p))
        named = f"[{host}]" if ":" in host else host
        named += f":{port}" if port and port != _PORTS[scheme] else ""
        user = parts.netloc.rpartition("@")[0]
        named = f"{user}@{named}" if user else named
        return str(httpx.URL(urlunsplit((scheme, named, parts.path or "/", query, ""))))
    except (ValueError, httpx.InvalidURL):
        return url


def older_names(held: Iterable[str]) -> dict[str, str]:
    """Return the names that older programs stored as they were typed, by what they are now."""
    names = ((canonical(source), source) for source in held if not _ENTRY.search(source))
    return {name: source for name, source in names if name != source}


def file_of(source: str) -> str:
    """Return the file that a page was read from: rows and feed entries are named after theirs."""
    return _ENTRY.sub("", _ROW.sub("", source))


def lies_in(source: str, container: str) -> bool:
    """Tell whether a held source is `container`, a file under it, or one of its rows or entries."""
    file = file_of(source)
    return source == container or (
        not is_address(source) and (file == container or file.startswith(f"{container}/"))
    )
