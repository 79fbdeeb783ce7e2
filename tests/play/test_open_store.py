"""Whatever has become of the store, there is one to work with, and nothing is deleted."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from quizgen.play import open_store as module
from quizgen.play import schema, store
from quizgen.play.open_store import Opened, open_store, store_path
from quizgen.play.store import Store
from tests.play.reviews import review

STAMP = "20261123-120000"
MORE = ("ALTER TABLE flags ADD COLUMN colour TEXT",
        "CREATE TABLE extra AS SELECT id, time FROM reviews",
        "UPDATE flags SET colour = 'red'")


@pytest.fixture
def path(home: Path) -> Path:
    return home / "progress.sqlite"


def opened(path: Path) -> Opened:
    return open_store(path, STAMP, patience=50)


def filled(path: Path, count: int = 3) -> bytes:
    """A store with so many reviews, closed; its bytes."""
    made = opened(path).store
    made.put(*(review(number) for number in range(count)))
    made.close()
    return path.read_bytes()


def test_a_store_is_begun_where_there_is_none(path: Path) -> None:
    first = opened(path)
    assert (first.lasts, first.remark, first.store.reviews()) == (True, "", [])
    first.store.close()
    assert path.exists()


def test_the_environment_names_the_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store_path() == home / "progress.sqlite"
    monkeypatch.delenv("QUIZGEN_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    assert store_path().name == "progress.sqlite"


@pytest.mark.parametrize("content", [
    b"this is no database, and long enough to see that" * 40, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_set_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    found = opened(path)
    aside = path.with_name(f"progress.broken-{STAMP}.sqlite")
    assert found.lasts
    assert str(aside) in found.remark
    assert aside.read_bytes() == content
    found.store.put(review())
    found.store.close()
    assert len(opened(path).store.reviews()) == 1


def test_damaged_pages_are_found_and_the_store_is_set_aside_with_all_that_belongs_to_it(
    path: Path
) -> None:
    whole = bytearray(filled(path, 200))
    for at in range(4096 * 2, len(whole), 4096):
        whole[at : at + 300] = os.urandom(300)
    path.write_bytes(whole)
    path.with_name(path.name + "-wal").write_bytes(b"old")
    found = opened(path)
    assert (found.lasts, found.store.reviews()) == (True, [])
    assert path.with_name(f"progress.broken-{STAMP}.sqlite").read_bytes() == whole
    again = bytearray(b"broken once more" * 100)
    found.store.close()
    path.write_bytes(again)
    assert "broken-20261123-120000-2" in opened(path).remark


def test_a_database_of_something_else_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    other.close()
    assert "no progress of quizgen" in opened(path).remark


def test_a_store_without_its_tables_is_set_aside(path: Path) -> None:
    filled(path)
    broken = sqlite3.connect(path)
    broken.execute("DROP TABLE cards")
    broken.commit()
    broken.close()
    assert "set aside" in opened(path).remark


def test_a_newer_store_is_left_as_it_is(path: Path) -> None:
    filled(path)
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.commit()
    newer.close()
    before = path.read_bytes()
    found = opened(path)
    assert not found.lasts
    assert "newer quizgen" in found.remark
    found.store.put(review())
    found.store.close()
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_where_nothing_can_be_written_the_session_works_on_what_was_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled(path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    found = opened(path)
    assert not found.lasts
    assert str(path) in found.remark
    assert len(found.store.reviews()) == 3
    found.store.put(review(9))
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into any folder")
def test_a_folder_that_may_only_be_read(path: Path) -> None:
    filled(path)
    path.parent.chmod(0o500)
    try:
        found = opened(path)
        assert (found.lasts, len(found.store.reviews())) == (False, 3)
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize("where", ["file/progress.sqlite", "folder"])
def test_a_path_where_no_file_can_be(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    found = opened(tmp_path / where)
    assert not found.lasts
    assert "cannot be saved" in found.remark
    found.store.put(review())


def test_a_store_that_another_holds_is_not_called_broken(path: Path) -> None:
    filled(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    found = opened(path)
    assert not found.lasts
    assert "another program holds it" in found.remark
    other.execute("ROLLBACK")
    other.close()
    assert len(opened(path).store.reviews()) == 3


# -- older stores ---------------------------------------------------------------------------------

@pytest.fixture
def newer_quizgen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version of quizgen with one more step."""
    steps = (*schema.MIGRATIONS, MORE)
    for place in (store, module):
        monkeypatch.setattr(place, "MIGRATIONS", steps)


def test_an_older_store_is_copied_then_brought_up_to_date(path: Path, request: pytest.FixtureRequest
                                                          ) -> None:
    filled(path)
    request.getfixturevalue("newer_quizgen")
    found = opened(path)
    assert (found.lasts, found.store.version, len(found.store.reviews())) == (True, 2, 3)
    copy = sqlite3.connect(path.with_name(f"progress.v1-{STAMP}.sqlite"))
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert copy.execute("SELECT count(*) FROM reviews").fetchone() == (3,)
    copy.close()


def test_a_step_for_which_the_disk_is_too_full_leaves_the_store_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    pages = len(filled(path, 300)) // 4096
    request.getfixturevalue("newer_quizgen")
    begin = Store.__init__

    def on_a_full_disk(self: Store, path: Path | None, patience: int = 50) -> None:
        begin(self, path, patience)
        if path:
            self._connection.execute(f"PRAGMA max_page_count = {pages}")

    monkeypatch.setattr(Store, "__init__", on_a_full_disk)
    found = opened(path)
    assert not found.lasts
    assert "full" in found.remark
    assert (found.store.version, len(found.store.reviews())) == (2, 300)  # the copy in memory
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA user_version").fetchone() == (1,)
    assert plain.execute("SELECT count(*) FROM reviews").fetchone() == (300,)
    assert "extra" not in [name for (name,) in plain.execute("SELECT name FROM sqlite_master")]
    plain.close()


def test_a_step_that_is_cut_short_at_any_moment_loses_nothing(
    path: Path, request: pytest.FixtureRequest
) -> None:
    filled(path, 300)
    old = path.read_bytes()
    request.getfixturevalue("newer_quizgen")
    random_time, done = random.Random(5), 0
    for _ in range(60):
        path.write_bytes(old)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        child = os.fork()
        if not child:
            try:
                opened(path)
            finally:
                os._exit(0)
        time.sleep(random_time.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        plain = sqlite3.connect(path)
        version = plain.execute("PRAGMA user_version").fetchone()[0]
        assert version in (1, 2)
        assert plain.execute("SELECT count(*) FROM reviews").fetchone() == (300,)
        plain.close()
        done += version == 2
        for copy in path.parent.glob("progress.v1-*.sqlite"):
            copied = sqlite3.connect(copy)  # a copy is whole or not there
            assert copied.execute("SELECT count(*) FROM reviews").fetchone() == (300,)
            copied.close()
            copy.unlink()
    again = opened(path)
    assert (again.lasts, len(again.store.reviews())) == (True, 300)
