"""`quizgen export`: a file whole or none; refusals say what there is."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from quizgen.formats.table import FORMATS


@pytest.mark.parametrize(("name", "start"), [
    ("x.json", b"{"), ("x.csv", b"\xef\xbb\xbfid,"), ("x.apkg", b"PK"), ("X.PDF", b"%PDF"),
    ("x.html", b"<!DOCTYPE html>"),
])
def test_the_suffix_names_the_format(
    run: Any, town: Path, tmp_path: Path, name: str, start: bytes
) -> None:
    quiz = name in ("X.PDF", "x.html")
    ran = run("export", name, "--deck", "town", *(("--count", "4") if quiz else ()))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"{name}: ")
    assert (tmp_path / name).read_bytes().startswith(start)
    beside = [f"{name[0]}.form.json"] if quiz else []
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["town", name, *beside])


def test_a_file_is_replaced(run: Any, town: Path, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("old")
    assert run("export", "x.json", "--deck", "town").code == 0
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["deck"] == "town"


def test_a_dash_is_standard_output_and_nothing_is_said(run: Any, town: Path) -> None:
    ran = run("export", "-", "--deck", "town", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert len(json.loads(ran.out)["items"]) > 15


def test_a_number_of_items_is_drawn_by_seed(run: Any) -> None:
    def ids(seed: int) -> list[str]:
        out = run("export", "-", "--format", "csv", "--count", "5", "--seed", str(seed)).out
        return [row["id"] for row in csv.DictReader(io.StringIO(out.lstrip("\ufeff")))]

    assert len(set(ids(1))) == 5
    assert ids(1) == ids(1)
    assert ids(1) != ids(2)


def test_what_is_chosen_is_all_that_is_written(run: Any, town: Path) -> None:
    ran = run("export", "-", "--deck", "town", "--format", "json", "--topic", "money",
              "--kind", "cloze", "--kind", "standing", "--since", "2024-05-04")
    items = json.loads(ran.out)["items"]
    assert {item["topic"] for item in items} == {"money"}
    assert {"cloze"} < {item["kind"] for item in items}
    assert all(item["kind"] == "cloze" or item["family"] == "standing" for item in items)


def test_the_formats_are_listed(run: Any) -> None:
    ran = run("export", "--list")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines() if line[0] != " "] == list(FORMATS)
    assert ran.out.count("    validated: ") == ran.out.count("    kinds: ") == len(FORMATS)


def test_what_a_format_cannot_hold_is_told_by_id_with_the_reason(
    run: Any, town: Path, tmp_path: Path
) -> None:
    ran = run("export", "x.csv", "--format", "gimkit", "--deck", "town")
    assert (ran.code, ran.out) == (0, "")
    first, *others = ran.err.splitlines()
    assert (told := re.search(r"(\d+) items of .* facts, (\d+) left out$", first))
    rows = list(csv.reader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))
    assert len(rows) - 2 == int(told[1])
    by_reason = [re.fullmatch(r"  left out, (\d+): gimkit has no \S+ items: (.+)", o) for o in others]
    ids = [name for line in by_reason if line for name in line[2].split(", ")]
    assert len(ids) == sum(int(line[1]) for line in by_reason if line) == int(told[2]) > 0
    assert all("." in name for name in ids)


def test_strict_writes_nothing_where_something_is_left_out(
    run: Any, town: Path, tmp_path: Path
) -> None:
    ran = run("export", "x.csv", "--format", "gimkit", "--deck", "town", "--strict")
    assert (ran.code, ran.out) == (1, "")
    assert "x.csv was not written (--strict)\n  left out, " in ran.err
    assert not (tmp_path / "x.csv").exists()
    kinds = ("--kind", "multiple-choice", "--kind", "true-false")
    ran = run("export", "x.csv", "--format", "gimkit", "--deck", "town", "--strict", *kinds)
    assert ran.code == 0 and (tmp_path / "x.csv").exists()


def test_a_format_that_can_hold_nothing_says_so(run: Any, town: Path, tmp_path: Path) -> None:
    ran = run("export", "x.csv", "--format", "gimkit", "--deck", "town", "--kind", "cloze")
    assert (ran.code, ran.out) == (1, "")
    assert "gimkit can hold none of these items: gimkit has no cloze items" in ran.err
    assert not (tmp_path / "x.csv").exists()


USAGE = [
    ((), "where to? quizgen export quiz.pdf"),
    (("x.odt",), f"which format is x.odt? Name it with --format: {', '.join(FORMATS)}"),
    (("x.zip",), "which format is x.zip? Name it with --format: canvas or qti21"),
    (("x.xlsx",), "which format is x.xlsx? Name it with --format: kahoot or wayground"),
    (("x.xml",), "which format is x.xml? Name it with --format: moodle-xml"),
    (("-",), "which format is -?"),
    (("x.json", "--format", "odt"), f"no format “odt”; there are {', '.join(FORMATS)}"),
    (("x.json", "--kind", "essay"), "no kind “essay”; there are multiple-choice"),
    (("x.json", "--topic", "sports"), "no topic “sports”; there are "),
    (("x.json", "--since", "yesterday"), "'yesterday' is no date; write 2023-09-15"),
    (("x.json", "--until", "2023-02-30"), "'2023-02-30' is no date"),
    (("x.json", "--since", "2024-06-02", "--until", "2024-06-01"), "is after --until 2024-06-01"),
    (("x.json", "--count", "0"), "0 is not in the range 1<=x<=500"),
    (("x.json", "--count", "-3"), "-3 is not in the range"),
    (("x.json", "--count", "ten"), "'ten' is not a valid integer"),
    (("x.json", "--count", "2", "--seed", "-1"), "-1 is not in the range"),
    (("x.pdf", "--paper", "a3"), "'a3' is not one of"),
    (("x.apkg", "--choices", "open"), "'open' is not one of"),
    (("x.json", "--paper", "a4"), "json has no option --paper: it goes with pdf"),
    (("x.pdf", "--type-in"), "pdf has no option --type-in: it goes with apkg"),
    (("x.pdf", "--mode", "exam"), "pdf has no option --mode: it goes with html"),
    (("x.csv", "--choices", "shown"), "csv has no option --choices: it goes with apkg"),
    (("x.json", "--papr", "a4"), "No such option"),
    (("none/x.json",), "there is no folder none"),
    (("town",), "which format is town?"),
    (("town", "--format", "json"), "town is a folder"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_a_wrong_wish_leaves_with_2_and_writes_nothing(
    run: Any, town: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("export", *arguments, "--deck", "town")
    assert (ran.code, ran.out) == (2, "")
    assert message in " ".join(ran.err.split())
    assert [p.name for p in tmp_path.iterdir()] == ["town"]


@pytest.mark.parametrize(("arguments", "message"), [
    (("x.pdf", "--count", "500"), "500 questions were asked for, and "),
    (("x.json", "--count", "500"), "500 questions were asked for, and "),
    (("x.json", "--kind", "ordering"), "no item fits this choice"),
    (("x.json", "--as-of", "2000-01-01"), "no item fits this choice"),
    (("x.json", "--until", "2000-01-01"), "no item fits this choice"),
])
def test_too_few_items_leave_with_1_and_write_nothing(
    run: Any, town: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    ran = run("export", *arguments, "--deck", "town")
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["town"]


def test_a_deck_with_errors_is_not_written(run: Any, broken: Path, tmp_path: Path) -> None:
    ran = run("export", "x.json", "--deck", "town")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("town/2024-05-04.yaml:")
    assert not (tmp_path / "x.json").exists()


@pytest.mark.parametrize("failing", ["pathlib.Path.replace", "os.fsync"])
def test_a_disk_that_fails_leaves_the_old_file_and_no_other(
    run: Any, town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    (tmp_path / "x.json").write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(failing, full)
    ran = run("export", "x.json", "--deck", "town")
    assert (ran.code, ran.out) == (1, "")
    assert "No space left on device" in ran.err
    assert (tmp_path / "x.json").read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["town", "x.json"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_may_not_be_written_is_told(run: Any, town: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    ran = run("export", "locked/x.json", "--deck", "town")
    assert (ran.code, ran.out) == (1, "")
    assert "Permission denied" in ran.err
    assert [*locked.iterdir()] == []


def test_a_file_that_cannot_be_made_is_told_by_the_name_that_was_given(
    run: Any, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not by the name of the temporary file that the reader never saw."""

    opened = os.open

    def refuse(path: Any, flags: int, mode: int = 0o777) -> int:
        if ".x.json." in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, mode)

    monkeypatch.setattr("os.open", refuse)
    ran = run("export", "x.json", "--deck", "town")
    assert (ran.code, ran.out) == (1, "")
    assert "x.json: Permission denied" in ran.err
    assert ".x.json" not in ran.err


