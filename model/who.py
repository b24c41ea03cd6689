"""Who works here: the author that the history keeps beside each gesture."""

from __future__ import annotations

from getpass import getuser


def system_user() -> str:
    """The name by which the system knows its user; '' where it knows none."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # no such user in this container, or no such module on Windows
        return ""
