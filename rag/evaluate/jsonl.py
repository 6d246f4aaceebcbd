"""Read lines of JSON strictly: a broken line is a GoldError that names the file and the line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rag.errors import GoldError


@dataclass(frozen=True, slots=True)
class Line:
    """One JSON object of a file, and where it stands, for messages."""

    path: Path
    number: int
    values: Mapping[str, object]

    def broken(self, wanted: str, came: object) -> GoldError:
        """Return the error that says what came on this line and what was wanted."""
        shown = json.dumps(came, ensure_ascii=False, default=str)
        shown = shown if len(shown) <= 80 else shown[:79] + "…"
        return GoldError(f"{self.path}, line {self.number}: wanted {wanted}; got {shown}.")

    def text(self, key: str) -> str:
        """Return a string that must be there and hold more than spaces; GoldError otherwise."""
        value = self.values.get(key)
        if isinstance(value, str) and value.strip():
            return value
        raise self.broken(f'"{key}" to be a non-empty string', value)

    def optional(self, key: str) -> str:
        """Return a string, or "" where the key is missing or null; GoldError for another type."""
        value = self.values.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        raise self.broken(f'"{key}" to be a string', value)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of non-empty strings; a lone string is a list of one, missing is ()."""
        value = self.values.get(key)
        if value is None or value == "":
            return ()
        return self._strings(key, [value] if isinstance(value, str) else value)

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of non-empty lists of non-empty strings; missing is ()."""
        value = self.values.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or any(group in ([], "") for group in value):
            raise self.broken(f'"{key}" to be a list of non-empty lists of strings', value)
        return tuple(self._strings(key, group) for group in value)

    def _strings(self, key: str, value: object) -> tuple[str, ...]:
        if isinstance(value, list):
            texts = tuple(item for item in value if isinstance(item, str) and item.strip())
            if len(texts) == len(value):
                return texts
        raise self.broken(f'"{key}" to hold a list of non-empty strings', value)


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the objects of a JSONL file in order, skipping blank lines.

    Raises GoldError for a file that can't be read, isn't UTF-8, or holds a line that isn't an
    object.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: wanted UTF-8 text; byte {error.start} is not UTF-8.") from error
    except OSError as error:
        raise GoldError(f"{path}: can't be read ({error.strerror}).") from error
    # Only "\n" ends a line of JSONL: splitlines() would cut at U+2028 inside a Korean string.
    for number, raw in enumerate(content.split("\n"), start=1):
        if raw.strip():
            yield _line(path, number, raw)


def unique(lines: Iterator[Line], key: str = "id") -> Iterator[Line]:
    """Yield the lines, raising GoldError at the second one with the same value of `key`."""
    seen: dict[str, int] = {}
    for line in lines:
        value = line.text(key)
        if value in seen:
            raise line.broken(f'a new "{key}" (it is on line {seen[value]} already)', value)
        seen[value] = line.number
        yield line


def _line(path: Path, number: int, raw: str) -> Line:
    try:
        values = json.loads(raw)
        json.dumps(values, ensure_ascii=False).encode()  # "\\ud800" alone is half a character
    except UnicodeEncodeError as error:
        raise Line(path, number, {}).broken("text of whole characters", raw.strip()) from error
    except (ValueError, RecursionError) as error:
        raise Line(path, number, {}).broken(f"a JSON object ({error})", raw.strip()) from error
    if not isinstance(values, dict):
        raise Line(path, number, {}).broken("a JSON object", values)
    return Line(path, number, values)
