"""A deck by the name of a version: a folder, a deck's id, or a git revision.

git is asked for trees and blobs alone: nothing is checked out, no filter or hook is run, and nothing is
fetched.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from quizgen.bank.deck import Deck
from quizgen.bank.find import HEADER, deck_folders
from quizgen.bank.picture import check_file_name
from quizgen.bank.read import Progress, load_deck, read_deck
from quizgen.problem import DeckError, QuizgenError, UsageError

MAX_BYTES = 500_000_000  # of a deck at a revision, all files together
AT_ONCE = 20_000_000     # of them in memory, or one that is larger


def load_version(
    name: str, deck_folder: Path, here: Path, progress: Progress | None = None
) -> Deck:
    """The deck in the folder `name`, of that id, or at that git revision.

    A revision (`HEAD~3`, a tag) is of `deck_folder`; `REVISION:PATH` of that path in the repository
    of `here`. DeckError where the deck at that time has problems; UsageError, saying which, where
    there is no such folder, repository, revision or path.
    """
    if (here / name).is_dir() or name in deck_folders(here):
        return load_deck(name, here, progress)
    revision, colon, path = name.partition(":")
    start = here if colon else deck_folder
    if name.startswith("-") or not revision:
        raise UsageError(f"“{name}” is no folder and no git revision")
    try:
        top = _git(start, "rev-parse", "--show-toplevel").decode().strip()
        prefix = _git(start, "rev-parse", "--show-prefix").decode().strip()
    except UsageError:
        raise  # git is not there
    except QuizgenError:
        raise UsageError(
            f"“{name}” is no folder, and {start.resolve()} is not in a git repository: name two "
            "folders, or stand in the deck's own repository") from None
    try:
        commit = _git(Path(top), "rev-parse", "--verify", "--quiet", "--end-of-options",
                      f"{revision}^{{commit}}").decode().strip()
    except QuizgenError:
        raise UsageError(f"“{name}” is no folder, and there is no revision “{revision}” in {top}") \
            from None
    inside = (path if colon else prefix).strip("/")
    return _load_from_tree(Path(top), commit, inside, f"{revision}:{inside}", progress)


def _load_from_tree(
    top: Path, commit: str, inside: str, label: str, progress: Progress | None
) -> Deck:
    with tempfile.TemporaryDirectory(prefix="quizgen-") as temporary:
        folder = Path(temporary)
        _extract(top, commit, inside, folder)
        if not (folder / HEADER).is_file():
            raise UsageError(f"{label} has no {HEADER}{_decks_there(top, commit)}")
        deck, problems = read_deck(folder, progress)
        errors = tuple(p._replace(path=p.path.replace(str(folder), label)) for p in problems
                       if p.level == "error")
        if errors or deck is None:
            raise DeckError(errors)
        return deck


def _extract(top: Path, commit: str, inside: str, folder: Path) -> None:
    """Write the files of a tree that belong to a deck; a link, or an odd name, is left out."""
    tree = f"{commit}:{inside}" if inside else f"{commit}^{{tree}}"
    try:
        if _git(top, "cat-file", "-t", tree).strip() != b"tree":
            return
    except QuizgenError:
        return
    try:
        listing = _git(top, "ls-tree", "-r", "-z", "-l", tree)
    except QuizgenError:
        raise QuizgenError(f"{top} lacks files of {commit[:12]}: fetch them with git") from None
    size, blobs = 0, []
    for entry in filter(None, listing.split(b"\0")):
        about, _, name = entry.decode("utf-8", "surrogateescape").partition("\t")
        mode, kind, blob, length = about.split()
        if kind != "blob" or not mode.startswith("100") or not _belongs(name):
            continue
        if not length.isdecimal():  # as a newer git says of what a clone lacks
            raise QuizgenError(f"{top} lacks {name} of {commit[:12]}: fetch it with git")
        size += int(length)
        if size > MAX_BYTES:
            raise QuizgenError(f"the deck at {commit[:12]} is larger than {MAX_BYTES // 10**6} MB")
        blobs.append((name, blob, int(length)))
    for name, data in _contents(top, blobs):
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _belongs(name: str) -> bool:
    """Whether a file of a tree is one that a deck's reader opens, by a name that stays in a folder."""
    if name.endswith((".yaml", ".yml")) and re.fullmatch(r"[^/\\:]+", name):
        return True
    try:
        return bool(check_file_name(name))
    except ValueError:
        return False


def _contents(top: Path, blobs: Sequence[tuple[str, str, int]]) -> Iterator[tuple[str, bytes]]:
    """Names with what stands in them; git is started once for as much as is held at a time."""
    while blobs:
        count, held = 1, blobs[0][2]
        while count < len(blobs) and held + blobs[count][2] <= AT_ONCE:
            held += blobs[count][2]
            count += 1
        told = _git(top, "cat-file", "--batch",
                    said="".join(f"{blob}\n" for _, blob, _ in blobs[:count]).encode())
        at = 0
        for name, blob, length in blobs[:count]:
            head = f"{blob} blob {length}\n".encode()
            if not told.startswith(head, at):
                raise QuizgenError(f"{name} cannot be read from the repository")
            at += len(head)
            yield name, told[at : at + length]
            at += length + 1
        blobs = blobs[count:]


def _decks_there(top: Path, commit: str) -> str:
    names = _git(top, "ls-tree", "-r", "-z", "--name-only", commit).decode(errors="replace")
    found = [str(PurePosixPath(name).parent) for name in names.split("\0")
             if PurePosixPath(name).name == HEADER]
    shown = ", ".join(f"{commit[:10]}:{name}" for name in found[:5])
    return f"; there are {shown}" if found else ""


def _git(folder: Path, *arguments: str, said: bytes = b"") -> bytes:
    """What git says, without a locale of its own; QuizgenError where it fails or is missing.

    It may not fetch: what a clone lacks, its own configuration could let any program bring.
    """
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0",
                   "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, input=said,
                              check=False, env=environment)
    except FileNotFoundError:
        raise UsageError("revisions need git, which is not installed: name two folders") from None
    if done.returncode:
        raise QuizgenError(done.stderr.decode(errors="replace").strip() or "git failed")
    return done.stdout
