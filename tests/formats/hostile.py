"""Texts that want to be more than text, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

# What the bank lets through: no control characters, none that XML cannot hold.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1)
SHARP = ["]]>", "<![CDATA[", "<script>alert(1)</script>", "</script>", "&amp;", "&", '"', "'",
         "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "{=a ~b}", "}", "{", "\\", "\\n", "\\\\=", "a:b",
         "#", "####x", "~%50%x", "=", "[html]<b>", "%50%x", "::x::", "// x", "$CATEGORY: x", "*",
         "ANSWER: B", "a,b;c", "&#x3c;", "&&058;", "#1822:5", "TRUE", "| a |", "# a", "1. a", "`a`"]
HOSTILE = (st.sampled_from(SHARP) | TEXT).map(str.strip).filter(bool)
