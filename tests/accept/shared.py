"""Where the user's own articles are, which are no part of the project."""

from __future__ import annotations

import os
from pathlib import Path


def seeds() -> Path:
    """The folder of the user's articles, by NEWSDESK_TEST_SHARED, relative to the project."""
    shared = Path(os.environ.get("NEWSDESK_TEST_SHARED", "../shared"))
    return (Path(__file__).parents[2] / shared) / "seeds"
