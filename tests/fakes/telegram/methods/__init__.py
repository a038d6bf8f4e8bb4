"""The Bot API's methods, one file a subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.fakes.telegram.methods import answering, editing, files, general, sending
from tests.fakes.telegram.world import World

Method = Callable[[World, dict[str, Any]], Any]
METHODS: dict[str, Method] = {
    **general.METHODS,
    **sending.METHODS,
    **editing.METHODS,
    **answering.METHODS,
    **files.METHODS,
}
