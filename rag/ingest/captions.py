"""Photo captions and credits."""

from __future__ import annotations

import re

from rag.domain import Span
from rag.ingest.bylines import REPORTER
from rag.ingest.mastheads import OUTLET_TAIL

_AGENCY = (
    r"연합뉴스|뉴시스|뉴스1|로이터|AP|AFP|EPA|신화|게티이미지\S*|게티|타스|교도|UPI|블룸버그|"
    r"REUTERS|Reuters|Getty(?: Images)?|Xinhua|Yonhap|Bloomberg|AP Photo|Shutterstock|셔터스톡|"
    r"자료사진|사진공동취재단|공동취재단|공동취재사진|사진기자단|유튜브|페이스북|인스타그램|트위터|"
    r"홈페이지|청와대|대통령실"
)
_WHAT = (
    r"(?:사진|그래픽|이미지|자료\s?사진|자료|일러스트|영상|출처|제공|삽화|표|캡처|"
    r"Photo(?:graph)?(?: by)?|Image(?: Credits?)?|Credits?|Source|Courtesy(?: of)?)"
)
# "[사진=시청]", "(로이터 연합뉴스 자료사진)", "<자료=통계청>", "[사진 = 회사 홈페이지]"
_BRACKETED = (
    rf"[\[(（<〈【](?:[^\[\]()（）<>〈〉【】\n]{{0,30}}?{_WHAT}\s?[=:：ㅣ|"
    rf"/·]\s?[^\[\]()（）<>〈〉【】\n]{{1,50}}|"
    rf"(?:[^\[\]()（）<>〈〉【】\n=]{{0,24}}[\s/=])?(?:{_AGENCY})(?:[\s/·,=][^\[\]()（）<>〈〉【】\n]{{0,24}})?|"
    rf"[^\[\]()（）<>〈〉【】\n]{{1,25}}\s?(?:제공|자료사진|캡처|캡쳐|갈무리|DB)|"
    r"(?:Photo|Image|Credit|Courtesy|Handout|File photo)\b[^()\[\]\n]{0,50})[\])）>〉】]"
)
# "사진=연합뉴스", "/사진제공=회사", "ⓒ 연합뉴스", and "사진연합뉴스" where a site lost the sign
_BARE = (
    rf"(?:[/|]\s?)?{_WHAT}\s?(?:제공)?\s?[=:：ㅣ|]\s?[^.。\n]{{1,50}}|사진\s?(?:{_AGENCY})|"
    rf"[ⓒ©]\s?(?:{_AGENCY}|[^.\n]{{2,20}})|/\s?(?:{_AGENCY})(?:\s?제공)?|"
    r"REUTERS/[A-Z][\w.\- ]+|AP Photo/[A-Z][\w.\- ]+|"
    r"(?:Photos?|Photographs?|Pictures?|Images?) by [A-Z][^.\n]{1,50}"
)
# "… 일하고 있다. 연합뉴스", "… 조립하는 모습. /회사": who took the photo, after what it shows
_LONGEST_CREDIT = 160
_AFTER_SCENE = (
    r"(?:(?<=있다\.)|(?<=모습\.)|(?<=장면\.))\s*/?\s*[가-힣A-Za-z0-9 ·/]{2,20}|"
    r"(?<=모습)(?:\s*/\s*|\s)[가-힣A-Za-z0-9 ·/]{2,20}(?<![다요])|"
    r"(?<=\.)\s[가-힣A-Za-z0-9]{2,14}\s?제공"
)
# "사진=연합뉴스 2025.10.31": the day may stand after the name
_DAY = r"(?:19|20)\d{2}[.\-/]\s?\d{1,2}[.\-/]\s?\d{1,2}\.?"
_CREDIT = re.compile(
    rf"\s*(?:{_BRACKETED}|(?<![가-힣A-Za-z])(?:{_BARE})|{_AFTER_SCENE})\s*(?:{_DAY})?\s*$"
)
_LEADING = re.compile(rf"\s*{_BRACKETED}\s*")
_SCENE = re.compile(
    r"(?:있다|있는 모습|모습|장면|전경|이미지|기념촬영|포즈|악수|사진|자료사진|조감도|로고|"
    r"캐리커처|일러스트|그래픽|현장|"
    r"인터뷰|기자회견|is seen|are seen|pictured?|file photo)\W*$",
    re.I,
)
# "… 하고 있다. 2025.10.31 photo@agency": the day a photo was taken, before its mail address.
_STAMPED = re.compile(
    rf"(?:[.다)\]]|모습|장면)\s*{_DAY}\s*"
    r"(?:[\w.+-]+@[\w.-]+)?\s*(?:\*.{0,30})?$"
)
_NOW = re.compile(r"[고어]\s?있다|모습|장면|왼쪽|오른쪽|[\[(【][^\])】]{2,20}=")
_MODIFIER = re.compile(r"[가-힣](?:는|한|된|인|던|을)\s")
_MARKED = re.compile(r"^(?:[▲△▼]|[\[(<]사진(?:\s?설명)?[\])>]|사진\s?설명\s?[:：=])\s?(?=\S)")
# "[Photo: A rack of servers. File picture, Outlet]": the whole caption in a bracket
_LABELLED = re.compile(
    r"^[\[(（【]\s?(?:Image|Photo|Picture|File photo|Graphic|사진|사진\s?설명|이미지|그래픽)"
    r"\s?[:：]\s*(?P<said>.{20,}?)\s*[\])）】]$"
)
_FILED = re.compile(
    r"(?<=[.!?])\s+(?:File (?:photo|picture|image)\b|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}, "
    r"(?:19|20)\d{2}).*$|"
    r"(?<=[.!?])\s+[^.!?]{2,40}$"
)
# "… 소장. 아무개 기자", "… 봉사자들. 어느신문 사진부": who took the photo, with no verb before
_SIGNED = re.compile(rf"^[^.!?]{{8,120}}(?<!다)\.\s+{REPORTER}$")
_SIGNED_SCENE = re.compile(rf"^[^.!?]{{8,140}}[고어]\s?있다\.\s+{REPORTER}$")
_PLACED = re.compile(r"^[\[(【][가-힣·]{2,10}\s?=\s?[^\])】=]{2,14}[\])】]\s*")
_PAPER = re.compile(
    rf"(?<=\.)\s+[가-힣A-Za-z·/ ]{{0,14}}(?:{OUTLET_TAIL}|사진부|사진팀|사진기자단|제공|DB)"
    r"(?:\s사진[부팀])?$"
)


