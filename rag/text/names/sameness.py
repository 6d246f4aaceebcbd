"""Whether two spellings name one person or thing: by table, by part of a name, by sound."""

from __future__ import annotations

import re

from rag.text.names.romanization import SOUNDS_ALIKE, sounds_alike
from rag.text.names.spellings import fold
from rag.text.names.table import AliasTable
from rag.text.names.wordlists import listed

_KOREAN_TITLE = (
    "(?:대통령|국가주석|부주석|주석|총리|부총리|장관|차관|총재|부총재|사무총장|총장|의장|부의장|위원장|회장|부회장|"
    "대표이사|대표|사장|부사장|최고경영자|창업자|교수|박사|의원|실장|정책실장|대변인|본부장|통상교섭본부장|"
    "수석|보좌관|대사|행장|이사장|원장|청장|처장|국장|팀장|특사|지사|시장|왕세자|국왕|여사|후보|씨|"
    "CEO|CFO|COO|CTO|연구원|기자|총수|부장|단장)"
)
_KOREAN_TITLES = re.compile(rf"(?:\s*(?:전|현|신임|당시)?\s*{_KOREAN_TITLE})+$")
_ENGLISH_TITLES = re.compile(
    r"^(?:(?:President|Vice|Prime|Deputy|Former|Then|Acting|Minister|Chancellor|Premier|Secretary|"
    r"Chairman|Chairwoman|Chair|Chief|Executive|Director|Director-General|General|Managing|CEO|Mr|"
    r"Mrs|Ms|Dr|Prof|Professor|Sen|Senator|Rep|Gov|Governor|Ambassador|Spokesperson|Spokesman|"
    r"Foreign|Finance|Trade|Science|Commerce|Treasury|Crown|Prince|King|Queen|Sir|Founder)"
    r"\.?\s+)+",
)
# Two letters, as 한은, begin too many other words.
_SHORT_FORM = re.compile("[가-힣]{2,4}[부처청위원회련협연대공사]")
SURNAMES = frozenset(
    listed(
        """
    김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 유 전 홍 고 문 양 손 배 백 허
    남 심 노 하 곽 성 차 주 우 구 민 진 나 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석
    선 설 마 길 연 위 표 명 기 반 라 왕 금 옥 육 인 맹 제 모 탁 국 어 은 편 용 시 리
    """
    )
)


def shortens(short: str, full: str) -> bool:
    """Say whether `short` may be the short form of an office or a company: 과기부, 방통위, 금감원.

    It begins as `full` does, its letters stand in `full` in that order, and it ends as offices do.
    """
    if not _SHORT_FORM.fullmatch(short) or len(full) < 2 * len(short) - 1 or short[0] != full[0]:
        return False
    rest = iter(full)
    return all(letter in rest for letter in short)


def same_name(a: str, b: str, table: AliasTable) -> bool:
    """Say whether `a` and `b` may name one person or thing, in whatever scripts they are.

    A surname with a title names the person (황 CEO, 젠슨 황; Huang, Jensen Huang).  Two names that
    the table knows as different are different, however they sound.
    """
    bare_a, bare_b = _bare(a), _bare(b)
    if fold(bare_a) == fold(bare_b):
        return True
    known_a, known_b = _known(a, bare_a, table), _known(b, bare_b, table)
    if known_a and known_b:
        return known_a == known_b
    if not _may_be_person(known_a, table) or not _may_be_person(known_b, table):
        return False
    ours, theirs = _spellings(bare_a, table), _spellings(bare_b, table)
    hangul = [*filter(_is_hangul, ours)], [*filter(_is_hangul, theirs)]
    # 유 sounds like Lee, but neither of 이재명 and 유 본부장 need be read by its sound.
    ours, theirs = hangul if all(hangul) else (ours, theirs)
    return any(_match(x, y) for x in ours for y in theirs)


def bare_name(name: str) -> str:
    """Return `name` without titles before or after it: "황 CEO" is 황."""
    return _bare(name)


def _bare(name: str) -> str:
    name = name.strip().removesuffix("'s").removesuffix("’s")
    short = _KOREAN_TITLES.sub("", name) if re.search("[가-힣]", name) else name
    short = _ENGLISH_TITLES.sub("", short.strip() or name)
    return short.strip() or name


def _known(name: str, bare: str, table: AliasTable) -> str | None:
    return table.entity(name) or table.entity(bare)


def _may_be_person(entity: str | None, table: AliasTable) -> bool:
    return entity is None or table.kind(entity) in ("person", "mined")


def _spellings(name: str, table: AliasTable) -> list[str]:
    return [name, *table.forms(name)]


def _match(x: str, y: str) -> bool:
    """Compare two spellings, whole or the shorter as a part of the longer."""
    korean_x, korean_y = _is_hangul(x), _is_hangul(y)
    if korean_x == korean_y:
        return _is_part(x, y) or _is_part(y, x)
    hangul, latin = (x, y) if korean_x else (y, x)
    return _sounds_like_part(hangul, latin)


def _is_hangul(name: str) -> bool:
    return bool(re.search("[가-힣]", name))


def _is_part(short: str, long: str) -> bool:
    """Say whether `short` is the surname or the last words of the person `long`."""
    words, all_words = short.split(), long.split()
    if fold(short) == fold(long):
        return True
    if len(words) < len(all_words):
        ends = (all_words[-len(words) :], all_words[: len(words)])
        return any(fold(" ".join(end)) == fold(short) for end in ends)
    return short in SURNAMES and len(all_words) == 1 and _korean_person(long, short)


def _korean_person(name: str, surname: str) -> bool:
    return bool(re.fullmatch("[가-힣]{2,4}", name)) and name.startswith(surname)


def _sounds_like_part(hangul: str, latin: str) -> bool:
    if sounds_alike(hangul, latin) >= SOUNDS_ALIKE:
        return True
    spoken, written = hangul.split(), latin.split()
    if len(written) == 1 and len(spoken) == 1:
        # 이 for Lee, and Lee for 이재명: a Korean surname is the first syllable.
        alone = hangul[0] if re.fullmatch("[가-힣]{2,4}", hangul) else ""
        return alone in SURNAMES and len(latin) < 6 and sounds_alike(alone, latin) >= 0.9
    if len(spoken) == 1 and hangul in SURNAMES:
        return any(sounds_alike(hangul, word) >= 0.9 for word in (written[0], written[-1]))
    if len(written) > 1 and len(spoken) > 1:
        return False
    parts = [(hangul, word) for word in (written[0], written[-1])] if len(spoken) == 1 else []
    parts += [(word, latin) for word in (spoken[0], spoken[-1])] if len(written) == 1 else []
    return any(len(k) > 1 and sounds_alike(k, e) >= SOUNDS_ALIKE for k, e in parts)
