"""The texts in ``prompts/``, which a person can read and edit."""

from __future__ import annotations

import functools
from pathlib import Path

from index import NewsdeskError


@functools.cache
def text(name: str) -> str:
    """Content of ``prompts/<name>.md``, without outer white space.

    Raises:
        NewsdeskError: if the installation lacks the file or it is empty.
    """
    here = Path(__file__).parent
    # In a checkout the folder stands beside the package; a wheel carries it inside.
    for folder in (here / "prompts", here.parent / "prompts"):
        path = folder / f"{name}.md"
        if path.is_file():
            words = path.read_text(encoding="utf-8").strip()
            if not words:
                raise NewsdeskError(f"The prompt {path} is empty. Restore it from the sources.")
            return words
    raise NewsdeskError(
        f"The prompt {name}.md is missing from the installation. Install Newsdesk again."
    )