def find_credit(text: str) -> int | None:
    """Return where a credit that closes `text` begins, its leading space included, or None."""
    match = _CREDIT.search(text, max(0, len(text) - _LONGEST_CREDIT))
    return match.start() if match else None


def leading_credit(text: str) -> int:
    """Return the length of a bracketed credit that opens `text`, or 0."""
    match = _LEADING.match(text)
    return match.end() if match else 0


def is_stamped_caption(line: str) -> bool:
    """Tell whether a line describes a photo and closes with the day it was taken."""
    return len(line) <= 600 and bool(_STAMPED.search(line[-90:])) and bool(_NOW.search(line))


def is_marked_caption(line: str) -> bool:
    """Tell whether a line opens with the caption sign "▲" and is no list of such items."""
    return bool(_MARKED.match(line)) and (line[0] not in "▲△▼" or line.count(line[0]) == 1)


def is_labelled_caption(line: str) -> bool:
    """Tell whether a line is a bracket that says it holds a caption: "[Photo: …]"."""
    return len(line) <= 400 and bool(_LABELLED.match(line))


def is_signed_caption(line: str) -> bool:
    """Tell whether a line is a scene without a verb and the name of who photographed it."""
    return len(line) <= 160 and bool(_SIGNED.match(line))


def caption_span(line: str) -> Span:
    """Return what a caption line says, without its sign or label, place, and who took the photo."""
    labelled = _LABELLED.match(line)
    if labelled is not None:
        said = labelled["said"]
        filed = _FILED.search(said)
        end = filed.start() if filed and filed.start() >= 12 else len(said)
        return Span(labelled.start("said"), labelled.start("said") + end)
    sign = _MARKED.match(line)
    start = sign.end() if sign else 0
    placed = _PLACED.match(line[start:])
    start += placed.end() if placed else 0
    paper = _PAPER.search(line, start)
    return Span(start, paper.start() if paper else len(line))


def describes_scene(text: str) -> bool:
    """Tell whether a text without an end mark reads like a caption and not like a sub-headline."""
    return bool(_SCENE.search(text)) or (bool(_MODIFIER.search(text)) and not text.endswith("…"))


def is_signed_scene(text: str) -> bool:
    """Tell whether a line is one sentence of what is to be seen and a reporter's name."""
    return len(text) <= 200 and bool(_SIGNED_SCENE.match(text))


def is_scene(text: str) -> bool:
    """Tell whether a line without a verb is surely a caption: a scene, or a noun with a period."""
    return shows_scene(text) or (len(text) >= 10 and bool(re.search(r"[가-힣A-Z)]\.$", text)))


def shows_scene(sentence: str) -> bool:
    """Tell whether a sentence says what is to be seen now ("… 발표하고 있다.", "… 모습.")."""
    return bool(re.search(r"(?:[고어]\s?있다|모습|장면|전경|부스|현장|조감도)\W*$", sentence))