def test_the_options_of_a_format_reach_it(run: Any, town: Path, tmp_path: Path) -> None:
    sizes = set()
    for options in ((), ("--choices", "shown"), ("--choices", "none"), ("--type-in",)):
        ran = run("export", "x.apkg", "--deck", "town", "--kinds", "content", *options)
        assert ran.code == 0
        sizes.add((tmp_path / "x.apkg").read_bytes())
    assert len(sizes) == 4
    assert run("export", "x.pdf", "--deck", "town", "--count", "3", "--paper", "us-letter").code == 0


@pytest.mark.parametrize("name", ["deck.yaml", "entities.yaml", "history.json", "CHANGELOG.md"])
def test_an_output_never_replaces_a_decks_own_file(run: Any, town: Path, name: str) -> None:
    run("release", "town", "--date", "2024-05-01")
    before = (town / name).read_bytes()
    fitting = "markdown" if name.endswith(".md") else "json"
    ran = run("export", f"town/{name}", "--format", fitting, "--deck", "town")
    assert (ran.code, ran.out) == (2, "")
    assert f"town/{name} belongs to a deck; name another file" in ran.err
    assert (town / name).read_bytes() == before


def test_what_makes_no_card_is_listed_and_strict_minds_it(run: Any, tmp_path: Path) -> None:
    ran = run("export", "x.apkg", "--deck", "space-2023", "--strict")
    assert ran.code == 1 and not (tmp_path / "x.apkg").exists()
    assert re.search(r"left out, 2: it asks several things at once: \S+\.matching, \S+\.ordering",
                     ran.err)
    assert "it asks a question of its fact again: " in ran.err
    whole = run("export", "x.apkg", "--deck", "space-2023", "--strict", "--kind", "multiple-choice")
    assert whole.code == 0


