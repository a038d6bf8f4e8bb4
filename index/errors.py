"""Every error that a user can meet, as one tree.

NewsdeskError             a message for a person; exit code 1, the job failed
├── UsageError            what was asked cannot be done as asked; exit code 2
│   └── SettingsError     a setting is unknown, malformed or missing
├── UnreadableArticle     one file cannot be read; the sync reports it and goes on
├── EmbeddingUnavailable  the embedding model cannot be used; names the command that brings it
├── IndexMismatch         the index was made from another folder or with another model
│   └── ModelChanged      a sync would embed everything anew; says what that costs
├── ModelFailed           the model that drafts gave no answer; the extractive one is given instead
├── SyncRefused           a sync that would lose what it should keep
├── Unwritable            what people said cannot be kept: its file cannot be written
└── Busy                  another process is syncing the same data folder

Messages say what happened, which file or setting, and what to do next.
"""

from __future__ import annotations

from pathlib import Path

# Of English news in the usual vocabularies; for a rough figure only.
_CHARACTERS_PER_TOKEN = 4.5


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


class ModelChanged(IndexMismatch):
    """A sync would embed every text anew, with another model than the index was made with.

    Attributes:
        made, wanted: the model of the index, and that of the settings.
        texts: how many texts would be embedded.
        tokens: about how many tokens they have.
    """

    def __init__(self, made: str, wanted: str, texts: int, characters: int) -> None:
        self.made = made
        self.wanted = wanted
        self.texts = texts
        self.tokens = round(characters / _CHARACTERS_PER_TOKEN)
        super().__init__(
            f"{self.cost}\nTo do it: newsdesk index --yes\n"
            "To keep the index as it is: set NEWSDESK_EMBEDDING back."
        )

    @property
    def cost(self) -> str:
        """What the change would cost."""
        return (
            f"The index was made with the embedding {self.made}, and the setting says "
            f"{self.wanted}. Embedding anew takes {self.texts:,} texts of about {self.tokens:,} "
            "tokens in all; the index serves as it is until that is done."
        )


class ModelFailed(NewsdeskError):
    """The model that drafts did not answer, or broke off; the text never holds its key.

    Attributes:
        again: whether the same request may do better.
        wait: seconds that its server asks to wait before, or None.
    """

    def __init__(self, message: str, *, again: bool = False, wait: float | None = None) -> None:
        super().__init__(message)
        self.again = again
        self.wait = wait


class SyncRefused(NewsdeskError):
    """The sync was not carried out, because it would remove what should be kept."""


class Unwritable(NewsdeskError):
    """What people said cannot be kept, since its file cannot be written."""


class Busy(NewsdeskError):
    """Another process holds the writer's lock of the data folder."""


def told(error: OSError | UnicodeError) -> str:
    """Why a file cannot be read or written, in a person's words, without its name."""
    if isinstance(error, UnicodeError):
        return "it is not UTF-8 text"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    return error.strerror or str(error)


def unusable_data(folder: Path, error: Exception) -> str:
    """What to say when the data folder cannot be used."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else error
    return (
        f"The data folder {folder} cannot be used: {said}.\n"
        "Choose one that can be written, with --data or NEWSDESK_DATA."
    )
