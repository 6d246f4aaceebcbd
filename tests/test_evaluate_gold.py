"""Gold files and the rule that says whether an answer is right."""

import json
from pathlib import Path

import pytest

from rag.domain import Answer, Status
from rag.errors import GoldError
from rag.evaluate.gold import GoldRow, gold_hash, read_gold
from rag.evaluate.judge import exact, judge, overlap
from rag.evaluate.normalize import holds, token_f1, without_markers

FULL = {
    "id": "ko-1",
    "lang": "ko",
    "question": "몇 장인가?",
    "history": ["엔비디아가 무엇을 공급하나?"],
    "answer": "26만 장",
    "accept": ["26만"],
    "all_of": [["엔비디아", "Nvidia"], ["26만"]],
    "forbid": ["126만"],
    "doc": ["01", "02"],
    "evidence": "GPU 26만 장",
    "type": "number",
}


def _file(folder: Path, *lines: object) -> Path:
    path = folder / "gold.jsonl"
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def _answer(text: str, status: Status = "answered") -> Answer:
    return Answer("q", "ko", status, text, (), (), None, "quote")


def test_a_full_row_is_read_with_lone_strings_as_lists(tmp_path: Path) -> None:
    """Every key arrives, and `doc` and `evidence` may each be a string or a list."""
    (row,) = read_gold(_file(tmp_path, FULL))
    assert row.doc == ("01", "02")
    assert row.evidence == ("GPU 26만 장",)
    assert row.all_of == (("엔비디아", "Nvidia"), ("26만",))
    assert (row.history, row.type, row.answerable) == (tuple(FULL["history"]), "number", True)


def test_missing_optional_keys_are_empty(tmp_path: Path) -> None:
    """Only id, lang and question are needed of an unanswerable row."""
    row = {"id": "x", "lang": "en", "question": "Who?", "type": "unanswerable"}
    (read,) = read_gold(_file(tmp_path, row))
    assert read == GoldRow(id="x", lang="en", question="Who?", type="unanswerable")


def test_the_answer_is_accepted_where_no_rule_is_given(tmp_path: Path) -> None:
    """A row with neither `accept` nor `all_of` accepts its `answer`."""
    (row,) = read_gold(_file(tmp_path, {"id": "x", "lang": "en", "question": "?", "answer": "Yes"}))
    assert row.accept == ("Yes",)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "wanted a JSON object"),
        ("[1]", "wanted a JSON object"),
        ({**FULL, "id": ""}, '"id" to be a non-empty string; got ""'),
        ({**FULL, "lang": "jp"}, '"lang" to be "ko" or "en"; got "jp"'),
        ({**FULL, "question": None}, '"question" to be a non-empty string; got null'),
        ({**FULL, "accept": [1]}, '"accept" to hold a list of non-empty strings; got [1]'),
        ({**FULL, "accept": [" "]}, '"accept" to hold a list'),
        ({**FULL, "all_of": ["26만"]}, '"all_of" to hold a list'),
        ({**FULL, "all_of": [[]]}, '"all_of" to be a list of non-empty lists'),
        ({**FULL, "answer": 3}, '"answer" to be a string; got 3'),
        ({**FULL, "id": "ko-0"}, 'a new "id" (it is on line 1 already)'),
        ({"id": "a", "lang": "ko", "question": "?"}, '"accept" or "all_of"'),
    ],
)
def test_a_broken_row_says_where_what_came_and_what_was_wanted(
    tmp_path: Path, line: str | dict[str, object], said: str
) -> None:
    """A broken row is refused with its file, its line and both sides of the complaint."""
    path = _file(tmp_path, {**FULL, "id": "ko-0"}, line)
    with pytest.raises(GoldError) as error:
        read_gold(path)
    assert str(error.value).startswith(f"{path}, line 2: wanted")
    assert said in str(error.value)


def test_unreadable_and_empty_files_are_refused(tmp_path: Path) -> None:
    """A missing file, a file that isn't UTF-8 and an empty one are GoldErrors."""
    (tmp_path / "cp949.jsonl").write_bytes("질문".encode("cp949"))
    (tmp_path / "empty.jsonl").write_text("\n \n")
    for name, said in {"none": "can't be read", "cp949": "UTF-8", "empty": "at least one"}.items():
        with pytest.raises(GoldError, match=said):
            read_gold(tmp_path / f"{name}.jsonl")


