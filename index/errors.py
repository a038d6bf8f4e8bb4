"""Every error that a user can meet, as one tree.

NewsdeskError             a message for a person; exit code 1, the job failed
├── UsageError            what was asked cannot be done as asked; exit code 2
│   └── SettingsError     a setting is unknown, malformed or missing
├── UnreadableArticle     one file cannot be read; the sync reports it and goes on
├── EmbeddingUnavailable  the embedding model cannot be used; names the command that brings it
├── IndexMismatch         the index was made from another folder or with another model
├── SyncRefused           a sync that would lose what it should keep
└── Busy                  another process is syncing the same data folder

Messages say what happened, which file or setting, and what to do next.
"""

from __future__ import annotations


class NewsdeskError(Exception):
    """Base of all errors whose text is meant for the user.

    Attributes:
        exit_code: the process's exit code when the error ends a command.
    """

    exit_code = 1


class UsageError(NewsdeskError):
    """The command, question or option cannot be carried out as given."""

    exit_code = 2


class SettingsError(UsageError):
    """A setting is unknown, malformed or missing."""


class UnreadableArticle(NewsdeskError):
    """One file cannot be read as an article; the text says why, without the file's name."""


class EmbeddingUnavailable(NewsdeskError):
    """The embedding model is not installed, is damaged, or cannot be loaded."""


class IndexMismatch(NewsdeskError):
    """The data folder's index belongs to another articles folder or embedding model."""


class SyncRefused(NewsdeskError):
    """The sync was not carried out, because it would remove what should be kept."""


class Busy(NewsdeskError):
    """Another process holds the writer's lock of the data folder."""
