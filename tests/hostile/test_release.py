"""What `release` writes anew in a stranger's deck holds nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, run, town  # noqa: F401


@pytest.mark.parametrize("name", ["CHANGELOG.md"])
def test_a_release_takes_no_text_through_a_link(
    run: Run, town: Path, tmp_path: Path, name: str,  # noqa: F811
) -> None:
    secret = tmp_path / "id_rsa"
    secret.write_text("-----BEGIN qz-----\n")
    (town / name).symlink_to(secret)
    done = run("release", "town")
    assert (done.code, "is a link" in done.err) == (2, True)
    assert secret.read_text() == "-----BEGIN qz-----\n"
    assert [p for p in town.iterdir() if p.is_file() and not p.is_symlink()
            and b"qz" in p.read_bytes()] == []


def test_a_header_that_is_a_link_is_never_written_through(
    run: Run, town: Path, tmp_path: Path,  # noqa: F811
) -> None:
    (town / "deck.yaml").rename(tmp_path / "elsewhere.yaml")
    before = (tmp_path / "elsewhere.yaml").read_bytes()
    (town / "deck.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert run("release", "town").code == 1
    assert (tmp_path / "elsewhere.yaml").read_bytes() == before
