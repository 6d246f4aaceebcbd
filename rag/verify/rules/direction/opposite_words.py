"""Words that contradict each other, in either language: rose and fell, 채용 and 해고."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """Two groups of words that contradict each other."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    # Whether translators keep to it; "more" and 많은 come and go.
    crosses: bool


def _axis(one: str, other: str, *, crosses: bool = True) -> Axis:
    return Axis(re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE), crosses)


_UP = (
    r"증가(?!율)|급증|증액|상향|늘(?:어|었|고|며|린|렸|리|릴|려|면|자|[기다릴])|상승(?!률)|"
    r"높[였인이]|"
    r"(?<!떠)(?:오르(?!간)|올랐|올라(?!오)|오른다)|급등|폭등|치솟|인상(?!적|을? 남|파)|반등|확대|"
    r"(?:값|가격|금리|물가|율|지수|주가|전망치?|관세|예산|요금)[은는이가도을를]? ?올[렸려린릴리]|"
    r"(?:\d(?:%|%?p|%?포인트)?|원|달러)(?:으?로|까지)?\s올[렸려린릴리]|"
    r"\b(?:increas\w+|rose|risen|rises|rising|grew|grows?|growing|surg\w+|soar\w*|climb\w*|"
    r"jump(?:s|ed)|edged up|gain(?:s|ed)|rebound\w*|higher|expand\w*|hik(?:e|es|ed|ing)|"
    r"rais(?:e|es|ed|ing)(?= (?:the |its |their |his |her )?(?:\w+[ -]){0,4}(?:rates?|prices?|"
    r"tariffs?|taxes|forecasts?|outlook|targets?|budgets?|spending|wages?|output|production|"
    r"fares?|fees?|premiums?|pensions?|salaries|pay|rents?|estimates?|limit|cap|threshold|it|"
    r"them|by|to)\b))\b|"
    r"\bup(?= \d| by | from | more| about)|"
    r"\d (?:\w+ ){1,3}(?:more|higher) than\b"
)
_DOWN = (
    r"감소(?!율)|급감|감액|하향|삭감|감축|줄(?:어|었|고|며|인|였|이|일|여|면|자|[기다])|"
    r"하락(?!률)|낮[췄추춘춰출]|"
    r"(?:값|가격|금리|물가|율|지수|주가|전망치?|관세|예산|요금)[은는이가도을를]? ?내[렸려린릴리]|"
    r"(?:\d(?:%|%?p|%?포인트)?|원|달러)(?:으?로|까지)?\s내[렸려린릴리]|떨어[지졌진질]|급락|"
    r"폭락|인하(?!대)|축소|\b(?:decreas\w+|fell|fallen|falls|falling|declin\w+|drop(?:s|ped|"
    r"ping)?|dip(?:s|ped)|tumbl\w+|"
    r"slipp(?:ed|ing)|sank|edged down|lost(?= \d)|lower(?:ed|s)?|"
    r"plung\w+|slump(?:s|ed|ing)|shrank|shrunk|shrinks?|reduc\w+|diminish\w*|slash\w*|halv\w+|"
    r"cut(?:s|ting)?(?= (?:the |its |their |his |her )?(?:\w+[ -]){0,4}(?:rates?|prices?|"
    r"tariffs?|taxes|forecasts?|outlook|targets?|budgets?|spending|wages?|output|production|"
    r"fares?|fees?|premiums?|pensions?|salaries|pay|rents?|estimates?|emissions?|jobs|costs?|it|"
    r"them|by)\b))\b|"
    r"\bdown(?= \d| by | from | more| about)|"
    r"\d (?:\w+ ){1,3}(?:less|fewer|lower) than\b"
)
_STEADY = (
    r"동결|유지(?:했|하기로|됐|한다)|변동이? 없|\b(?:unchanged|froze|frozen)\b|"
    r"\b(?:kept|keeps|held|holds|left|leaves|maintain\w*)\b(?=[^.;]{0,70}\b(?:at|steady|on hold)\b)"
)
AXES = (
    _axis(_UP, _DOWN),
    _axis(_UP, _STEADY),
    _axis(_DOWN, _STEADY),
    _axis(r"유지|지켰|지킨다|\b(?:kept|keeps|retain\w*)\b",
          r"잃[었고은을]|상실|\b(?:lost|loses|losing)\b"),
    _axis(r"높[은아았고다]|\bhigh(?:er|est)?\b", r"낮[은아았고다]|\blow(?:er|est)?\b"),
    _axis(r"많[은이아았고다]", r"적[은었고](?!이|로)|적다(?=[. ]|$)", crosses=False),
    _axis(r"\bmore\b", r"\b(?:less|fewer)\b", crosses=False),
    _axis(r"더욱|더 (?!이상)|이상|훨씬 (?:높|많|큰)|\bmore\b",
          r"(?<![가-힣])덜 |적[은게었]|이하|미만|낮[은게았]|\b(?:less|fewer)\b"),
    _axis(r"강화|\b(?:tighten\w*|toughen\w*|strengthen\w*|stricter)\b",
          r"완화|약화|\b(?:eas(?:e|es|ed|ing)|relax(?:es|ed|ing)?|loosen\w*|weaken\w*)\b"),
    _axis(r"개선|호전|나아[졌지]|\bimprov\w+|\beased\b",
          r"악화|심해[졌지]|나빠[졌지]|\bworse\w*|deteriorat\w+"),
    _axis(r"벌어[지졌진]|늘|확대|커[졌지진]|\bwiden\w*",
          r"좁[혀히혔아]|줄|축소|\bnarrow(?:s|ed|ing)\b|\bshrank\b"),
    _axis(r"강세|\bstrengthen\w*", r"약세|\bweaken\w*"),
    _axis(r"회복|반등|살아나|\b(?:recover\w*|rebound\w*)\b",
          r"둔화|침체|위축|감소|하락|\b(?:weaken\w*|slow(?:s|ed|ing|down)|slump\w*|declin\w+)\b"),
    _axis(r"채용|뽑았|고용[했한]|\bhir(?:e|es|ed|ing)\b",
          r"해고|감원|\b(?:laid off|lay(?:s|ing)? off|layoffs?)\b"),
    _axis(r"진격|\badvanc(?:e|es|ed|ing)(?= on| into| to)", r"후퇴|퇴각|\bretreat\w*"),
    _axis(r"진출|진입|합류|가입|입당|\b(?:enter(?:s|ed)|join(?:s|ed))\b",
          r"철수|탈퇴|탈당|떠[났나난]|\b(?:left|leaves|quits?|exit(?:s|ed)|withdr[ae]w\w*)\b"),
    _axis(r"문을 [열연]|개장|개관|열[었렸]|\b(?:re)?open(?:s|ed)\b",
          r"문을 닫|폐쇄|폐장|폐점|\b(?:clos(?:es|ed)|shut)\b"),
    _axis(r"무죄|\b(?:acquit\w*|not guilty|clear(?:s|ed) (?:[\w.-]+ ){0,4}of)\b",
          r"유죄|\b(?:convict(?:s|ed|ion)|(?<!not )guilty)\b"),
    _axis(r"칭찬|호평|\b(?:prais\w+|hail(?:s|ed)|applaud\w*|commend\w*)\b",
          r"비판|비난|규탄|\b(?:critici[sz]\w+|condemn\w*|denounc\w*)\b"),
    _axis(r"체포|구속[했됐돼]|구금|\b(?:arrest\w*|detain\w*|jailed)\b",
          r"석방|풀어[줬주준]|풀려|\b(?:releas(?:es|ed)|free[ds])\b"),
    _axis(r"다수당|과반|\bmajority\b", r"소수당|\bminority\b"),
    _axis(r"이겼|이긴|승리|꺾[었고]|\b(?:won|wins|beat|beats|defeat(?:ed|s))\b",
          r"(?<![가-힣])(?:졌다|졌고|진 )|패배|패했|\b(?:lost to|loses|"
          r"lost(?= (?:the |its |an? )?(?:\w+ )?(?:final|match|game|"
          r"election|vote|race|case|appeal|title|war)))\b"),
    _axis(r"찬성|지지(?:하|했|를|한|할)|\b(?:support(?:s|ed)?|back(?:s|ed)|favou?r(?:s|ed)?|"
          r"endors\w+)\b",
          r"반대(?!편|로)|\boppos(?:e|es|ed|ing|ition to)\b"),
    _axis(r"흑자", r"적자"),
    _axis(r"수출|\bexport\w*", r"수입(?!원|이 (?:줄|늘))|\bimport(?:s|ed|ing)?\b"),
    _axis(r"최대|최고(?!경영|위|인민|사령|지도|기)|\b(?:largest|biggest|highest)\b",
          r"최소(?!한)|최저|\b(?:smallest|lowest)\b"),
    _axis(r"허용|승인|수락|받아들[였이인여]|수용[했하됐]|\b(?:allow(?:s|ed)?|approv\w+|"
          r"accept(?:s|ed)?)\b",
          r"금지|거부|거절|기각|차단|막[았혔]|\b(?:ban(?:s|ned)?|bar(?:s|red)|block(?:s|ed)|"
          r"reject(?:s|ed)?|refus\w+|prohibit\w*)\b"),
    _axis(r"허용|자유롭|자유화|개방|\b(?:allow(?:s|ed)?|permit(?:s|ted)?|freely|unrestricted|"
          r"liberali[sz]\w+)\b",
          r"(?:제한|규제|통제|억제|봉쇄)(?:[하했한할해되됐된]|[을를]\s)|\b(?:(?:be|been|being|"
          r"was|were|is|are) limited|limit(?:s|ed)?(?= (?:to|the|its|their|by|in|on|sales|"
          r"exports|access)\b|[.,;]|$)|"
          r"restrict(?:s|ed|ing|ions?)?|curb(?:s|ed|ing)?)\b"),
    _axis(r"도입|신설|부활|\b(?:introduc\w+|reinstat\w+)\b", r"폐지|\b(?:abolish\w*|abolition|"
          r"repeal\w*)\b"),
    _axis(r"대체|대신(?:하|할|해)|\b(?:replac\w+|supplant\w*|tak(?:e|es|ing) the place of|"
          r"supersed\w+)\b",
          r"보완|연계|병행|\b(?:complement\w*|supplement\w*|alongside|in tandem|link(?:s|"
          r"ed)? (?:with|to))\b"),
    _axis(r"낙관|\boptimis\w+", r"비관|\bpessimis\w+"),
    _axis(r"유입|\binflows?\b", r"유출|\boutflows?\b"),
    _axis(r"의무(?:적|화|로| )|\b(?:mandatory|compulsory|obligatory)\b", r"자율|자발|"
          r"\bvoluntar\w+"),
    _axis(r"장기(?!간)|\blong-term\b", r"단기|\bshort-term\b"),
    _axis(r"무료|무상|\bfree of charge\b|\bfor free\b", r"유료|유상|\b(?:paid-for|for a fee)\b"),
    _axis(r"여당|\bruling (?:party|bloc|camp)\b", r"야당|\bopposition (?:party|bloc|camp)\b"),
    _axis(r"선진국|\b(?:advanced|developed) (?:countr|econom|nation)\w+", r"개도국|개발도상국|"
          r"신흥국|"
          r"\b(?:developing|emerging) (?:countr|econom|nation)\w+"),
    _axis(r"(?<!비)공개(?:로|적|했|하|된|될)|\bin public\b|\bpublicly\b", r"비공개|"
          r"\b(?:behind closed doors|in private|privately)\b"),
    _axis(r"강점|장점|\b(?:strengths?|advantages?)\b", r"약점|단점|\b(?:weakness(?:es)?|"
          r"disadvantages?|drawbacks?)\b"),
    _axis(r"통과|가결|채택|의결|\b(?:pass(?:es|ed)|adopt(?:s|ed))\b",
          r"부결|무산|기각|\b(?:reject(?:s|ed)?|voted down|vetoed|blocked)\b"),
    _axis(r"충분|넉넉|\b(?:enough|sufficient\w*)\b",
          r"부족|모자라|불충분|미흡|\b(?:insufficient\w*|inadequate\w*|shortages?)\b"),
    _axis(r"일시적|임시|\btemporar\w+", r"영구|항구적|\bpermanent\w*"),
    _axis(r"앞[서섰선]|앞질|추월|\b(?:ahead of|outpac\w+|overt\w+|surpass\w*)\b",
          r"뒤[처쳐졌지진]|뒤[졌진]|\b(?:trail(?:s|ed|ing)?|lag\w*|"
          r"behind (?:its|their|his|her|the|[A-Z]))\b"),
    _axis(r"재개|\b(?:resum|restart)\w+", r"중단|보류|\b(?:suspend|halt|stopp)\w+"),
    _axis(r"매입|사들[였이인일]|인수|\b(?:bought|buys|buying|purchas\w+|acquir\w+)\b",
          r"매각|팔(?:았|기로|겠|아)|\b(?:sold|sells|selling)\b"),
    _axis(r"해제|철회|\b(?:lift(?:s|ed|ing)|withdr[ae]w\w*|scrap(?:s|ped))\b",
          r"부과|\bimpos(?:e|es|ed|ing)\b"),
    _axis(r"포함|\binclud\w+", r"제외|\bexclud\w+", crosses=False),
    _axis(r"앞당|가속|\b(?:accelerat\w+|brought forward|speed(?:s|ed)? up)\b",
          r"늦[추춘췄출]|연기(?:했|하|됐|되|한)|미[뤘뤄룬루]|유예|\b(?:delay|postpon)\w+"),
    _axis(r"(?<!불)참석|(?<!불)참가|출석|\battend(?:s|ed|ing)?\b",
          r"불참|\b(?:skip(?:s|ped|ping)?|boycott\w*)\b"),
    _axis(r"성공|\bsucceed\w*|\bsuccess(?:ful|fully)?\b", r"실패|\bfail(?:s|ed|ure)?\b"),
    _axis(r"인정[했하]|시인[했하]|사실이라[고는]|사실임을|\b(?:admit(?:s|ted)|acknowledg(?:es|"
          r"ed)|conced(?:es|ed))\b",
          r"부인[했하]|일축[했하]|반박[했하]|\b(?:den(?:y|ied|ies|ying)|dismiss(?:ed|es)|"
          r"refut\w+)\b"),
    _axis(r"협상(?:할 수 있|할 (?:뜻|용의|의향|준비)|에 (?:열려|응[하할했])|의? 여지)|"
          r"논의할 (?:수 있|뜻|용의|의향)|(?<!non-)\bnegotiable|"
          r"\b(?:willing|ready|prepared|open|happy) to (?:negotiat|discuss|talk|bargain)\w*",
          r"협상 불가|\bnon-negotiable"),
    _axis(r"임명|\bappoint\w+", r"해임|경질|\b(?:dismiss|fir)ed\b|\bsacked\b"),
    _axis(r"합법|\b(?:legal|lawful)\b", r"불법|\b(?:illegal|unlawful)\w*"),
    _axis(r"이전에?|하기 전|\bbefore\b", r"이후|한 (?:뒤|후)|\bafter\b", crosses=False),
)  # fmt: skip


# Exact opposites: one of them instead of the other is wrong whatever else moves in the sentence.
MIRRORED = tuple(
    (re.compile(rf"{one}"), re.compile(rf"{other}"))
    for one, other in (
        ("증가", "감소"), ("급증", "급감"), ("상승", "하락"), ("급등", "급락"), ("인상", "인하"),
        ("확대", "축소"), ("강화", "약화"), ("흑자", "적자"), ("수출", "수입"), ("매수", "매도"),
        (r"\bincreas", r"\bdecreas"), (r"\brose\b", r"\bfell\b"), (r"\brising\b", r"\bfalling\b"),
        (r"\bexport", r"\bimport(?!an)"), (r"\bhigher\b", r"\blower\b"), (r"\bmore\b", r"\bless\b"),
    )
)  # fmt: skip
