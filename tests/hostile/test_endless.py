"""Files of strangers that once took minutes, gigabytes or a traceback: told, and soon."""

from __future__ import annotations

import json
import resource
from pathlib import Path

import pytest

from quizgen.bank.history import HISTORY, make_seal, read_history
from quizgen.bank.record_json import load_records
from quizgen.bank.yaml_reader import MAX_ENTRIES
from quizgen.evidence.article import load_article
from quizgen.evidence.html_text import unescape
from quizgen.importing import File, import_files, question
from quizgen.importing.plan import Known
from quizgen.importing.question import MOST_ENTRIES, MOST_PROBLEMS
from quizgen.items.class_list import read_class
from quizgen.items.form_file import seal_of
from quizgen.items.read_form_file import read_forms
from quizgen.items.table import printable, read_table
from quizgen.marking.page_result import page_rows
from quizgen.play.transfer import read_progress
from quizgen.problem import Problem, QuizgenError, plain
from tests.cli.conftest import Run, run, town  # noqa: F401

PILE = "a" + "\u0315\u0300" * 300_000  # to put it in order takes the square of its length


def imported(name: str, text: str) -> tuple[int, tuple[Problem, ...]]:
    """How many questions a text has, and what is told of it."""
    deck, _, problems = import_files([File(name, "f", text.encode())], Known("x", "x"))
    return deck.questions, problems


def test_marks_that_are_piled_on_a_letter_are_no_article() -> None:
    for data, name in ((f"The mar{PILE}ket", "a.txt"), (f"<p>The mar{PILE}", "a.html"),
                       (f"# The mar{PILE[:200_000]}", "a.md"),
                       ("<p>The mara" + "&#x315;&#x300;" * 100_000, "a.html")):
        with pytest.raises(QuizgenError, match=f"{name}: after “.*The mara?” stand more than 200 "):
            load_article(data.encode(), name)


def test_a_line_of_dashes_and_many_accents_are_an_article() -> None:
    article = load_article(("—…’“" * 500 + "e\u0301e\u0323\u0302" * 500).encode(), "a.txt")
    assert article.text.count("é") == 500


@pytest.mark.parametrize("name", ["gift", "csv", "anki", "aiken"])
def test_marks_that_are_piled_on_a_letter_are_no_question(name: str) -> None:
    text = {"gift": f"::{PILE}:: Where {PILE}? {{=Here ~There}}\n",
            "csv": f"question,answer,id,topic\nWhere {PILE}?,Here,{PILE},{PILE}\n",
            "anki": f"Where {PILE}?\tHere\n",
            "aiken": f"Where {PILE}?\nA. Here\nB. There\nANSWER: A\n"}[name]
    try:
        assert imported(name, text)[1]
    except QuizgenError as error:
        assert str(error)


@pytest.mark.parametrize(("reference", "shown"), [
    ("&#" + "9" * 5000 + ";", "\ufffd"), ("&#" + "0" * 5000 + "65;", "A"),
    ("&#" + "9" * 5000, "\ufffd"),
    ("&#x" + "f" * 5000 + ";", "\ufffd"), ("&#65;&amp;&#8364;", "A&€"), ("&#" + "0" * 40, "\ufffd"),
])
def test_an_endless_character_reference_is_read(reference: str, shown: str) -> None:
    """Python refuses to read a number of some thousand digits."""
    assert unescape(reference) == shown
    page = f"<html><head><meta name='title' content='{reference}'></head><p>Here {reference}".encode()
    assert load_article(page, "a.html").text == f"Here {shown}"
    text = f"::a:: [html]<p>Where {reference}? <img alt='{reference}'></p> {{=Here ~There}}\n"
    assert imported("gift", text)[0] == 1


def test_what_is_to_be_told_of_a_file_to_import_ends() -> None:
    questions, problems = imported("gift", "Where? {=Here ~There}\n" + "// \x01\n" * 60_000)
    assert questions == 1
    assert sum(problem.message.startswith("the character") for problem in problems) == MOST_PROBLEMS
    assert [problem.line for problem in problems if problem.rule == "too-many"] == [MOST_PROBLEMS + 2]