def test_a_link_and_a_pipe_stay_what_they_are(run: Any, town: Path, tmp_path: Path) -> None:
    (tmp_path / "there.gift").write_text("old", encoding="utf-8")
    (tmp_path / "link.gift").symlink_to("there.gift")
    assert run("export", "link.gift", "--deck", "town").code == 0
    assert (tmp_path / "link.gift").is_symlink()
    written = (tmp_path / "there.gift").read_bytes()
    assert written.startswith(b"$CATEGORY")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.gift")
        reader = os.open(tmp_path / "pipe.gift", os.O_RDONLY | os.O_NONBLOCK)
        assert run("export", "pipe.gift", "--deck", "town").code == 0
        assert os.read(reader, 100) == written[:100]
        os.close(reader)
        assert (tmp_path / "pipe.gift").is_fifo()


@pytest.mark.parametrize(("out", "format_name"), [
    ("page.html", "paper-html"), ("quiz.md", "paper-md"), ("war.txt", "gift"),
    ("claims.json", "claims"), ("war.moodle", "moodle-xml"), ("Week 37.5", "json"), ("quiz.PDF", "pdf"),
])
def test_a_name_that_no_other_format_has_is_taken(
    run: Any, town: Path, tmp_path: Path, out: str, format_name: str
) -> None:
    ran = run("export", out, "--format", format_name, "--deck", "town", "--count", "3")
    assert (ran.code, (tmp_path / out).is_file()) == (0, True), ran.err
