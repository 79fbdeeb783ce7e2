"""The page in Chromium: by keys, by mouse and by touch, and nothing for axe-core to find."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quizgen.formats import Job
from quizgen.items.form_file import form_text
from quizgen.items.forms import make_forms
from quizgen.items.item import Citation, Distractor
from quizgen.items.quiz import Quiz, pose
from quizgen.items.read_form_file import read_forms
from quizgen.marking.results import read_results
from quizgen.marking.score import Rule, mark_papers
from tests.formats.test_html import EVIL, of_every_kind, page_of

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
         "resultTypes": ["violations"]}
NO_STORAGE = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); } });"""
COUNT_RUNS = """window.ran = 0; window.alert = () => { window.ran += 1; };
document.addEventListener("securitypolicyviolation", (e) => console.error(e.blockedURI));"""
OpenPage = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, job: Job, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens a page from a file; at the end nothing may have been said in the console."""
    said: list[str] = []
    contexts: list[Any] = []

    def opened(html: str, script: str = "", **device: Any) -> Any:
        path = tmp_path / "quiz.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(**{**DESKTOP, "offline": True, **device})
        context.set_default_timeout(5000)
        context.add_init_script(COUNT_RUNS + script)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(path.as_uri())
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def quiz(job: Job) -> str:
    """A page with a question of each kind."""
    return page_of(job, of_every_kind(job))


def right_answers(job: Job, html: str) -> list[str]:
    """The key of each question as a row of results has it."""
    block = json.loads(html.split('id="data">')[1].partition("</script>")[0])
    return [question["typed"]["key"] if "typed" in question else " ".join(question["key"])
            for question in block["questions"]]


def result_of(tab: Any) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(tab.input_value("#text")))
    return row


def check_accessible(tab: Any, where: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab, options=RULES).response["violations"]
    assert [(where, rule["id"], [node["html"][:150] for node in rule["nodes"]]) for rule in found] == []


def answer_by_keys(tab: Any, key: str) -> None:
    """Answer the question that is shown with the keyboard alone."""
    shown = tab.locator(".question:visible")
    if shown.locator("select").count():
        tab.keyboard.press("Tab")  # from the heading
        for letter in key.split():
            tab.keyboard.press(letter.lower())
            tab.keyboard.press("Tab")
    elif shown.locator(".events").count():
        for place, letter in enumerate(key.split()):
            tab.keyboard.press(letter.lower())
            for _ in range(5):
                tab.keyboard.press("ArrowUp")
            for _ in range(place):
                tab.keyboard.press("ArrowDown")
    elif shown.locator(".written").count():
        if tab.evaluate("document.activeElement.tagName") != "INPUT":  # as on a phone
            tab.keyboard.press("Tab")
        tab.keyboard.type(key)
    else:
        tab.keyboard.press(key.lower())
    tab.keyboard.press("Enter")


def test_every_kind_is_answered_with_keys_alone(open_page: OpenPage, job: Job, quiz: str) -> None:
    tab = open_page(quiz)
    keys = right_answers(job, quiz)
    tab.keyboard.press("Tab")
    tab.locator("#begin").press("Enter")
    for number, key in enumerate(keys, start=1):
        assert tab.inner_text(".question:visible h2") == f"Question {number} of {len(keys)}"
        answer_by_keys(tab, key)
        assert tab.inner_text(".verdict:visible").split() == ["✓", "Right"], key
        assert tab.evaluate("document.activeElement.className") == "verdict"
        tab.keyboard.press("Enter")
    assert tab.inner_text("#score") == "7 of 7 right"
    assert tab.evaluate("document.activeElement.id") == "score"
    assert list(result_of(tab).values()) == ["", "B", *keys]


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_kind_is_answered_by_pointing(
    open_page: OpenPage, job: Job, quiz: str, device: dict[str, Any]
) -> None:
    tab = open_page(quiz, **device)
    press = "tap" if "has_touch" in device else "click"
    getattr(tab.locator("#begin"), press)()
    for number, key in enumerate(right_answers(job, quiz), start=1):
        shown = tab.locator(f"#q{number}")
        if shown.locator("select").count():
            for at, letter in enumerate(key.split()):
                shown.locator("select").nth(at).select_option(letter)
        elif shown.locator(".events").count():
            for letter in reversed(key.split()):
                up = shown.locator(f"[data-letter={letter}] .move").first
                while up.get_attribute("aria-disabled") is None:
                    getattr(up, press)()
        elif shown.locator(".written").count():
            shown.locator("input").fill(key)
        else:
            getattr(shown.locator(f"label:has([value={key}])"), press)()
        getattr(tab.locator("#next"), press)()
        assert tab.inner_text(".verdict:visible").split() == ["✓", "Right"]
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        getattr(tab.locator("#next"), press)()
    assert tab.inner_text("#score") == "7 of 7 right"


def test_a_wrong_answer_is_told_with_its_reason_its_voice_and_its_source(
    open_page: OpenPage, job: Job
) -> None:
    item = of_every_kind(job)[0]
    tab = open_page(page_of(job, [item]))
    tab.click("#begin")
    wrong = item.distractors[0]
    tab.click(f"label:has-text('{wrong.text}')")
    tab.click("#next")
    told = tab.inner_text(".feedback")
    for part in ("Wrong", wrong.why, f"{item.key}", item.explanation,
                 "Reported, as of 15 September 2023 · CNN"):
        assert part in told
    assert "✗ your choice" in tab.inner_text(f"label:has-text('{wrong.text}')")
    assert tab.get_attribute(".sources a", "href") == "https://example.org/a?b=1&c=2"
    tab.click("#next")
    assert tab.inner_text("#score") == "0 of 1 right"


def test_a_slip_is_near_what_is_unclear_is_asked_again_and_a_learner_may_overrule(
    open_page: OpenPage, job: Job
) -> None:
    items = of_every_kind(job)
    number = items[4]._replace(key="2.5 tons", number=2500.0, unit=None, tolerance=0.0)
    place = items[2]._replace(key="Andriivka", accept=(), entity="andriivka")
    tab = open_page(page_of(job, [place, number, place]))
    tab.click("#begin")
    tab.keyboard.press("Enter")
    assert tab.inner_text("#note") == "Nothing was typed."
    tab.keyboard.type("Andrivka")
    tab.keyboard.press("Enter")
    assert tab.inner_text(".verdict:visible") == "≈ Nearly Mind the spelling."
    tab.keyboard.press("Enter")
    tab.keyboard.type("2.500")
    tab.keyboard.press("Enter")
    assert tab.inner_text("#note").startswith("That can be read as two numbers")
    tab.click("#skip")
    assert "Skipped" in tab.inner_text(".verdict:visible")
    tab.keyboard.press("Enter")
    tab.keyboard.type("the village")
    tab.keyboard.press("Enter")
    tab.click(".overrule:visible")
    assert "Counted as right." in tab.inner_text(".verdict:visible")
    tab.keyboard.press("Enter")
    assert tab.inner_text("#score") == "2 of 3 right"


def test_an_exam_tells_nothing_before_its_end(open_page: OpenPage, job: Job) -> None:
    html = page_of(job, of_every_kind(job)[:3], mode="exam")
    tab = open_page(html)
    keys = right_answers(job, html)
    tab.click("#begin")
    answer_by_keys(tab, keys[0])
    assert tab.locator(".feedback:visible").count() == 0
    tab.click("#back")
    assert tab.locator("#q1 input:checked").get_attribute("value") == keys[0]
    tab.click("#next")
    tab.click("#next")
    tab.keyboard.type(keys[2])
    tab.keyboard.press("Enter")
    assert tab.inner_text("#note") == "Still open: 2. Press Finish again to finish all the same."
    tab.click("#next")
    assert tab.inner_text("#score") == "2 of 3 right"
    assert tab.locator(".feedback:visible").count() == 3
    tab.check("#missed")
    assert tab.locator(".question:visible").count() == 1
    assert list(result_of(tab).values()) == ["", "B", keys[0], "", keys[2]]


def test_an_exam_leads_to_what_is_still_open(open_page: OpenPage, job: Job) -> None:
    html = page_of(job, of_every_kind(job), mode="exam")
    tab = open_page(html, **PHONE, reduced_motion="reduce")
    keys = right_answers(job, html)
    matching = next(at for at in range(7) if tab.locator(f"#q{at + 1} select").count())
    tab.click("#begin")
    for at, key in enumerate(keys):
        if at == matching:
            tab.locator("select:visible").nth(0).select_option(key.split()[0])
        elif at != 1:
            answer_by_keys(tab, key)
            continue
        tab.click("#next")
    assert tab.inner_text("#note").startswith(f"Still open: 2, {matching + 1}. Press Finish again")
    assert tab.locator(".number.is-open:visible").all_text_contents() == [
        "2 is open", f"{matching + 1} is open"]
    assert tab.text_content(".number[aria-current=step]") == "7 is answered"
    check_accessible(tab, "all questions")
    tab.tap(".number.is-open")
    assert tab.inner_text(".question:visible h2") == "Question 2 of 7"
    tab.tap("#all summary")
    tab.tap(".number >> nth=6")
    tab.tap("#next")
    assert tab.inner_text("#note").startswith("Still open: 2, "), "told again"
    tab.tap(".number.is-open")
    assert tab.locator(".number:visible").count() == 0
    answer_by_keys(tab, keys[1])
    tab.tap("#all summary")
    assert tab.locator(".number.is-open:visible").count() == 1
    tab.tap(".number >> nth=6")
    assert tab.inner_text(".question:visible h2") == "Question 7 of 7"


def test_practice_has_no_list_of_questions(open_page: OpenPage, quiz: str) -> None:
    tab = open_page(quiz)
    tab.click("#begin")
    assert tab.locator("#all:visible").count() == 0


def test_a_sealed_page_gives_a_result_and_no_answers(open_page: OpenPage, job: Job) -> None:
    tab = open_page(page_of(job, of_every_kind(job), mode="sealed"))
    tab.click("#begin")
    for key in ("B", "A", "Sochi", "-", "20,000", "A B C", "B A C"):
        answer_by_keys(tab, key)
    assert tab.inner_text("#score") == "Done: hand in your result"
    check_accessible(tab, "sealed")
    tab.fill("#name", "=Ann, B")
    row = result_of(tab)
    assert row["name"] == "'=Ann, B" and row["form"] == "B"
    assert [row[f"Q{n}"] for n in (1, 2, 3, 5, 6, 7)] == ["B", "A", "Sochi", "20,000", "A B C", "B A C"]
    with tab.expect_download() as saved:
        tab.click("#json")
    assert saved.value.suggested_filename == "result-mini-B-ann-b.json"
    kept = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert kept["answers"][6] == {"question": 7, "item": "s.ordering", "answer": "B A C"}
    with tab.expect_download() as saved:
        tab.click("#csv")
    handed_in = Path(saved.value.path()).read_bytes()
    assert handed_in.startswith(b"\xef\xbb\xbfname,form,Q1,")
    check_marked(handed_in, job)


def check_marked(handed_in: bytes, job: Job) -> None:
    """`quizgen mark` reads a page's result by the form file that is written beside the page."""
    posed = tuple(pose(item, random.Random(1)) for item in of_every_kind(job))  # as `page_of` does
    forms = make_forms(Quiz("mini", "The front", "1.2.0", 7, posed, "B"))
    kept = read_forms(form_text(forms).encode(), "quiz.form.json")
    answered, problems = read_results(handed_in, "result.csv", kept)
    assert problems == ()
    (paper,), _ = mark_papers(answered, kept, Rule(), "result.csv")
    assert len(paper.marks) == len(posed) and paper.student.name == "=Ann, B"
    assert [mark.typed for mark in paper.marks][2] == "Sochi" and paper.marks[2].points == 1


