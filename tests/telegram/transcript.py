"""A conversation with the real bot before the fake Telegram, as a phone shows it.

Run as ``python -m tests.telegram.transcript``; it prints what stands in the README.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.fakes.telegram import FakeTelegram, buttons, seen
from tests.fakes.telegram.world import Json, Person
from tests.telegram.driver import ADMIN, OUTSIDER, SHIPS, Bot
from tests.telegram.uploads import FERRY, STORY

_WIDE = 72


def shown(message: Json, name: str) -> str:
    """One message with its buttons; quotes are set off by a bar."""
    text = message.get("text") or f"📎 {message['document']['file_name']}"
    data = text.encode("utf-16-le")
    for entity in reversed(message.get("entities", [])):
        if "blockquote" in entity["type"]:
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            quote = data[start:end].decode("utf-16-le").replace("\n", "\n│ ")
            data = data[:start] + f"│ {quote}".encode("utf-16-le") + data[end:]
    lines = [f"{name}:"] + [f"  {line}" for line in data.decode("utf-16-le").splitlines()]
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        lines.append("  " + " ".join(f"[ {button['text']} ]" for button in row))
    return "\n".join(lines)


class Talk:
    """Plays a conversation, and keeps what was seen."""

    def __init__(self, fake: FakeTelegram) -> None:
        self.fake = fake
        self.lines: list[str] = []

    def say(self, person: Person, words: str) -> Json:
        self.lines.append(f"{person.first_name}:\n  {words}")
        return self._answer(person, lambda: self.fake.say(person, words))

    def upload(self, person: Person, name: str, text: str) -> Json:
        self.lines.append(f"{person.first_name}:\n  📎 {name}")
        return self._answer(person, lambda: self.fake.upload(person, name, text.encode()))

    def press(self, person: Person, message: Json, button: str) -> Json | None:
        self.lines.append(f"{person.first_name} taps [ {button} ]")
        before = {m["message_id"]: m for m in self.fake.sent(person)}
        query = self.fake.press(person, message, button)
        if query.answer and query.answer["text"]:
            self.lines.append(f"  ({query.answer['text']})")
        try:
            found = self.fake.wait(
                lambda: [m for m in self.fake.sent(person) if before.get(m["message_id"]) != m], 3
            )
        except TimeoutError:
            return None
        self.lines.append(shown(found[0], "Newsdesk"))
        return found[0]  # type: ignore[no-any-return]

    def _answer(self, person: Person, act: Callable[[], Json]) -> Json:
        sent = act()
        self.fake.wait_sent(person, after=sent)
        self.fake.settled()
        # What works on shows its progress by edits; the last state counts.
        last = seen(self.fake.sent(person, sent)[-1])
        while True:
            try:
                self.fake.wait(
                    lambda last=last: seen(self.fake.sent(person, sent)[-1]) != last, 1.5
                )
                last = seen(self.fake.sent(person, sent)[-1])
            except TimeoutError:
                break
        for message in self.fake.sent(person, sent):
            self.lines.append(shown(message, "Newsdesk"))
        return self.fake.sent(person, sent)[-1]


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        FakeTelegram() as fake,
        Bot(fake, Path(folder), NEWSDESK_EMBEDDING="minilm") as bot,
    ):
        ada, olga = fake.person(1_001, "Ada"), fake.person(ADMIN, "Olga")
        mallory = fake.person(OUTSIDER, "Mallory")
        bot.start()
        talk = Talk(fake)
        talk.say(ada, "/start")
        answer = talk.say(ada, SHIPS)
        citation = talk.press(ada, answer, "1")
        if citation is not None:
            for button in buttons(citation):
                if "ile" in button["text"] or "rigin" in button["text"]:
                    talk.press(ada, citation, button["text"])
        talk.say(ada, "Who won the presidential election in Velmara?")
        talk.say(ada, "How many people did the flood kill in Brenmoor?")
        wrong = talk.say(ada, "Who won the chess tournament in Reykjavik?")
        talk.say(ada, "/check 42 people died in the flood in Brenmoor. The moon fell down.")
        talk.press(ada, wrong, "Wrong?")
        for command in ("/new", "/cancel", "/forget", "/nonsense"):
            talk.say(ada, command)
        talk.say(mallory, "Who won?")
        for command in ("/status", "/usage", "/sources", "/invite", "/invite list", "/reindex"):
            talk.say(olga, command)
        added = talk.upload(olga, "ferry.txt", STORY)
        talk.say(olga, FERRY)
        undo = next((b["text"] for b in buttons(added) if "ndo" in b["text"]), None)
        if undo:
            talk.press(olga, added, undo)
        talk.upload(olga, "../../etc/passwd", "x")
        talk.say(olga, "/remove velmara-election-result.html")
        print("\n\n".join(talk.lines))
        print(f"\n{'-' * _WIDE}\n{bot.log()}")


if __name__ == "__main__":
    main()
