"""Places where a file is in danger while it is open: folders that a service copies, disks of other computers.

Told by names and by the marks that the services leave, without asking any of them. On Linux the table of
mounts is read, for to ask a network disk that does not answer could take minutes.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

MOUNTS = Path("/proc/self/mounts")
DRIVE_REMOTE = 4  # of Windows' GetDriveType

# A folder's own name, or its beginning where services add an account's name.
_SERVICES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Dropbox", re.compile(r"dropbox( \(.*\))?$", re.IGNORECASE)),
    ("OneDrive", re.compile(r"onedrive( ?- ?.*)?$", re.IGNORECASE)),
    ("Google Drive", re.compile(r"(google ?drive(-.*)?|my drive)$", re.IGNORECASE)),
    ("iCloud", re.compile(r"(icloud ?drive|mobile documents|com~apple~clouddocs)$", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"nextcloud\d*$", re.IGNORECASE)),
    ("ownCloud", re.compile(r"owncloud$", re.IGNORECASE)),
)
# What a service leaves in its uppermost folder.
_MARKS = {
    ".dropbox.cache": "Dropbox",
    ".dropbox": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
}
_VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
_NETWORK = re.compile(r"(nfs\d?|cifs|smb\d?|smbfs|afpfs|webdav|davfs|9p|afs|ceph|glusterfs|ncpfs)$")
_NETWORK_FUSE = ("sshfs", "davfs", "rclone", "smbnetfs", "gvfsd", "google-drive", "onedrive", "s3fs")


class Place(NamedTuple):
    """`kind`: 'cloud' or 'network'; `name`: of the service, or of what is mounted."""

    kind: str
    name: str


def place_of(file: Path) -> Place | None:
    """Where a file lies, when that is neither a disk of this computer nor left alone by services."""
    return cloud_of(file.parent, os.environ) or network_of(file)


def cloud_of(folder: Path, variables: Mapping[str, str]) -> Place | None:
    above = [folder, *folder.parents]
    for name, service in _VARIABLES.items():
        if variables.get(name) and Path(variables[name]) in above:
            return Place("cloud", service)
    for each in above:
        for service, names in _SERVICES:
            if names.match(each.name):
                return Place("cloud", service)
        for mark, service in _MARKS.items():
            if each != Path.home() and os.path.exists(each / mark):
                return Place("cloud", service)
    return None


def network_of(file: Path) -> Place | None:
    if sys.platform == "win32":
        return _windows_share(file)
    try:
        return mounted(file, MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        from PySide6.QtCore import QStorageInfo

        disk = QStorageInfo(str(file.parent))
        kind = bytes(disk.fileSystemType().data()).decode("ascii", "replace")
        return Place("network", disk.rootPath()) if is_network(kind) else None


def mounted(file: PurePath, table: str) -> Place | None:
    """By a table of mounts as Linux tells it: source, folder, kind on each line; the last mount counts."""
    best, found = -1, None
    for line in table.splitlines():
        source, folder, kind, *_ = [*line.split(" "), "", "", ""]
        at = PurePath(_unescaped(folder))
        if file.is_relative_to(at) and len(at.parts) >= best:
            best = len(at.parts)
            found = Place("network", _unescaped(source)) if is_network(kind) else None
    return found


def is_network(kind: str) -> bool:
    """Of a file system, as the system names it."""
    kind = kind.lower()
    if kind.startswith("fuse"):
        return any(name in kind for name in _NETWORK_FUSE)
    return bool(_NETWORK.match(kind))


def _unescaped(text: str) -> str:
    r"""Spaces and such stand in the table as \040."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), text)


def _windows_share(file: Path) -> Place | None:
    drive = file.absolute().drive
    if drive.startswith("\\\\"):
        return Place("network", drive)
    import ctypes

    kind = getattr(ctypes, "windll").kernel32.GetDriveTypeW(drive + "\\")  # noqa: B009  (not on other systems)
    return Place("network", drive) if kind == DRIVE_REMOTE else None
