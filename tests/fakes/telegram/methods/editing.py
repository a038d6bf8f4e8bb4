"""Changes of messages that are there."""

from __future__ import annotations

from typing import Any

from tests.fakes.telegram.methods import checks
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.world import BOT, Json, World

UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _mine(world: World, params: Json, what: str) -> Json:
    chat = checks.chat_of(world, params)
    message = world.messages[chat.id].get(checks.number(params, "message_id"))
    if message is None:
        raise bad_request(f"message to {what} not found")
    if message.get("from", {}).get("id") != BOT["id"]:
        raise bad_request(f"message can't be {what}{'d' if what.endswith('e') else 'ed'}")
    return message


def edit_text(world: World, params: Json) -> Json:
    with world.changed:
        message = _mine(world, params, "edit")
        if "text" not in message:
            raise bad_request("there is no text in the message to edit")
        parsed = checks.text_of(world, params)
        new = {k: v for k, v in message.items() if k not in ("entities", "reply_markup")}
        new["text"] = parsed.text.strip()
        if parsed.entities:
            new["entities"] = parsed.entities
        keyboard = checks.keyboard_of(params)
        if keyboard:
            new["reply_markup"] = keyboard
        return _replaced(world, message, new, str(params.get("text")))


def edit_keyboard(world: World, params: Json) -> Json:
    with world.changed:
        message = _mine(world, params, "edit")
        new = {k: v for k, v in message.items() if k != "reply_markup"}
        keyboard = checks.keyboard_of(params)
        if keyboard:
            new["reply_markup"] = keyboard
        return _replaced(world, message, new, None)


def _replaced(world: World, old: Json, new: Json, html: str | None) -> Json:
    if {k: v for k, v in old.items() if k != "edit_date"} == {
        k: v for k, v in new.items() if k != "edit_date"
    }:
        raise bad_request(UNCHANGED)
    chat, number = old["chat"]["id"], old["message_id"]
    new["edit_date"] = old["date"]
    world.messages[chat][number] = new
    if html is not None:
        world.html[chat, number] = html
    world.changed.notify_all()
    return new


def delete(world: World, params: Json) -> bool:
    with world.changed:
        message = _mine(world, params, "delete")
        del world.messages[message["chat"]["id"]][message["message_id"]]
        world.changed.notify_all()
    return True


def react(world: World, params: Json) -> bool:
    chat = checks.chat_of(world, params)
    if checks.number(params, "message_id") not in world.messages[chat.id]:
        raise bad_request("message to react not found")
    return True


METHODS: dict[str, Any] = {
    "editMessageText": edit_text,
    "editMessageReplyMarkup": edit_keyboard,
    "deleteMessage": delete,
    "setMessageReaction": react,
}
