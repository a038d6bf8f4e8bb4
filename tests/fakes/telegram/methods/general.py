"""The bot itself: who it is, updates, webhook, commands."""

from __future__ import annotations

import json
from typing import Any

from tests.fakes.telegram.methods import checks
from tests.fakes.telegram.queue import USUAL
from tests.fakes.telegram.refusals import Refused, bad_request
from tests.fakes.telegram.world import BOT, Json, World


def get_me(world: World, params: Json) -> Json:
    return BOT


def get_updates(world: World, params: Json) -> list[Json]:
    if world.webhook.get("url"):
        raise Refused(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
            "delete the webhook first",
        )
    _allow(world, params)
    return world.queue.poll(
        checks.number(params, "offset", 0),
        checks.number(params, "limit", 100),
        float(params.get("timeout") or 0),
    )


def _allow(world: World, params: Json) -> None:
    allowed = checks.structured(params, "allowed_updates")
    if allowed is not None:
        world.queue.allowed = set(allowed) or set(USUAL)


def set_webhook(world: World, params: Json) -> bool:
    url = str(params.get("url") or "")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = str(params.get("secret_token") or "")
    if len(secret) > 256 or not all(c.isalnum() or c in "_-" for c in secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(world, params)
    _drop(world, params)
    with world.changed:
        world.webhook = {"url": url, "secret": secret} if url else {}
        world.changed.notify_all()
    return True


def delete_webhook(world: World, params: Json) -> bool:
    _drop(world, params)
    world.webhook = {}
    return True


def _drop(world: World, params: Json) -> None:
    if str(params.get("drop_pending_updates")).lower() == "true":
        with world.changed:
            world.notes.append("pending updates were dropped")
            world.queue.pending.clear()


def get_webhook_info(world: World, params: Json) -> Json:
    return {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.queue.pending),
    }


def set_commands(world: World, params: Json) -> bool:
    commands = checks.structured(params, "commands") or []
    for command in commands:
        name, what = command["command"], command["description"]
        if not (1 <= len(name) <= 32 and name.replace("_", "a").isalnum() and name.islower()):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(what) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(params)] = commands
    return True


def delete_commands(world: World, params: Json) -> bool:
    world.commands.pop(_scope(params), None)
    return True


def get_commands(world: World, params: Json) -> list[Json]:
    return world.commands.get(_scope(params), [])


def _scope(params: Json) -> str:
    scope = checks.structured(params, "scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True)


def get_chat(world: World, params: Json) -> Json:
    chat = checks.chat_of(world, params)
    return {
        **chat.json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def get_chat_member(world: World, params: Json) -> Json:
    checks.chat_of(world, params)
    user = {"id": checks.number(params, "user_id"), "is_bot": False, "first_name": "Someone"}
    return {"status": "member", "user": user}


def yes(world: World, params: Json) -> bool:
    return True


METHODS: dict[str, Any] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_commands,
    "deleteMyCommands": delete_commands,
    "getMyCommands": get_commands,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "setMyDescription": yes,
    "setMyShortDescription": yes,
    "setMyName": yes,
    "setChatMenuButton": yes,
    "leaveChat": yes,
    "logOut": yes,
    "close": yes,
}
