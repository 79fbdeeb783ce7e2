from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no fault: no test fails on a time.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session", autouse=True)
def no_cache_of_the_users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the indexes of whoever runs it."""
    before = os.environ.get("QUIZGEN_CACHE")
    folder = tmp_path_factory.mktemp("cache")
    os.environ["QUIZGEN_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["QUIZGEN_CACHE"]
    else:
        os.environ["QUIZGEN_CACHE"] = before


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: tests that wait for a terminal leave theirs to others."""
    return (os.cpu_count() or 1) + 1
