"""Korean words for days, weeks and months, told from words that begin with the same letters."""

from __future__ import annotations

# 내주다 is to yield, 금주 also no drinking, and 차주 mostly a borrower.
_NEXT_WEEK = r"내주(?![지고며면어었기던려도시겠자거느니는])"
_THIS_WEEK = r"(?<!금연 )(?<!금연[과·])금주(?!하|를|령|법|와\s?금연|\s?(?:운동|캠페인|문화))"
_COMING_WEEK = r"차주(?=\s?(?:[월화수목금토일]요일|[초중말](?![가-힣])|에(?!게|\s?대)|부터|까지))"
# After 지난, 이번 or 다음: 주총 (a meeting of shareholders), 주택 (homes), 주자 (a runner).
_WEEK = (
    r"주(?![자식요총택역제연장문관체축류거주]|의보|파수|인공|한미|도[권적하해로]"
    r"|가\s?(?:상승|하락|급등|급락|지수|조작|부양))"
)
WEEK = rf"(?:지지난|지난|이번|다음)\s?{_WEEK}|{_THIS_WEEK}|{_NEXT_WEEK}|{_COMING_WEEK}"
END_OF_WEEK = r"말(?=에|까지|부터|[가-힣]?(?![가-힣]))"

NEXT_MONTH = r"내달(?![리려렸린릴립])"  # 내달리다 is to race

# 그제야 is "only then", 금일봉 a gift of money, 모레인 a moraine, 내일배움 a programme.
DAY = (
    r"오늘(?!날|의집)|금일(?!봉)|어제|그제(?!야|서야)|그저께|모레(?!인)|글피"
    r"|내일(?!의 |배움|채움|키움|이룸)"
)
SAME_DAY = r"당일(?!치기|배송)"

THE_YEAR = r"당해(?=\s?(?:연도|년도|년|회계|사업|학기|분기|\d))"  # 당하다 is to suffer
YEAR_EDGE = r"연초(?!박|를|\s?담배)|연말(?!연시|정산)|연내"  # 연초 is tobacco, too
