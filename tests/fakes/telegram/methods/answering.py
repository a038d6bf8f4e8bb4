"""Answers to presses of buttons and to inline queries."""

from __future__ import annotations

import time
from typing import Any

from tests.fakes.telegram.methods import checks
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.world import Json, World

STALE = "query is too old and response timeout expired or query ID is invalid"


def answer_callback(world: World, params: Json) -> bool:
    text = str(params.get("text") or "")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    url = params.get("url")
    if url and not str(url).startswith(("https://t.me/", "tg://")):
        raise bad_request("URL_INVALID")
    with world.changed:
        query = world.queries.get(str(params.get("callback_query_id")))
        late = query is not None and time.monotonic() - query.at > world.stale_seconds
        if query is None or query.answer is not None or late:
            raise bad_request(STALE)
        alert = str(params.get("show_alert")).lower() == "true"
        query.answer = {"text": text, "alert": alert, "url": url}
        world.changed.notify_all()
    return True


def answer_inline(world: World, params: Json) -> bool:
    results = checks.structured(params, "results") or []
    if len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    with world.changed:
        number = str(params.get("inline_query_id"))
        if number not in world.inline or world.inline[number]:
            raise bad_request(STALE)
        world.inline[number] = {"results": results, "params": params}
        world.changed.notify_all()
    return True


METHODS: dict[str, Any] = {
    "answerCallbackQuery": answer_callback,
    "answerInlineQuery": answer_inline,
}
