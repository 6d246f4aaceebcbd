"""PDF to the paragraphs that a reader sees: margins and the breaks of its lines undone."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from pypdf import PdfReader, apply_configuration
from pypdf.errors import PyPdfError

from rag.domain import Metadata, Page
from rag.errors import PageError
from rag.ingest.readers.clean import MOST_CHARACTERS, clean
from rag.ingest.readers.decode import MOST_BYTES
from rag.text.morphemes import joined

# Its remarks on broken PDFs would drown our own log; what matters ends as a rejection.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

# What pypdf lets through on hostile input besides its own errors.
_BROKEN = (
    *(PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError, RecursionError),
    *(NotImplementedError, ArithmeticError, AssertionError, MemoryError),
)
_MOST_PAGES = 400
_LONGEST_S = 10.0
# A page's text and its fonts' tables are far smaller: what unfolds to more is a bomb or a picture.
_MOST_UNFOLDED = 4_000_000
# In a longer document than any article the breaks of lines are taken for spaces: each is weighed
# by the morphemes around it, which takes milliseconds.
_MOST_WEIGHED = 1_000
_MARGIN = 2
_PAGE_NUMBER = re.compile(
    r"[-–—·|\s]{0,6}(?:page|p\.)?\s?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\s?(?:쪽|페이지)?[-–—·|\s]{0,6}\Z",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]」』]*\Z")
_HYPHEN_BREAK = re.compile(r"(?P<head>[A-Za-z]+)-\Z")
_BULLET = re.compile(r"[-–—•·∙▲△■□◆◇○●▶▷※*❍ㅇ]\s|\(?\d{1,2}[.)]\s|[①-⑳]")


def read_pdf(source: str, data: bytes) -> Iterator[Page]:
    """Yield the page of a PDF: the text of its pages as one run of paragraphs.

    Scripts, actions, forms and attachments are never run or read. The document's own dates say
    when the file was made, not when the news was published, so only its title is taken.
    """
    if len(data) > MOST_BYTES:
        raise PageError(f"a PDF of {len(data):,} bytes came; at most {MOST_BYTES:,} are read")
    if not data.startswith(b"%PDF-") and b"%PDF-" not in data[:1024]:
        raise PageError("a file that is no PDF came under that name; give the PDF itself")
    try:
        with apply_configuration(
            zlib_maximum_output_length=_MOST_UNFOLDED, lzw_maximum_output_length=_MOST_UNFOLDED,
            run_length_maximum_output_length=_MOST_UNFOLDED,
            array_based_stream_maximum_output_length=_MOST_UNFOLDED,
            stream_decoding_work_maximum_length=4 * _MOST_UNFOLDED,
            stream_parsing_work_maximum_count=400_000,
        ):  # fmt: skip
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise PageError("a PDF locked with a password came; save it without one")
            pages = list(_pages(reader))
            title = str(reader.metadata.title or "").strip() if reader.metadata else ""
    except PageError:
        raise
    except _BROKEN as problem:
        raise PageError(f"a broken PDF came ({type(problem).__name__}); export it again") from None
    text = "\n".join(_paragraphs([line for page in _bodies(pages) for line in page]))
    if not text.strip():
        raise PageError("a PDF without text came (a scan?); run text recognition on it first")
    declared = title if len(title) >= 8 and title in text.replace("\n", " ") else None
    yield Page(source, text, Metadata(title=declared))


def _pages(reader: PdfReader) -> Iterator[list[str]]:
    """Yield the lines of each page; a file that unfolds without end is refused in time."""
    if len(reader.pages) > _MOST_PAGES:
        raise PageError(
            f"a PDF of {len(reader.pages):,} pages came; at most {_MOST_PAGES} are read"
        )
    ends = time.thread_time() + _LONGEST_S  # of work: a busy machine is no hostile file
    total = 0

    def on_time(*_: object) -> None:
        """Raise `PageError` once the time is up."""
        if time.thread_time() > ends:
            raise PageError(f"a PDF that takes over {_LONGEST_S:.0f} s to read came; export again")

    for page in reader.pages:
        text = clean(page.extract_text(visitor_operand_before=on_time))
        on_time()  # pypdf passes over what is raised inside a form
        total += len(text)
        if total > MOST_CHARACTERS:
            raise PageError(f"a PDF that unfolds to over {MOST_CHARACTERS:,} characters came")
        yield text.split("\n")


def _bodies(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the pages without page numbers and without the lines that most margins repeat."""
    filled = [[at for at, line in enumerate(page) if line.strip()] for page in pages]
    margins = [{*page[:_MARGIN], *page[-_MARGIN:]} for page in filled]
    repeats = Counter(
        key
        for page, margin in zip(pages, margins, strict=True)
        for key in {_margin_key(page[at]) for at in margin}
    )
    often = max(2, (len(pages) + 1) // 2)
    return [
        [
            line
            for at, line in enumerate(page)
            if at not in margin
            or not (_PAGE_NUMBER.match(line.strip()) or repeats[_margin_key(line)] >= often)
        ]
        for page, margin in zip(pages, margins, strict=True)
    ]


def _margin_key(line: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", "", line))


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Join the lines that a PDF breaks at its margin: those long and without an end mark."""
    whole = frozenset(re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", " ".join(lines)))
    widest = _usual_width(lines)
    paragraphs: list[str] = []
    open_line = False
    for raw in lines:
        line = raw.strip()
        if open_line and line and not _BULLET.match(line):
            paragraphs[-1] = _glued(paragraphs[-1], line, whole, weigh=len(lines) <= _MOST_WEIGHED)
        elif line or (paragraphs and paragraphs[-1] and not open_line):
            paragraphs.append(line)
        if line:
            open_line = len(line) >= 0.7 * widest > 10 and not _SENTENCE_END.search(line)
    return paragraphs


def _usual_width(lines: Sequence[str]) -> int:
    """Return the length of a full line: that of the nine-tenth longest, since one may overflow."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _glued(head: str, tail: str, whole: frozenset[str], *, weigh: bool) -> str:
    """Join two lines of one paragraph as they were before the margin broke them."""
    if (hyphen := _HYPHEN_BREAK.search(head)) and (rest := re.match(r"[a-z]+", tail)):
        compound = f"{hyphen['head']}-{rest.group()}"
        return head + tail if compound in whole else head[:-1] + tail
    if weigh and "가" <= head[-1:] <= "힣" and "가" <= tail[:1] <= "힣":
        return joined(head, tail)
    return f"{head} {tail}"
