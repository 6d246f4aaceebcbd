"""Gold questions of ours over articles that are not ours to publish.

The questions and answers lie in `tests/data`; their evidence is told by file, offsets and a hash,
so that no sentence of the articles is in this repository.  Where the articles are at hand,

    python -m tests.shared_gold OUT

writes `OUT/NAME/pages/` to be ingested and `OUT/NAME/gold.jsonl` for `rag eval`, for each set:
`pages`, five raw pages as they were scraped; `it-news`, fifty Korean science and IT articles; and
`world`, forty Korean passages of news and travel and runs of Korean or English news sentences,
where some questions are in the language that their page is not in.  `spoken` asks the pages of
`pages` as people speak: in other words than the article's, by keywords, or by what is well known.

The first two, with the seeds, taught the search its weights; the refusal rules were written with
`pages` and the seeds in sight and mended with `it-news`.  The third was written without looking at
the product and has taught it nothing; its texts are not all new to it, for search was measured on
the passages with questions of others, and the check of claims on pairs of the sentences.  The
fourth was written in the same way; rules were mended with it, and it has taught no weights.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[2] / "shared"
SETS = ("pages", "it-news", "world", "spoken")
_ENDS = ".!?…\"”’'"


def pages_of(name: str) -> dict[str, str]:
    """Return the articles of a set as page texts by document name.

    Raises:
        FileNotFoundError: the articles are not beside this checkout.
    """
    if name in ("pages", "spoken"):
        files = sorted((SHARED / "pages").glob("*.txt"))
        if not files:
            raise FileNotFoundError(SHARED / "pages")
        return {file.stem: file.read_text(encoding="utf-8") for file in files}
    if name == "world":
        return _world_pages()
    return {f"{n:03d}.txt": _page(row) for n, row in enumerate(_rows("it-news-ko/articles"))}


def _rows(file: str) -> list[dict[str, Any]]:
    text = (SHARED / "data" / f"{file}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _world_pages() -> dict[str, str]:
    """Return each listed passage, and each listed run of sentences in one language, as a page."""
    listed = json.loads((DATA / "world-pages.json").read_text(encoding="utf-8"))
    passages = {row["id"]: row["text"] for row in _rows("belebele-ko/passages")}
    pages = {f"{each}.txt": f"{passages[each]}\n" for each in listed["passages"]}
    sentences = _rows("news-parallel-en-ko/sentences")
    place = {row["id"]: n for n, row in enumerate(sentences)}
    for language in ("ko", "en"):
        for first, last in listed[language]:
            run = sentences[place[first] : place[last] + 1]
            said = _closed(row[language] for row in run)
            pages[f"{language}-{first}.txt"] = " ".join(said) + "\n"
    return pages


def _page(article: dict[str, Any]) -> str:
    """Return an article's title and its sentences, in paragraphs of three and two in turn."""
    said = _closed(article["sentences"])
    paragraphs, at = [article["title"].strip()], 0
    while at < len(said):
        size = 3 - (len(paragraphs) + 1) % 2
        paragraphs.append(" ".join(said[at : at + size]))
        at += size
    return "\n\n".join(paragraphs) + "\n"


def _closed(sentences: Iterable[str]) -> list[str]:
    """Return the sentences without the empty ones, each with a mark at its end."""
    said = [sentence.strip() for sentence in sentences if sentence.strip()]
    return [sentence if sentence[-1] in _ENDS else f"{sentence}." for sentence in said]


def gold_of(name: str, pages: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the gold rows of a set with their evidence, read from its pages.

    Raises:
        ValueError: a page is not the one that the questions were written for.
    """
    for line in (DATA / f"{name}-gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        evidence = []
        for document, start, end, digest in row.pop("evidence_at"):
            text = pages[document][start:end]
            if hashlib.sha256(text.encode()).hexdigest()[:12] != digest:
                raise ValueError(f"{row['id']}: {document} is another text at {start}")
            evidence.append(text)
        yield {**row, "evidence": evidence if len(evidence) > 1 else "".join(evidence)}


def unpack(name: str, folder: Path) -> None:
    """Write the pages and the gold questions of a set."""
    pages = pages_of(name)
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    for document, text in pages.items():
        file = document if document.endswith(".txt") else f"{document}.txt"
        (folder / "pages" / file).write_text(text, encoding="utf-8")
    rows = (json.dumps(row, ensure_ascii=False) for row in gold_of(name, pages))
    (folder / "gold.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for each in SETS:
        unpack(each, Path(sys.argv[1]) / each)
