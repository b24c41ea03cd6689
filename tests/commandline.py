"""The command line as its users meet it: the real program in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

MAIN = Path(__file__).parent.parent / "main.py"
Result = subprocess.CompletedProcess[str]


class Program:
    """Runs `masa ARGUMENTS` in a folder, in English unless LANG says otherwise."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: object, **environment: str) -> Result:
        inherited = {
            name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES")
        }
        own = {"MASA_CONFIG": str(self.folder / "config"), "LANG": "en_GB.UTF-8"}
        return subprocess.run(
            [sys.executable, str(MAIN), *map(str, arguments)],
            cwd=self.folder,
            env=inherited | own | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=240,
        )

    def make(self, name: str = "shop.masa", template: str = "five-stages", language: str = "en") -> Path:
        """A new project."""
        result = self("new", name, "--template", template, "--language", language)
        assert result.returncode == 0, result.stderr
        return self.folder / name

    def show(self, name: object = "shop.masa") -> dict[str, Any]:
        """What `masa show --json` tells of it."""
        result = self("show", name, "--json")
        assert result.returncode == 0, result.stderr
        told: dict[str, Any] = json.loads(result.stdout)
        return told


def refused(result: Result, *words: str) -> None:
    """Exit code 1, nothing on standard output, one line on standard error with these words."""
    assert result.returncode == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for word in ("masa: ", *words):
        assert word in result.stderr
