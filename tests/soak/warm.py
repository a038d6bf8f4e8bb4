"""Loads what every sync would load anew: a process is forked from one that has imported this."""

from __future__ import annotations

import tests.soak.driver  # noqa: F401
from index import language, tokens

tokens.encoding()
language.detect("The keeper of the pier signed for the barrels that came on Monday.")
