"""A deck's folder: what is read, and that every fault is told with its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.read import load_deck, read_deck
from quizgen.problem import DeckError, UsageError

HEADER = """\
id: mini
title: Mini
description: A small test.
version: 1.0.0
licence: CC0-1.0
authors: [us]
"""
MEETING = "  - {id: f, kind: meeting, date: 2023-09, host: reed, guest: lind"
FACT = f"{MEETING}}}\n"


def matches(problems: list[str], start: str, fragment: str) -> bool:
    """Exactly one problem, which begins with that place and holds that fragment."""
    return len(problems) == 1 and problems[0].startswith(start) and fragment in problems[0]


def test_reads_a_deck_without_a_fault(read: Any) -> None:
    deck, problems = read()
    assert problems == []
    assert (deck.id, list(deck.facts), list(deck.entities)) == ("mini", ["f"],
                                                               ["reed", "lind", "weir"])
    assert str(deck.facts["f"].date) == "2023-09"
    assert deck.position("fact:f").line == 7


HEADERS = [
    ("title: no", 2, '`title` must be text, but to YAML no without quotes is yes or no: write "no"'),
    ("title: 1.10", 2, 'to YAML 1.10 without quotes is a number: write "1.10"'),
    ("title: 12", 2, 'write "12"'),
    ("title: 14:52", 2, "14:52 without quotes is a number to some readers"),
    ("title: 0123", 2, "0123 without quotes is a number to some readers"),
    ("title: 0x1F", 2, "0x1F without quotes"),
    ("title: 1_000", 2, "1_000 without quotes"),
    ("title: ~", 2, "`title` is empty"),
    ("title: ''", 2, "`title` is empty"),
    ("title: [a]", 2, "`title` must be text"),
    ("title: {a: b}", 2, "`title` must be text"),
    (f"title: {'x' * 1001}", 2, "`title` is longer than 1000 characters"),
    ("title: a: b", 2, "a second “: ” on the line"),
    ("title: &x Mini", 2, "anchor &x: anchors and aliases are not read"),
    ("title: *x", 2, "alias *x: write the value out"),
    ("title: !!python/object:os.system ls", 2, "python/object:os.system: tags are not read"),
    ("title: !!str Mini", 2, "tags are not read"),
    ("title: Mini\n\tx: y", 3, "a tab; indent with spaces"),
    ('title: "a\\u0007b"', 2, "U+0007 may not stand in a text"),
    ("title: a\u0007b", 2, "control characters are not"),
    ("title: a\u202eb", 2, "U+202E may not stand in a text"),
    ("title: Mini\ntitle: Again", 3, "duplicate key title (first on line 2)"),
    ("title: Mini\nlicens: x", 3, "unknown key `licens`"),
    ("title: Mini\n? [a]\n: b", 3, "a key must be plain text"),
    ("title: Mini\n<<: {a: b}", 3, "merge keys (<<) are not read"),
    ("", 1, "missing `title`"),
]


@pytest.mark.parametrize(("title", "line", "fragment"), HEADERS)
def test_a_fault_in_the_header_is_told_at_its_line(
    read: Any, title: str, line: int, fragment: str
) -> None:
    _, problems = read(header=HEADER.replace("title: Mini\n", title + "\n" if title else ""))
    assert matches(problems, f"deck.yaml:{line}: ", fragment), problems


@pytest.mark.parametrize("title", ["'no'", "2023-09-15", '"1.10"', "'14:52'", "é “ß” 東京"])
def test_what_cannot_be_mistaken_is_text(read: Any, title: str) -> None:
    deck, problems = read(header=HEADER.replace("Mini", title))
    assert problems == []
    assert deck.header.title == title.strip("'\"")


@pytest.mark.parametrize(("before", "after", "line", "fragment"), [
    ("version: 1.0.0", "version: 1.10", 4, 'write "1.10.0"'),
    ("version: 1.0.0", "version: one", 4, '`version` has three numbers: "1.0.0"'),
    ("version: 1.0.0", "version: １.0.0", 4, '`version` has three numbers: "1.0.0"'),
    ("id: mini", "id: My Deck", 1, "an id has small letters, digits and hyphens"),
    ("authors: [us]", "authors: us", 6, "`authors` must be a list"),
    ("authors: [us]", "authors:", 6, "`authors` is empty"),
    ("authors: [us]", f"authors: {'[' * 30}{']' * 30}", 6, "nested more than 24 deep"),
    ("authors: [us]", f"authors: {'[' * 5000}{']' * 5000}", 6, "nested more than 24 deep"),
    ("authors: [us]", "authors: [us]\n---\nid: x", 7, "a second document (---) in one file"),
    ("authors: [us]", "authors: [us]\nlanguage: no", 7, 'write "no"'),
    (HEADER, "- a\n", 1, "the top of the file must be `key: value`"),
    (HEADER, "", 1, "the file is empty"),
])
def test_other_faults_of_a_header(
    read: Any, before: str, after: str, line: int, fragment: str
) -> None:
    deck, problems = read(header=HEADER.replace(before, after))
    assert deck is None
    assert matches(problems, f"deck.yaml:{line}: ", fragment), problems


@pytest.mark.parametrize(("data", "line"), [
    (b"id: mini\ntitle: caf\xe9\n", 2), (HEADER.encode() + b"# \xff", 7), ("id: x".encode("utf-16"), 1),
])
def test_a_file_that_is_no_utf8_names_the_line_of_the_byte(
    read: Any, data: bytes, line: int
) -> None:
    _, problems = read(header=data)
    assert matches(problems, f"deck.yaml:{line}: ", "is no UTF-8; save the file as UTF-8"), problems


@pytest.mark.parametrize("data", [HEADER.encode("utf-8-sig"), HEADER.replace("\n", "\r\n").encode()])
def test_a_byte_order_mark_and_windows_line_ends_are_read(read: Any, data: bytes) -> None:
    deck, problems = read(header=data)
    assert (deck.header.title, problems) == ("Mini", [])


ENTITY = [
    ("reed: {name: X, type: Person}", 4, "duplicate key reed (first on line 1)"),
    ("x: {name: X, type: Persn}", 4, "(did you mean `Person`?)"),
    ("x: {name: X, type: Person, alias: [Y]}", 4, "unknown key `alias` (did you mean `aliases`?)"),
    ("x: {type: Person}", 4, "missing `name`"),
    ("x: {id: y, name: X, type: Person}", 4, "unknown key `id`: the entity's key is its id"),
    ("x: X", 4, "the entity `x` must be `key: value` pairs"),
    ("x:", 4, "the entity `x` must be `key: value` pairs"),
    ("X Y: {name: X, type: Person}", 4, "an id has small letters"),
    ("x: {name: X, type: Person, plural: 'yes'}", 4, "`plural` must be true or false"),
    ("x:\n  type: City\n  name: Y\n  aliases: Z", 7, "`aliases` must be a list"),
    ("x:\n  type: City\n  name: Y\n  aliases:\n  - Z\n  - 5", 9, 'write "5"'),
]


@pytest.mark.parametrize(("entity", "line", "fragment"), ENTITY)
def test_a_fault_of_an_entity_is_told_at_its_line(
    read: Any, entity: str, line: int, fragment: str
) -> None:
    deck, problems = read(entities="reed: {name: Maud Reed, type: Person}\n"
                                   "lind: {name: Eva Lind, type: Person}\n"
                                   f"weir: {{name: Weir, type: City}}\n{entity}\n")
    assert deck is not None
    assert matches(problems, f"entities.yaml:{line}: ", fragment), problems


FACTS = [
    ("  - just text\n", 7, "`facts.0` must be `key: value` pairs"),
    ("  - {id: f, kind: meting, date: 2023-09}\n", 7,
     "unknown kind `meting` (did you mean `meeting`?)"),
    ("  - {id: f, date: 2023-09}\n", 7, "missing `kind`"),
    ("  - {id: f, kind: [meeting], date: 2023-09}\n", 7, "unknown kind"),
    ("  - {kind: meeting, date: 2023-09, host: reed, guest: lind}\n", 7, "missing `id`"),
    ("  - {id: f, kind: meeting, date: 2023-09, host: 5, guest: lind}\n", 7, 'write "5"'),
    ("  - {id: f, kind: meeting, date: 2023-09, host: [reed], guest: lind}\n", 7,
     "`host` must be text"),
    ("  - id: f\n    kind: meeting\n    date: 2023-09\n    host: reed\n    guest: lind\n"
     "    plac: weir\n", 12, "unknown key `plac` (did you mean `place`?)"),
    (FACT + FACT, 8, "duplicate fact id `f` (first at 2023-09-15.yaml:7)"),
    ("  - {id: f, kind: meeting, date: 2023-09, host: reeed, guest: lind}\n", 7,
     "`host` names the unknown entity `reeed` (did you mean `reed`?)"),
    ("  - {id: f, kind: meeting, date: 2023-09, host: weir, guest: lind}\n", 7,
     "`host` takes person, organisation, Country; `weir` is a City"),
    (f"{MEETING}, perishable: 'yes'}}\n", 7, "`perishable` must be true or false"),
    (f"{MEETING}, status: curent}}\n", 7, "(did you mean `current`?)"),
    (f"{MEETING}, evidence: [{{start: 5, end: 5, sha256: {'a' * 64}}}]}}\n", 7,
     "the span ends (5) where it starts (5) or before"),
    (f"{MEETING}, evidence: [{{start: 1, end: 5, sha256: abc}}]}}\n", 7,
     "`evidence.0.sha256` is a fingerprint of 64 characters"),
    ("  - {id: f, kind: statement, date: 2023-09, speaker: reed}\n", 7,
     "a statement needs its content"),
    ("  - {id: f, kind: statement, date: 2023-09, speaker: reed, polarity: declines}\n", 7,
     "a refusal to comment needs its topic"),
    ("  - {id: f, kind: figure, date: 2023-09, indicator: the x, value: 5}\n", 7,
     "`value` must be `key: value` pairs"),
    ("  - {id: f, kind: event, date: 2023-09, text: '{who=@reed} met {whom}'}\n", 7,
     "{whom} is no slot: mark it as {whom=…}"),
    ("  - {id: f, kind: event, date: 2023-09, text: '{who=@reed:full} met'}\n", 7,
     "a filter goes before the sign"),
    ("  - {id: f, kind: event, date: 2023-09, text: '{who=@reed} met', ask: {x: {stem: y?}}}\n", 7,
     "the question x asks no slot of the sentence; there are date, who"),
    ("  - {id: f, kind: event, date: 2023-09, text: '{who=@reed} met', ask: {who: {stem: '{x}?'}}}"
     "\n", 7, "{x} in the question who is no slot"),
    ("  - {id: f, kind: event, date: 2023-09, text: '{who=@reed} met {'}\n", 7,
     "a brace that belongs to no slot"),
    ("  - {id: f, kind: event, date: 2023-09, text: '{who:loud=@reed} met'}\n", 7,
     "unknown filter :loud"),
]


@pytest.mark.parametrize(("facts", "line", "fragment"), FACTS)
def test_a_fault_of_a_fact_is_told_at_its_line(
    read: Any, facts: str, line: int, fragment: str
) -> None:
    deck, problems = read(facts)
    assert deck is not None
    assert matches(problems, f"2023-09-15.yaml:{line}: ", fragment), problems


@pytest.mark.parametrize(("date", "fragment"), [
    ("2023-02-30", "2023-02-30 is no day of the calendar"),
    ("2023-13", "2023-13 is no day of the calendar"),
    ("yesterday", "'yesterday' is no date; write 2023-09-15"),
    ("2023-9-5", "is no date"), ("15/09/2023", "is no date"), ("999", "is no date"),
    ("true", "is no date"), ("[2023]", "is no date"), ("2023-09-15T10:00", "is no date"),
    ("20230915", "is no date"), ("2023.9", "is no date"), ("", "it is empty; write 2023-09-15"),
    ("3000", "the year 3000 is outside 1000 to 2999"),
])
def test_a_date_that_is_none_is_told_with_what_to_write(
    read: Any, date: str, fragment: str
) -> None:
    _, problems = read("  - id: f\n    kind: meeting\n    host: reed\n    guest: lind\n"
                       f"    date: {date}\n")
    assert matches(problems, "2023-09-15.yaml:11: ", fragment), problems


DIGESTS = [
    ("", 1, "the file is empty"),
    ("# nothing\n", 1, "the file is empty"),
    ("date: 2023-09-15\n", 1, "missing `sources`"),
    ("date: 2023-09-15\nsources: []\n", 2, "`sources`"),
    ("date: 2023-09-15\nsources: CNN\n", 2, "`sources` must be a list"),
    ("date: 2023-09-15\nsources:\n- CNN\n", 3, "`sources.0` must be `key: value` pairs"),
    ("date: 2023-09-15\nsources:\n- {id: a, publisher: A, date: 2023}\n"
     "- {id: a, publisher: B, date: 2023}\n", 4, "duplicate source id `a`"),
    ("date: 2023-09-15\nsources:\n- id: a\n  publisher: A\n  date: 2023\n  url: 'javascript:alert(1)'"
     "\n", 6, "an address starts with https:// or http://"),
    ("date: 2023-09-15\nsources:\n- id: a\n  publisher: A\n  date: 2023\n  url: 'https://a b'\n", 6,
     "has no blanks"),
    ("date: 2023-09-15\nsources: [{id: a, publisher: A, date: 2023}]\ndevelopments: {a: b}\n", 3,
     "`developments` must be a list"),
    ("date: 2023-09-15\nsources: [{id: a, publisher: A, date: 2023}]\ndevelopment: []\n", 3,
     "unknown key `development` (did you mean `developments`?)"),
    ("date: 2023-09-15\nsources: [{id: a, publisher: A, date: 2023}]\ndevelopments:\n"
     "- {id: d, title: D}\n- {id: d, title: E}\n", 5, "duplicate development id `d`"),
    ("date: 2023-09-15\nsources: [{id: a, publisher: A, date: 2023}]\nsets:\n"
     "- {id: s, kind: matching, facts: [a, b, c], stem: S}\n", 4,
     "needs `response` and at least one `surplus`"),
]


@pytest.mark.parametrize(("digest", "line", "fragment"), DIGESTS)
def test_a_fault_of_a_digest_is_told_at_its_line(
    read: Any, digest: str, line: int, fragment: str
) -> None:
    _, problems = read(digest=digest)
    assert matches(problems, f"2023-09-15.yaml:{line}: ", fragment), problems


STATEMENT = """\
  - id: s
    kind: statement
    date: 2023-09
    speaker: Eva Lind
    content: it rained
    source: cnnn
    evidence:
    - {start: 1, end: 2, sha256: aa, source: cnn}
