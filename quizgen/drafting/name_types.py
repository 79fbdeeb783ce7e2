"""What speaks for a name's type: its own words, and what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.drafting.lexicon import cities, countries, first_names, offices, type_words
from quizgen.drafting.tokens import Token

_BODIES = frozenset("Kremlin Pentagon Bundestag Duma Knesset Reuters Interpol Eurostat".split())


_PLAYED = re.compile(r"(?:beat|drew|lost|won|defeated|thrashed|appointed|dismissed|signed|sacked|scored|play|played|"
                     r"host|visited|went|moved|climbed)$")


def inner_votes(words: str) -> Iterator[tuple[str, int]]:
    """What the words of a name tell of its type."""
    within, _ = type_words()
    parts = words.split()
    if words in countries():
        yield "Country", 20
    elif words in cities():
        yield "City", 12
    elif re.match(r"(?:[A-Z][\w’-]+ )?(?:Central|Reserve) Bank\b", words):
        yield "GovernmentOrganization", 10
    elif words in _BODIES:
        yield within[words], 10
    elif parts[0] == "Port" and len(parts) == 2 and parts[1] not in within:
        yield "City", 8
    elif re.search(r" and (?:Sons|Daughters|Brothers|Partners|Associates|Co)$", words):
        yield "Corporation", 10
    elif " of " in words and words.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1] in within:
        yield within[words.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1]], 10
    elif parts[-1] in within and (len(parts) > 1 or parts[0].isupper()):
        yield within[parts[-1]], 10
    elif any(part in ("of", "for") for part in parts) and parts[0] in within:
        yield within[parts[0]], 10
    elif (kind := next((within[part] for part in parts[:-1] if part in within), None)) is not None:
        yield kind, 5 if parts[0] in within else 7
    if parts[0] in first_names() and 1 < len(parts) < 5:
        yield "Person", 6
    if len(parts) == 1 and words.isupper() and 1 < len(words) < 7:
        yield "Organization", 3
    if re.search(r"\w-\d+$", words):
        yield "Vehicle", 3
    if 1 < len(parts) < 4 and all(part[0].isupper() and part.isalpha() for part in parts):
        yield "Person", 1


def noun_before(text: str, tokens: list[Token], at: int) -> tuple[str | None, str | None, int]:
    """The common noun before a name: “the village of Andriivka”, “the submarine Rostov-on-Don”."""
    _, beside = type_words()
    if at > 1 and tokens[at].gap == ", " and tokens[at - 2].core == "the" and (
            beside.get(tokens[at - 1].core) == "City"):   # “the capital, Selgrad”
        return tokens[at - 1].core, "City", tokens[at].start
    if at and tokens[at].gap == ", " and beside.get(tokens[at - 1].core) == "Corporation" and (
            re.match(r"[A-Z][\w’&-]*(?: (?:& |and )?[A-Z][\w’-]*){0,3},", text[tokens[at].start :][:90])):   # “The dam’s operator, Nordkraft, …”
        return None, "Corporation", tokens[at].start
    if at == 0 or tokens[at].gap != " " or tokens[at - 1].possessive:
        return None, None, 0
    back = at - 1
    if tokens[back].core == "of" and back and tokens[back].gap == " ":
        back -= 1
        if beside.get(tokens[back].core) in ("City", "AdministrativeArea", "Landform"):
            return tokens[back].core, beside[tokens[back].core], tokens[back].start
        return None, None, 0
    word = tokens[back].core.lower()
    kind = beside.get(word)
    if kind in (None, "AdministrativeArea", "GovernmentOrganization", "City"):
        return None, None, 0
    return word, kind, tokens[back].start


def votes_after(text: str, tokens: list[Token], after: int, end: int) -> Iterator[tuple[str, int]]:
    """What follows a name: an apposition with an office, an age, a word that says what it is."""
    rest = text[end : end + 90].replace("'", "’")
    if re.match(r", \d{2},", rest) or re.match(r", who\b", rest):
        yield "Person", 8
    found = re.match(r",? (?:an?|the|its|his|her|their|[\w’-]{2,20}’s?) ((?:[\w’-]{1,20} ){0,4}?)([a-z-]{3,20})\b", rest)
    _, beside = type_words()
    if named := re.match(r", the ([a-z-]+) [A-Z]", rest):   # “off Madeira, the journal Nature said”
        found = None if named[1] in beside else found
    if found and rest.startswith(", "):
        word = found[2]
        inner = [*re.findall(r"[a-z-]+", found[1]), word]
        if any(w in offices() for w in inner):
            yield "Person", 8
        elif kind := next((beside[w] for w in inner if w in beside), None):
            yield kind, 7
    if after < len(tokens) and tokens[after].gap == " ":
        word = tokens[after].core
        if (kind := beside.get(word)) and word not in offices() and not tokens[after - 1].possessive:
            yield kind, 6
        if word in ("said", "says", "told", "added"):
            yield "Person", 1
        if _PLAYED.match(word) and tokens[after - 1].core in ("City", "Town", "County", "Rovers", "Villa", "Wolves"):
            yield "SportsTeam", 14
    if re.match(r"’s? (?:chief executive|chairman|chairwoman|finance chief|headquarters|shares|shareholders|customers|"
                r"employees|factory|factories|share price|stock|board|workers)\b", rest):
        yield "Corporation", 7
    if re.match(r"’s? (?:[a-z]+ ){0,2}(?:president|prime minister|(?:[a-z]+ )?minister|parliament|government|constitution|"
                r"embassy|currency|border|national [a-z]+)\b", rest):
        yield "Country", 5
    if re.match(r"’s? (?:striker|goalkeeper|coach|manager|captain|midfielder|defender|players|fans)\b", rest):
        yield "SportsTeam", 4


def place_votes(tokens: list[Token], at: int, size: int) -> Iterator[tuple[str, int]]:
    """“in Sochi”, “near Tarn”: a place, most often a town."""
    before = tokens[at - 1].core.lower() if at and tokens[at].gap == " " else ""
    if before in ("in", "near", "from", "to", "at", "outside", "around", "off", "between", "for") and size <= 3:
        yield "City", 4 if before in ("in", "near", "outside", "around") else 1
    if before == "of" and at > 1 and tokens[at - 2].core.lower() == "mayor":
        yield "City", 9
    if before == "of" and at > 1 and tokens[at - 2].core in ("government", "parliament") and size <= 2:
        yield "Country", 5
