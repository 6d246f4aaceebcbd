"""Lines that belong to the web site and not to the story.

Three independent signals, so that no outlet needs a rule of its own: the words of buttons, menus
and boxes; headers after which nothing of the story can follow; and register, since Korean news is
written in the plain style ("했다") and interfaces speak politely ("로그인 하시겠습니까?").
"""

from __future__ import annotations

import re
from typing import Literal

from rag.ingest.bylines import MAIL, ends_story, is_copyright

Zone = Literal["copyright", "comments", "related"]

_SECTIONS = (
    r"홈|전체|전체기사|전체메뉴|메뉴|뉴스|최신뉴스|속보|주요뉴스|정치|대통령실|청와대|국회|북한|"
    r"외교|국방|경제|금융|증권|"
    r"산업|기업|재계|부동산|사회|사건|법원|검찰|교육|노동|환경|국제|해외|세계|미국|중국|일본|"
    r"글로벌|글로벌경제|문화|"
    r"생활|라이프|연예|방송|스포츠|야구|축구|골프|오피니언|칼럼|사설|기고|포토|사진|영상|동영상|"
    r"비디오|그래픽|"
    r"만평|날씨|운세|부고|인사|피플|인물|지역|전국|수도권|지방|IT|과학|IT/과학|테크|모바일|게임|"
    r"자동차|반도체|유통|"
    r"바이오|건강|헬스|여행|푸드|책|공연|전시|영화|음악|웹툰|만화|구독|로그인|로그아웃|회원가입|"
    r"마이페이지|검색|닫기|"
    r"더보기|목록|이전|다음|제보|기사제보|공유|스크랩|인쇄|글자크기|이슈|기획|특집|연재|시리즈|"
    r"랭킹|베스트|많이 본 뉴스|"
    r"News|Home|Latest|Politics|World|Business|Markets|Economy|Tech|Technology|AI|Sports?|Opinion|"
    r"Culture|Entertainment|Health|Science|Video|Videos|Photos|Live|Menu|Search|Subscribe|Sign in|"
    r"Sign In|Log in|Login|Register|Newsletters?|Podcasts?|Startups|Venture|Apps|Events|Asia|"
    r"Europe|"
    r"U\.S\.|US|Climate|Lifestyle|Travel|Finance|Topics|More|Share|Print|Save|Close|Sections|KOR|"
    r"ENG"
)
_MENU = re.compile(rf"(?:(?:{_SECTIONS})(?:[\s>|·,/ㆍ›»•]+|$))+")
_SECTION = re.compile(rf"(?:{_SECTIONS})(?![가-힣A-Za-z])")
_LABEL = re.compile(
    r"(?:X|x|×|주목|사진|속보|단독|더\s?보기|닫기|열기|펼치기|접기|광고|AD|ADVERTISEMENT|"
    r"Advertisement|PR|"
    r"이미지\s?(?:확대|크게)?\s?보기|이미지\s?확대|사진\s?(?:확대|크게)\s?보기|확대|축소|원본보기|"
    r"전체보기|기사\s?원문|"
    r"글자\s?크기.*|글씨\s?크기.*|폰트.*|가|가\+|가-|가가|인쇄|프린트|스크랩|북마크|공유|공유하기|"
    r"URL\s?복사|"
    r"링크\s?복사|카카오톡?|페이스북|트위터|엑스|밴드|네이버.{0,8}|텔레그램|라인|이메일|메일|"
    r"기사\s?공유.*|기사\s?저장|"
    r"음성으로 듣기|기사\s?듣기|번역.{0,12}|요약.{0,10}|AI\s?요약.*|본문\s?듣기|다크\s?모드|구독|"
    r"구독하기|팔로우|"
    r"좋아요.{0,12}|싫어요.{0,8}|추천해요.*|훈훈해요.*|슬퍼요.*|화나요.*|후속기사.*|응원.{0,10}|"
    r"댓글.{0,14}|\d+\s?/\s?\d+|[\d,]+|[\W_]+|(?:Top|TOP|맨 ?위|위)(?:으로)?.{0,8}|.{0,6}쇼핑|"
    r".{0,10}_(?:PC|MO|M|W)|"
    r"Share|Tweet|Email|Print|Copy link|Link copied.*|Facebook|Twitter|LinkedIn|Reddit|WhatsApp|"
    r"Listen.{0,20}|Comments?.{0,6}|Read more.{0,80}|Continue reading.*|Story continues.*|"
    r"Loading.*|"
    r"Skip to .*|Sign up.{0,80}|Subscribe.{0,60}|Log ?in.*|Follow us.*|Most (?:read|popular).*|"
    r"Toggle.*|"
    r"(?:image|image caption|photo|video|gallery|credit|caption)|\d+ (?:min|minute)s?(?: read)?|"
    r"관련\s?키워드.*|키워드|태그.{0,3}|#\S+(?:\s+#\S+)*|기자\s?(?:페이지|구독|홈).*|기사\s?추천.*|"
    r"URL)",
    re.I,
)
_BOX = re.compile(
    r"로그인|회원\s?가입|댓글을?|댓글\s?작성|비밀번호|본인\s?인증|쿠키|팝업|새\s?창|앱에서|"
    r"앱\s?다운|바로가기|"
    r"구독\s?(?:하기|신청|해지|중)|네이버에서|채널\s?(?:추가|구독)|뉴스레터|카카오톡에서|(?:뉴스|"
    r"기사)\s?제보|제보\s?(?:하기|는|주세요)|"
    r"카톡|이미 참여|글자\s?수|신고하|차단하|삭제하|삭제 하|접기|다시보기|자바스크립트|브라우저|"
    r"페이지를 찾을 수|"
    r"고객센터|청소년보호|개인정보|이용약관|사업자\s?등록|등록번호|발행인|편집인|대표전화",
    re.I,
)
_ENGLISH_BOX = re.compile(
    r"\b(?:sign(?:ed)? up|subscri|newsletter|log ?in|sign in|cookies?\b|javascript|advertis|"
    r"terms of|"
    r"privacy|click here|download the app|follow us|all rights|our standards|trust principles|"
    r"got a tip|inbox|e-?mail address|free trial|free account|paywall|ad ?block)",
    re.I,
)
_ADDRESS = re.compile(
    r"\b(?:you|your|we|our|please)\b|"
    r"^(?:Sign|Subscribe|Log|Click|Download|Follow|Enter|Get|Join|Start|Read|Accept|Already|Create|"
    r"Register|Please|Contact|Got|Support|Become|Unlock|This (?:article|story|content) is)\b",
    re.I,
)
_POINTER = re.compile(
    r"^(?:[▶☞►▷◀→※]|관련\s?(?:기사|뉴스)\b|Also [Rr]ead|READ MORE|Read [Mm]ore|Related:|RELATED|"
    r"More:|"
    r"\[?관련\s?(?:기사|뉴스)\]?|https?://\S+$|www\.\S+$)"
)
# "본 기사는 인공지능이 작성했습니다": about the page itself, not "이 정보는 …" about the news.
_NOTICE = re.compile(
    r"^[※*\[(]*\s*(?:(?:본|해당)\s?(?:기사|콘텐츠|글|게시물|뉴스|보도자료|정보|페이지)|"
    r"이\s?(?:기사|콘텐츠|게시물))[는은]\s.{0,160}?"
    r"(?:작성|번역|생성|제공|제작|옮겼|편집|게재|투자\s?권유|참고|협찬|지원|제휴|밝힌다|밝힙니다|알립니다)|"
    r"^[가-힣A-Z]{2,6}\s?뉴스,? [가-힣]{2,4}(?:입니다|이었습니다|였습니다)\.?$|"
    r"^.{0,120}contributed (?:to this (?:report|story)|reporting)|^(?:Additional r|R)eporting by |"
    r"^[A-Z][\w.'’ -]{3,40} reported from [A-Z][\w ,]{2,40}\.?$|"
    r"^[A-Z][\w.'’ -]{3,40} is (?:an?|the|our) [\w’' -]{0,60}\b(?:writer|correspondent|"
    r"reporter|editor|columnist|bureau chief)\b"
    r"(?: (?:at|for|in|with|on|who|covering|based)\b.{0,120})?\.?$|"
    r"^(?:The )?(?:views|opinions) expressed\b|"
    r"^(?:This (?:article|story|content|report|interview|conversation|transcript|essay|column) "
    r"(?:was|has been|is) .{0,80}"
    r"(?:generated|translated|originally|produced|published|updated|edited|automated|sponsored))|"
    r"^.{0,20}투자\s?(?:판단의|의)?\s?(?:최종\s?)?책임은 .{0,12}(?:투자자|본인|이용자)"
)
_COMMENTS = re.compile(
    r"^(?:전체\s?)?(?:댓글|의견|한마디|네티즌\s?의견|독자\s?의견|Comments?|Conversation)\s?(?:쓰기|"
    r"작성|목록)?\s?[\[(]?\d*[\])]?개?$",
    re.I,
)
_RELATED = re.compile(
    r"^[\[<【■▶●◆\s]*(?:.{0,12}?(?:관련|추천|연관|인기|베스트|최신|주요|이\s?시각|실시간|많이\s?본|"
    r"함께\s?(?:본|볼|보면)|"
    r"오늘의|지금\s?뜨는|당신이|놓친|핫)\s?.{0,8}?(?:기사|뉴스|콘텐츠|이슈|랭킹|링크|목록|포토|"
    r"영상|소식|만한.{0,8}|Top|TOP)"
    r".{0,8}|Related (?:stories|articles|news|coverage|topics).*|Most (?:read|popular).*|"
    r"Recommended.*|Top stories.*|"
    r"More (?:from|on|stories|news|coverage).*|Trending.*|Up next.*|Read next.*|"
    r"What to read next.*|"
    r"You may (?:also )?like.*|Latest (?:news|stories|in .*)|Around the web.*|"
    r"Popular.*|(?:Suggested )?Topics:?|Tags:?)[\]>】\s]*$",
    re.I,
)
_TABLE_ROW = re.compile(r"[^|]{1,30}(?:\s?\|\s?[^|]{0,30}){2,}")
_GAP = re.compile(r"\s{2,}|\s*[|›»•]\s*")
_QUOTED = re.compile(r"[\"“”]")
_POLITE = re.compile(
    r"(?:니다|니까|세요|십시오|어요|아요|해요|예요|에요|나요|네요|데요|군요|지요|래요|죠|시죠|까요)[.!?]*[\"'”’)\]]*$"
)
_SAYS = re.compile(r"(?<!니)다(?:[.!?\"”]|$)")
_PLAIN = re.compile(r"(?<![니])다[.!?]*[\"'”’)\]]*$")