"""
EVENT = """\
  - id: e
    kind: event
    date: 2023-10
    text: "{who=@reed} met {whom=@lind}"
    ask:
      whom: {stem: "whom did {who} meet?"}
      hwo: {stem: "who met {whom}?"}
    assertions:
    - {by: reed}
    - by: lidn
      date: 2023-10-01
    foils:
      whom:
      - weir
      - Maud Read
"""


@pytest.mark.parametrize(("facts", "before", "after", "told"), [
    (STATEMENT, "sha256: aa", f"sha256: {'a' * 64}", [
        "10: s: `speaker` names the unknown entity `Eva Lind` (did you mean `lind`?)",
        "12: s: `cnnn` is no source of this digest (did you mean `cnn`?)"]),
    (STATEMENT, "speaker: Eva Lind\n    content: it rained", "speaker: lind\n    verb: it rained", [
        "11: unknown key `verb`; there are polarity, cue, content, topic, occasion too",
        "14: `evidence.0.sha256` is a fingerprint of 64 characters"]),
    (EVENT, "x", "x", ["13: `ask.hwo`: the question hwo asks no slot of the sentence"]),
    (EVENT, '{stem: "whom did {who} meet?"}', '{stem: "whom did {hwo} meet?"}', [
        "12: `ask.whom.stem`: {hwo} in the question whom is no slot; there are date, who, whom"]),
    (EVENT, "{who=@reed} met", "{who=@reed met", ["10: `text`: a brace that belongs to no slot"]),
    (EVENT, "{who=@reed} met", "{Who = @reed} met", [
        "10: `text`: a brace that belongs to no slot in “{Who = @reed} met {whom}”; a slot is "
        "{name=words}, in small letters, without blanks round the = [value]"]),
    (STATEMENT, "sha256: aa, source: cnn}\n",
     f"sha256: {'a' * 64}}}\n    polarity: declines\n",
     ["15: `polarity`: a refusal to comment needs its topic"]),
    (EVENT, "      hwo: {stem: \"who met {whom}?\"}\n", "", [
        "9: e: dated 2023-10, after its sources",
        "15: e: an assertion is by the unknown entity `lidn` (did you mean `lind`?)",
        "16: e: `lidn` said so on 2023-10-01, after the report of it",
        "20: e: the foil `Maud Read` of `whom` is no entity (did you mean `reed`?)"]),
    (EVENT, "by: lidn", "by: Eva Lind", [
        "16: `assertions.1.by`: an id has small letters, digits and hyphens, at most 64 (did you mean "
        "`lind`?)"]),
])
def test_a_fault_of_a_field_is_told_at_its_line(
    read: Any, facts: str, before: str, after: str, told: list[str]
) -> None:
    """Not at the fact's first line: the field may stand a screen below."""
    if before == "by: lidn":
        facts = facts.replace("hwo:", "who:")
    _, problems = read(facts.replace(before, after))
    for problem, wanted in zip(problems, told, strict=True):
        assert problem.startswith(f"2023-09-15.yaml:{wanted}"), problems


