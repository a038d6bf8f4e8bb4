-- The catalog: the truth about the articles. All of it can be made again from the folder.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What one file's bytes say, read once however many files hold the same bytes.
-- A document without a file is not live (see loose): a sync that was cut short left it, the next
-- one uses or drops it.
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
  undated TEXT,
  removed TEXT NOT NULL,
  pages TEXT NOT NULL,
  signature BLOB,
  UNIQUE (sha256, format)
);

-- A feed is a file of neither document nor problem; its items name it as their container.
-- The date that a file is given by dates.csv outranks its document's, which outranks its name's.
CREATE TABLE files (
  name TEXT PRIMARY KEY,
  document INTEGER REFERENCES documents (id),
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  ctime_ns INTEGER NOT NULL,
  inode INTEGER NOT NULL,
  problem TEXT,
  container TEXT,
  given TEXT,
  named TEXT
) WITHOUT ROWID;
CREATE INDEX files_by_document ON files (document);

-- Near-copies: where documents may be alike (see index/copies.py), which are, and in which group.
CREATE TABLE buckets (
  bucket INTEGER NOT NULL,
  document INTEGER NOT NULL,
  PRIMARY KEY (bucket, document)
) WITHOUT ROWID;
CREATE INDEX buckets_by_document ON buckets (document);
CREATE TABLE alike (
  document INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (document, other)
) WITHOUT ROWID;
CREATE TABLE groups (
  document INTEGER PRIMARY KEY,
  first INTEGER NOT NULL
);
CREATE INDEX groups_by_first ON groups (first);

-- Sentences by their hash, so that what an outlet repeats in article after article is told.
CREATE TABLE repeated (
  sentence INTEGER NOT NULL,
  document INTEGER NOT NULL,
  PRIMARY KEY (sentence, document)
) WITHOUT ROWID;
CREATE INDEX repeated_by_document ON repeated (document);

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
  stems TEXT,
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

-- Since when (in seconds) no live passage has a text, and since when a model is not the index's.
CREATE TABLE retired (
  key BLOB PRIMARY KEY,
  since INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX retired_by_time ON retired (since);
CREATE TABLE retired_models (
  model TEXT PRIMARY KEY,
  since INTEGER NOT NULL
) WITHOUT ROWID;

-- Documents that were read and put to no file yet.
CREATE TABLE loose (
  document INTEGER PRIMARY KEY
);

-- Which keys the published base holds, which of them are live no more, and which live keys it does
-- not hold yet.
CREATE TABLE base_keys (
  key BLOB PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE dead (
  key BLOB PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE delta (
  key BLOB PRIMARY KEY
) WITHOUT ROWID;

-- The files of the generation that is about to be published, for the builder of its base.
CREATE TABLE upcoming (
  name TEXT PRIMARY KEY,
  document INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX upcoming_by_document ON upcoming (document);

-- Lexical search over the passages and over whole articles; the text itself stands above only.
CREATE VIEW lexicon AS
  SELECT p.id AS id, d.title AS title, p.text AS text, d.outlet AS outlet, p.stems AS stems
  FROM passages p JOIN documents d ON d.id = p.document;
CREATE VIRTUAL TABLE lexical USING fts5 (
  title, text, outlet, stems,
  content = 'lexicon', content_rowid = 'id', tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE article_lexical USING fts5 (
  title, text,
  content = 'documents', content_rowid = 'id', tokenize = "porter unicode61 remove_diacritics 2"
);
