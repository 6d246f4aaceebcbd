"""Amounts that stand in no figures: doubled, dozens, 수백, first.

Translators keep to them, so one that a claim has is wrong where its source has another of the same
sort and not that one.
"""

from __future__ import annotations

import re

from rag.verify.problems import Problem

_MULTIPLES = (
    r"두\s?배|(?<![\d.])2배|갑절|곱절|(?<![가-힣\d]\s)(?<![\d가-힣])배로|배가량|배증|"
    r"\b(?:doubl\w+|twice|two-?fold|two times)\b",
    r"세\s?배|(?<![\d.])3배|\b(?:tripl\w+|three-?fold|three times|treble[ds]?)\b",
    r"네\s?배|(?<![\d.])4배|\b(?:quadrupl\w+|four-?fold|four times)\b",
    r"절반|반토막|반으로|2분의\s?1|\b(?:halv\w+|half|50 ?(?:%|percent))\b|50\s?%",
)
_VAGUE = (
    r"수십(?!\s?[만억조])|수\s?십여|\b(?:dozens|scores)\b(?! of (?:thousand|million|billion))",
    r"수백(?!\s?[만억조])|\bhundreds\b(?! of (?:thousand|million|billion))",
    r"수천(?!\s?[만억조])|(?<!of )\bthousands\b",
    r"수만|\btens of thousands\b",
    r"수십만|\bhundreds of thousands\b",
    r"수백만|(?<!of )\bmillions\b",
    r"수천만|\btens of millions\b",
    r"수억|수십억|\b(?:hundreds of millions|billions)\b",
)
_FIRST = (
    r"첫|최초|처음|\b(?:its|their|his|her|the|\w+[’']s) (?:very )?first\b(?! (?:half|quarter|day|"
    r"week|month|year|time|place|of)\b)",
    r"두\s?번째|\b(?:its|their|his|her|the|a|\w+[’']s) second\b(?!-| (?:half|quarter)\b)",
    r"세\s?번째|\b(?:its|their|his|her|the|a|\w+[’']s) third\b(?!-| (?:of|quarter)\b)",
)
_PLACES = (
    r"세계 최대(?! \d)|가장 (?:큰|많은|높은)|(?<!\d)1위|"
    r"(?<!second-)(?<!second )(?<!third-)(?<!third )"
    r"\b(?:largest|biggest|highest)\b(?! since)|\bfirst place\b",
    r"두\s?번째로 (?:큰|많은|높은)|(?<!\d)2위|\bsecond[- ](?:largest|biggest|highest|place)\b",
    r"세\s?번째로 (?:큰|많은|높은)|(?<!\d)3위|\bthird[- ](?:largest|biggest|highest|place)\b",
)
# How long something takes, where the English article is the number: "after a month of talks".
_SPANS = tuple(
    rf"{korean}|\b(?:for|after|within) (?:a|an|one) {english}\b(?! (?:when|that|which|like))|"
    rf"\b(?:a|an|one)[- ](?:full |whole )?{english}(?:-long)?(?: of|-long)\b"
    for korean, english in (
        (r"(?<!\d)1시간|한\s?시간", "hour"),
        (r"하루|(?<!\d)1일간", "day"),
        (r"일주일|(?<!\d)1주일?간?(?![년기])|한\s?주(?=간|\s)", "week"),
        (r"(?<!\d)1개월|한\s?달", "month"),
        (r"(?<!\d)1년|일\s?년|한\s?해", "year"),
        (r"(?<!\d)10년|십\s?년", "decade"),
    )
)
_SORTS = tuple(
    tuple(re.compile(words, re.IGNORECASE) for words in sort)
    for sort in (_MULTIPLES, _VAGUE, _FIRST, _PLACES, _SPANS)
)


def wrong_number_words(claim: str, source: str) -> list[Problem]:
    """Return the words for an amount or a place that the source has another of instead."""
    found = []
    for sort in _SORTS:
        said = [word for word in sort if word.search(claim)]
        given = [word for word in sort if word.search(source)]
        lost = [word for word in given if word not in said]
        for word in said:
            match = word.search(claim)
            if lost and word not in given and match:
                found.append(Problem("number", match.group()))
    return found
