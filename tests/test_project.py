"""The project as a whole: what the wheel holds, what the README promises, what a start loads."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app import __version__, qt_missing

ROOT = Path(__file__).parent.parent
ROOMS = ("app", "canvas", "model", "importers", "exporters", "resources", "tests", "benchmarks")
HEAVY = {
    "PySide6",
    "reportlab",
    "openpyxl",
    "networkx",
    "python_calamine",
    "clevercsv",
    "sqlite_utils",
}


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60
    )


@pytest.mark.tools
def test_the_wheel_holds_every_resource_and_no_tests(tmp_path):
    source = tmp_path / "source"
    for room in ROOMS:
        if (ROOT / room).is_dir():
            shutil.copytree(ROOT / room, source / room)
    for name in ("main.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    result = python("-m", "pip", "wheel", "--no-deps", "-w", str(tmp_path), str(source))
    assert result.returncode == 0, result.stderr
    assert "Warning" not in result.stderr
    (wheel,) = tmp_path.glob("masa-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())

    wanted = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    wanted = {path for path in wanted if "__pycache__" not in path.parts}
    assert len(wanted) > 100  # icons, fonts, templates, samples, the catalogue
    assert {path.as_posix() for path in wanted} <= names
    assert {"main.py", "model/schema.sql", "resources/locale/he/LC_MESSAGES/masa.mo"} <= names
    assert not [
        name for name in names if name.startswith(("tests", "benchmarks", "docs")) or name.endswith(".pyc")
    ]


def test_readme_has_both_commands_and_the_libraries_of_a_bare_server():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\npython -m pip install . && masa demo out\n" in readme
    assert '\npython -m pip install ".[test]" && python -m pytest\n' in readme
    assert f"\n{qt_missing.REMEDY}\n" in readme


@pytest.mark.parametrize("text", ["README.md", "docs/using.md", "docs/architecture.md"])
def test_links_of_the_documents_lead_somewhere(text):
    content = (ROOT / text).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", content)
    missing = [link for link in links if not (ROOT / text).parent.joinpath(link).exists()]
    assert not missing


def test_the_changelog_begins_with_this_version():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changes, re.MULTILINE).group(1) == __version__


@pytest.mark.parametrize("module", ["app.cli", "model.child", "model.document"])
def test_a_start_loads_no_heavy_library(module):
    result = python(
        "-c", f"import sys, {module}; print(*(name for name in {sorted(HEAVY)} if name in sys.modules))"
    )
    assert result.stdout.strip() == "", result.stderr
    assert result.returncode == 0, result.stderr


def test_exporters_and_the_picture_use_no_widgets():
    files = [*(ROOT / "exporters").glob("*.py"), *(ROOT / "canvas" / "picture").glob("*.py")]
    assert files
    assert not [file.name for file in files if "QtWidgets" in file.read_text(encoding="utf-8")]


def test_the_version_is_known_without_installing():
    result = python("main.py", "--version")
    assert result.stdout == f"masa {__version__}\n"