def zone_of(line: str) -> Zone | None:
    """Return what a header or closing line opens, if nothing of the story follows it."""
    if len(line) <= 40 and _COMMENTS.match(line):
        return "comments"
    if len(line) <= 45 and _RELATED.match(line):
        return "related"
    if ends_story(line) and not _PLAIN.search(re.sub(MAIL, "", line)):
        return "copyright"
    return None


def is_chrome(line: str) -> bool:
    """Tell whether a line is surely part of the site: a menu, a button, a box, a notice, a link."""
    if len(line) <= 100 and (_LABEL.fullmatch(line) or _MENU.fullmatch(line)):
        return True
    if _POINTER.match(line) or _NOTICE.match(line):
        return True
    if len(line) <= 80 and _BOX.search(line) and not _SAYS.search(line):
        return True
    if _is_english_box(line) or _TABLE_ROW.fullmatch(line):
        return True
    if (len(line) <= 60 and _is_mostly_menu(line)) or _is_spaced_menu(line):
        return True
    return zone_of(line) is not None or (is_copyright(line) and not _PLAIN.search(line))


def _is_english_box(line: str) -> bool:
    """Tell whether a line of a box speaks to the reader or is a label; news only reports."""
    if len(line) > 160 or not _ENGLISH_BOX.search(line) or _QUOTED.search(line):
        return False
    return bool(_ADDRESS.search(line)) or (len(line.split()) <= 6 and line[-1] not in ".!?")


def _is_mostly_menu(line: str) -> bool:
    words = line.split()
    sections = sum(_SECTION.fullmatch(word) is not None for word in words)
    return len(words) >= 4 and sections * 4 >= 3 * len(words)


def _is_spaced_menu(line: str) -> bool:
    """Tell whether a line is four or more labels held apart by wide gaps or bars."""
    labels = [label for label in _GAP.split(line) if label]
    return len(labels) >= 4 and all(len(label) <= 18 and label[-1] not in ".!?" for label in labels)


def is_notice(sentence: str) -> bool:
    """Tell whether a sentence speaks about the page: who made it, who is liable, where to write."""
    return (
        bool(_NOTICE.match(sentence) or _POINTER.match(sentence))
        or (len(sentence) <= 80 and bool(_BOX.search(sentence)) and bool(_POLITE.search(sentence)))
        or _is_english_box(sentence)
    )


def is_polite(line: str) -> bool:
    """Tell whether a line ends in the polite style, outside any quotation."""
    return bool(_POLITE.search(line)) and not line.endswith(('"', "”", "'", "’"))


def is_plain(line: str) -> bool:
    """Tell whether a line ends in the plain style of news prose."""
    return bool(_PLAIN.search(line))
