-- The Masa file, format 1: one project a file. application_id 0x4D617361 ("Masa"), user_version 1.
-- Record tables (all of them live in memory) have id INTEGER PRIMARY KEY, STRICT; `pos` is a fractional order key.
-- Foreign keys are NO ACTION: the document cascades in Python, so that the history sees every row.
-- Ranges and references are checked here; kinds and scales are open lists kept in model/kinds.py.
CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY) STRICT;
CREATE TABLE history(
  id INTEGER PRIMARY KEY,
  parent INTEGER REFERENCES history(id) CHECK(parent < id),
  at INTEGER NOT NULL,
  who TEXT NOT NULL DEFAULT '',
  gesture TEXT NOT NULL,
  params TEXT NOT NULL DEFAULT '{}',
  version TEXT CHECK(version <> ''),
  diff BLOB NOT NULL) STRICT;
CREATE TABLE project(
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL DEFAULT '',
  summary TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE channel(
  id INTEGER PRIMARY KEY,
  pos TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'unknown') STRICT;
CREATE TABLE persona(
  id INTEGER PRIMARY KEY,
  pos TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'actual' CHECK(kind IN ('actual','ideal')),
  about TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE map(
  id INTEGER PRIMARY KEY,
  pos TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'current',
  language TEXT NOT NULL DEFAULT 'en' CHECK(language IN ('he','en')),
  direction TEXT NOT NULL DEFAULT 'ltr' CHECK(direction IN ('rtl','ltr'))) STRICT;
CREATE TABLE map_persona(
  id INTEGER PRIMARY KEY,
  map INTEGER NOT NULL REFERENCES map(id),
  persona INTEGER NOT NULL REFERENCES persona(id),
  pos TEXT NOT NULL,
  UNIQUE(map, persona)) STRICT;
CREATE TABLE stage(
  id INTEGER PRIMARY KEY,
  map INTEGER NOT NULL REFERENCES map(id),
  pos TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  duration TEXT NOT NULL DEFAULT '',
  details TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE lane(
  id INTEGER PRIMARY KEY,
  map INTEGER NOT NULL REFERENCES map(id),
  pos TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT 'custom',
  hidden INTEGER NOT NULL DEFAULT 0 CHECK(hidden IN (0,1))) STRICT;
CREATE TABLE card(
  id INTEGER PRIMARY KEY,
  stage INTEGER NOT NULL REFERENCES stage(id),
  lane INTEGER NOT NULL REFERENCES lane(id),
  pos TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '',
  details TEXT NOT NULL DEFAULT '',
  channel INTEGER REFERENCES channel(id),
  persona INTEGER REFERENCES persona(id),
  owner TEXT NOT NULL DEFAULT '',
  evidence TEXT NOT NULL DEFAULT 'assumed',
  experience TEXT NOT NULL DEFAULT '',
  severity INTEGER CHECK(severity BETWEEN 1 AND 3),
  outside INTEGER NOT NULL DEFAULT 0 CHECK(outside IN (0,1)),
  truth_kind TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE emotion(
  id INTEGER PRIMARY KEY,
  stage INTEGER NOT NULL REFERENCES stage(id),
  persona INTEGER REFERENCES persona(id),
  at REAL NOT NULL DEFAULT 0.5 CHECK(at BETWEEN 0 AND 1),
  value REAL NOT NULL CHECK(value BETWEEN -2 AND 2)) STRICT;
CREATE TABLE import_batch(
  id INTEGER PRIMARY KEY,
  map INTEGER NOT NULL REFERENCES map(id),
  kind TEXT NOT NULL CHECK(kind IN ('feedback','drop_off')),
  file TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  rows INTEGER NOT NULL CHECK(rows >= 0),
  refused INTEGER NOT NULL DEFAULT 0 CHECK(refused >= 0),
  unit TEXT NOT NULL DEFAULT '',
  period TEXT NOT NULL DEFAULT '',
  open INTEGER NOT NULL DEFAULT 0 CHECK(open IN (0,1)),
  mapping TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE TABLE drop_off(
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES import_batch(id),
  stage INTEGER NOT NULL REFERENCES stage(id),
  position INTEGER NOT NULL,
  entered INTEGER NOT NULL CHECK(entered >= 0),
  completed INTEGER CHECK(completed >= 0),
  "left" INTEGER CHECK("left" >= 0)) STRICT;
-- Bulk rows: not records, not in the history. They count while their batch's record exists: undoing an import removes
-- that one record, redoing it brings all of them back.
CREATE TABLE answer(
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  stage INTEGER,
  scale TEXT NOT NULL DEFAULT '',
  score REAL,
  comment TEXT NOT NULL DEFAULT '',
  date TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  source_id TEXT NOT NULL DEFAULT '',
  row_hash INTEGER NOT NULL) STRICT;
CREATE TABLE answer_tally(
  batch INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  scale TEXT NOT NULL,
  score REAL NOT NULL,
  month TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY(batch, stage, scale, score, month)) STRICT, WITHOUT ROWID;
CREATE INDEX answer_batch ON answer(batch);
CREATE INDEX history_parent ON history(parent);
