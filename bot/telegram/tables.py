"""The Telegram face's tables in ``state.db``; a released step is never changed."""

from __future__ import annotations

STEPS = (
    """
CREATE TABLE telegram_updates (
  id INTEGER PRIMARY KEY, payload TEXT, attempts INTEGER NOT NULL DEFAULT 0, received REAL NOT NULL
);
CREATE INDEX telegram_updates_open ON telegram_updates (id) WHERE payload IS NOT NULL;
CREATE TABLE telegram_questions (
  id TEXT PRIMARY KEY, chat INTEGER NOT NULL, thread INTEGER NOT NULL, user INTEGER NOT NULL,
  message INTEGER NOT NULL, text TEXT, open INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  asked REAL NOT NULL, answer TEXT, sent INTEGER NOT NULL DEFAULT 0,
  filed INTEGER NOT NULL DEFAULT 0, UNIQUE (chat, message)
);
CREATE INDEX telegram_questions_open ON telegram_questions (asked) WHERE open;
CREATE INDEX telegram_questions_user ON telegram_questions (user, asked);
CREATE TABLE telegram_usage (
  user INTEGER, day TEXT, questions INTEGER NOT NULL DEFAULT 0, tokens INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (user, day)
);
CREATE TABLE telegram_members (
  user INTEGER PRIMARY KEY, invited_by INTEGER NOT NULL, since REAL NOT NULL
);
CREATE TABLE telegram_invites (
  id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, made_by INTEGER NOT NULL,
  expires REAL NOT NULL
);
CREATE TABLE telegram_tries (user INTEGER NOT NULL, at REAL NOT NULL);
CREATE TABLE telegram_denied (id INTEGER PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE telegram_moves (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
CREATE TABLE telegram_changes (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, kept TEXT,
  at REAL NOT NULL, undone INTEGER NOT NULL DEFAULT 0
)
""",
    "UPDATE telegram_questions SET text = NULL WHERE NOT open",
)
