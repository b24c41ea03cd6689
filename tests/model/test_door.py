"""The one door: files that are damaged or made to harm are refused with a reason, and left as they were."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import formats, verbs
from model.document import Document
from model.errors import DOCUMENT_CODES, MasaError
from model.ids import LARGEST
from model.snapshot import read_snapshot

from .inside import file_rows, memory_rows

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def honest(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A project as users have them."""
    path = tmp_path_factory.mktemp("honest") / "a.masa"
    document = Document.create(path)
    made = verbs.new_map(document, "מסע לקוח", language="he", stages=["מודעות", "החלטה"])
    stage, lane = document.children("stage", map=made.id)[0], document.children("lane", map=made.id)[5]
    for title in ("לא חזרו אליי", "ממתין"):
        verbs.add_card(document, stage.id, lane.id, "pain", title, details="ארוך " * 300)
    verbs.add_persona(document, made.id, "דנה")
    document.close()
    return path.read_bytes()


@pytest.fixture
def path(honest: bytes, tmp_path: Path) -> Path:
    found = tmp_path / "from a stranger.masa"
    found.write_bytes(honest)
    return found


def refusal(path: Path) -> MasaError:
    """How both ways in refuse it; nothing in its folder may change, appear or go."""
    before = {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    with pytest.raises(MasaError) as opened:
        Document.open(path)
    with pytest.raises(MasaError) as read:
        read_snapshot(path)
    assert {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()} == before
    assert opened.value.code == read.value.code
    assert opened.value.params["file"] == str(path)
    assert opened.value.params.keys() == set(DOCUMENT_CODES[opened.value.code])
    return opened.value


def alter(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement).fetchall()


def patch(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as opened:
        opened.seek(offset)
        opened.write(data)


def rewrite_schema(path: Path, old: str, new: str) -> None:
    """A table's definition changed behind SQLite's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_schema SET sql=replace(sql, ?, ?)", (old, new))


def test_an_honest_file_comes_in(path: Path) -> None:
    document = Document.open(path)
    assert memory_rows(document) == file_rows(document)
    document.close()
    assert len(Document.from_snapshot(read_snapshot(path)).all("card")) == 2


# ---- what is no project of ours ----


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "לא קיים.masa").code == "file_missing"


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.masa").mkdir()
    assert refusal(tmp_path / "folder.masa").code == "file_not_regular"


def test_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.masa")
    assert refusal(tmp_path / "pipe.masa").code == "file_not_regular"


@pytest.mark.parametrize("data", [b"", b"SQLite", b"\x89PNG\r\n\x1a\n" + bytes(5000), bytes(8192)])
def test_another_kind_of_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.masa").write_bytes(data)
    assert refusal(tmp_path / "other.masa").code == "not_a_masa_file"


def test_another_programs_database(tmp_path: Path, path: Path) -> None:
    alter(tmp_path / "other.masa", "CREATE TABLE notes(x)")
    assert refusal(tmp_path / "other.masa").code == "not_a_masa_file"
    alter(path, "PRAGMA application_id=1")
    assert refusal(path).code == "not_a_masa_file"


def test_a_newer_version_is_named(path: Path) -> None:
    alter(path, "PRAGMA user_version=7")
    assert refusal(path).params == {"file": str(path), "version": 7, "known": formats.VERSION}


# ---- damage ----


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut in half": lambda p: os.truncate(p, p.stat().st_size // 2),
    "one byte short": lambda p: os.truncate(p, p.stat().st_size - 1),
    "one page short": lambda p: os.truncate(p, p.stat().st_size - 4096),
    "grown": lambda p: os.truncate(p, p.stat().st_size + 1),
    "cut, and its size in doubt": lambda p: (os.truncate(p, 3 * 4096 + 100), patch(p, 92, bytes(4))),
    "its size in doubt": lambda p: patch(p, 92, bytes(4)),
    "no pages": lambda p: patch(p, 28, bytes(4)),
    "version 0": lambda p: patch(p, 60, bytes(4)),
    "write-ahead log": lambda p: patch(p, 18, b"\2\2"),
    "UTF-16": lambda p: patch(p, 56, b"\0\0\0\2"),
    "page size": lambda p: patch(p, 16, struct.pack(">H", 1000)),
    "a page of zeros": lambda p: patch(p, 4096 * 3, bytes(4096)),
    "dangling reference": lambda p: alter(p, "UPDATE card SET stage=5"),
    "bad UTF-8 in a record": lambda p: alter(p, "UPDATE card SET title=CAST(x'd7ff' AS TEXT)"),
    "bad UTF-8 in the history": lambda p: alter(p, "UPDATE history SET params=CAST(x'ff' AS TEXT)"),
    "bad UTF-8 in an answer": lambda p: alter(
        p, "INSERT INTO answer(batch, comment, row_hash) VALUES(1, CAST(x'ff' AS TEXT), 1)"
    ),
    "no head": lambda p: alter(p, "DELETE FROM meta"),
    "head out of the history": lambda p: alter(p, "UPDATE meta SET value=5"),
    "history that leads to itself": lambda p: alter(
        p, "PRAGMA ignore_check_constraints=ON", "UPDATE history SET parent=id WHERE parent IS NOT NULL"
    ),
    "history that leads round": lambda p: alter(
        p,
        "PRAGMA ignore_check_constraints=ON",
        "UPDATE history SET parent=(SELECT max(id) FROM history) WHERE parent IS NULL",
    ),
    "two roots": lambda p: alter(p, "INSERT INTO history VALUES(7,NULL,1,'','x','{}',NULL,x'')"),
    "a version without a name": lambda p: alter(
        p, "PRAGMA ignore_check_constraints=ON", "UPDATE history SET version=''"
    ),
    "bad UTF-8 in a version": lambda p: alter(p, "UPDATE history SET version=CAST(x'ff' AS TEXT)"),
    "head that is a text": lambda p: alter(p, "UPDATE meta SET value='x'"),
    "ids used up": lambda p: alter(
        p, f"INSERT INTO history VALUES({2**63 - 1},NULL,1,'','x','{{}}',NULL,x'')"
    ),
    "negative id": lambda p: alter(p, "UPDATE persona SET id=-1", "UPDATE map_persona SET persona=-1"),
    "two projects": lambda p: alter(p, "INSERT INTO project(id) VALUES(7)"),
    "no project": lambda p: alter(p, "DELETE FROM project"),
    "a trigger": lambda p: alter(p, "CREATE TRIGGER t AFTER UPDATE ON card BEGIN DELETE FROM card; END"),
    "a view": lambda p: alter(p, "CREATE VIEW v AS SELECT * FROM card"),
    "a further table": lambda p: alter(p, "CREATE TABLE mine(x)"),
    "a further index": lambda p: alter(p, "CREATE INDEX mine ON card(title)"),
    "a missing index": lambda p: alter(p, "DROP INDEX answer_batch"),
    "a weakened check": lambda p: rewrite_schema(p, "BETWEEN 1 AND 3", "BETWEEN 0 AND 9"),
    "a view in place of a table": lambda p: alter(p, "DROP TABLE answer", "CREATE VIEW answer AS SELECT 1"),
    "a generated column": lambda p: alter(p, "ALTER TABLE card ADD COLUMN evil INT AS (id)"),
    "a check broken": lambda p: alter(p, "PRAGMA ignore_check_constraints=ON", "UPDATE card SET severity=9"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_or_altered_file(path: Path, damage: Callable[[Path], object]) -> None:
    damage(path)
    assert refusal(path).code == "file_damaged"


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_flipped_bytes_are_refused_or_harmless(honest: bytes, tmp_path: Path, data: st.DataObject) -> None:
    flipped = bytearray(honest)
    for _ in range(data.draw(st.integers(1, 16))):
        flipped[data.draw(st.integers(0, len(honest) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "flipped.masa"
    path.write_bytes(flipped)
    try:
        document = Document.open(path)
    except MasaError:
        assert path.read_bytes() == flipped
        return
    with suppress(MasaError):
        while document.undo():
            pass
    assert memory_rows(document) == file_rows(document)
    document.close()


def test_pages_behind_the_end_are_passed_over(path: Path, honest: bytes) -> None:
    """SQLite cuts a file that became shorter only after its commit: the power may fail between the two."""
    os.truncate(path, len(honest) + 3 * 4096)
    for document in (Document.open(path), Document.from_snapshot(read_snapshot(path))):
        assert memory_rows(document) == file_rows(document) == memory_rows(Document.from_snapshot(honest))
        verbs.new_map(document, "work goes on")
        document.undo()
        document.close()
    Document.open(path).close()


def test_a_giant_that_takes_no_room_on_the_disk(path: Path) -> None:
    os.truncate(path, 3 << 30)
    assert refusal_without_reading(path) == "file_too_large"
    os.truncate(path, 1 << 30)  # mostly nothing behind the end: only what belongs to the file is read
    assert len(read_snapshot(path)) < 1 << 20
    Document.open(path).close()


def refusal_without_reading(path: Path) -> str:
    with pytest.raises(MasaError) as opened:
        Document.open(path)
    with pytest.raises(MasaError) as read:
        read_snapshot(path)
    assert opened.value.code == read.value.code
    return opened.value.code


# ---- neighbours that SQLite would obey ----


def super_journal(victim: Path) -> bytes:
    """A journal that names another file, which SQLite deletes when it opens the database."""
    name = os.fsencode(victim)
    checksum = sum(name) & 0xFFFFFFFF
    magic = bytes.fromhex("d9d505f920a163d7")
    ending = struct.pack(">II", len(name), checksum) + magic
    return magic + bytes(504) + struct.pack(">I", 1) + name + ending


def test_a_journal_that_names_another_file(path: Path) -> None:
    victim = path.with_name("precious.txt")
    victim.write_bytes(b"precious")
    journal = path.with_name(path.name + "-journal")
    journal.write_bytes(super_journal(victim))
    refused = refusal(path)
    assert (refused.code, refused.params["journal"]) == ("file_foreign_journal", str(journal))
    assert victim.exists()
    alter(path, "SELECT * FROM card")
    assert not victim.exists()  # SQLite alone obeys it: the trap was a real one


@pytest.mark.parametrize("suffix", ["-wal", "-shm"])
def test_a_write_ahead_log_beside_it(path: Path, suffix: str) -> None:
    path.with_name(path.name + suffix).write_bytes(os.urandom(9000))
    assert refusal(path).code == "file_foreign_journal"


def test_a_link_leads_to_the_file_and_its_journal(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "link.masa"
    link.parent.mkdir()
    link.symlink_to(path)
    document = Document.open(link)
    with pytest.raises(MasaError) as refused:
        Document.open(path)
    assert (document.path, refused.value.code) == (path, "file_is_open")
    document.close()
    path.with_name(path.name + "-wal").write_bytes(b"x")
    with pytest.raises(MasaError) as refused:
        Document.open(link)
    assert refused.value.code == "file_foreign_journal"


def test_a_journal_that_is_no_file(path: Path) -> None:
    os.mkfifo(path.with_name(path.name + "-journal"))
    assert refusal(path).code == "file_foreign_journal"


def crash(path: Path, sql: str) -> None:
    """A program of its own dies within a transaction that has reached the file."""
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size=1'); c.execute('PRAGMA cache_spill=1'); c.execute('BEGIN')\n"
        "c.execute(sys.argv[2])\n"
        "c.execute('CREATE TABLE filler(x)')\n"
        "[c.execute('INSERT INTO filler VALUES(zeroblob(4000))') for _ in range(50)]\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(path), sql], check=True)
    assert path.with_name(path.name + "-journal").stat().st_size > 0


def test_what_a_crash_left_is_rolled_back(path: Path, honest: bytes) -> None:
    crash(path, "UPDATE card SET title='half done'")
    assert path.read_bytes() != honest
    left = Document.from_snapshot(read_snapshot(path))
    document = Document.open(path)
    assert memory_rows(document) == memory_rows(left) == memory_rows(Document.from_snapshot(honest))
    document.close()


def test_a_refused_file_keeps_its_journal(path: Path) -> None:
    alter(path, "CREATE VIEW v AS SELECT * FROM card")
    crash(path, "UPDATE card SET title='half done'")
    assert refusal(path).code == "file_damaged"


# ---- histories made to harm: the file comes in, undo refuses ----


def hostile_history(path: Path, diff: bytes, params: str = "{}") -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        sql = "UPDATE history SET diff=?, params=? WHERE id=(SELECT value FROM meta WHERE key='head')"
        connection.execute(sql, (diff, params))


HISTORIES = {
    "unknown table": '[["sqlite_schema",1,{"sql":"x"},{"sql":"y"}]]',
    "SQL as a table": '[["card; DROP TABLE stage",CARD,{"title":"a"},{"title":"b"}]]',
    "SQL as a field": '[["card",CARD,{"title=1;--":"a"},{"title=1;--":"b"}]]',
    "unknown record": '[["card",5,{"title":"a"},{"title":"b"}]]',
    "id that is a text": '[["card","1 OR 1=1",{"title":"a"},{"title":"b"}]]',
    "id too large": '[["persona",9223372036854775808,{"pos":"a0","name":"","kind":"ideal","about":""},null]]',
    "id that is a list": '[["card",[],{"title":"a"},{"title":"b"}]]',
    "another id": '[["card",CARD,{"id":1},{"id":2}]]',
    "value that is a list": '[["card",CARD,{"title":["a"]},{"title":"b"}]]',
    "value of another type": '[["card",CARD,{"severity":true},{"severity":1}]]',
    "no value where one must be": '[["card",CARD,{"title":null},{"title":"b"}]]',
    "value out of range": '[["card",CARD,{"severity":9},{"severity":1}]]',
    "dangling reference": '[["card",CARD,{"stage":99},{"stage":1}]]',
    "stage removed under its cards": '[["stage",STAGE,null,{"title":"x"}]]',
    "record that is there": '[["card",CARD,{"title":"x"},null]]',
    "record without its fields": '[["card",5,{"title":"x"},null]]',
    "one way only": '[["card",CARD,{"title":"x"},{"details":"y"}]]',
    "another project": '[["project",5,{"title":"x","summary":""},null]]',
    "no project": '[["project",PROJECT,null,{"title":"x","summary":""}]]',
    "twice": '[["card",CARD,{"title":"x"},{"title":"y"}],["card",CARD,{"title":"x"},{"title":"y"}]]',
    "nothing and nothing": '[["card",CARD,null,null]]',
    "wrong shape": '{"a":1}',
    "not a list": "7",
    "short": '[["card",CARD]]',
    "NaN": '[["emotion",CARD,{"value":NaN},{"value":1}]]',
    "deep": "[" * 100_000,
    "no JSON": "x",
}


@pytest.mark.parametrize("entry", HISTORIES.values(), ids=HISTORIES.keys())
def test_a_history_that_does_not_fit_is_not_applied(path: Path, entry: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        ids = {name: f"SELECT min(id) FROM {name}" for name in ("card", "stage", "project")}
        for name, sql in ids.items():
            entry = entry.replace(name.upper(), str(connection.execute(sql).fetchone()[0]))
    hostile_history(path, zlib.compress(entry.encode()))
    assert_undo_refused(path)


def test_a_history_that_says_nothing_changes_nothing(path: Path) -> None:
    hostile_history(path, zlib.compress(b"[]"))
    document = Document.open(path)
    before = file_rows(document)
    document.undo()
    document.redo()
    assert file_rows(document) == memory_rows(document) == before
    document.close()


@pytest.mark.parametrize(
    "diff",
    [b"", b"garbage", zlib.compress(b"[]")[:-3], zlib.compress(b"[" + b" " * (80 << 20) + b"]")],
    ids=["empty", "not compressed", "cut off", "bomb"],
)
def test_a_history_that_cannot_be_read_is_not_applied(path: Path, diff: bytes) -> None:
    hostile_history(path, diff)
    assert_undo_refused(path)


def assert_undo_refused(path: Path) -> None:
    document = Document.open(path)
    before, head = file_rows(document), document.head
    with pytest.raises(MasaError) as refused:
        document.undo()
    assert refused.value.code == "history_damaged"
    assert refused.value.params["gesture"] == "add_persona"
    assert document.head == head
    assert memory_rows(document) == file_rows(document) == before
    verbs.new_map(document, "work goes on")
    document.close()


@pytest.mark.parametrize(
    "params",
    ["", "[1]", "{", "[" * 100_000, '{"title": {"a": 1}, "n": null}', '{"n": "many"}', '{"n": true}'],
)
def test_odd_names_of_gestures_are_shown_without_parameters(path: Path, params: str) -> None:
    hostile_history(path, b"", params)
    document = Document.open(path)
    assert document.undo_step == ("add_persona", {}, ())
    document.close()


def test_a_file_whose_ids_are_used_up_takes_no_gesture_and_opens_again(path: Path) -> None:
    head = "(SELECT value FROM meta WHERE key='head')"
    alter(
        path,
        f"UPDATE history SET id={LARGEST} WHERE id={head}",
        f"UPDATE meta SET value={LARGEST} WHERE key='head'",
    )
    for _ in range(2):
        document = Document.open(path)
        before = memory_rows(document)
        with pytest.raises(MasaError, match="file_damaged"):
            verbs.new_map(document, "too late")
        with pytest.raises(MasaError, match="file_damaged"):
            verbs.set_fields(document, "card", document.all("card"), title="too late")
        assert memory_rows(document) == file_rows(document) == before
        document.undo()
        document.redo()
        document.close()


# ---- a snapshot beside a busy writer ----


def test_snapshots_beside_a_busy_writer_are_whole(path: Path) -> None:
    script = (
        "import sys; from model.document import Document; from model import verbs\n"
        "document = Document.open(sys.argv[1])\n"
        "card = min(document.all('card')); print('ready', flush=True)\n"
        "for i in range(100_000): verbs.set_fields(document, 'card', document.all('card'), title=str(i))\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        heads = set()
        for _ in range(8):
            copy = Document.from_snapshot(read_snapshot(path))
            assert len({card.title for card in copy.all("card").values()}) in (1, 2)
            heads.add(copy.head)
            with pytest.raises(MasaError) as refused:
                Document.open(path)
            assert refused.value.code == "file_is_open"
        assert writer.poll() is None
        assert len(heads) > 1
    finally:
        writer.kill()
        writer.communicate()
    document = Document.open(path)
    assert len({card.title for card in document.all("card").values()}) == 1
    document.close()


def test_a_snapshot_of_ones_own_file_keeps_its_lock(path: Path) -> None:
    document = Document.open(path)
    verbs.new_map(document, "mine")
    assert len(Document.from_snapshot(read_snapshot(path)).all("map")) == 2
    script = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('DELETE FROM card')"
    intruder = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True)
    assert "locked" in intruder.stderr
    document.close()


def test_a_copied_file_opens_while_the_first_is_open(path: Path, tmp_path: Path) -> None:
    document = Document.open(path)
    shutil.copy(path, tmp_path / "copy.masa")
    Document.open(tmp_path / "copy.masa").close()
    document.close()


# ---- the lock: SQLite's own goes when this process closes any handle of the file ----

OPEN = """
import sys; from model.document import Document; from model.errors import MasaError
try:
    document = Document.open(sys.argv[1])
except MasaError as error:
    print(error.code)
else:
    print("opened", flush=True)
    if len(sys.argv) > 2:
        sys.stdin.read()
    document.close()
"""


def elsewhere(path: Path) -> str:
    """What another program is told that opens it."""
    command = [sys.executable, "-c", OPEN, str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def test_other_handles_of_an_open_file_leave_it_locked(path: Path) -> None:
    document = Document.open(path)
    assert elsewhere(path) == "file_is_open"
    path.read_bytes()
    assert elsewhere(path) == "file_is_open"
    document.undo()
    assert memory_rows(document) == file_rows(document)
    document.close()
    assert elsewhere(path) == "opened"


def test_the_lock_holds_within_a_gesture_also_against_copies_over_it(path: Path) -> None:
    document = Document.open(path)
    path.read_bytes()
    copy = (
        "import sys; from model.document import Document; from model.errors import MasaError\n"
        "try: Document.create(sys.argv[1], replace=True)\n"
        "except MasaError as error: print(error.code)"
    )
    command = [sys.executable, "-c", copy, str(path)]
    with document.gesture("edit_project") as gesture:
        gesture.change("project", document.project.id, title="mine")
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
        assert (elsewhere(path), told) == ("file_is_open", "file_is_open")
    assert Document.from_snapshot(read_snapshot(path)).project.title == "mine"
    document.close()


def test_a_killed_program_leaves_no_lock(path: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(path), "and wait"]
    holder = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"opened\n"
    with pytest.raises(MasaError) as refused:
        Document.open(path)
    assert refused.value.code == "file_is_open"
    holder.kill()
    holder.communicate()
    Document.open(path).close()


def test_a_refused_file_is_free_again(path: Path) -> None:
    alter(path, "CREATE VIEW v AS SELECT * FROM card")
    assert refusal(path).code == "file_damaged"
    alter(path, "DROP VIEW v")
    assert elsewhere(path) == "opened"


def test_another_programs_lock_of_sqlite_alone_is_obeyed(path: Path) -> None:
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('BEGIN EXCLUSIVE'); print('ready', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(path)]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"ready\n"
    with pytest.raises(MasaError) as refused:
        Document.open(path)
    assert refused.value.code == "file_is_open"
    holder.communicate()
    Document.open(path).close()


def test_what_a_crash_left_beside_a_file_does_not_reach_the_one_that_replaces_it(path: Path) -> None:
    crash(path, "UPDATE card SET title='half done'")
    other = Document.create(None)
    verbs.new_map(other, "new")
    other.save_copy(path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    document = Document.open(path)
    assert memory_rows(document) == memory_rows(other)
    document.close()


def test_what_a_crash_left_beside_a_file_that_is_gone_does_not_reach_a_new_one(path: Path) -> None:
    crash(path, "UPDATE card SET title='half done'")
    path.unlink()
    document = Document.create(path)
    assert not document.all("card")
    document.close()


def test_a_copy_that_is_interrupted_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Document.create(None).save_copy(path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before
