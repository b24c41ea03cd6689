"""The one entry of the program: a child process that does long work, or the command line."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """`--child NAME` is answered before anything heavy is imported: a child must start in milliseconds."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # no traceback until there are words for it
    from app import stopping

    if len(sys.argv) == 3 and sys.argv[1] == "--child":
        stopping.ignore()
        from model.child import serve

        serve(sys.argv[2])
        return
    stopping.take_over()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a program without a console has no streams
            stream.reconfigure(encoding="utf-8", errors="replace")
    from app import opening

    if opening.is_asked(sys.argv[1:]):
        sys.exit(opening.run(sys.argv[1:]))
    from app.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
