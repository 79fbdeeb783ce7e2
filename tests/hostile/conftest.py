from __future__ import annotations

from tests.bank.conftest import read

__all__ = ["read"]
