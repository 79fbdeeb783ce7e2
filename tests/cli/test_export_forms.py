"""`quizgen export` on paper: forms, their file, the key apart, printing again."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pypdf
import pytest

SMALL = ("--count", "4", "--deck", "town")


def pages(data: bytes) -> list[str]:
    return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_forms_with_their_file_are_printed_again_to_the_byte_without_the_bank(
    run: Any, town: Path, tmp_path: Path
) -> None:
    ran = run("export", "quiz.pdf", *SMALL, "--forms", "3", "--answer-sheet", "--study-sheet",
              "--sections", "--points", "2", "--title", "A – test", "--paper", "us-letter")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == ("quiz.pdf: 4 questions, forms A to C, seed 0, quiz.form.json to mark it or "
                       "print it again\n")
    for file in town.iterdir():
        file.unlink()
    assert run("export", "again.pdf", "--form", "quiz.form.json").code == 0
    first = (tmp_path / "quiz.pdf").read_bytes()
    assert (tmp_path / "again.pdf").read_bytes() == first
    assert not (tmp_path / "again.form.json").exists()
    shown = "".join(pages(first))
    assert all(text in shown for text in ("A–test", "FormB", "Answersheet", "Studysheet", "8points"))


def test_the_answer_sheet_names_the_form_file(run: Any, town: Path, tmp_path: Path) -> None:
    run("export", "quiz.pdf", *SMALL, "--answer-sheet")
    code = json.loads((tmp_path / "quiz.form.json").read_text(encoding="utf-8"))["code"]
    assert code in "".join(pages((tmp_path / "quiz.pdf").read_bytes()))
    run("export", "large.pdf", "--form", "quiz.form.json", "--large-print")
    assert code in "".join(pages((tmp_path / "large.pdf").read_bytes()))


def test_the_key_apart_and_left_out(run: Any, town: Path, tmp_path: Path) -> None:
    assert run("export", "quiz.pdf", *SMALL, "--forms", "2", "--key-file", "key.pdf").code == 0
    sheet, key = (pages((tmp_path / name).read_bytes()) for name in ("quiz.pdf", "key.pdf"))
    assert not any("Answerkey" in page for page in sheet)
    assert sum("Answerkey," in page for page in key) == 2
    assert not any("Directions." in page for page in key)
    assert run("export", "bare.pdf", "--form", "quiz.form.json", "--no-key").code == 0
    assert pages((tmp_path / "bare.pdf").read_bytes()) == sheet


def test_a_form_for_each_student_of_a_list(run: Any, town: Path, tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_bytes("Name;Number\nZoë Müller;17\nИван;18\n".encode())
    ran = run("export", "quiz.pdf", *SMALL, "--forms", "class.csv", "--answer-sheet")
    assert (ran.code, "2 personal forms" in ran.err) == (0, True)
    shown = pages((tmp_path / "quiz.pdf").read_bytes())
    assert any("ZoëMüller" in page and "Directions." in page for page in shown)
    assert any("Иван" in page and "Directions." in page for page in shown)
    assert sum("Answerkey" in page for page in shown) == 1


def test_another_quiz_under_the_same_name_is_remarked(run: Any, town: Path) -> None:
    run("export", "quiz.pdf", *SMALL)
    assert "held other forms" not in run("export", "quiz.pdf", *SMALL).err
    assert "held other forms before" in run("export", "quiz.pdf", *SMALL, "--seed", "5").err


def test_standard_output_has_no_form_file(run: Any, town: Path, tmp_path: Path) -> None:
    ran = run("export", "-", "--format", "paper-md", *SMALL)
    assert (ran.code, ran.err, [*tmp_path.iterdir()]) == (0, "", [town])


WRONG = [
    (("x.pdf", "--forms", "27"), "27 forms; there can be 1 to 26"),
    (("x.pdf", "--forms", "0"), "0 forms"),
    (("x.pdf", "--forms", "nobody.csv"), "--forms nobody.csv is no file: give a number from 1 to 26"),
    (("x.pdf", "--points", "essay=2"), "no kind “essay”"),
    (("x.pdf", "--title", " "), "--title: one line"),
    (("x.pdf", "--large-print", "--columns", "2"), "have one column"),
    (("x.pdf", "--key-file", "x.pdf"), "the key needs a name of its own"),
    (("x.pdf", "--key-file", "k.docx"), "--key-file k.docx: it is written as .pdf; name it so"),
    (("x.pdf", "--form", "none.form.json"), "there is no file none.form.json"),
    (("x.pdf", "--form", "none.form.json", "--count", "3"), "nothing else can be chosen"),
    (("x.pdf", "--form", "none.form.json", "--seed", "0"), "nothing else can be chosen"),
    (("x.pdf", "--no-key", "--key-file", "k.pdf"), "--no-key prints no key and --key-file a key"),
    (("x.pdf", "--points", "2", "--points", "3"), "--points 3: every question was given 2 before"),
    (("x.docx", "--format", "pdf"), "x.docx is the name of another format (docx); pdf is written as"),
    (("x.form.json", "--format", "pdf"), "x.form.json is the name of another format (json)"),
    (("x.txt", "--format", "docx"), "x.txt is the name of another format (aiken or blackboard)"),
    (("x.json", "--forms", "2"), "--forms goes with a printed quiz, not with json"),
    (("x.json", "--answer-sheet"), "json has no option --answer-sheet: it goes with pdf"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_what_does_not_go_together(
    run: Any, town: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    deck = () if "--form" in arguments else ("--deck", "town")
    ran = run("export", *arguments, *deck)
    assert (ran.code, ran.out) == (2, "")
    assert message in " ".join(ran.err.split())
    assert [*tmp_path.iterdir()] == [town]


def test_a_list_with_bad_rows_names_their_lines(run: Any, town: Path, tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_text("Name,Number\nAnn,1\n,\n,\nAnn,1\n")
    ran = run("export", "x.pdf", *SMALL, "--forms", "class.csv")
    assert (ran.code, ran.err) == (1, "class.csv:5: Ann stands in the list twice [class]\n")


def test_a_form_file_changed_by_hand_is_refused(run: Any, town: Path, tmp_path: Path) -> None:
    run("export", "quiz.pdf", *SMALL)
    path = tmp_path / "quiz.form.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"seed": 0', '"seed": 1'), "utf-8")
    ran = run("export", "x.pdf", "--form", "quiz.form.json")
    assert ran.code == 1 and "was changed by hand" in ran.err


def test_the_same_bytes_from_the_index_and_from_the_bank(
    run: Any, town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First the bank is read and indexed, then the index; then no index can be written."""
    files = []
    for name in ("read", "indexed", "unwritten"):
        if name == "unwritten":
            (tmp_path / "no-folder").write_text("")
            monkeypatch.setenv("QUIZGEN_CACHE", str(tmp_path / "no-folder"))
        assert run("export", f"{name}.pdf", *SMALL, "--study-sheet").code == 0
        files.append([(tmp_path / f"{name}{suffix}").read_bytes() for suffix in (".pdf", ".form.json")])
    assert files[0] == files[1] == files[2]
