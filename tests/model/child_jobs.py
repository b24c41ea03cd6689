"""Jobs that a child runs in `test_child.py`; each is chosen by the request."""

from __future__ import annotations

import os
import subprocess
import sys

from model.child import Message, Receive, Send
from model.errors import MasaError


def run(request: Message, send: Send, receive: Receive) -> None:
    """Do what `request["do"]` says."""
    match request["do"]:
        case "echo":
            send({"got": request["data"]})
            while True:
                send({"got": receive()["data"]})
        case "count":
            for number in range(request["to"]):
                send({"n": number})
        case "print":
            print("stray words")
            subprocess.run([sys.executable, "-c", "print('from below')"], check=True)
            send({"done": True})
        case "refuse":
            raise MasaError("table_empty", file="a.csv")
        case "break":
            raise ZeroDivisionError("a mistake of ours")
        case "read past the end":
            raise EOFError("a file that was cut off")
        case "pipe":
            raise BrokenPipeError("not the parent's")
        case "abort":
            os.abort()
        case "eat":
            bytearray(8 << 30)
        case "sleep":
            send({"asleep": os.getpid()})
            receive()