def test_the_result_is_copied_or_selected(open_page: OpenPage, job: Job) -> None:
    html = page_of(job, of_every_kind(job)[:1])
    for allowed in (True, False):
        tab = open_page(html, permissions=["clipboard-read", "clipboard-write"] if allowed else [],
                        script="" if allowed else "delete Navigator.prototype.clipboard;")
        tab.click("#begin")
        tab.click("#skip")
        tab.click("#next")
        tab.click("#copy")
        if allowed:
            tab.wait_for_selector("#copy:has-text('Copied')")
            assert tab.evaluate("navigator.clipboard.readText()").split() == ["name,form,Q1", ",B,"]
        else:
            tab.wait_for_selector("#text:visible")
            assert tab.evaluate("getSelection().toString()").split() == ["name,form,Q1", ",B,"]


def test_progress_is_there_again_after_a_reload(open_page: OpenPage, job: Job, quiz: str) -> None:
    tab = open_page(quiz)
    keys = right_answers(job, quiz)
    tab.click("#begin")
    for key in keys[:6]:
        answer_by_keys(tab, key)
        tab.keyboard.press("Enter")
    tab.reload()
    assert tab.inner_text("#start-head") == "Welcome back"
    tab.click("text=Continue at question 7")
    answer_by_keys(tab, keys[6])
    tab.keyboard.press("Enter")
    tab.reload()
    assert tab.inner_text("#score") == "7 of 7 right"
    tab.click("#again")
    tab.click("#begin")
    assert tab.locator("input:checked:visible").count() == 0


