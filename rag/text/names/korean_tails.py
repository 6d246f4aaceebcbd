"""What may follow a Hangul name without a space: particles, and nouns like those in 중국산."""

from __future__ import annotations

import re

# Particles and the copula, which Korean attaches to the name itself.
_PARTICLE = (
    "(?:은|는|이|가|을|를|의|에|와|과|도|만|로|으로|에서|에게|에게서|께|께서|한테|으로서|로서|으로써|로써|"
    "으로부터|로부터|부터|까지|보다|처럼|같은|같이|만큼|마다|조차|마저|밖에|뿐|에는|에도|에만|에선|에겐|"
    "이나|나|이란|란|이라는|라는|이라고|라고|이라며|라며|이라면|라면|이라|라|이며|며|이고|고|이자|자|"
    "이다|다|이었다|였다|이었던|였던|인|이던|이든|든|이든지|야|여|이여|하고|랑|이랑|대로|씩|측|들|"
    "입니다|이에요|예요|일|였고|였으며|이었고|이지만|지만|이기|인데|이어서|이어|여서|의해|에의)"
)
_PARTICLES = re.compile(f"{_PARTICLE}{{1,3}}$")
# Nouns and suffixes written together with a name: 중국산, 트럼프발, 엔비디아코리아, 코스피지수.
_NOUN = (
    "(?:산|발|계|측|식|제|형|판|행|인|어|군|령|국|시|시장|도|권|내|외|전|후|간|별|팀|사|주|호|기|"
    "정부|행정부|당국|대통령|총리|주석|총재|장관|의장|회장|부회장|대표|사장|위원장|의원|교수|최고경영자|"
    "시민|국민|정상|대사|대사관|총영사관|공장|법인|본사|지사|지점|증시|경제|외교|산업|기업|기업들|기술|제품|"
    "그룹|지수|시장|공항|항|역|컨벤션센터|선언|선언문|정상회의|정상회담|회담|회의|회의장|총회|포럼|협정|"
    "현지|전역|북부|남부|동부|서부|일대|지역|지사|경찰|법원|의회|국회|언론|매체|방송|통신|신문|시간|"
    "진출|수출|수입|투자|방문|출신|주도|주재|여행|관광|무역|반도체|모델|칩|플랫폼|서비스|생태계|주가|주식|"
    "코리아|재팬|차이나|아메리카|클라우드|연구소|연구원|대학|대학교|대표팀|협력|관계|동맹|합의|협상)"
)
_COMPOUND = re.compile(f"{_NOUN}{{1,2}}{_PARTICLE}{{0,3}}$")
_HANGUL = re.compile(r"[가-힣]*")
# 대중국, 친트럼프, 탈중국: what may stand before a name without a space.
PREFIXES = frozenset("대친반탈비주재방범전구현")
_LONG_ENOUGH = 4


def ends_well(text: str, end: int, length: int) -> bool:
    """Say whether a Hangul name of `length` letters may end at `end` of `text`.

    A name of four letters is hardly part of another word, so that any noun may follow it.
    """
    rest = _HANGUL.match(text, end)
    tail = rest.group() if rest else ""
    if not tail:
        return True
    if _PARTICLES.match(tail):
        return True
    return bool(_COMPOUND.match(tail)) or (length >= _LONG_ENOUGH and len(tail) > 1)
