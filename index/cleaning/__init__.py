"""What is the article and what its site put around it, told from one file's own lines."""

from __future__ import annotations

from index.cleaning.clean import Mark, clean

__all__ = ["Mark", "clean"]
