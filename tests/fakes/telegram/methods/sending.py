"""New messages, drafts, and what is shown while they are written."""

from __future__ import annotations

import time
from typing import Any

from tests.fakes.telegram.methods import checks
from tests.fakes.telegram.refusals import Refused, bad_request
from tests.fakes.telegram.world import BOT, Chat, Json, World

ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(world: World, params: Json) -> Json:
    chat = checks.chat_of(world, params)
    parsed = checks.text_of(world, params)
    message = _message(world, chat, params)
    message["text"] = parsed.text.strip()
    if parsed.entities:
        message["entities"] = parsed.entities
    preview = checks.structured(params, "link_preview_options") or {}
    message["link_preview_options"] = {"is_disabled": bool(preview.get("is_disabled"))}
    return _kept(world, chat, message, str(params.get("text")))


def send_document(world: World, params: Json) -> Json:
    chat = checks.chat_of(world, params)
    parsed = checks.text_of(world, params, "caption", longest=checks.LONGEST_CAPTION, empty=True)
    upload = params.get("document")
    if not isinstance(upload, dict):
        raise bad_request("there is no document in the request")
    if len(upload["data"]) > 50 * 2**20:
        raise Refused(413, "Request Entity Too Large")
    if not upload["data"]:
        raise bad_request("file must be non-empty")
    message = _message(world, chat, params)
    unique = f"sent{world.next_id()}"
    message["document"] = {
        "file_name": upload["name"],
        "file_id": unique,
        "file_unique_id": unique,
        "file_size": len(upload["data"]),
    }
    if parsed.text:
        message["caption"] = parsed.text
    world.uploads[unique] = upload["data"]
    return _kept(world, chat, message, str(params.get("caption") or ""))


def _message(world: World, chat: Chat, params: Json) -> Json:
    message: Json = {"from": {k: BOT[k] for k in ("id", "is_bot", "first_name", "username")}}
    message |= checks.reply_of(world, chat, params)
    keyboard = checks.keyboard_of(params)
    if keyboard:
        message["reply_markup"] = keyboard
    if params.get("message_thread_id"):
        message |= {"message_thread_id": int(params["message_thread_id"])}
    return message


def _kept(world: World, chat: Chat, message: Json, html: str) -> Json:
    with world.changed:
        whole = world.store(chat, message)
        world.html[chat.id, whole["message_id"]] = html
        return whole


def send_message_draft(world: World, params: Json) -> bool:
    if not world.drafts_known:
        raise Refused(404, "Not Found: method not found")
    chat = checks.chat_of(world, params)
    if chat.kind != "private":
        raise bad_request("the method is available only in private chats")
    draft = checks.number(params, "draft_id", 0)
    if not draft:
        raise bad_request("draft identifier must be non-zero")
    parsed = checks.text_of(world, params, empty=True)
    with world.changed:
        world.drafts.append((time.monotonic(), chat.id, draft, parsed.text))
        world.changed.notify_all()
    return True


def send_chat_action(world: World, params: Json) -> bool:
    checks.chat_of(world, params)
    if params.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


METHODS: dict[str, Any] = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendMessageDraft": send_message_draft,
    "sendChatAction": send_chat_action,
}
