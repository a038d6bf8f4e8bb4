-- The catalog: the truth about the articles. All of it can be made again from the folder.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What one file's bytes say, read once however many files hold the same bytes.
-- A document without a file is not live: a sync that was cut short left it, the next one uses or
-- drops it.
CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL,
  format TEXT NOT NULL,
  text TEXT NOT NULL,
  title TEXT,
  outlet TEXT,
  author TEXT,
  url TEXT,
  language TEXT,
  published TEXT,
  removed TEXT NOT NULL,
  UNIQUE (sha256, format)
);

CREATE TABLE files (
  name TEXT PRIMARY KEY,
  document INTEGER REFERENCES documents (id),
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  ctime_ns INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  problem TEXT
) WITHOUT ROWID;
CREATE INDEX files_by_document ON files (document);

CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (id),
  ordinal INTEGER NOT NULL,
  text TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  first_line INTEGER NOT NULL,
  last_line INTEGER NOT NULL,
  sentences TEXT NOT NULL,
  header TEXT NOT NULL,
  key BLOB NOT NULL
);
CREATE INDEX passages_by_document ON passages (document);
CREATE INDEX passages_by_key ON passages (key);

-- Vectors by the hash of the embedded text, so that equal text is never embedded twice.
CREATE TABLE vectors (
  model TEXT NOT NULL,
  key BLOB NOT NULL,
  vector BLOB NOT NULL
);
CREATE UNIQUE INDEX vectors_by_key ON vectors (model, key);

-- Which keys the published base holds, and which live keys it does not hold yet.
CREATE TABLE base_keys (
  key BLOB PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE delta (
  key BLOB PRIMARY KEY
) WITHOUT ROWID;

-- Lexical search over the passages and over whole articles; the text itself stands above only.
CREATE VIEW lexicon AS
  SELECT p.id AS id, d.title AS title, p.text AS text, d.outlet AS outlet
  FROM passages p JOIN documents d ON d.id = p.document;
CREATE VIRTUAL TABLE lexical USING fts5 (
  title, text, outlet,
  content = 'lexicon', content_rowid = 'id', tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE article_lexical USING fts5 (
  title, text,
  content = 'documents', content_rowid = 'id', tokenize = "porter unicode61 remove_diacritics 2"
);
