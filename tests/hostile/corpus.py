"""Texts that want to be more than text, and banks that want to be more than a bank."""

from __future__ import annotations

from hypothesis import strategies as st

# What no text of a bank may hold: it would steer a terminal, or turn a line around.
STEERING = {
    "escape": "\x1b[2J", "bell": "\a", "nul": "\0", "delete": "\x7f", "backspace": "a\b",
    "osc-8": "\x1b]8;;file:///etc/passwd\x1b\\x", "osc-52": "\x1b]52;c;ZWNobyBoaQ==\a",
    "c1-csi": "\x9b2J", "c1-osc": "\x9d52;c;x\x9c", "next-line": "\x85",
    "override": "\u202egnp.exe", "isolate": "\u2066x\u2069", "embedding": "\u202bx\u202c",
    "private": "\ue000", "noncharacter": "\ufffe",
}
# What may stand in a text, and must come out as the text that it is.
SHARP = {
    "html": "<qz onload=alert(1)>&lt;qz&gt;</p></script></style><script>qz()</script>",
    "attribute": "\"'><img src=x onerror=qz()>`= x",
    "xml": "]]><qz/>&qz;<!--<?qz ?><!DOCTYPE qz>&#0;",
    "typst": "#panic() $qz$ *b* _i_ @ref <label> `raw` \\u{41} // x /* y */ = h",
    "latex": "\\(x\\) \\[y\\] $$z$$ [latex]x[/latex] \\input{/etc/passwd}",
    "anki": "[sound:x.mp3] [anki:tts lang=en]x[/anki:tts] [[type:Answer 1]]",
    "sheet": "=cmd|' /C calc'!A0", "plus": "+1+1", "minus": "-2+3", "at": "@SUM(1)",
    "gift": "~=# 50%x :: // ANSWER: B $CATEGORY: x",
    "markdown": "[x](javascript:qz()) ![x](file:///etc/passwd) | # - 1. > ``` ~~~ <http://qz>",
    "script": "</script><!--<script> ${qz()} `; qz(); // \\u2028 \\",
    "tab": "a, b; c | d",
}
# Where braces are no slots, they are text as well.
BRACES = "{{c1::x}} {{FrontSide}} {=a ~b} {{#x}} {% qz %} {qz}"

LINKS = ["javascript:qz()", "file:///etc/passwd", "data:text/html,x", "JaVaScRiPt:x", "//evil.example",
         "https://", "https://a b", "https://cnn.com@evil.example/", "https://a\\@evil.example/",
         "https://a/\x07", "https://a/\u202e", "https://a/\x1b]8;;x", "https://a/<qz>", 'https://a/"x',
         "https://[x", "http:/a", "vbscript:x", "https:///x", " https://a\n", "ftp://a/"]

FILES = ["../x.png", "/etc/x.png", "a/../../x.png", "C:\\x.png", "a\\b.png", "CON.png", "a/nul.png",
         "aux/x.png", "com1.png", "x.png.", "x.svg", "x.png\n", "p\n/x.png", "~/x.png", ".x.png",
         "a//x.png", "x.png\0", "x.exe", "https://a/x.png", "\u202ex.png", "a:b.png", "é.png"]

NUMBERS = ["1e400", "-1e400", "1.0e400", ".inf", "-.inf", ".nan", "NaN", "0x1F", "0o17", "017",
           "1_000", "9" * 19, "9" * 5000, "１２", "٣", "12:30", "1.0.0", "--1",
           "true", "[1]", "1" + "_" * 50]

DATES = ["0000", "0001", "0999", "3000", "9999", "9999-12-31", "-0001", "2023-13", "2023-02-30",
         "2023-09-31", "٢٠٢٣", "2023-０9", "2023-9", "20230915", "2023-09-15T10:00", "2023~~",
         "1e3", ".inf", "99999", "2023-W01", "true"]

# A key that comes again, an alias, a tag: told at its line, and nothing is built of them.
YAML = {
    "laughs": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "alias": "a: *b\n",
    "anchor-on-key": "&x a: b\n", "merge": "a: {<<: {b: c}}\n", "self": "a: &a [*a]\n",
    "python": "a: !!python/object/apply:os.system [qz]\n",
    "tag": "a: !qz b\n",
    "name": "a: !!python/name:os.system\n", "binary": "a: !!binary aGk=\n", "set": "a: !!set {b}\n",
    "verbatim": "a: !<tag:yaml.org,2002:int> '1'\n",
    "directive": "%TAG ! tag:qz,2000:\n--- \na: !b c\n",
    "tag-on-key": "!!python/none a: b\n", "pair": "? {a: b}\n: c\n", "documents": "a: b\n---\nc: d\n",
    "duplicate": "a: b\na: c\n", "inner": "a: {b: c, b: d}\n", "nul": "a: b\0\n",
    "control": "a: \x1b\n",
    "deep-flow": f"a: {'[' * 20_000}\n",
    "deep-map": f"a: {'{a: ' * 20_000}\n",
    "deep-block": "".join(f"{' ' * n}a:\n" for n in range(200)), "deep-dash": f"{'- ' * 20_000}\n",
    "deep-question": f"{'? ' * 20_000}\n", "unclosed": "a: 'b\n", "tab": "a:\n\t- b\n",
    "colon": "a: b: c\n",
    "surrogate": 'a: "\\ud800"\nb: [\n', "no-mapping": "- a\n", "scalar": "just a text\n",
    "many": f"a: [{'a,' * 20_001}]\n", "number": f"a: {'9' * 100_000}\n",
}

text = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
hostile = (st.sampled_from([*SHARP.values(), *STEERING.values(), BRACES, *LINKS, *FILES, *NUMBERS,
                            *DATES]) | text)
scalar = hostile | st.integers(-10**20, 10**20) | st.floats() | st.booleans() | st.none()
json_value = st.recursive(
    scalar, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(hostile, inner, max_size=4),
    max_leaves=12)
