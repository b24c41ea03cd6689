"""The window and its panels, dialogs, command line, settings: everything made of Qt widgets."""

__version__ = "0.1.0"
