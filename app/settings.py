"""What the program remembers between runs: a typed registry in one JSON file of the user's own folder."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

RECENT_MOST = 12
PLACES_MOST = 200
COMMANDS_MOST = 20


@dataclass
class Settings:
    """`language` and `theme` None: follow the system. `recent`: absolute paths, the newest first."""

    language: str | None = None  # "he" or "en"
    theme: str | None = None  # "light" or "dark"
    recent: list[str] = field(default_factory=list)
    folder: str = ""  # where files were last opened or saved
    geometry: str = ""  # of the window, Qt's own bytes in hex
    panel: bool = True  # the side panel is shown
    places: list[str] = field(default_factory=list)  # files whose user knows of their dangerous place
    template_language: str | None = None  # None: the interface's
    commands: list[str] = field(default_factory=list)  # of the command palette, the one done last first
    wall: str = "projector"  # the theme of a presentation, or "window": the window's
    smooth: bool = True  # a presentation moves from stage to stage

    def remember(self, path: str | Path) -> None:
        """Put a file first among the recent ones."""
        name = str(Path(path).absolute())
        self.recent = [name, *(other for other in self.recent if other != name)][:RECENT_MOST]
        self.folder = str(Path(name).parent)

    def place_is_known(self, path: str | Path) -> None:
        """The user was told where this file lies."""
        self.places = [str(path), *(other for other in self.places if other != str(path))][:PLACES_MOST]

    def did(self, command: str) -> None:
        """Put a command of the palette first."""
        self.commands = [command, *(other for other in self.commands if other != command)][:COMMANDS_MOST]
        self.save()

    def forget(self, path: str | Path) -> None:
        name = str(Path(path).absolute())
        self.recent = [other for other in self.recent if other != name]

    def save(self) -> None:
        """Write the file as a whole or not at all; a folder that cannot be written costs only the memory."""
        target = settings_file()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".settings-", suffix=".json")
        except OSError:
            return
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(self), file, indent=1)  # in ASCII: a path may hold what is no letter
            os.replace(name, target)
        except OSError:
            pass
        finally:
            Path(name).unlink(missing_ok=True)  # replaced, it is not there any more


def settings_file() -> Path:
    """MASA_CONFIG names another folder than the user's own."""
    folder = os.environ.get("MASA_CONFIG") or platformdirs.user_config_dir("masa", appauthor=False)
    return Path(folder) / "settings.json"


def load() -> Settings:
    """What was saved; a missing or damaged file, or a value of another type, is the default."""
    try:
        raw = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        raw = {}
    known: dict[str, Any] = {}
    for each in fields(Settings):
        value = raw.get(each.name) if isinstance(raw, dict) else None
        if value is not None and _fits(each.name, value):
            known[each.name] = value
    return Settings(**known)


def _fits(name: str, value: object) -> bool:
    match name:
        case "language" | "template_language":
            return value in ("he", "en")
        case "theme":
            return value in ("light", "dark")
        case "recent" | "places" | "commands":
            return isinstance(value, list) and all(isinstance(each, str) for each in value)
        case "wall":
            return value in ("projector", "window")
        case "panel" | "smooth":
            return isinstance(value, bool)
        case _:
            return isinstance(value, str)
