"""Weights pulled from servers: cut, garbled, killed and at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from rag.answer.weights import pull
from rag.errors import MissingWeights
from tests.fakes import answering, serving
from tests.tiny_weights import CONTENT, WEIGHTS, Told, left_in, ranges_of, with_sources


def test_a_cut_pull_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """What came before a cut is kept, and the second pull asks for the rest alone."""
    handler = ranges_of(CONTENT, cuts=[1_500_000])
    with serving(handler) as address:
        weights = with_sources(f"{address}/tiny.gguf")
        with pytest.raises(MissingWeights, match=r"tiny can't be fetched .*'rag models pull tiny'"):
            pull(weights, tmp_path, Told())
        held = (tmp_path / "tiny.partial").stat().st_size
        assert 0 < held <= 1_500_000
        told = Told()
        assert pull(weights, tmp_path, told).read_bytes() == CONTENT
    assert handler.asked == [None, f"bytes={held}-"]  # type: ignore[attr-defined]
    assert told.calls[0][0] > held
    assert told.calls[-1] == (len(CONTENT), len(CONTENT))
    assert left_in(tmp_path) == {"tiny.gguf"}


def test_a_pull_killed_before_its_check_asks_for_nothing_more(tmp_path: Path) -> None:
    """A complete partial file is checked and accepted without another request."""
    (tmp_path / "tiny.partial").write_bytes(CONTENT)
    handler = ranges_of(CONTENT, [])
    with serving(handler) as address:
        assert pull(with_sources(address), tmp_path, Told()).read_bytes() == CONTENT
    assert handler.asked == []  # type: ignore[attr-defined]


def test_a_server_without_ranges_starts_again(tmp_path: Path) -> None:
    """Where the server ignores the range, the partial file is written anew, not appended to."""
    (tmp_path / "tiny.partial").write_bytes(b"old" * 1000)
    with serving(answering(200, CONTENT)) as address:
        assert pull(with_sources(address), tmp_path, Told()).read_bytes() == CONTENT


def test_a_wrong_beginning_is_refused_and_the_next_pull_is_clean(tmp_path: Path) -> None:
    """A partial file of other bytes costs one refused pull and nothing more."""
    (tmp_path / "tiny.partial").write_bytes(b"x" * 1000)
    with serving(ranges_of(CONTENT, [])) as address:
        with pytest.raises(MissingWeights, match="has the SHA-256"):
            pull(with_sources(address), tmp_path, Told())
        assert left_in(tmp_path) == set()
        assert pull(with_sources(address), tmp_path, Told()).read_bytes() == CONTENT


def test_a_served_file_of_other_bytes_is_refused(tmp_path: Path) -> None:
    """A page in the weights' place is not kept."""
    with serving(answering(200, b"<html>sign in</html>")) as address:
        with pytest.raises(MissingWeights, match=f"has the SHA-256 .* wanted {WEIGHTS.sha256}"):
            pull(with_sources(address), tmp_path, Told())
        assert left_in(tmp_path) == set()


@pytest.mark.parametrize("damaged", [CONTENT[:-1] + b"!", b"garbage"], ids=["same size", "short"])
def test_damaged_weights_are_fetched_again(tmp_path: Path, damaged: bytes) -> None:
    """A pull never says "ready" of a file that it did not read; without a source it is refused."""
    (tmp_path / WEIGHTS.file).write_bytes(damaged)
    with pytest.raises(MissingWeights):
        pull(WEIGHTS, tmp_path, Told())
    with serving(answering(200, CONTENT)) as address:
        assert pull(with_sources(address), tmp_path, Told()).read_bytes() == CONTENT


def test_the_next_address_is_tried(tmp_path: Path) -> None:
    """An address that refuses, does not answer or gives other bytes is passed over."""
    page = answering(200, b"<html>sign in</html>")
    with (
        serving(answering(503)) as down,
        serving(page) as other,
        serving(ranges_of(CONTENT, [])) as up,
    ):
        weights = with_sources(down, "http://127.0.0.1:9/closed", other, up)
        assert pull(weights, tmp_path, Told()).read_bytes() == CONTENT


def test_when_every_source_fails_the_error_says_what_to_do(tmp_path: Path) -> None:
    """The reasons of all sources are told, and how to go on with and without a network."""
    with serving(answering(404)) as address, pytest.raises(MissingWeights) as caught:
        pull(with_sources(address), tmp_path, Told())
    told = str(caught.value)
    assert "no package carries them" in told
    assert "404" in told
    assert "'rag models pull tiny' again with a network, or give a copy with --from FILE" in told


def test_two_pulls_at_once_do_not_mix(tmp_path: Path) -> None:
    """The second waits and finds the file; the server is asked once."""
    handler = ranges_of(CONTENT, [])
    paths: list[Path] = []
    with serving(handler) as address:
        weights = with_sources(address)
        threads = [
            threading.Thread(target=lambda: paths.append(pull(weights, tmp_path, Told())))
            for _ in range(3)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert paths == [tmp_path / "tiny.gguf"] * 3
    assert handler.asked == [None]  # type: ignore[attr-defined]
    assert paths[0].read_bytes() == CONTENT