@pytest.mark.parametrize(("line", "says"), [
    ("ayes: 14 votes", "`ayes` must be `key: value` pairs: {value: 14, unit: votes} [type]"),
    ("ayes: about 1,400", "`ayes` must be `key: value` pairs: {value: 1400, bound: about} [type]"),
    ("ayes: some", "`ayes` must be `key: value` pairs: {value: 14, unit: votes} [type]"),
    ("ayes: {value: 40%}", "`ayes.value` must be a number: 40; `per cent` goes to `unit` [type]"),
    ("ayes: {value: fourteen}", "`ayes.value` must be a number: in digits, 14 or 3.5 [type]"),
    ("ayes: {value: 1,400}", "unknown key `ayes.400`: a comma within braces begins a new key."),
    ("ayes: {value 14}", "unknown key `ayes.value 14` (did you mean `value: 14`?) [unknown-key]"),
    ("ayes: {value:14}", "unknown key `ayes.value:14` (did you mean `value: 14`?) [unknown-key]"),
    ("ayes: (value: 14)", "put the text in quotes, or pairs in braces { } [yaml]"),
    ("foils: {a fee: [a tax]}", "`foils.a fee`: a slot's name has small letters, digits and hyphens; "
     "several wrong answers of one slot stand in brackets, [one, another] [form]"),
    ("questions: {matter: which {plan}, now?}", "is put in quotation marks (\"…\")"),
    ("foils: {matter: \"a tax, a fee\"}", "`foils.matter` must be a list: [a tax, a fee] [type]"),
    ("foils: {matter: {a tax, a fee}}", "`foils.matter` must be a list: in brackets, [one, another]"),
    ("questions: {matter: [which plan]}",
     "`questions.matter` must be true, false or a question in your own words [type]"),
    ("questions: {matter: “which plan {body}?”}", "to YAML “ and ” are no quotation marks"),
    ("id: w", "duplicate key id (first on line 7): where a new entry begins, a dash is missing"),
    ("tags: sport", "`tags` must be a list: [sport] [type]"),
    ("assertions: {by: reed}", "`assertions` must be a list: each of its entries begins with “- ”"),
    ("assertions: [reed]", "`assertions.0` must be `key: value` pairs: {by: the id of who said so"),
    ("foils: [a, b]", "`foils` must be `key: value` pairs: {the slot: [a wrong answer, another]}"),
    ("superseded_by: The Vote", "hyphens, at most 64: `the-vote` [id]"),
    ("outcom: adopted", "unknown key `outcom` (did you mean `outcome`?) [unknown-key]"),
])
def test_a_value_of_another_form_is_told_with_what_to_write(read: Any, line: str, says: str) -> None:
    fact = (f"  - id: v\n    kind: vote\n    date: 2023-09\n    body: council\n    matter: a plan\n"
            f"    {line}\n")
    _, problems = read(fact + ("" if "outcom" in line else "    outcome: adopted\n"),
                       entities="council: {name: council, type: Organization}\n"
                                "reed: {name: Maud Reed, type: Person}\n")
    assert matches(problems, "2023-09-15.yaml:12: ", says), problems


