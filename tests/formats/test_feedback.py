"""What an item tells once it is answered."""

from quizgen.formats.feedback import addresses_of, feedback_html, feedback_text
from quizgen.items.item import Citation
from tests.formats.every_kind import make_item

ITEM = make_item(
    "short-answer", "Who came?", "Anna", explanation="Anna came.",
    source=Citation("CNN", "2023", None, "https://x.org/?a=1&b=2"),
    further=(Citation("the BBC", "2024"), Citation("NASA", "2025", None, "https://x.org/<3>")))


def test_each_source_is_a_link_of_its_own() -> None:
    assert feedback_html(ITEM).endswith(
        '<p><a href="https://x.org/?a=1&amp;b=2">Source: CNN, 2023</a>; the BBC, 2024; '
        '<a href="https://x.org/&lt;3&gt;">NASA, 2025</a></p>')


def test_on_one_line_the_addresses_follow() -> None:
    assert addresses_of(ITEM) == ["https://x.org/?a=1&b=2", "https://x.org/<3>"]
    assert feedback_text(ITEM).endswith(
        "Source: CNN, 2023; the BBC, 2024; NASA, 2025 https://x.org/?a=1&b=2 https://x.org/<3>")
