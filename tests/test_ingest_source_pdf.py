"""PDFs: read in paragraphs as they were written, or refused, and none of their traps works."""

from __future__ import annotations

import io
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from tests.fake_web import pdf
from tests.source_pages import PROSE, read_bytes, reason_of, text_of


def test_a_pdf_is_read_in_paragraphs(tmp_path: Path) -> None:
    """Running heads and page numbers go; words and sentences that lines and pages cut are whole."""
    head = "과학부 보도자료 2026. 3. 2."
    data = pdf([
        [head, "달빛 반도체, 새 공장 짓는다", "",
         "달빛 반도체가 인공지능에 쓰는 새 칩을 만드는 공장을 경주에 짓는다고 2일 밝",
         "혔다. 공장은 내년 3월에 문을 열며 모두 3조 5,000억원이 들어간다고 회사는",
         "설명했다. 회사는 1,200명을 새로 뽑는다.", "", "- 1 -"],
        [head, "경주시는 공장이 들어설 땅의 값을 절반으로 낮추고 길을 새로 내기로 했다고",
         "시장이 말했다. 시민들은 크게 반겼고 이웃 도시의 상인들도 기대를 나타냈다고",
         "- 2 -"],
        [head, "전했다.", "- 3 -"],
    ], flate=True)  # fmt: skip
    text = text_of(read_bytes(tmp_path, "a.pdf", data))
    assert [line for line in text.split("\n") if line] == [
        "달빛 반도체, 새 공장 짓는다",
        "달빛 반도체가 인공지능에 쓰는 새 칩을 만드는 공장을 경주에 짓는다고 2일 밝혔다. "
        "공장은 내년 3월에 문을 열며 모두 3조 5,000억원이 들어간다고 회사는 설명했다. "
        "회사는 1,200명을 새로 뽑는다.",
        "경주시는 공장이 들어설 땅의 값을 절반으로 낮추고 길을 새로 내기로 했다고 시장이 말했다. "
        "시민들은 크게 반겼고 이웃 도시의 상인들도 기대를 나타냈다고 전했다.",
    ]


def test_hyphens_of_an_english_pdf_are_undone(tmp_path: Path) -> None:
    """A word cut at the margin is whole again; a compound that has one elsewhere keeps it."""
    lines = ["The company said on Monday that it would build a new semi-",
             "conductor plant in Gyeongju, and that the long-",
             "term plan would cost 3.5 trillion won; officials praised",
             "the long-term plan."]  # fmt: skip
    assert text_of(read_bytes(tmp_path, "a.pdf", pdf([lines]))).strip() == (
        "The company said on Monday that it would build a new semiconductor plant in Gyeongju, "
        "and that the long-term plan would cost 3.5 trillion won; officials praised "
        "the long-term plan."
    )


def test_scripts_and_attachments_of_a_pdf_are_not_read(tmp_path: Path) -> None:
    """A PDF with JavaScript, an opening action and an attachment gives its text and no more."""
    action = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</WC 12 0 R>>"
    names = "/Names<</EmbeddedFiles<</Names[(secret.txt)13 0 R]>>>>"
    launch = b"<</S/Launch/F(/bin/sh)>>"
    secret = b"<</Type/Filespec/F(secret.txt)/Desc(hidden words)>>"
    data = pdf([[PROSE]], extra=action + names, objects=[launch, secret])
    assert text_of(read_bytes(tmp_path, "a.pdf", data)).strip() == PROSE


def _locked(password: str) -> bytes:
    """Return a PDF that opens with a password, and for its owner with another."""
    writer, buffer = PdfWriter(PdfReader(io.BytesIO(pdf([[PROSE]])))), io.BytesIO()
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_that_wants_a_password_is_refused(tmp_path: Path) -> None:
    """The reason says what is missing."""
    assert "password" in reason_of(read_bytes(tmp_path, "a.pdf", _locked("secret")))


def test_a_locked_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    """A PDF that is locked against changes alone is read as any reader shows it."""
    assert text_of(read_bytes(tmp_path, "a.pdf", _locked(""))).strip() == PROSE


def test_a_pdf_whose_stream_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    """A flate bomb stops at a few megabytes."""
    bomb = pdf([["x"]], flate=True, contents=b" " * 30_000_000)
    assert len(bomb) < 100_000
    assert "broken PDF" in reason_of(read_bytes(tmp_path, "a.pdf", bomb))


def test_a_pdf_that_calls_itself_ends(tmp_path: Path) -> None:
    """A form that draws itself is not followed round; the page's own text is read."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 12 0 R>>>>"
    form += b"/Length 11>>stream\n/X Do /X Do\nendstream"
    words = PROSE.encode("utf-16-be").hex().encode()
    drawn = b"BT /F 12 Tf 50 800 Td <" + words + b"> Tj ET /X Do"
    looped = pdf([["x"]], contents=drawn, objects=[form]).replace(b"/X 8 0 R", b"/X 12 0 R")
    assert text_of(read_bytes(tmp_path, "a.pdf", looped)).strip() == PROSE
