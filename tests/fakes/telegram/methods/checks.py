"""What several methods look at."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.fakes.telegram.markup import Parsed, parse, units
from tests.fakes.telegram.refusals import Refused, bad_request, forbidden
from tests.fakes.telegram.world import Chat, Json, World

LONGEST, LONGEST_CAPTION, MOST_ENTITIES = 4096, 1024, 100


def number(params: Json, name: str, default: int | None = None) -> int:
    """A whole number among the parameters.

    Raises:
        Refused: if it is missing or none.
    """
    value = params.get(name, default)
    try:
        return int(str(value))
    except ValueError:
        raise bad_request(f"{name} must be a number") from None


def structured(params: Json, name: str) -> Any:
    """A parameter that is an object or a list; None if it is not given."""
    value = params.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name}: JSON object expected") from None


def chat_of(world: World, params: Json) -> Chat:
    """The chat that a call is for, if anything can be sent to it.

    Raises:
        Refused: as the server does.
    """
    chat = world.chats.get(_chat_id(params))
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated
        )
    if chat.closed:
        raise forbidden(chat.closed)
    thread = params.get("message_thread_id")
    if thread is not None and chat.kind != "private" and int(thread) not in chat.threads:
        raise bad_request("message thread not found")
    return chat


def _chat_id(params: Json) -> int:
    if params.get("chat_id") in (None, ""):
        raise bad_request("chat_id is empty")
    try:
        return int(params["chat_id"])
    except ValueError:
        raise bad_request("chat not found") from None


def text_of(
    world: World, params: Json, name: str = "text", *, longest: int = LONGEST, empty: bool = False
) -> Parsed:
    """The text of a call with its entities.

    Raises:
        Refused: if it is empty, too long, or its markup is wrong.
    """
    raw = str(params.get(name) or "")
    mode = str(params.get("parse_mode") or "").lower()
    if mode == "html":
        parsed = parse(raw)
    elif mode in ("", "none"):
        parsed = Parsed(raw, list(structured(params, "entities") or []))
    else:
        # The bot writes HTML alone; the server takes Markdown as well.
        raise bad_request("unsupported parse_mode")
    if not parsed.text.strip() and not empty:
        raise bad_request("message text is empty")
    if units(parsed.text.strip()) > longest:
        what = "message is too long" if longest == LONGEST else "message caption is too long"
        raise bad_request(what)
    for what in parsed.dropped:
        world.notes.append(f"<{what}> was dropped from a text")
    if parsed.stray:
        world.notes.append(f"{parsed.stray} ampersands were not escaped")
    if len(parsed.entities) > MOST_ENTITIES:
        world.notes.append(f"{len(parsed.entities) - MOST_ENTITIES} entities were ignored")
        parsed.entities = parsed.entities[:MOST_ENTITIES]
    return parsed


def keyboard_of(params: Json) -> Json | None:
    """The inline keyboard of a call.

    Raises:
        Refused: if a button is not what it must be.
    """
    markup = structured(params, "reply_markup")
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > 100:
        raise bad_request("reply markup is too long")
    for row in rows:
        if len(row) > 8:
            raise bad_request("BUTTON_ROW_TOO_LONG")
        for button in row:
            _check_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: Json) -> None:
    if not isinstance(button.get("text"), str):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "text" must be of type String'
        )
    if not button["text"].strip():
        raise bad_request("inline keyboard button text is empty")
    if len(set(button) - {"text", "style", "icon_custom_emoji_id"}) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 0 < len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not re.match(r"(?i)(https?|tg)://[^\s/]+", url):
        raise bad_request(
            f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol"
        )


def reply_of(world: World, chat: Chat, params: Json) -> Json:
    """What a message says of the one that it replies to.

    Raises:
        Refused: if that message is missing and must not be, or a quote is not in it.
    """
    reply = structured(params, "reply_parameters")
    if reply is None and params.get("reply_to_message_id"):
        reply = {
            "message_id": params["reply_to_message_id"],
            "allow_sending_without_reply": str(params.get("allow_sending_without_reply")) == "true",
        }
    if not reply:
        return {}
    where = int(reply.get("chat_id") or chat.id)
    message = world.messages[where].get(int(reply["message_id"]))
    if message is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    shown = {k: v for k, v in message.items() if k != "reply_to_message"}
    made: Json = {"reply_to_message": shown}
    if reply.get("quote"):
        quote = parse(reply["quote"]).text if reply.get("quote_parse_mode") else reply["quote"]
        if units(quote) > 1024 or quote not in (message.get("text") or message.get("caption", "")):
            raise bad_request("QUOTE_TEXT_INVALID")
        made["quote"] = {"text": quote, "position": 0}
    return made


def not_found(what: str) -> Refused:
    return bad_request(f"{what} not found")
