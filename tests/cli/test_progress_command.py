from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.play.open_store import open_store
from quizgen.play.records import Flag, Progress, Seen
from quizgen.play.store import Store
from quizgen.play.transfer import TransferError, progress_text, read_progress
from tests.cli.conftest import Run
from tests.play.reviews import at, review

REVIEWS = (review(0, id="one"), review(2, id="two", rating=1),
           review(3, "g.q", id="three", undone=True))
FLAG, SEEN = Flag("d", "f.q", at(1), "bad", True), Seen("d", "1.0.0", at(0))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("QUIZGEN_HOME", str(folder))
    return folder


def opened(home: Path) -> Store:
    return open_store(home / "progress.sqlite", "now").store


def test_progress_goes_to_another_machine_and_back(run: Run, home: Path, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    opened(home).put(*REVIEWS, FLAG, SEEN)
    assert run("progress", "export", "p.json").err == "3 reviews to p.json\n"
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "other"))
    assert run("progress", "import", "p.json").err == "3 new reviews; 0 were there already\n"
    assert run("progress", "import", "p.json").err == "0 new reviews; 3 were there already\n"
    assert opened(tmp_path / "other").everything() == opened(home).everything()


def test_importing_merges_and_the_later_form_holds(run: Run, home: Path, tmp_path: Path) -> None:
    theirs = (REVIEWS[1]._replace(rating=3, overruled=True, changed=at(5)), review(4, id="four"))
    (tmp_path / "p.json").write_text(progress_text(Progress(theirs)), "utf-8")
    opened(home).put(*REVIEWS, FLAG._replace(on=False, time=at(9)))
    assert run("progress", "import", "p.json").code == 0
    log = {r.id: r for r in opened(home).reviews()}
    assert set(log) == {"one", "two", "three", "four"}
    assert log["two"].overruled
    assert [flag.on for flag in opened(home).flags()] == [False]
    (card,) = opened(home).cards()
    assert (card.reviews, card.lapses) == (3, 0)


def test_export_to_standard_output_is_json(run: Run, home: Path) -> None:
    opened(home).put(*REVIEWS)
    done = run("progress", "export", "-")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert (data["format"], data["version"], len(data["reviews"])) == ("quizgen-progress", 1, 3)
    assert len(data["cards"]) == 1


def _changed(**changes: Any) -> str:
    row = {**REVIEWS[0]._asdict(), **changes}
    return json.dumps({"format": "quizgen-progress", "version": 1, "reviews": [row]})


@pytest.mark.parametrize(("text", "message"), [
    ("", "p.json:1: is no JSON"), ("[]", "is no progress of quizgen"),
    ('{"format": "quizgen-progress", "version": 2}', "newer quizgen (format 2, known is 1)"),
    ('{"format": "quizgen-progress", "version": true}', "version"),
    ('{"format": "quizgen-progress", "version": 1, "reviews": {}}', "reviews: is no list"),
    ('{"format": "quizgen-progress", "version": 1, "reviews": [{}]}', "reviews[0]: id is missing"),
    (_changed(rating=5), "rating: 5 is none of 1 to 4"), (_changed(time="yesterday"), "reviews[0]"),
    (_changed(mode="cram"), "mode: 'cram' is none of"), (_changed(undone=1), "undone"),
    (_changed(milliseconds=-1), "out of range"), (_changed(expires="soon"), "is no date"),
    (_changed(time="9999-01-01T00:00:00.000Z"), "outside 1970 to 2999"),
    ("[" * 100_000, "cannot be read")])
def test_a_bad_file_is_a_message_and_changes_nothing(
    run: Run, home: Path, tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "p.json").write_text(text, "utf-8")
    done = run("progress", "import", "p.json")
    assert (done.code, done.out) == (1, "")
    assert message in done.err
    assert "Traceback" not in done.err
    assert opened(home).reviews() == []


def test_a_file_that_is_not_there(run: Run) -> None:
    done = run("progress", "import", "none.json")
    assert (done.code, "none.json" in done.err) == (2, True)


def test_nothing_is_imported_where_it_would_not_last(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "p.json").write_text(progress_text(Progress(REVIEWS)), "utf-8")
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "p.json"))
    done = run("progress", "import", "p.json")
    assert done.code == 1
    assert "nothing was imported" in done.err


TEXT = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=8)


@given(st.lists(st.builds(
    review, st.integers(0, 90), TEXT, given=TEXT, rating=st.sampled_from([None, 1, 2, 3, 4]),
    mode=st.sampled_from(["study", "quiz", "exam"]), hints=st.integers(0, 9), choice=st.none() | TEXT,
    undone=st.booleans(), expires=st.sampled_from([None, "2027", "2026-12-01~"])), max_size=4))
@settings(max_examples=40)
def test_what_is_written_is_read_again(log: list[Any]) -> None:
    written = Progress(tuple(log), (), (FLAG,), (SEEN,))
    assert read_progress(progress_text(written).encode(), "p.json") == written


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(["id", "time", "reviews", "mode"]), inner, max_size=3)))
def test_no_file_does_harm(value: Any) -> None:
    text = json.dumps({"format": "quizgen-progress", "version": 1, "reviews": value, "flags": value})
    try:
        assert read_progress(text.encode(), "p.json") == Progress()
    except TransferError as error:
        assert str(error).startswith("p.json: ")


@pytest.mark.parametrize("spoil", ["newer", "broken", "folder"])
def test_a_backup_is_not_overwritten_where_progress_cannot_be_read(
    run: Run, home: Path, tmp_path: Path, spoil: str
) -> None:
    store, backup = home / "progress.sqlite", tmp_path / "backup.json"
    filled = opened(home)
    filled.put(*REVIEWS)
    filled.close()
    backup.write_text("a good backup")
    if spoil == "newer":
        with sqlite3.connect(store) as file:
            file.execute("PRAGMA user_version = 99")
    else:
        store.unlink()
        store.mkdir() if spoil == "folder" else store.write_bytes(b"broken" * 1000)
    for command in (["progress", "export", str(backup)], ["stats", "--json"]):
        done = run(*command)
        assert (done.code, done.out) == (1, ""), command
    assert backup.read_text() == "a good backup"
    assert [path.name for path in home.glob("*.broken*")] == []  # who only reads sets nothing aside
