"""Folders that a service copies and disks of other computers: known by name, mark and mount; told once."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app import places
from app.gui import Program
from app.places import Place, cloud_of, is_network, mounted, place_of
from app.settings import load
from model import formats
from model.document import Document
from tests.app.conftest import Start
from tests.app.test_history import press
from tests.app.test_window import choose, dialog, opened
from tests.model import older

MOUNTS = r"""
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/maps /mnt/maps nfs4 rw,vers=4.2 0 0
//office/plans /mnt/office\040plans cifs rw 0 0
dana@host:/home /home/dana/far fuse.sshfs rw 0 0
/dev/sdb1 /mnt/maps/local ext4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
portal /run/user/1000/doc fuse.portal rw 0 0
""".lstrip()


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/maps", "Dropbox"),
        ("Dropbox (Acme)", "Dropbox"),
        ("OneDrive - Acme Ltd/לקוחות", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("Google Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-dana@acme.com/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Nextcloud", "Nextcloud"),
        ("maps/dropbox plans", None),
        ("plans", None),
    ],
)
def test_services_are_known_by_the_names_of_their_folders(
    tmp_path: Path, folder: str, service: str | None
) -> None:
    found = cloud_of(tmp_path / folder, {})
    assert found == (Place("cloud", service) if service else None)


def test_a_renamed_folder_is_known_by_the_mark_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "shared" / "maps"
    folder.mkdir(parents=True)
    assert cloud_of(folder, {}) is None
    (tmp_path / "shared" / ".dropbox.cache").mkdir()
    assert cloud_of(folder, {}) == Place("cloud", "Dropbox")
    assert cloud_of(folder, {"OneDriveCommercial": str(tmp_path / "shared")}) == Place("cloud", "OneDrive")


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("/home/dana/shop.masa", None),
        ("/mnt/maps/shop.masa", "server:/maps"),
        ("/mnt/maps/local/shop.masa", None),
        ("/mnt/office plans/shop.masa", "//office/plans"),
        ("/home/dana/far/away/shop.masa", "dana@host:/home"),
        ("/home/dana/farther/shop.masa", None),
        ("/run/user/1000/gvfs/smb/shop.masa", "gvfsd-fuse"),
        ("/run/user/1000/doc/shop.masa", None),
    ],
)
def test_network_disks_are_found_in_the_table_of_mounts(file: str, source: str | None) -> None:
    assert mounted(PurePosixPath(file), MOUNTS) == (Place("network", source) if source else None)


def test_kinds_of_network_disks() -> None:
    known = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "9p", "FUSE.sshfs", "fuse.rclone")
    assert all(map(is_network, known))
    assert not any(map(is_network, ("ext4", "ntfs", "apfs", "tmpfs", "fuseblk", "fuse.portal", "overlay")))


def test_a_folder_of_this_computer_is_no_danger(tmp_path: Path) -> None:
    assert place_of(tmp_path / "shop.masa") is None


def questions() -> list[QMessageBox]:
    QApplication.processEvents()
    return [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()
    ]


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_cloud_folder_is_told_once_a_file(
    start: Start, shop: Path, drive: Path, qtbot: QtBot, language: str
) -> None:
    cloud = shop.parent / "Dropbox"
    cloud.mkdir()
    synced = Path(shutil.copy(shop, cloud))
    program: Program = start(language)
    program.attend()
    opened(program, drive)
    assert questions() == []
    opened(program, synced)
    qtbot.waitUntil(lambda: len(questions()) == 1)
    assert "Dropbox" in dialog(QMessageBox).text()
    assert ("מחשב" in dialog(QMessageBox).informativeText()) == (language == "he")
    press("Go on here" if language == "en" else "להמשיך כאן")
    opened(program, drive)
    opened(program, synced)
    assert questions() == []
    assert load().places == [str(synced)]


def test_the_local_copy_is_where_the_work_goes_on(
    start: Start, shop: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {tmp_path / 'far'} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(places, "MOUNTS", table)
    (tmp_path / "far").mkdir()
    far = Path(shutil.copy(shop, tmp_path / "far"))
    program: Program = start(file=far)
    program.attend()
    qtbot.waitUntil(lambda: len(questions()) == 1)
    assert "another computer" in dialog(QMessageBox).text()
    press("Make a local copy…")
    assert isinstance(dialog(QFileDialog), QFileDialog)
    choose(tmp_path / "here.masa")
    assert program.session.document.path == tmp_path / "here.masa"
    assert questions() == []


def test_a_file_brought_up_to_date_is_told_with_its_backup(
    start: Start, shop: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(formats.OLDER, older.VERSION, older.STEP)
    document = Document.open(shop)
    older.write_older(document, tmp_path / "old.masa")
    document.close()
    program: Program = start("he", file=tmp_path / "old.masa")
    program.attend()
    qtbot.waitUntil(lambda: len(questions()) == 1)
    (backup,) = tmp_path.glob("old.format-*")
    assert backup.name in dialog(QMessageBox).informativeText()
    press("סגירה")
    window = opened(program, shop)
    opened(program, tmp_path / "old.masa")
    assert questions() == []
    assert window.workspace.status.isVisible()
