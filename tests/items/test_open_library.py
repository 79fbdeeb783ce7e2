"""Opening a deck's items: from the index, or from the bank where that is not to be had."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from quizgen.bank.files import fingerprint_files
from quizgen.bank.read import load_deck
from quizgen.bank.starter_deck import starter_files
from quizgen.items import open_library as opening
from quizgen.items.in_memory import ItemsInMemory
from quizgen.items.item import Item
from quizgen.items.library import Library
from quizgen.items.make import make_items
from quizgen.items.open_library import cache_folder, deck_key, open_library
from quizgen.problem import DeckError

DIGEST = "2024-05-04.yaml"


starter = functools.cache(lambda: starter_files("small"))


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A small deck's folder."""
    folder = tmp_path / "deck"
    folder.mkdir()
    for name, text in starter().items():
        if name.endswith(".yaml"):
            (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose banks are read from now on."""
    from quizgen.bank import read

    folders: list[Path] = []
    load = read.load_folder

    def load_folder(folder: Path, *rest: object) -> object:
        folders.append(folder)
        return load(folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(read, "load_folder", load_folder)
    return folders


def items_of(library: Library) -> tuple[Item, ...]:
    return tuple(library.items([entry.id for entry in library.entries()]))


def made(folder: Path) -> tuple[Item, ...]:
    return make_items(load_deck(str(folder)))


def edit(folder: Path, old: str = "school", new: str = "museum") -> None:
    path = folder / DIGEST
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_deck_is_read_once(deck: Path, cache: Path, reads: list[Path]) -> None:
    first, second = open_library(deck, cache), open_library(deck, cache)
    assert items_of(first) == items_of(second) == made(deck)
    assert reads[:-1] == [deck]  # the last was our own
    assert (second.deck, second.version, second.language) == ("small", "0.1.0", "en")


def test_an_edit_of_a_file_is_seen_even_at_the_same_size_and_time(deck: Path, cache: Path) -> None:
    path = deck / DIGEST
    before, about = items_of(open_library(deck, cache)), path.stat()
    text = path.read_text(encoding="utf-8")
    word = next(word for word in ("bridge", "library", "school") if word in text)
    path.write_text(text.replace(word, word[::-1]), encoding="utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert path.stat().st_size == about.st_size
    after = items_of(open_library(deck, cache))
    assert after == made(deck) != before


@pytest.mark.parametrize("change", [
    lambda deck: (deck / "2025-01-01.yaml").write_text("date: 2025-01-01", encoding="utf-8"),
    lambda deck: (deck / "stray.yml").touch(),
    lambda deck: (deck / DIGEST).rename(deck / "2024-05-05.yaml"),
    lambda deck: (deck / "entities.yaml").write_text("{}", encoding="utf-8"),
])
def test_every_file_that_is_read_counts(change: Callable[[Path], object], deck: Path) -> None:
    before = fingerprint_files(deck)
    change(deck)
    assert fingerprint_files(deck) != before


def test_what_is_not_read_does_not_count(deck: Path) -> None:
    before = fingerprint_files(deck)
    for name in ("history.json", "CHANGELOG.md", "map.png"):
        (deck / name).write_text("anything", encoding="utf-8")
    assert fingerprint_files(deck) == before


def test_other_code_makes_other_items(
    deck: Path, cache: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_library(deck, cache)
    monkeypatch.setattr(opening, "__version__", "99.0")
    open_library(deck, cache)
    assert len(reads) == 2


def test_faults_are_told_and_nothing_is_kept(deck: Path, cache: Path) -> None:
    edit(deck, "kind: ", "kind: x")
    for _ in range(2):
        with pytest.raises(DeckError, match="unknown kind"):
            open_library(deck, cache)
    assert not cache.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_the_folder_is_not_waited_for(deck: Path, cache: Path) -> None:
    os.mkfifo(deck / "2025-01-01.yaml")
    assert deck_key(deck) is None
    with pytest.raises(DeckError):
        open_library(deck, cache)


def test_no_folder_is_a_deck_error(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(DeckError, match="no such folder"):
        open_library(tmp_path / "nothing", cache)


def only(cache: Path) -> Path:
    path, = cache.iterdir()
    return path


@pytest.mark.parametrize("data", [b"", b"rubbish" * 1000, None])
def test_a_broken_index_is_made_anew(data: bytes | None, deck: Path, cache: Path) -> None:
    open_library(deck, cache)
    path = only(cache)
    whole = path.read_bytes()
    path.write_bytes(whole[:-4096] if data is None else data)
    assert items_of(open_library(deck, cache)) == made(deck)
    assert items_of(open_library(deck, cache)) == made(deck)
    assert len(only(cache).read_bytes()) == len(whole)


def test_an_index_that_breaks_in_use_gives_way_to_the_bank(deck: Path, cache: Path) -> None:
    """From the first part that cannot be read on; what was read before is not read twice."""
    open_library(deck, cache)
    path, right = only(cache), made(deck)
    data = path.read_bytes()
    for at in range(0, len(data), 1021):
        path.write_bytes(data[:at] + b"\xff" * 64 + data[at + 64:])
        library = open_library(deck, cache)
        entries = library.entries()
        first = list(islice(entries, 3))
        assert [entry.id for entry in (*first, *entries)] == [item.id for item in right]
        assert items_of(library) == right
        assert [entry.id for entry in library.find([right[4].id, right[1].id])] == [
            right[1].id, right[4].id]
        assert library.titles([right[0].development]).keys() == {right[0].development}
        assert library.names().is_person(None) is False


def test_where_the_cache_cannot_be_written_the_items_are_in_memory(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    library = open_library(deck, tmp_path / "file" / "cache")
    assert isinstance(library, ItemsInMemory)
    assert items_of(library) == made(deck)
    assert library.titles(["no-such"]) == {}


def test_a_full_disk_leaves_nothing_behind(
    deck: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening, "_settle", fail)
    assert items_of(open_library(deck, cache)) == made(deck)
    assert not list(cache.iterdir())


def test_an_edit_while_the_bank_is_read_is_not_kept_under_the_old_key(
    deck: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = iter(("before", "after"))
    monkeypatch.setattr(opening, "deck_key", lambda _: next(keys))
    assert items_of(open_library(deck, cache)) == made(deck)
    assert not cache.exists()


def test_two_that_build_at_once_do_no_harm(deck: Path, cache: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        libraries = list(pool.map(lambda _: items_of(open_library(deck, cache)), range(8)))
    assert set(libraries) == {made(deck)}
    assert only(cache).suffix == ".index"


def test_old_indexes_of_a_deck_go_others_stay(deck: Path, cache: Path) -> None:
    cache.mkdir()
    for name in (f"small-deck-{'a' * 40}.index", "notes.txt", "small-abcd.part"):
        (cache / name).touch()
    os.utime(cache / "small-abcd.part", (0, 0))
    for number in range(4):
        (deck / "2024-05-04.yaml").write_text(
            f"{(deck / DIGEST).read_text(encoding='utf-8')}\n# {number}\n", encoding="utf-8")
        open_library(deck, cache)
    names = sorted(path.name.partition("-")[0] for path in cache.iterdir())
    assert names == ["notes.txt", "small", "small", "small"]
    assert (cache / f"small-deck-{'a' * 40}.index").exists()


def test_the_environment_names_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZGEN_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("QUIZGEN_CACHE")
    assert "quizgen" in cache_folder().parts


@pytest.mark.parametrize("home", ["/home/anna", "/", "", "anna", None])
@pytest.mark.parametrize("chosen", ["/tmp/kept", "kept", "", None])
def test_without_it_the_cache_is_where_the_system_has_it(
    monkeypatch: pytest.MonkeyPatch, home: str | None, chosen: str | None
) -> None:
    """The usual case is told without the library that knows all of them."""
    for name, value in (("QUIZGEN_CACHE", None), ("HOME", home), ("XDG_CACHE_HOME", chosen)):
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert cache_folder() == user_cache_path("quizgen", appauthor=False)


def test_who_waits_is_told_how_far_it_is(deck: Path, cache: Path) -> None:
    told: list[tuple[str, int, int]] = []
    open_library(deck, cache, lambda *said: told.append(said))
    assert {what for what, _, _ in told} == {"Reading", "Making questions"}
    assert all(0 <= done <= of for _, done, of in told)
