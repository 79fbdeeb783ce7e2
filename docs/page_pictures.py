"""The page's pictures: a wrong answer told at a desk, and a question on a phone by night.

Drawn by Chromium from what `quizgen export quiz.html` writes, answered as a learner would.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

DESK: dict[str, Any] = {"viewport": {"width": 780, "height": 960}, "device_scale_factor": 2}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 720}, "device_scale_factor": 2,
                         "color_scheme": "dark", "has_touch": True, "is_mobile": True}


def draw_page_pictures(desk: Path, phone: Path) -> None:
    """Both pictures, of the deck that ships."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"),
                                             args=["--no-sandbox"])
        draw(browser, _export(folder, "--kind", "multiple-choice", "--seed", "33"), desk, DESK)
        draw(browser, _export(folder, "--count", "12", "--seed", "97"), phone, PHONE)
        browser.close()


def _export(folder: str, *options: str) -> Path:
    path = Path(folder) / "quiz.html"
    subprocess.run([sys.executable, "-m", "quizgen", "export", str(path), *options], check=True,
                   capture_output=True, cwd=Path(__file__).resolve().parent.parent)
    return path


def draw(browser: Browser, page: Path, target: Path, device: dict[str, Any]) -> None:
    """The first question: answered wrongly with a key at a desk; on a phone, an event moved."""
    context = browser.new_context(**device, reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.click("#begin")
    if device is PHONE:
        tab.locator("[aria-disabled] + .move").first.tap()
    else:
        tab.keyboard.press("d")
        tab.keyboard.press("Enter")
    tab.evaluate("document.activeElement.blur()")
    tab.wait_for_timeout(300)  # until the last colour has changed
    tab.screenshot(path=str(target))
    context.close()
