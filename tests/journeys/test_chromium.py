"""Which browser is taken, and what is said where there is none."""

import pytest

from tests.journeys import chromium


@pytest.fixture
def shelf(monkeypatch, tmp_path):
    """A folder in place of where Debian puts its browsers; nothing is there yet."""
    for name in ("SHELL", "WHOLE"):
        monkeypatch.setattr(chromium, name, tmp_path / getattr(chromium, name).name)
    return tmp_path


def test_the_one_without_windows_is_taken_first(shelf):
    assert chromium.executable() is None
    for name in ("chromium", "chromium-headless-shell"):
        (shelf / name).touch()
        assert chromium.executable() == shelf / name


def test_where_nothing_may_be_left_out_it_says_what_to_install(shelf, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="Install the package “chromium-headless-shell”"):
        chromium.launched(None)
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception):
        chromium.launched(None)