@pytest.mark.parametrize(("name", "lead", "entry"), [
    ("gift", "", "::a:: b {=c ~d}\n"), ("aiken", "", "b\nA. c\nB. d\nANSWER: A\n"),
    ("csv", "question,answer\n", "b,c\n"), ("csv", "", "b\tc\n"), ("anki", "", "b\tc\n"),
    ("moodle-xml", "<quiz>", "<question/>"),
])
def test_more_questions_than_a_deck_can_hold_are_refused(
    name: str, lead: str, entry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before they are all read; the deck that they made was one that nothing could read."""
    assert MOST_ENTRIES == MAX_ENTRIES
    monkeypatch.setattr(question, "MOST_ENTRIES", 30)
    text = lead + entry * 31 + ("</quiz>" if name == "moodle-xml" else "")
    with pytest.raises(QuizgenError, match="f: more than 30 entries; split it"):
        import_files([File(name, "f", text.encode())], Known("x", "x"))


def test_a_note_of_gaps_without_end_is_left_out() -> None:
    """Each was looked for in the whole of it."""
    text = "".join(f"{{{{c{n % 1000}::a b c d e}}}} " for n in range(5000)) + "\t\n"
    assert [problem.message for problem in imported("anki", text)[1]] == [
        "left out: it has more than 50 gaps"]


ODD = "a\ud800 \x1b[2J\u202e"


@pytest.mark.usefixtures("town")
def test_an_answer_that_steers_or_is_half_a_character_is_marked_as_it_can_be_shown(
    run: Run, tmp_path: Path,  # noqa: F811
) -> None:
    """From a page's result or a table: halves of characters ended in a traceback, others in no PDF."""
    run("export", "quiz.print.md", "--deck", "town", "--count", "3")
    answers = [{"question": number, "answer": ODD} for number in (1, 2, 3)]
    (tmp_path / "r.json").write_text(json.dumps({"name": "Zoe", "form": "A", "answers": answers}))
    (tmp_path / "r.csv").write_bytes(
        f"Name,Form,Q1,Q2,Q3\nZoe,A,{ODD},{ODD},{ODD}\n".encode("utf-8", "replace"))
    for file in ("r.json", "r.csv"):
        done = run("mark", file, "--form", "quiz.print.form.json", "--csv", "m.csv",
                   "--feedback", "f.pdf")
        assert done.code == 0, done.err
        written = "".join(p.read_text("utf-8-sig") for p in tmp_path.glob("m*.csv"))
        assert plain(written) == written
    assert printable("a\u200cb") == "a\u200cb"


@pytest.mark.parametrize("line", [
    ("check", "~nobody-here"), ("play", "~nobody-here/x"), ("cite", "~nobody-here/a.txt", "x"),
    ("export", "x.json", "--deck", "~nobody-here"), ("mark", "~nobody-here", "--form", "~nobody-here"),
])
def test_a_home_of_nobody_is_a_name_like_others(run: Run, line: tuple[str, ...]) -> None:  # noqa: F811
    done = run(*line)
    assert (done.code, "~nobody-here" in done.err) == (2, True), done


@pytest.mark.usefixtures("town")
def test_progress_in_the_home_of_nobody_is_kept_here(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,  # noqa: F811
) -> None:
    monkeypatch.setenv("QUIZGEN_HOME", "~nobody-here/x")
    assert run("stats", "town").code == 0
    assert [path.name for path in tmp_path.glob("~*")] in ([], ["~nobody-here"])


STEERING = "\x9b2J\x7f\u202e\u2066x\u2028"


def test_json_for_machines_steers_no_terminal(run: Run, town: Path) -> None:  # noqa: F811
    with (town / "deck.yaml").open("a", encoding="utf-8") as file:
        file.write(json.dumps(STEERING) + ": x\n")
    done = run("check", "town", "--json")
    assert plain(done.out) == done.out
    assert any("\x9b2J\x7f\u202e\u2066x" in problem["message"]
               for problem in json.loads(done.out)["problems"])


def test_of_a_million_wrong_records_the_first_is_told(run: Run, town: Path) -> None:  # noqa: F811
    """A list of all that is wrong with 10 MB of them filled gigabytes: each has no more than one."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = {"deck": "town", "header": "a" * 16, "facts": {}, "releases": ["no release"] * 600_000}
    (town / HISTORY).write_text(json.dumps(data | {"seal": make_seal(data)}))
    problems = read_history(town)[1]
    assert ["releases" in problem.message or "dictionary" in problem.message
            for problem in problems] == [True]
    run("export", "quiz.print.md", "--deck", "town", "--count", "3")
    form = json.loads(Path("quiz.print.form.json").read_bytes())
    del form["seal"]
    form["forms"] = [{"form": "A", "questions": [0] * 1000}] * 600
    text = json.dumps(form | {"seal": seal_of(form)}).encode()
    with pytest.raises(QuizgenError, match=r"forms.0.questions.0: "):
        read_forms(text, "f")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes


def test_a_form_file_has_no_list_without_end(run: Run, town: Path) -> None:  # noqa: F811
    run("export", "quiz.print.md", "--deck", town.name, "--count", "3")
    form = json.loads(Path("quiz.print.form.json").read_bytes())
    del form["seal"]
    for changed in (form | {"points": dict.fromkeys(map(str, range(5000)), 1.0)},
                    form | {"pictures": dict.fromkeys(map(str, range(5000)), "")},
                    form | {"forms": [0] * 5000}):
        with pytest.raises(QuizgenError, match="f has a list of 5,000 entries"):
            read_forms(json.dumps(changed | {"seal": seal_of(changed)}).encode(), "f")


def test_json_of_brackets_is_no_record_of_ours() -> None:
    """Three bytes of it take sixty in memory."""
    assert load_records(b'{"a": [[], {}]}') == {"a": [[], {}]}
    text = b"[" + b"[]," * 300_000 + b"1]"
    with pytest.raises(ValueError, match="nothing but brackets"):
        load_records(text)
    with pytest.raises(QuizgenError, match="nothing but brackets"):
        read_progress(b'{"format": "quizgen-progress", "version": 1, "reviews": ' + text + b"}", "p")


def test_a_table_wider_and_a_class_larger_than_any_is_refused() -> None:
    """Each row was held against all before it, and each column told of."""
    with pytest.raises(QuizgenError, match=r"r\.csv:2: too long"):
        read_table(b"Name\n" + b"a," * 20_000 + b"\n", "r.csv")
    rows = "".join(f"Zoe {number}\n" for number in range(19_000)).encode()
    with pytest.raises(QuizgenError, match="names 19000 students"):
        read_class(rows, "class.csv")
    answers = [{"question": number, "answer": "a"} for number in range(20_000)]
    with pytest.raises(QuizgenError, match="no result that the page has saved"):
        page_rows(json.dumps({"name": "Zoe", "form": "A", "answers": answers}).encode(), "r.json")
