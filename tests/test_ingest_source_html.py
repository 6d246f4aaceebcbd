"""HTML: what a browser would show is read, with what the page declares, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.ingest.articles import split_page
from tests.source_pages import NEWS_PAGE, PROSE, html, page_of, read_bytes, reason_of, text_of


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
def test_html_gives_what_is_shown_and_declared(tmp_path: Path, charset: str) -> None:
    """Hidden elements and invisible characters go; headings, captions and metadata stay."""
    markup = NEWS_PAGE.format(charset=charset)
    if charset == "euc-kr":
        markup = markup.replace("\u200b", "")  # it has no such character
    page = page_of(read_bytes(tmp_path, "a.html", markup.encode(charset)))
    (article,) = split_page(page)
    assert [(s.kind, s.text) for s in article.sentences] == [
        ("title", "달빛전자, 새 칩 공개"),
        ("caption", "달빛전자의 새 칩."),
        ("body", "달빛전자가 새 칩을 2일 공개했다."),
        ("body", "크기는 손톱만 하다."),
        ("body", "가격은 100만원이다."),
        ("body", '회사는 "내년에 판다"고 말했다.'),
        ("title", "전력은 절반으로 줄어"),
        ("body", "새 칩의 전력은 절반이다."),
        ("body", "업계는 반겼다."),
    ]
    known = article.metadata
    assert (known.outlet, known.reporters) == ("어느일보", ("나아무",))
    assert known.published_at == "2025-05-02T09:10:00+09:00"
    assert known.updated_at == "2025-05-02T11:00:00+09:00"
    assert (known.url, known.language) == ("https://news.example.com/1", "ko")


STYLED = """<html><head><style>
@import "a.css"; /* .lead {display: none} */
.promo, #tip { display:none !important }
p.note { position:absolute; left:-9999px }
.fold { display:none } .fold { display:block }
.slow { opacity:0 }
@media print { .lead { display:none } }
.open .lead { display:none }
</style></head><body><article><h1>솔내시, 다리 아홉 곳 고쳐</h1>
<img src="a.jpg"><p class="photo_caption">다리를 살피는 사람들. 솔내시 제공</p>
<p class="lead">솔내시는 내년 봄까지 다리 아홉 곳을 고친다고 3일 밝혔다. 비용은 40억 원이다.</p>
<p class="promo">지금 가입하면 상품권을 드립니다. 오늘 하루만 드리는 혜택을 놓치지 마세요.</p>
<p class="note">이 문장은 화면 밖에 있어 독자에게 보이지 않는다고 제작자가 말했다.</p>
<p id="tip">도움말은 눌러야 나온다고 화면을 만든 사람이 설명했다.</p>
<p class="fold">시는 다리마다 무게를 재는 기계를 달고 결과를 매달 알리기로 했다.</p>
<p class="slow">공사는 밤에만 하며 낮에는 차가 다닐 수 있다고 시는 덧붙였다.</p>
</article></body></html>"""


def test_html_keeps_captions_apart_and_what_style_sheets_hide_out(tmp_path: Path) -> None:
    """A caption by its class is marked as one; a class or id that a sheet hides is not read."""
    paragraphs = text_of(read_bytes(tmp_path, "a.html", STYLED.encode())).split("\n\n")
    assert paragraphs[1] == "▲ 다리를 살피는 사람들. 솔내시 제공"
    assert [p[:4] for p in paragraphs] == ["솔내시,", "▲ 다리", "솔내시는", "시는 다", "공사는 "]


HIDDEN = [
    "<p style='display:none'>{}</p>", "<p style='DISPLAY : NONE !important'>{}</p>",
    "<p style='display:/**/none'>{}</p>", "<p style='visibility:hidden'>{}</p>",
    "<p style='opacity:0'>{}</p>", "<p style='opacity: 0.0 !important'>{}</p>",
    "<p style='font-size:0'>{}</p>", "<p style='font-size: 0px;'>{}</p>",
    "<p style='font-size:1px'>{}</p>", "<p style='font-size:0.01em'>{}</p>",
    "<p style='position:absolute;left:-9999px'>{}</p>", "<p style='text-indent:-999em'>{}</p>",
    "<p style='position:absolute;clip:rect(0,0,0,0)'>{}</p>",
    "<p style='clip-path: inset(100%)'>{}</p>", "<p style='transform:scale(0)'>{}</p>",
    "<p style='height:0;overflow:hidden'>{}</p>", "<p style='width:1px;overflow:hidden'>{}</p>",
    "<p style='color:#fff;background:#ffffff'>{}</p>", "<p style='color:white'>{}</p>",
    "<p style='color:rgb(255, 255, 255);background-color:White'>{}</p>",
    "<div style='background:#123456'><p style='color:#123456'>{}</p></div>",
    "<p style='color:transparent'>{}</p>", "<p style='color:rgba(0,0,0,0)'>{}</p>",
    "<p><font color='#FFFFFF'>{}</font></p>",
    "<p hidden>{}</p>", "<p aria-hidden=TRUE>{}</p>", "<template><p>{}</p></template>",
    "<noscript><p>{}</p></noscript>", "<dialog>{}</dialog>", "<!-- {} -->", "<script>{}</script>",
    "<style>{}</style>", "<textarea>{}</textarea>", "<div hidden><div><b>{}</b></div></div>",
]  # fmt: skip


@pytest.mark.parametrize("markup", HIDDEN)
def test_hidden_text_is_left_out(tmp_path: Path, markup: str) -> None:
    """What a browser does not show is never read, however it is hidden."""
    body = f"<p>{PROSE}</p>{markup.format('몰래 넣은 문장이 여기에 있다.')}<p>끝 문장이다.</p>"
    text = text_of(read_bytes(tmp_path, "a.html", html(body)))
    assert "몰래" not in text
    assert PROSE in text
    assert "끝 문장이다." in text


@pytest.mark.parametrize(
    "markup",
    [
        "<p style='color:#000'>{}</p>", "<p style='font-size:10px;left:-5px'>{}</p>",
        "<div style='background:#000'><p style='color:#fff'>{}</p></div>",
        "<div style='background:url(a.png)'><p style='color:#fff'>{}</p></div>",
        "<p style='opacity:0.9;width:1000px;overflow:hidden'>{}</p>",
        "<p aria-hidden=false>{}</p>", "<p style='display:block'>{}</p>",
    ],
)  # fmt: skip
def test_shown_text_is_kept(tmp_path: Path, markup: str) -> None:
    """Styles that hide nothing hide nothing."""
    shown = "보이는 문장이 여기에 있다."
    body = f"<p>{PROSE}</p>{markup.format(shown)}<p>끝 문장이다.</p>"
    assert shown in text_of(read_bytes(tmp_path, "a.html", html(body)))


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY nbsp "&#160;">',
        '\n<!ENTITY lt2 "a]>b"> %extra;\n',
        "<!-- it isn't over ]> yet --><!ATTLIST p lang CDATA #IMPLIED>",
    ],
)
def test_a_doctype_with_declarations_inside_is_not_read(tmp_path: Path, subset: str) -> None:
    """What XHTML declares in square brackets is no text, however it is quoted."""
    plain = html(f"<p>{PROSE}</p>")
    doctype = f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd" [{subset}]>'.encode()
    declared = plain.replace(b"<!doctype html>", doctype)
    read = text_of(read_bytes(tmp_path, "a.html", declared))
    assert read == text_of(read_bytes(tmp_path, "b.html", plain))


def test_an_unclosed_doctype_hides_no_text(tmp_path: Path) -> None:
    """Where its bracket never closes, the article is still read, and soon."""
    page = b"<!DOCTYPE html [" + b"<!-- x -->'" * 20_000 + html(f"<p>{PROSE}</p>")
    assert PROSE in text_of(read_bytes(tmp_path, "a.html", page))


def test_deep_nesting_ends(tmp_path: Path) -> None:
    """A hundred thousand nested elements are refused; a few hundred are read."""
    deep = html("<div>" * 100_000 + PROSE)
    assert "tags" in reason_of(read_bytes(tmp_path, "a.html", deep))
    some = html("<div>" * 150 + f"<p>{PROSE}</p>" + "</div>" * 150)
    assert PROSE in text_of(read_bytes(tmp_path, "a.html", some))
