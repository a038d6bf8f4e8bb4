"""What happens in chats, as the updates that tell a bot of it: every kind there is."""

from __future__ import annotations

import re
import time
from typing import Any

from tests.fakes.telegram.markup import units
from tests.fakes.telegram.world import BOT, Chat, Json, Person

_MARKS = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]+)?|(?<!\w)@[A-Za-z0-9_]{4,32}")


def entities(text: str) -> list[Json]:
    """The commands and mentions that Telegram finds in a user's text."""
    found = []
    for match in _MARKS.finditer(text):
        kind = "bot_command" if match[0].startswith("/") else "mention"
        offset = units(text[: match.start()])
        found.append({"type": kind, "offset": offset, "length": units(match[0])})
    return found


def text(person: Person, words: str, **more: Any) -> Json:
    """The fields of a text message."""
    message: Json = {"from": person.json(), "text": words, **more}
    marks = entities(words)
    return message | ({"entities": marks} if marks else {})


def forwarded(person: Person, words: str) -> Json:
    """The fields of a message that was first written elsewhere."""
    origin = {"type": "hidden_user", "sender_user_name": "A friend", "date": int(time.time())}
    return {**text(person, words), "forward_origin": origin}


def photo(person: Person, caption: str = "") -> Json:
    sizes = [{"file_id": "photo-1", "file_unique_id": "p1", "width": 90, "height": 60}]
    return _captioned({"from": person.json(), "photo": sizes}, caption)


def sticker(person: Person) -> Json:
    made = {"file_id": "s1", "file_unique_id": "s1", "type": "regular", "width": 512}
    made |= {"height": 512, "is_animated": False, "is_video": False, "emoji": "🦆"}
    return {"from": person.json(), "sticker": made}


def voice(person: Person) -> Json:
    made = {"file_id": "v1", "file_unique_id": "v1", "duration": 3}
    return {"from": person.json(), "voice": made}


def location(person: Person) -> Json:
    return {"from": person.json(), "location": {"latitude": 1.5, "longitude": 2.5}}


def document(person: Person, file_id: str, name: str | None, size: int, caption: str = "") -> Json:
    made: Json = {"file_id": file_id, "file_unique_id": file_id, "file_size": size}
    if name is not None:
        made["file_name"] = name
    return _captioned({"from": person.json(), "document": made}, caption)


def _captioned(message: Json, caption: str) -> Json:
    if caption:
        message["caption"] = caption
        marks = entities(caption)
        if marks:
            message["caption_entities"] = marks
    return message


def reaches(message: Json, chat: Chat, *, privacy: bool) -> bool:
    """Whether a bot in a group gets a message at all, by Telegram's privacy mode."""
    if chat.kind in ("private", "channel") or not privacy:
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == BOT["id"]:
        return True
    words = message.get("text") or message.get("caption") or ""
    mine = f"@{BOT['username']}".lower()
    first = next(iter(message.get("entities") or message.get("caption_entities") or []), None)
    if first and first["type"] == "bot_command" and first["offset"] == 0:
        command = words[: first["length"]].lower()
        return "@" not in command or command.endswith(mine)
    if mine in words.lower():
        return True
    service = {"new_chat_members", "left_chat_member", "migrate_to_chat_id", "pinned_message"}
    return bool(service & set(message))


def member(chat: Chat, person: Person, old: str, new: str) -> Json:
    """The bot's own place in a chat changes."""
    me = {k: BOT[k] for k in ("id", "is_bot", "first_name", "username")}

    def being(status: str) -> Json:
        made: Json = {"user": me, "status": status}
        return made | ({"until_date": 0} if status == "kicked" else {})

    return {
        "my_chat_member": {
            "chat": chat.json(),
            "from": person.json(),
            "date": int(time.time()),
            "old_chat_member": being(old),
            "new_chat_member": being(new),
        }
    }


def odd_kinds(person: Person, chat: Chat, message: Json) -> list[Json]:
    """Updates of all kinds that a bot of questions and answers has no use for.

    Args:
        person: who does it all.
        chat: where.
        message: an earlier message there.
    """
    who, where, now = person.json(), chat.json(), int(time.time())
    about = {"chat": where, "message_id": message["message_id"], "date": now}
    note: Json = {**message, "text": "What was the toll?"}
    channel = {"id": -1009, "type": "channel", "title": "News"}
    boost = {
        "boost_id": "b",
        "add_date": now,
        "expiration_date": now + 9,
        "source": {"source": "premium", "user": who},
    }
    me = {k: BOT[k] for k in ("id", "is_bot", "first_name", "username")}
    poll: Json = {
        "id": "p",
        "question": "Well?",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
    other = {"user": who, "status": "member"}
    money = {"id": "q", "from": who, "currency": "XTR", "total_amount": 1, "invoice_payload": "x"}
    address = {
        "country_code": "AT",
        "state": "",
        "city": "W",
        "street_line1": "",
        "street_line2": "",
        "post_code": "1",
    }
    business = {**note, "business_connection_id": "bc"}
    return [
        {"channel_post": {"message_id": 5, "date": now, "chat": channel, "text": "What toll?"}},
        {
            "edited_channel_post": {
                "message_id": 5,
                "date": now,
                "edit_date": now,
                "chat": channel,
                "text": "/ask What toll?",
            }
        },
        {
            "business_connection": {
                "id": "bc",
                "user": who,
                "user_chat_id": person.id,
                "date": now,
                "can_reply": True,
                "is_enabled": True,
            }
        },
        {"business_message": business},
        {"edited_business_message": {**business, "edit_date": now}},
        {
            "deleted_business_messages": {
                "business_connection_id": "bc",
                "chat": where,
                "message_ids": [1],
            }
        },
        {
            "message_reaction": {
                **about,
                "user": who,
                "old_reaction": [],
                "new_reaction": [{"type": "emoji", "emoji": "👍"}],
            }
        },
        {"message_reaction_count": {**about, "reactions": []}},
        {"chosen_inline_result": {"result_id": "1", "from": who, "query": "toll"}},
        {
            "shipping_query": {
                "id": "s",
                "from": who,
                "invoice_payload": "x",
                "shipping_address": address,
            }
        },
        {"pre_checkout_query": money},
        {"purchased_paid_media": {"from": who, "paid_media_payload": "x"}},
        {"poll": poll},
        {
            "poll_answer": {
                "poll_id": "p",
                "user": who,
                "option_ids": [0],
                "option_persistent_ids": ["0"],
            }
        },
        {
            "chat_member": {
                "chat": where,
                "from": who,
                "date": now,
                "old_chat_member": other,
                "new_chat_member": other,
            }
        },
        {"chat_join_request": {"chat": where, "from": who, "user_chat_id": person.id, "date": now}},
        {"chat_boost": {"chat": where, "boost": boost}},
        {
            "removed_chat_boost": {
                "chat": where,
                "boost_id": "b",
                "remove_date": now,
                "source": boost["source"],
            }
        },
        {"managed_bot": {"user": who, "bot": me}},
        {"guest_message": note},
        {"message_of_the_future": {"from": who, "thoughts": "What was the toll?"}},
        {
            "message": {
                "message_id": 77,
                "date": now,
                "chat": where,
                "from": who,
                "content_of_the_future": {"x": 1},
            }
        },
    ]
