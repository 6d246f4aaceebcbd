"""Claims that are a stage ahead of their source: bids submitted where bidders are only named.

One row a stage: how a claim tells that it is reached, and every word by which a source may bear
that out, in either language.  A source without any such word, or with it only in what is yet to
come (달성하기 위해), has not got that far.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.verify.problems import Problem
from rag.verify.rules.denial.denied import denies
from rag.verify.rules.language.script import RIEUL, is_korean


@dataclass(frozen=True, slots=True)
class _Stage:
    """How either language tells a stage as reached, and what shows that it is."""

    reached_ko: re.Pattern[str]
    reached_en: re.Pattern[str]
    shown_ko: re.Pattern[str]
    shown_en: re.Pattern[str]


def _stage(reached_ko: str, reached_en: str, shown_ko: str, shown_en: str) -> _Stage:
    return _Stage(
        re.compile(reached_ko),
        re.compile(rf"\b(?:{reached_en})\b", re.IGNORECASE),
        re.compile(shown_ko),
        re.compile(rf"\b(?:{shown_en})", re.IGNORECASE),
    )


_DID = "(?:했|하였|됐|되었|한\\s[뒤후])"
_OWN = "(?:the|its|his|her|their|an?)"

_STAGES = (
    _stage(  # a promise kept
        rf"(?:완수|이행|실현){_DID}|(?:약속|공약)을 지[켰킨]",
        rf"fulfilled|made good on|delivered on|kept {_OWN} (?:promise|pledge|word)s?|"
        rf"met {_OWN} (?:target|goal|pledge|promise|objective|deadline)s?",
        r"완[수료]|이행|실현|달성|성취|지[켰킨]|이[룬뤘룩뤄]|해[냈낸]|다했|맞[췄춘]|성사|실천|"
        r"현실|충족|채[웠운]",
        r"fulfil|accompl|achiev|attain|reali[sz]|met\b|made good|deliver|complet|kept|honou?r|"
        r"carried out|reach",
    ),
    _stage(  # an aim reached
        rf"(?:달성|성취){_DID}|이[뤘룩]|이뤄냈",
        r"accomplished|achieved|attained",
        r"완[수료성]|이행|실현|달성|성취|이[룬뤘룩루뤄]|지[켰킨]|성공|해[냈낸]|돌파|도달|기록|"
        r"넘[었긴어]|마[쳤친무]|올[랐렸]|"
        r"거[뒀둔머둬]|세[웠운]|나[왔온]|높[였인]|획득|확보|체결|타결|도출|합의|보[였인]|[냈낸]|"
        r"끌어|늘|[벌번]|얻|받",
        r"fulfil|accompl|achiev|attain|reali[sz]|m[ae]et?\b|reach|deliver|complet|succe|hit|"
        r"exceed|surpass|kept|"
        r"record|post|secur|gain|made|broke|score|earn|got|r[io]se|w[oi]n|see[ns]?|saw",
    ),
    _stage(  # a contest won
        r"당선[됐되했]|우승했|승리했|선출됐",
        rf"(?:won|winning|wins) (?:{_OWN} )?(?:[\w-]+ ){{0,3}}(?:election|race|vote|contest|"
        r"presidency|title|championship|seat|bid|contract|order|prize|award|case|lawsuit)s?|"
        r"(?:was|were|been) elected|victory in",
        r"당선|승리|승자|[대압낙완연신]승|득표|의석|권좌|이[겼긴기겨길]|선출|뽑[혔힌아았]|우승|"
        r"수상|[받따][았아은냈낸]|획득|차지|"
        r"거[뒀둔머두]|꺾|석권|제패|낙점|수주|확보|승소|얻|(?:정상|자리)에 [올앉]|집권|과반|1위|"
        r"금메달|영예|선정|체결|계약|재선|"
        r"선임|다수당|싹쓸|된\s|취임|메달|[압낙완]승|탈환|제[치쳤친]|눌[렀러]",
        r"w[oi]n|elect|victor|beat|defeat|award|secur|land|chosen|succe|prevail|trium|receiv|"
        r"clinch|title|champion|got|took|taken|swept|handed|giv",
    ),
    _stage(  # papers handed in
        rf"(?:제출|접수|응찰){_DID}",
        r"submitted|submitting|lodged|handed in|tendered",
        r"제출|접수|신청|[냈낸]|내[며고놓놨]|입찰|응찰|제[안기소시]|고[소발]|청[구원]|출원|발의|"
        r"올[렸린]|보[냈낸]|상정|건[넸넨]|"
        r"전달|소송|등록|공시|신고|항소|상고|넣|제공|보고|써|작성|남[겼긴]",
        r"submi|fil(?:e|ed|ing)|hand|lodg|present|put|sent|send|tender|bids?\b|sue|lawsuit|"
        r"suit\b|appl(?:y|ied|ic)|"
        r"propos|petition|claim|regist|complain|deliver|offer|gave|appeal|introduc|charg|written|"
        r"wrote",
    ),
    _stage(  # a paper signed
        rf"(?:서명|체결|조인){_DID}",
        r"signed(?! by)|inked|concluded (?:a|the) (?:deal|treaty|agreement|contract)",
        r"서명|체결|타결|맺|조인|계약|사인|약정|협약|합의|비준|협정|조약|MOU|도장|발효|공포|결론|"
        r"마무리|동의|가입|영입|입단",
        r"sign|conclu|agree|deal|contract|ink|treaty|pact|enact|accord|complet|final|memorandum|"
        r"MOU|autograph",
    ),
    _stage(  # leave given
        rf"(?:승인|허가|인가|비준){_DID}|(?:가결|의결)[됐했되]",
        rf"approved|ratified|given the green light|passed {_OWN} (?:\w+ )?(?:bill|law|budget|act)",
        r"승인|통과|가결|의결|허[가용락]|인가|동의|비준|채택|재가|인증|결[정의]|찬성|받아들|수용|"
        r"처리|확정|면허|합의|서명|낙점|문턱|넘[었긴]",
        r"approv|pass|adopt|ratif|clear|green|permi|licen|allow|accept|endors|vot|agree|back|"
        r"authori|sign|certif|grant",
    ),
    _stage(  # work done
        rf"(?:완료|완공|완성|종결){_DID}",
        rf"completed|finali[sz]ed|wrapped up|finished (?:{_OWN}|building|work)",
        r"완[료공성납수주비]|마무리|끝|마[쳤친감치]|준공|종[료결]|매듭|수료|졸업|타결|체결|확정|"
        r"결론|개통|이뤄[졌진]|합의|다\s|모두|지[었은]|이수|마감|거[쳤친]",
        r"complet|finish|end|final|conclu|wrap|clos|done|graduat|seal|agree|open|built|made|"
        r"through|capp|cross",
    ),
    _stage(  # something bought
        r"(?:인수|매입|취득)(?:를 )?(?:했|하였|완료|마[쳤무])|사들[였인]",
        r"(?:has|have|had|was|were|been) (?:already )?(?:acquired|bought|purchased)|"
        rf"(?:acquired|bought) {_OWN} (?:\w+ )?(?:company|firm|stake|business|maker)",
        r"인수(?!\s?(?:후보|추진|검토|설|의[향사]|제안|협상|계획|가능|대상|전|에 관심))|"
        r"매입|사들|구[입매]|샀|[산사](?:들|\s)|매수|취득|손에|확보|넘[겨겼긴]|품에|소유|보유",
        r"acquir|acquisition|bought|purchas|took over|taken over|snapp|own|hold|held",
    ),
    _stage(  # a body founded
        r"(?:설립|창설|창립|출범|발족|결성)(?:됐|되었|된\s|했|하였|한\s[뒤후])",
        r"(?:was|were|been|already|is) (?:already |formally |officially )?"
        r"(?:founded|established|set up|formed)|already exists",
        r"설[립치]|창[설립]|출범|발족|결성|세[웠운워우]|만들|꾸[려렸린]|[신개]설|탄생|가동|운영|문을|"
        r"생[겼긴]|조직[했하]|[시활]작|이래|현재",
        r"found|establish|set(?:ting|s)? up|form(?:s|ed|ing)?\b|creat|launch|open|start|beg[aiu]n|"
        r"built|born|inaugurat|incorporat|exist|since",
    ),
    _stage(  # in being already
        r"(?:운영|가동|시행|작동|상용화)(?:되고|하고|되며|하며|되는 중|중이|[돼해] 왔)",
        r"(?:already|now|currently|been) (?:\w+ )?(?:(?:operating|running)(?! (?:(?:the|an?|its|"
        r"his|her)\b|(?-i:[A-Z])))|operational|in operation|"
        r"in force|in effect|"
        r"commerciali[sz]ed)|in full operation|up and running",
        r"(?:운[영행]|가동|시행|적용|작동|개[시통설원장소교]|출범|발효|실시|진행|상용화|도입|"
        r"시작|활용|[이사]용|설치|배치|구축|유지|지속|계속|"
        r"관리|경영|서비스|판매|생산)(?:[하되돼됐했한된해]|\s중|에\s)|돌[아고]|문을|열[렸고었린]|"
        r"쓰[이고여]|펼치|벌이|꾸[리려]|두고",
        r"operat|run|force|effect|launch|open|start|beg[aiu]n|introduc|us(?:e|ed|ing)\b|service|"
        r"appl|commerci|implement|work|"
        r"active|live|deploy|place|conduct|exist|carri|manag",
    ),
    _stage(  # guilt found
        r"유죄(?:[가를]?\s)?(?:판결|선고|확정|인정)|유죄를 받",
        r"convicted|found guilty",
        r"유죄|선고|실형|징역|집행유예|벌금|형을|판결|복역|수감|전과|죄를",
        r"convict|guilty|sentenc|jail|prison|verdict|felon|plead|pled",
    ),
    _stage(  # someone in custody
        rf"(?:구속|체포|검거){_DID}",
        r"arrested|(?:was|were|been) (?:jailed|imprisoned|detained)",
        r"구속|체포|검거|붙[잡들]|연행|구금|나포|수감|잡[혔았힌은아]|억류|신병|적발|덜미|입건|"
        r"기소|자수|"
        r"가[뒀둔두]|복역|투옥",
        r"arrest|detain|charg|indict|surrender|custody|caught|captur|held|hold|seiz|jail|prison|"
        r"apprehend|nab|"
        r"behind bars|intern|round",
    ),
    _stage(  # an office left
        rf"(?:사임|사퇴|사직|퇴진|하야){_DID}|물러났",
        r"resigned|stepped down|left office",
        r"사[임퇴직의표]|물러|퇴[진임]|하야|그만|낙마|해임|경질|떠[났난나]|내려[놨왔놓]|파면|"
        r"탄핵|교체",
        r"resign|step|quit|left\b|leav|oust|depart|remov|fired|retire|relinquish|dismiss|impeach",
    ),
)  # fmt: skip
# What stands behind a word of what is yet to come: 달성하기 위한, 완료할 예정, to be completed.
_OPEN_BEHIND = re.compile(
    r"(?:\s?여부)?(?:[이가은는을를]\s)?(?:아직\s|공식\s|정식\s|최종\s)*"
    r"(?:(?:확정|결정|합의|승인|완료|확인)\s?)?[되하]지(?:는|도)?\s?(?:않|못)|"
    rf"(?:하|되|시키?|받)?(?:기\s?(?:를\s)?(?:위|전)|려|고자|도록|겠|면\s|자[고는])|"
    rf"시?[{RIEUL}]\s?(?:수|것|계획|예정|방침|전망|가능|"
    rf"경우|때까지|지\s)|[을를]?\s?(?:신청|심사|심의|협의|여부|임박|목표|추진|검토|요청|요구|"
    rf"촉구|압[박력]|위[해한]|가능성|"
    rf"계획|앞[둔두당]|논의|기대|노[리린])"
)
# The founding | has not been confirmed
_UNSETTLED_BEHIND = re.compile(
    r"[\w-]*(?:\s[\w-]+){0,7}?\s(?:(?:is|are|was|were|has|have|had)(?:\snot|n[’']t)|"
    r"(?:is|are) yet)\s"
    r"(?:yet\s|to be\s|been\s)*(?:confirmed|decided|settled|agreed|finali[sz]ed|certain|final)\b"
)
_OPEN_BEFORE = re.compile(
    r"\b(?:to|will|would|may|might|could|can|should|must|not|if|plan(?:s|ned)? to be|"
    r"expected to be)\s(?:be |have |been )*$"
    r"|\b(?:before|until|unless|if|once|whether)\b[^,.;]{0,50}$",
    re.IGNORECASE,
)


def ahead_of_source(claim: str, source: str) -> list[Problem]:
    """Return what a claim tells as reached, and its source nowhere as more than to come."""
    if denies(claim):
        return []
    for stage in _STAGES:
        told = (stage.reached_ko if is_korean(claim) else stage.reached_en).search(claim)
        if told and not _open(claim, told) and not _shows(stage, source):
            return [Problem("certainty", told.group().strip())]
    return []


def _shows(stage: _Stage, source: str) -> bool:
    shown = (stage.shown_ko if is_korean(source) else stage.shown_en).finditer(source)
    return any(not _open(source, match) for match in shown)


def _open(text: str, match: re.Match[str]) -> bool:
    """Return whether a word only tells of what may come."""
    if is_korean(text):
        return _OPEN_BEHIND.match(text, match.end()) is not None
    if _UNSETTLED_BEHIND.match(text, match.end()):
        return True
    return _OPEN_BEFORE.search(text, 0, match.start()) is not None
