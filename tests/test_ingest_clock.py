"""When an article was printed: stamps in its lines and declared times, brought to one form."""

import pytest

from rag.ingest.clock import latest, normal_time, read_stamps


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("기사입력 : 2021년03월09일 16:57", "2021-03-09T16:57:00+09:00", None),
        ("입력 2025.10.31. 오후 3:20 수정2025.10.31. 오후 4:00", "2025-10-31T15:20:00+09:00",
         "2025-10-31T16:00:00+09:00"),
        ("등록 2025-10-31 09:05:11", "2025-10-31T09:05:11+09:00", None),
        ("입력 2025.04.07 (21:30)", "2025-04-07T21:30:00+09:00", None),
        ("승인 2025.02.30 10:00", None, None),
        ("보도시점 2025. 10. 27.(월) 12:00 배포 2025. 10. 27.(월) 09:00",
         "2025-10-27T12:00:00+09:00", None),
        ("October 15, 2025 8:12 AM GMT+2 Updated 41 mins ago", "2025-10-15T08:12:00+02:00", None),
        ("Wed 10 Sep 2025 07.30 BST", "2025-09-10T07:30:00+01:00", None),
        ("입력 2025-10-31 10:00 수정 3시간 전", "2025-10-31T10:00:00+09:00", None),
        ("수정 2025-06-05 19:10 등록 2025-06-05 14:05", "2025-06-05T14:05:00+09:00",
         "2025-06-05T19:10:00+09:00"),
    ],
)  # fmt: skip
def test_korean_stamps_are_read_in_korean_time(
    line: str, published: str | None, updated: str | None
) -> None:
    """Labels, halves of the day and impossible days are understood."""
    stamps = read_stamps([line], korean=True)
    assert (stamps.published, stamps.updated) == (published, updated)


@pytest.mark.parametrize(
    ("value", "korean", "wanted"),
    [
        ("2025-05-06T22:10:00Z", True, "2025-05-07T07:10:00+09:00"),
        ("2025-05-06T09:10:00", True, "2025-05-06T09:10:00+09:00"),
        ("2025-05-06T09:10:00", False, "2025-05-06"),
        ("2025-05-06", True, "2025-05-06"),
        ("October 3, 2025", False, "2025-10-03"),
        ("yesterday", False, None),
        ("Fri, 31 Oct 2025 23:30:00 GMT", True, "2025-11-01T08:30:00+09:00"),
        ("Fri, 31 Oct 2025 23:30:00 GMT", False, "2025-10-31T23:30:00+00:00"),
        ("9999-12-31T23:59:59Z", True, None),
        ("0001-01-01T00:00:00Z", True, None),
        ("0001-01-01", False, None),
    ],
)
def test_declared_times_are_brought_to_one_form(
    value: str, korean: bool, wanted: str | None
) -> None:
    """A Korean page's time is Korean; without a zone an English one keeps only its day.

    A placeholder for "no date" is none.
    """
    assert normal_time(value, korean=korean) == wanted


def test_the_latest_of_times_and_days() -> None:
    """Zones count, a later day is later than any time of the one before, unknown ones are none."""
    assert latest([None, "2025-10-31", "2025-10-31T23:59:00+00:00"]) == "2025-10-31T23:59:00+00:00"
    assert latest(["2025-11-01", "2025-10-31T23:59:00+00:00"]) == "2025-11-01"
    assert latest([None]) is None
