"""What tests of several rooms share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.qt_missing import drawing_missing
from model.document import Document

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How fast a machine is says nothing about right or wrong.
settings.register_profile("masa", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("masa")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Without Qt's libraries: the line that installs them, before pytest-qt ends in a traceback."""
    if lacking := drawing_missing("en"):
        pytest.exit(lacking, returncode=1)


@pytest.fixture(autouse=True)
def what_was_closed_is_deleted() -> Iterator[None]:
    """Widgets that pytest-qt has closed wait for an event loop that never comes: hundreds of them, 2 GB."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets and widgets.QApplication.instance():
        widgets.QApplication.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete


@pytest.fixture
def masa(tmp_path: Path) -> Path:
    """Where a test's project lies; a Hebrew name with a space, as users give them."""
    return tmp_path / "מסע לקוח.masa"


@pytest.fixture
def document(masa: Path) -> Iterator[Document]:
    """An empty project in a file."""
    made = Document.create(masa)
    yield made
    made.close()
