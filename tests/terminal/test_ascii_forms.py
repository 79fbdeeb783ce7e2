from __future__ import annotations

import io

from quizgen.terminal.ascii_forms import use_ascii_forms


def test_typography_has_forms_in_ascii() -> None:
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding="ascii", errors=use_ascii_forms())
    stream.write("“CNN’s” – 1–4 · ✓ Vučić → Łódź 東…")
    stream.flush()
    assert data.getvalue().decode() == "\"CNN's\" - 1-4 | + Vucic -> ?odz ?..."