def test_without_storage_all_goes_on(open_page: OpenPage, job: Job, quiz: str) -> None:
    tab = open_page(quiz, script=NO_STORAGE)
    assert "keeps no progress" in tab.inner_text("#kept")
    tab.click("#begin")
    answer_by_keys(tab, right_answers(job, quiz)[0])
    assert "Right" in tab.inner_text(".verdict:visible")


def test_the_keys_can_be_switched_off(open_page: OpenPage, quiz: str) -> None:
    """WCAG 2.1.4: a shortcut of one character can be turned off."""
    tab = open_page(quiz)
    tab.uncheck("#keys")
    tab.click("#begin")
    tab.keyboard.press("a")
    assert tab.locator("input:checked:visible").count() == 0


def test_hostile_text_is_shown_and_runs_nothing(open_page: OpenPage, job: Job) -> None:
    items = [item._replace(stem=EVIL, explanation=EVIL, attribution=EVIL,
        distractors=tuple(Distractor(f"{d.text}{EVIL}" if item.kind == "multiple-choice" else d.text,
                                           EVIL) for d in item.distractors),
        source=Citation(EVIL, EVIL, EVIL, "https://example.org/'><script>", EVIL))
        for item in of_every_kind(job)]
    tab = open_page(page_of(job, items, title=EVIL))
    assert "<img src=x" in tab.inner_text("h1")
    tab.click("#begin")
    while tab.locator("#next:visible").count():
        if tab.locator("#skip:visible").count() and tab.locator("label.option:visible").count():
            tab.locator("label.option:visible").first.click()
        tab.click("#next" if tab.locator(".feedback:visible").count() else "#skip")
    assert tab.inner_text(".feedback >> nth=0").count("<img src=x") >= 3
    assert tab.locator("img, main script").count() == 0
    assert tab.evaluate("window.ran") == 0


