"""Settings survive a restart, and no damaged file stops the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MASA_CONFIG", str(tmp_path / "config"))
    return tmp_path / "config"


def test_first_start_follows_the_system() -> None:
    known = settings.load()
    assert known.language is None
    assert known.theme is None
    assert known.recent == []


def test_what_is_saved_is_read_again(tmp_path: Path) -> None:
    known = settings.load()
    known.language, known.theme, known.panel = "he", "dark", False
    known.remember(tmp_path / "מסע.masa")
    known.save()
    assert settings.load() == known
    assert settings.load().folder == str(tmp_path)


def test_a_path_that_is_no_text_is_kept_and_leaves_nothing_behind(folder: Path) -> None:
    known = settings.load()
    known.remember("/maps/\udcff.masa")
    known.save()
    assert settings.load().recent == known.recent
    assert [file.name for file in folder.iterdir()] == ["settings.json"]


def test_recent_files_are_newest_first_once_each_and_few(tmp_path: Path) -> None:
    known = settings.load()
    for number in range(20):
        known.remember(tmp_path / f"{number}.masa")
    known.remember(tmp_path / "15.masa")
    assert [Path(name).name for name in known.recent[:3]] == ["15.masa", "19.masa", "18.masa"]
    assert len(known.recent) == settings.RECENT_MOST
    known.forget(tmp_path / "15.masa")
    assert Path(known.recent[0]).name == "19.masa"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "\x00", '{"recent": 5, "language": "xx", "panel": "yes"}', "[" * 5000]
)
def test_a_damaged_file_is_the_defaults(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "settings.json").write_text(text, encoding="utf-8")
    assert settings.load() == settings.Settings()


def test_one_wrong_value_costs_only_itself(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.json").write_text('{"theme": "pink", "language": "he"}', encoding="utf-8")
    assert settings.load() == settings.Settings(language="he")


def test_a_folder_that_cannot_be_made_loses_only_the_memory(folder: Path) -> None:
    folder.write_text("a file where the folder should be", encoding="utf-8")
    settings.Settings(language="he").save()
    assert settings.load().language is None


def test_saving_leaves_no_scraps(folder: Path) -> None:
    settings.Settings().save()
    settings.Settings(theme="dark").save()
    assert [file.name for file in folder.iterdir()] == ["settings.json"]
