from __future__ import annotations

from tests.bank.conftest import read  # noqa: F401  # the fixture
