"""Files that users sent."""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.world import Json, World

LARGEST = 20 * 2**20


def get_file(world: World, params: Json) -> Json:
    stored = world.files.get(str(params.get("file_id")))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if stored.size > LARGEST:
        raise bad_request("file is too big")
    unique = str(params["file_id"])
    return {
        "file_id": unique,
        "file_unique_id": unique,
        "file_size": stored.size,
        "file_path": stored.path,
    }


METHODS: dict[str, Any] = {"getFile": get_file}
