"""`quizgen import`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

GIFT = "::capital::What is the capital of France?{=Paris ~Lyon ~Nice}\n\nWrite!{}\n"
GIVEN = ("--publisher", "CNN", "--date", "2023-09-15", "--author", "us", "--licence", "CC0-1.0")


def test_a_file_becomes_a_deck_that_passes_check_and_is_played(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.gift").write_text(GIFT.partition("Write")[0], encoding="utf-8")
    made = run("import", "q.gift", "rivers", *GIVEN, "--title", "Rivers")
    assert (made.code, made.err) == (0, "1 question imported\n  what they lack: quizgen "
                                    "check rivers; to fill it in: quizgen edit rivers\n")
    assert "rivers/2023-09-15.yaml" in made.out.replace("\\", "/")
    assert run("check", "rivers").err == "rivers: 1 fact, 1 item: no problem found\n"
    assert run("export", "again.gift", "--deck", "rivers").code == 0
    assert "::capital.answer::" in (tmp_path / "again.gift").read_text(encoding="utf-8")


def test_what_is_left_out_is_named_and_the_rest_is_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.gift").write_text(GIFT, encoding="utf-8")
    made = run("import", "q.gift")
    assert made.code == 1
    assert made.err.splitlines() == [
        "q.gift:3: left out: an essay has no answer to check [import]",
        "1 question imported, 1 left out",
        "  what they lack: quizgen check q; to fill it in: quizgen edit q"]
    checked = run("check", "q")
    assert checked.code == 1 and "imported.yaml:" in checked.out


def test_what_cannot_be_imported_writes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.gift").write_text("Write!{}", encoding="utf-8")
    (tmp_path / "q.apkg").write_bytes(b"PK\x03\x04\xff")
    (tmp_path / "sheet").write_bytes(b"PK\x03\x04\xff")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("mine", encoding="utf-8")
    (tmp_path / "ok.gift").write_text(GIFT, encoding="utf-8")
    for arguments, code, message in (
        (("q.gift", "new"), 1, "no question could be imported as gift; nothing was written"),
        (("q.apkg", "new"), 1, "q.apkg is Anki's package: in Anki, export “Notes in Plain Text"),
        (("sheet", "new"), 1, "sheet is a package of a learning platform: it is not read; export"),
        (("ok.gift", "full"), 2, "full exists and is not empty; nothing was written"),
        (("ok.gif", "new"), 2, "there is no file ok.gif (did you mean `ok.gift`?)"),
        (("ok.gift", "new", "--date", "soon"), 2, "--date: 'soon' is no date"),
        (("ok.gift", "new", "--id", "A b"), 2, "--id: String should match pattern"),
        (("ok.gift", "new", "--publisher", "\u202e"), 2, "--author or --publisher: Value error"),
        (("ok.gift", "new", "--format", "docx"), 2, "no format “docx” to import"),
    ):
        ran = run("import", *arguments)
        assert (ran.code, ran.out) == (code, "") and message in ran.err, (arguments, ran.err)
    assert not (tmp_path / "new").exists()
    assert (tmp_path / "full" / "x").read_text(encoding="utf-8") == "mine"


def test_several_files_make_one_deck_whose_faults_name_each(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.gift").write_text(GIFT, encoding="utf-8")
    (tmp_path / "two.aiken").write_text("Who?\nA. x\nB. y\nC. z\nANSWER: B\nWhy?\nA. x\n", "utf-8")
    (tmp_path / "three.csv").write_bytes("Frage;Antwort;Id\nWörter?;Ä;capital\n".encode("cp1252"))
    made = run("import", "one.gift", "two.aiken", "three.csv", "all", *GIVEN, "--encoding", "cp1252")
    assert made.code == 1
    assert made.err.splitlines() == [
        "one.gift:3: left out: an essay has no answer to check [import]",
        "three.csv:2: warning: the id “capital” stands twice; this "
        "one is imported as “capital-2” [import]",
        "two.aiken:6: left out: it has no line “ANSWER: ” with the letter of the right answer [import]",
        "3 questions imported, 2 left out",
        "  what they lack: quizgen check all; to fill it in: quizgen edit all"]
    assert run("check", "all").code == 0
    assert run("show", "--deck", "all", "capital-2").out.count("Wörter?") >= 1
    assert run("import", "two.aiken", "one.gift").out.startswith("two")  # no folder is named