def test_the_hash_changes_with_any_rule() -> None:
    """A gold set with one rule changed is another gold set."""
    row = GoldRow(id="a", lang="ko", question="?", accept=("1",))
    other = GoldRow(id="a", lang="ko", question="?", accept=("2",))
    assert gold_hash([row]) == gold_hash([row]) != gold_hash([other])


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("GPU 26만 장을 공급한다.", "26만"),
        ("GPU 26만 장을 공급한다.", "260,000"),
        ("It will supply 260,000 chips.", "26만"),
        ("재고 55억 달러를 손실로", "55억달러"),
        ("a loss of $5.5 billion [1]", "55억 달러"),
        ("재고 55억 달러를 손실로", "달러"),
        ("영업이익은 1,225억원", "1225억"),
        ("지분 61.57 %", "61.57 percent"),
        ("３６％ 늘었다", "36%"),
        ("인공지능 협력 기구", "인공 지능 협력기구"),
        ("the H-20 chip", "H20"),
        ("NVIDIA’s plan", "nvidia"),
        ("It approved the resumption", "resum"),
        ("Japanese firms", "Japan"),
        ("exports fell", "export"),
        ("2025.10.31 발표", "2025년 10월 31일"),
        ("오는 5일 문을 연다", "5일"),
        ("값은 05였다", "5"),
        ("【1】 없었다", "없었"),
        ("구독자 1,800만 명", "1800만"),
        ("재고 $5.5 billion을 털었다", "55억 달러"),
        ("telecommunications ministers", "telecom"),
        ("35개국이 왔다", "35 countries"),
        ("세 달 만에", "3개월"),
        ("세계 3위", "third"),
        ("네 가지 칩이다", "4종"),
        ("지분 66%", "66"),
    ],
)
def test_held(text: str, entry: str) -> None:
    """Width, spacing, case, marks and the spelling of amounts don't hide what an answer says."""
    assert holds(text, entry)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("12개국", "1"),
        ("12개국", "2"),
        ("1.5배", "5"),
        ("1.5배", "1"),
        ("126만 장", "26만"),
        ("260만 장", "26만"),
        ("GPU 26,000장", "26만"),
        ("3조 5,000억 원", "5,000억"),
        ("3조 5,000억 원", "3조"),
        ("26만 장", "26"),
        ("8월 4일에 열렸다", "네 가지"),
        ("20분 동안", "20여 개"),
        ("35%였다", "35개국"),
        ("35억 달러", "35개국"),
        ("5.5 billion", "5.5"),
        ("14일", "4일"),
        ("2021년", "1년"),
        ("12 3", "123"),
        ("여러 곳 [3]", "3"),
        ("여러 곳에서 밝혔다.[1][2]", "2"),
        ("3%p 올랐다", "3%"),
        ("he said so", "AI"),
        ("taxi fares", "Xi"),
        ("metal prices", "Meta"),
        ("nevertheless", "never"),
        ("The bank said", "the ban"),
        ("$55 billion", "55억 달러"),
        ("", "26만"),
        ("아무 말", "…"),
    ],
)
def test_not_held(text: str, entry: str) -> None:
    """A number is a whole number and an English word a whole word."""
    assert not holds(text, entry)


NUMBER = GoldRow(id="n", lang="ko", question="?", accept=("26만",), forbid=("26,000",))
GROUPS = GoldRow(id="g", lang="ko", question="?", all_of=(("화웨이", "Huawei"), ("26만",)))
NONE = GoldRow(id="u", lang="ko", question="?", type="unanswerable")


@pytest.mark.parametrize(
    ("row", "answer", "reason"),
    [
        (NUMBER, _answer("26만 장이다 [1]."), "right"),
        (NUMBER, _answer("26만 장, 곧 26,000장이다."), "forbidden"),
        (NUMBER, _answer("126만 장이다."), "missing"),
        (NUMBER, _answer("26만 장이다.", "partial"), "right"),
        (NUMBER, _answer("26만 장이다.", "not_found"), "refused"),
        (NUMBER, _answer("26만 장" + "이" * 395), "right"),
        (NUMBER, _answer("26만 장" + "이" * 396), "too long"),
        (NUMBER, _answer(""), "missing"),
        (GROUPS, _answer("Huawei는 260,000장을"), "right"),
        (GROUPS, _answer("화웨이는 밝혔다"), "missing"),
        (NONE, _answer("기사에 없다", "not_found"), "right"),
        (NONE, _answer("26만 장이다."), "not refused"),
        (NONE, _answer("기사에 없다", "partial"), "not refused"),
    ],
)
def test_judge(row: GoldRow, answer: Answer, reason: str) -> None:
    """The rule of the contract, case by case; 400 characters are allowed and 401 are not."""
    judged = judge(row, answer)
    assert (judged.reason, judged.right) == (reason, reason == "right")


def test_accept_or_groups_is_enough() -> None:
    """Where a row gives both, an entry of `accept` is enough, and so is one of each group."""
    row = GoldRow(id="b", lang="en", question="?", accept=("all",), all_of=(("red",), ("blue",)))
    assert judge(row, _answer("all of them")).right
    assert judge(row, _answer("blue and red")).right
    assert judge(row, _answer("blue")).entry == "red"


def test_exact_match_and_overlap_take_the_best_expected_answer() -> None:
    """Exact match ignores case, spaces and marks; overlap counts Korean by syllable."""
    row = GoldRow(id="e", lang="ko", question="?", answer="배경훈 장관", accept=("Bae",))
    assert exact(row, "배경훈장관 [1].")
    assert not exact(row, "배경훈 장관이다")
    assert overlap(row, "배경훈 장관이다") == pytest.approx(2 * 5 / (5 + 7))
    assert overlap(row, "") == 0.0


def test_token_f1_counts_repeated_tokens_once_each() -> None:
    """Two of three words shared on each side is two thirds."""
    assert token_f1("the red cat", "the red dog") == pytest.approx(2 / 3)
    assert token_f1("go go go", "go") == pytest.approx(0.5)
    assert token_f1("", "") == 0.0


def test_markers_leave_nothing_behind() -> None:
    """A citation mark is taken out whole, and other brackets stay."""
    assert without_markers("가[1][2] 나 [1, 3] 다【4】 [2025년]") == "가 나  다 [2025년]"
