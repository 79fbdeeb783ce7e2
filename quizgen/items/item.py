"""What an item is: a question with its key, what else may be chosen, and where it comes from.

Types are no texts here: the forty of a session's first records would be compiled one by one.
"""

from typing import Any, Literal, NamedTuple, get_args

Kind = Literal["multiple-choice", "true-false", "short-answer", "cloze", "numerical", "matching",
               "ordering"]
Family = Literal["content", "attribution", "standing"]
Status = Literal["current", "superseded", "corrected", "retracted"]  # as in quizgen.bank.fact
KINDS: tuple[Kind, ...] = get_args(Kind)
FAMILIES: tuple[Family, ...] = get_args(Family)
STATUSES: tuple[Status, ...] = get_args(Status)

BLANK = "_____"
TRUE, FALSE = "True", "False"


class Distractor(NamedTuple):
    """A wrong option and the reason why it is wrong."""

    text: str
    why: str


class Citation(NamedTuple):
    """The source as a reader needs it: who, what, when, where."""

    publisher: str
    date: str
    title: str | None = None
    url: str | None = None
    note: str | None = None

    def __str__(self) -> str:
        title = f", “{self.title}”" if self.title else ""
        note = f" ({self.note.rstrip('.')})" if self.note else ""
        return f"{self.publisher}{title}, {self.date}{note}"


class Illustration(NamedTuple):
    """A picture of the fact: its file in the deck's folder, what it shows, and whose it is."""

    file: str
    alt: str
    credit: str
    licence: str
    url: str | None = None

    @property
    def owned(self) -> str:
        """Whose it is, in words."""
        return f"{self.credit}, {self.licence}"


class Item(NamedTuple):
    """One question. `id` is the fact's id and the question's name, and never changes.

    `sorted` options stand in their own order (numbers, dates, true and false); others are drawn.
    `pairs` are the premises and responses of a matching item, whose `distractors` are surplus
    responses; `sequence` is the right order of an ordering item. `tolerance` is absolute.
    `further` are later reports on the matter. `status` is the fact's: what is not current is not
    asked any more, and `notice` says since when and why. After `valid_until` it is not asked.
    """

    id: str
    kind: Kind
    family: Family
    fact: str
    facts: tuple[str, ...]
    development: str
    topic: str | None
    question: str
    stem: str
    key: str
    accept: tuple[str, ...]
    distractors: tuple[Distractor, ...]
    sorted: bool
    sentence: str
    explanation: str
    source: Citation
    as_of: str
    attribution: str
    standing: str
    perishable: bool
    tags: tuple[str, ...]
    entity: str | None = None
    number: float | None = None
    tolerance: float = 0.0
    unit: str | None = None
    date: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    sequence: tuple[str, ...] = ()
    further: tuple[Citation, ...] = ()
    status: Status = "current"
    notice: str = ""
    valid_until: str | None = None
    picture: Illustration | None = None

    def __hash__(self) -> int:
        """By the id alone: items are looked up often, and to hash all their texts takes long."""
        return hash(self.id)

    @property
    def cited(self) -> str:
        """Every source in words: the first report's, then the later ones'."""
        return "; ".join(map(str, (self.source, *self.further)))

    @property
    def options(self) -> tuple[str, ...]:
        """The key and the distractors, in the order that they are stored."""
        return (self.key, *(d.text for d in self.distractors)) if self.distractors else ()


def item_to_dict(item: Item) -> dict[str, Any]:
    """The item as plain values for JSON; every field, in order, and a picture where there is one."""
    values: dict[str, Any] = as_values(item)
    if item.picture is None:
        del values["picture"]
    return values


def as_values(value: Any) -> Any:
    """An item, or a part of one, as plain values: records as mappings by their fields."""
    if not isinstance(value, tuple):
        return value
    if isinstance(value, (Item, Citation, Distractor, Illustration)):
        return {name: as_values(held) if isinstance(held, tuple) else held
                for name, held in zip(value._fields, value, strict=True)}
    return tuple(map(as_values, value))
