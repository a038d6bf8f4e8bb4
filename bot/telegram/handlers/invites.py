"""``/invite``: one-time codes, and those who came by one."""

from __future__ import annotations

import datetime

from telegram import Message

from bot.telegram.parts import Parts, place_of

_USAGE = (
    "/invite makes a code\n/invite list shows codes and members\n"
    "/invite revoke 3 makes a code useless\n/invite remove 12345 shuts a member out"
)


class Invites:
    """The admins' hand in who is let in."""

    def __init__(self, parts: Parts, seconds: float) -> None:
        self._parts = parts
        self._hours = round(seconds / 3600)

    async def invite(self, message: Message) -> None:
        """``/invite``, alone or with what to do."""
        match (message.text or "").split()[1:]:
            case []:
                text = self._new(message)
            case ["list"]:
                text = self._list()
            case ["revoke", number] if number.isdecimal() and len(number) < 18:
                done = self._parts.access.revoke(int(number))
                text = f"Code {number} is useless now." if done else f"There is no code {number}."
            case ["remove", number] if number.isdecimal() and len(number) < 18:
                done = self._parts.access.expel(int(number))
                text = (
                    f"{number} is shut out."
                    if done
                    else f"{number} did not come by an invitation. The settings may name them."
                )
            case _:
                text = _USAGE
        await self._parts.post.message(place_of(message), text, reply_to=message.message_id)

    def _new(self, message: Message) -> str:
        assert message.from_user is not None
        code = self._parts.access.invite(message.from_user.id)
        number = self._parts.access.invites()[-1].id
        link = f"https://t.me/{self._parts.bot.username}?start={code}"
        return (
            f"Code {number} lets one person in, once, within {self._hours} hours. Send them:\n"
            f"{link}\n\nor have them write to me: <code>/start {code}</code>\n\n"
            f"/invite revoke {number} makes it useless."
        )

    def _list(self) -> str:
        codes = [f"Code {i.id}, until {_when(i.expires)} UTC" for i in self._parts.access.invites()]
        members = [f"Member {user}" for user in self._parts.access.members()]
        return "\n".join([*codes[:40], *members[:100]]) or "No codes, and nobody came by one."


def _when(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%d %H:%M")