def test_every_problem_of_every_file_is_told_in_order_of_place(read: Any) -> None:
    """One fault hides no other: header, entity, two facts in one digest, and a source."""
    _, problems = read(
        "  - {id: f, kind: meeting, date: never, host: reed, guest: lind}\n"
        "  - {id: g, kind: meeting, date: 2023-09, host: nobody, guest: lind}\n"
        "  - {id: h, kind: nonsense}\n",
        header=HEADER.replace("Mini", "no") + "colour: red\n",
        entities="reed: {name: Maud Reed, type: Person}\nlind: {name: Eva Lind, type: Persn}\n")
    assert [p.split(": ")[0] for p in problems] == [
        "2023-09-15.yaml:7", "2023-09-15.yaml:9", "deck.yaml:2", "deck.yaml:7", "entities.yaml:2"]
    _, problems = read(
        "  - {id: f, kind: meeting, date: never, host: reed, guest: lind}\n"
        "  - {id: g, kind: meeting, date: 2023-09, host: nobody, guest: lind}\n")
    assert [p.split(": ")[0] for p in problems] == ["2023-09-15.yaml:7", "2023-09-15.yaml:8"]


def test_what_names_a_broken_part_is_not_blamed_for_it(read: Any) -> None:
    """An entity and a source with a fault of their own exist; only their faults are told."""
    _, problems = read(entities="reed: {name: Maud Reed, type: Persn}\n"
                                "lind: {name: Eva Lind, type: Person}\n")
    assert [p.split(": ")[0] for p in problems] == ["entities.yaml:1"]
    _, problems = read(digest="date: 2023-09-15\nsources:\n- {id: a, publisher: A, date: 2023}\n"
                              "- {id: b, publisher: B, date: never}\ndevelopments:\n- id: d\n"
                              "  title: D\n  facts:\n"
                              f"{FACT.replace('guest: lind', 'guest: lind, source: b')}")
    assert [p.split(": ")[0] for p in problems if "2023-09-15" in p] == ["2023-09-15.yaml:4"]


