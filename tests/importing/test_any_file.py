"""Any file at all: no traceback, no hang, and a deck that the bank's reader reads."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.yaml_reader import parse_yaml
from quizgen.importing import READERS, File, find_reader, import_files, read_questions
from quizgen.importing.plan import Known
from quizgen.problem import QuizgenError
from tests.formats.hostile import SHARP

PIECES = [*SHARP, "\n", "\n\n", "{", "}", "=", "~", "#", "####", "->", "TRUE", "%50%", "::", "//",
          "[id:a.b]", "[tag:x]", "[html]", "\\", "A. ", "B) ", "ANSWER: ", "question,answer", ",", "\t",
          '"',
          "#separator:tab\n", "#html:true\n", "{{c1::", "}}", "[sound:x]", "<img src=x>", "<quiz>",
          "</quiz>", '<question type="multichoice">', "</question>", "<text>", "</text>",
          '<answer fraction="100">', "</answer>", "<questiontext>", "</questiontext>", "word", "1,5",
          "2023", "\u202e", "\ufeff", "\x00"]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join)


@settings(max_examples=60)
@pytest.mark.parametrize("name", READERS)
@given(TEXTS | st.binary(max_size=60).map(lambda data: data.decode("latin-1")))
def test_any_text_is_read_or_named(name: str, text: str) -> None:
    try:
        deck, files, problems = import_files(
            [File(name, "file", text.encode("utf-8", "surrogatepass"))], Known("x", "x"))
    except QuizgenError:
        return
    assert all(problem.line >= 1 and "\n" not in problem.message for problem in problems)
    for file, content in files.items():
        if deck.questions:
            read, faults = parse_yaml(content, file)
            assert read is not None and faults == []


@pytest.mark.parametrize("name", READERS)
def test_a_long_file_of_marks_takes_no_long_time(name: str) -> None:
    """Time grows with the size: this would take minutes if it grew with its square."""
    drawn = random.Random(1)
    for text in ("{" * 200_000, "=" * 200_000, "{{c1::" * 30_000, "<img " * 40_000,
                 "“" * 200_000 + "{T}", "a; b (" * 30_000, "".join(drawn.choices(PIECES, k=60_000))):
        try:
            import_files([File(name, "file", text.encode("utf-8", "replace"))], Known("x", "x"))
        except QuizgenError as error:
            assert str(error)


@pytest.mark.parametrize(("path", "text", "name"), [
    ("x.gift", "", "gift"), ("x.XML", "", "moodle-xml"), ("x.tsv", "", "csv"),
    ("x.txt", "#separator:tab\n", "anki"), ("x.txt", "Q\nA. x\nANSWER: A\n", "aiken"),
    ("x.txt", "\ufeffFrage\tAntwort\tFalsch 1\nQ\tx\ty\n", "csv"),
    ("x.txt", '"Question";"Answer"', "csv"),
    ("x.txt", "Q{T}", "gift"), ("-", "<?xml version='1.0'?>", "moodle-xml"),
    ("x.txt", "la casa\tthe house\n\nhola\thello\n", "anki"),
])
def test_a_format_is_told_by_suffix_or_text(path: str, text: str, name: str) -> None:
    assert find_reader(None, path, text) == name


def test_a_format_that_cannot_be_told_is_asked_for() -> None:
    with pytest.raises(QuizgenError, match="Name it with --format: gift, moodle-xml"):
        find_reader(None, "x.txt", "words")
    with pytest.raises(QuizgenError, match="no format “docx” to import"):
        find_reader("docx", "x", "")
    with pytest.raises(QuizgenError, match="larger than 8 MB"):
        import_files([File("gift", "x", b" " * 8_000_001)], Known("x", "x"))
    with pytest.raises(QuizgenError, match="x:2: no UTF-8"):
        import_files([File("gift", "x", b"a\n\xff")], Known("x", "x"))


def test_what_a_file_is_written_in_is_told_by_it_or_by_whoever_imports() -> None:
    xml = '<?xml version="1.0" encoding="{}"?><quiz><question type="truefalse"><name><text>x</text>' \
          '</name><questiontext><text>Zoë – ja</text></questiontext><answer fraction="100"><text>true' \
          "</text></answer></question></quiz>"
    for name in ("windows-1252", "UTF-8", "utf-16"):
        data = xml.format(name).encode(name)
        assert read_questions(File("moodle-xml", "x", data)).questions[0].stem == "Zoë – ja"
    latin = "Où?\nA. là\nB. çà\nANSWER: A\n".encode("iso-8859-1")
    assert read_questions(File("aiken", "x", latin, "latin-1")).questions[0].key == "là"
    with pytest.raises(QuizgenError, match="x:1: no UTF-8; save the file as UTF-8, or name its enc"):
        read_questions(File("aiken", "x", latin))
    for name in ("utf-7", "zip", "no-such", "cp037", "idna"):
        with pytest.raises(QuizgenError, match=f"x:1: the encoding “{name}” is not read"):
            read_questions(File("moodle-xml", "x", xml.format(name).encode()))
