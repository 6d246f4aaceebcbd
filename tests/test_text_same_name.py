"""Whether two names are of one person or thing, and names that no list knows."""

import pytest

from rag.text.names import AliasTable, same_name, unknown_names

SAME = [
    ("황 CEO", "젠슨 황"), ("Huang", "Jensen Huang"), ("이 대통령", "이재명"),
    ("President Lee", "이재명"), ("Lee", "이 대통령"), ("유 본부장", "유명희"), ("Bae", "배경훈"),
    ("배 장관", "Bae Kyung-hoon"), ("러트닉 장관", "Howard Lutnick"), ("시 주석", "Xi Jinping"),
    ("IMF", "국제통화기금"), ("삼성전자", "Samsung Electronics"),
    ("백승한 대표", "Baek Seung-han"), ("Moon", "문재인"), ("習近平", "Xi"),
    ("하워드 슐츠", "Howard Schultz"),
]  # fmt: skip
NOT_SAME = [
    ("Kim", "이재명"), ("삼성전자", "SK하이닉스"), ("황 CEO", "Kim"), ("이재명", "이재용"),
    ("블랙스톤", "블랙록"), ("중국", "한국"), ("Huang", "Altman"), ("China", "US"),
    ("이재명", "유 본부장"), ("시진핑", "최 회장"), ("Choi", "이지훈"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_one_name_are_the_same(one: str, other: str) -> None:
    """One person or thing is recognised by table, part of a name or sound."""
    assert same_name(one, other, AliasTable.curated())


@pytest.mark.parametrize(("one", "other"), NOT_SAME)
def test_other_names_stay_apart(one: str, other: str) -> None:
    """Different people and things stay apart."""
    assert not same_name(one, other, AliasTable.curated())


UNKNOWN = [
    ("하나뿐인 백승민 대표가", ["백승민"]),
    ("황 CEO는 시 주석을", ["황 CEO", "시 주석"]),
    ("전 대통령은 말했다", []),
    ("Exports rose in Busan.", []),
    ("Meanwhile, Howard Smith resigned.", ["Howard Smith"]),
    ("President Tanaka met the CEO.", ["Tanaka"]),
    ("It cost US$5 billion.", []),
    ("AI를 GPU는 CEO의", []),
    ("Kim Gaon and Vice Minister Lee Dodam met.", ["Kim Gaon", "Lee Dodam"]),
    ("He met Economy and Finance Minister Kim Gaon.", ["Economy and Finance Minister Kim Gaon"]),
]


@pytest.mark.parametrize(("text", "names"), UNKNOWN)
def test_names_outside_the_list_are_found(text: str, names: list[str]) -> None:
    """Names outside the list are found; ordinary words that begin a sentence are not names."""
    assert [mention.text for mention in unknown_names(text)] == names