def test_a_missing_file_is_told_without_a_line(read: Any) -> None:
    _, problems = read(entities=None, digest="date: 2023-09-15\n"
                                             "sources: [{id: a, publisher: A, date: 2023}]\n")
    assert problems == ["entities.yaml: there is no such file [file-missing]"]


def test_a_folder_in_a_files_place_is_told(read: Any, tmp_path: Path) -> None:
    (tmp_path / "2024.yaml").mkdir()
    _, problems = read()
    assert problems == ["2024.yaml: is a folder, not a file [file-missing]"]


def test_a_deck_without_a_digest_says_what_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(HEADER)
    (tmp_path / "entities.yaml").write_text("a: {name: A, type: Thing}\n")
    _, problems = read_deck(tmp_path)
    assert [str(p) for p in problems] == [
        f"{tmp_path}: has no digest: a file such as 2023-09-15.yaml [deck-empty]"]


def test_a_place_that_is_no_deck_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("x: y\n")
    for path, fragment in ((tmp_path / "none", "there is no such folder"),
                           (file, "is a file, not a deck's folder"),
                           (tmp_path, "is no deck: it has no deck.yaml")):
        deck, problems = read_deck(path)
        assert deck is None
        assert [fragment in p.message and p.path == str(path) for p in problems] == [True]


