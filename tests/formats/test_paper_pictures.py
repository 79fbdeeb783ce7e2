"""Pictures of facts on paper: where they stand, whose they are, and that the form file has them."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib

import pypdf
import pytest

from quizgen.formats import Job, print_forms
from quizgen.items.form_file import code_of, form_text
from quizgen.items.forms import Forms, make_forms
from quizgen.items.item import Illustration
from quizgen.items.quiz import Quiz, pose
from quizgen.items.read_form_file import read_forms
from quizgen.problem import QuizgenError

PICTURE = Illustration("a.png", "Two people at a table", "Eva Lind", "CC-BY-4.0",
                       "https://example.org/p")


def png(width: int, height: int) -> bytes:
    """A black picture, whole, so that it can be drawn."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(width)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def plain_forms(job: Job) -> Forms:
    choice = next(item for item in job.items if item.kind == "multiple-choice")
    return make_forms(Quiz("mini", "The front", "1.2.0", 7, (pose(choice, random.Random(1)),)))


def with_picture(forms: Forms, picture: Illustration = PICTURE) -> Forms:
    (posed,) = forms.first.questions
    asked = posed._replace(item=posed.item._replace(picture=picture))
    return forms._replace(quizzes=(forms.first._replace(questions=(asked,)),),
                          pictures={"a.png": png(60, 40)})


@pytest.mark.parametrize("greyscale", ["no", "yes"])
def test_a_picture_stands_with_its_question_and_whose_it_is(
    plain_forms: Forms, greyscale: str
) -> None:
    forms = with_picture(plain_forms)
    layout = {"greyscale": greyscale, "study_sheet": "yes"}
    reader = pypdf.PdfReader(io.BytesIO(print_forms("pdf", forms, layout)[0]))
    texts = [re.sub(r"\s", "", page.extract_text()) for page in reader.pages]
    told = [at for at, text in enumerate(texts) if "Picture:EvaLind,CC-BY-4.0" in text]
    assert told == [0, 1]  # the study sheet and the question; the key need not have it
    html = print_forms("paper-html", forms, layout)[0].decode()
    assert html.count('alt="Two people at a table"') == 2
    assert ("grayscale(1)" in html) is (greyscale == "yes")
    word = zipfile.ZipFile(io.BytesIO(print_forms("docx", forms, layout)[0]))
    body = word.read("word/document.xml").decode()
    assert body.count('descr="Two people at a table"') == 2
    assert ("a:grayscl" in body) is (greyscale == "yes")
    assert "Two people at a table" in print_forms("paper-md", forms, layout)[0].decode()


def test_the_form_file_has_the_picture_itself(plain_forms: Forms) -> None:
    forms = with_picture(plain_forms)
    again = read_forms(form_text(forms).encode(), "x.form.json")
    assert again.pictures == forms.pictures
    assert print_forms("pdf", again, {})[0] == print_forms("pdf", forms, {})[0]
    other = forms._replace(pictures={"a.png": png(60, 41)})
    assert len({code_of(forms), code_of(plain_forms), code_of(other)}) == 3


def test_a_picture_whose_words_tell_the_answer_stands_in_the_key(plain_forms: Forms) -> None:
    key = plain_forms.items[0].key
    html = print_forms("paper-html", with_picture(
        plain_forms, PICTURE._replace(alt=f"A view of {key}")), {})[0].decode()
    sheet, answers = html.split("<h1>Answer key", 1)
    assert ("<img" in sheet, "<img" in answers) == (False, True)


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_a_damaged_picture_is_named(plain_forms: Forms, name: str) -> None:
    forms = with_picture(plain_forms)._replace(pictures={"a.png": png(60, 40)[:60]})
    with pytest.raises(QuizgenError, match=r"^the picture a\.png is damaged and cannot"):
        print_forms(name, forms, {})


@pytest.mark.parametrize("pictures", [
    {}, {"a.png": b"<svg/>"}, {"a.png": png(60, 40), "b.png": png(1, 1)}, {"a.png": png(5000, 1)}])
def test_a_form_file_whose_picture_is_missing_or_none_is_refused(
    plain_forms: Forms, pictures: dict[str, bytes]
) -> None:
    forms = with_picture(plain_forms)._replace(pictures=pictures)
    with pytest.raises(QuizgenError, match=r"^x"):
        read_forms(form_text(forms).encode(), "x")


@pytest.mark.parametrize("shape", [(40, 4000), (4000, 40), (600, 400)])
def test_a_question_with_a_picture_stays_on_one_page(
    plain_forms: Forms, shape: tuple[int, int]
) -> None:
    """A stem that leaves little of a page: the picture takes no more than that."""
    forms = with_picture(plain_forms)
    (posed,) = forms.first.questions
    long = posed._replace(item=posed.item._replace(stem="Stem " + "words and words " * 200 + "ends?"))
    forms = forms._replace(quizzes=(forms.first._replace(questions=(long,)),),
                           pictures={"a.png": png(*shape)})
    pages = pypdf.PdfReader(io.BytesIO(print_forms("pdf", forms, {"key": "none"})[0])).pages
    (page,) = (text for text in (p.extract_text() for p in pages) if "Stem words" in text)
    assert posed.options[-1] in page and "Eva Lind" in page