@pytest.mark.parametrize(("device", "scheme", "asked"), [
    (DESKTOP, "light", (1, 3, 4, 5, 6, 7)), (PHONE, "dark", (1, 6, 7)),
], ids=["desktop-light", "phone-dark"])
def test_axe_finds_nothing_in_any_state(
    open_page: OpenPage, job: Job, quiz: str, device: dict[str, Any], scheme: str,
    asked: tuple[int, ...],
) -> None:
    """At the end all feedback is shown at once: right, wrong and skipped, of every kind."""
    tab = open_page(quiz, **device, color_scheme=scheme, reduced_motion="reduce")
    check_accessible(tab, "start")
    tab.click("#begin")
    for number, key in enumerate(right_answers(job, quiz), start=1):
        if number in asked:
            check_accessible(tab, f"question {number}")
        match number:  # the 1st is answered wrongly, the 4th skipped, the 7th left as it stood
            case 1:
                tab.click(f"#q1 label:not(:has([value={key}])) >> nth=0")
                tab.click("#next")
                check_accessible(tab, "feedback")
            case 4:
                tab.click("#next")
                check_accessible(tab, "note")
                tab.click("#skip")
            case 7:
                tab.click("#next")
            case _:
                answer_by_keys(tab, key)
        tab.click("#next")
    assert tab.inner_text("#score") == "4 of 7 right"
    check_accessible(tab, "result")


def test_without_the_script_the_page_is_a_sheet_with_its_key(
    open_page: OpenPage, quiz: str
) -> None:
    tab = open_page(quiz, java_script_enabled=False)
    assert tab.locator(".question:visible").count() == 7
    assert tab.locator("#start, #actions, #result").locator("visible=true").count() == 0
    tab.click("#q1 summary")
    assert "Reported, as of" in tab.locator(".told:visible").inner_text()


def test_paper_gets_every_question_and_no_buttons(open_page: OpenPage, quiz: str) -> None:
    tab = open_page(quiz)
    tab.emulate_media(media="print")
    assert tab.locator(".question:visible").count() == 7
    assert tab.locator("button:visible, select:visible, .feedback:visible").count() == 0
    assert tab.locator(".responses:visible, .lines:visible").count() == 2


def test_a_result_is_printed_with_its_name_and_score(open_page: OpenPage, quiz: str) -> None:
    tab = open_page(quiz)
    tab.click("#begin")
    for _ in range(7):
        tab.click("#skip")
        tab.click("#next")
    tab.fill("#name", "Ann Lee")
    tab.emulate_media(media="print")
    assert tab.locator(".lines").inner_text().split() == ["Name", "Ann", "Lee", "Date"]
    assert tab.locator("#result").inner_text().split("\n\n") == ["0 of 7 right", "7 not answered"]
    assert tab.locator("button:visible, input[type=checkbox]:visible, meter:visible").count() == 0
    assert tab.locator(".feedback:visible").count() == 7