def test_load_deck_raises_every_error_and_no_warning(read: Any, tmp_path: Path) -> None:
    read("  - {id: f, kind: meeting, date: never}\n", header=HEADER + "language: fr\n")
    with pytest.raises(DeckError) as caught:
        load_deck(str(tmp_path))
    assert [p.message.split(" ")[0] for p in caught.value.problems] == [
        "`date`:", "missing", "missing"]
    assert caught.value.exit_code == 1


def test_load_deck_takes_a_deck_with_nothing_but_warnings(read: Any, tmp_path: Path) -> None:
    read(header=HEADER + "language: fr\n")
    assert load_deck(str(tmp_path)).header.language == "fr"


def test_load_deck_of_an_unknown_id_names_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no deck “nowhere”; there are .*ukraine-war"):
        load_deck("nowhere", tmp_path)


def test_digests_stand_in_order_of_their_dates(read: Any, tmp_path: Path) -> None:
    """Whatever the files are called: the older digest comes first."""
    (tmp_path / "9-later.yaml").write_text(
        "date: 2023-01-01\nsources: [{id: bbc, publisher: BBC, date: 2023-01-01}]\n")
    deck, problems = read()
    assert problems == []
    assert [str(d.date) for d in deck.digests] == ["2023-01-01", "2023-09-15"]
