"""What people do in their chats, as a test has them do it."""

from __future__ import annotations

import time

from tests.fakes.telegram import updates
from tests.fakes.telegram.watching import Watching, buttons
from tests.fakes.telegram.world import Chat, Json, Person, Query, Stored


class Acting(Watching):
    """The half of the fake server that writes and presses.

    Attributes:
        privacy: whether the bot is in privacy mode, as new bots are.
    """

    privacy = True

    def person(self, number: int, name: str = "Ada") -> Person:
        """A user with an open private chat to the bot."""
        person = Person(number, name)
        self.world.chats.setdefault(number, Chat(number, "private", name))
        return person

    def group(
        self, number: int, title: str = "Desk", kind: str = "group", threads: int = 0
    ) -> Chat:
        """A group with the bot in it; with topics 1 to `threads`."""
        chat = Chat(number, kind, title, threads=set(range(1, threads + 1)))
        return self.world.chats.setdefault(number, chat)

    def say(
        self,
        person: Person,
        words: str | Json,
        chat: Chat | None = None,
        *,
        reply_to: Json | None = None,
        thread: int | None = None,
    ) -> Json:
        """Write a message (a text, or the fields of another kind); the message.

        The bot gets it unless privacy mode keeps it from it; ``reached`` tells.
        """
        chat = chat or self.world.chats[person.id]
        fields = updates.text(person, words) if isinstance(words, str) else dict(words)
        if reply_to is not None:
            fields["reply_to_message"] = {
                k: v for k, v in reply_to.items() if k != "reply_to_message"
            }
        if thread is not None:
            fields |= {"message_thread_id": thread, "is_topic_message": True}
        message = self.world.store(chat, fields)
        if updates.reaches(message, chat, privacy=self.privacy):
            self.world.queue.put({"message": message})
        return message

    def edit(self, message: Json, words: str) -> Json:
        """Have the writer change a message's text."""
        person = Person(message["from"]["id"], message["from"]["first_name"])
        marked = {k: v for k, v in message.items() if k != "entities"}
        new = {**marked, **updates.text(person, words), "edit_date": int(time.time())}
        chat = self.world.chats[message["chat"]["id"]]
        with self.world.changed:
            self.world.messages[chat.id][message["message_id"]] = new
        if updates.reaches(new, chat, privacy=self.privacy):
            self.world.queue.put({"edited_message": new})
        return new

    def upload(
        self,
        person: Person,
        name: str | None,
        data: bytes,
        caption: str = "",
        *,
        size: int | None = None,
        chat: Chat | None = None,
    ) -> Json:
        """Send a file; `size` is what the message declares, if it is not the truth."""
        unique = f"file-{self.world.next_id()}"
        declared = len(data) if size is None else size
        self.world.files[unique] = Stored(f"documents/{unique}", data, declared)
        return self.say(person, updates.document(person, unique, name, declared, caption), chat)

    def press(self, person: Person, message: Json, button: str, *, wait: float = 10.0) -> Query:
        """Press a button by its text (or a part of it) or its data, and wait for the answer.

        Raises:
            KeyError: if there is no such button.
            TimeoutError: if the press is not answered in time; not with `wait` 0.
        """
        now = self.message(message)
        found = [b for b in buttons(now) if b.get("callback_data")]
        data = (
            [b["callback_data"] for b in found if b["text"] == button]
            or [b["callback_data"] for b in found if button in (b["callback_data"], b["text"])]
            or [b["callback_data"] for b in found if button in b["text"]]
        )
        if not data:
            raise KeyError(f"no button {button!r} among {[b['text'] for b in buttons(now)]}")
        return self.press_data(person, now, data[0], wait=wait)

    def press_data(self, person: Person, message: Json, data: str, *, wait: float = 10.0) -> Query:
        """Send a callback with any data, as a client that is tampered with can."""
        query = Query(f"query-{self.world.next_id()}", person, message, data, time.monotonic())
        self.world.queries[query.id] = query
        update = {
            "id": query.id,
            "from": person.json(),
            "message": message,
            "chat_instance": str(message["chat"]["id"]),
            "data": data,
        }
        self.world.queue.put({"callback_query": update})
        if wait:
            self.wait(lambda: query.answer is not None, wait, f"answer to the press of {data}")
        return query

    def inline(self, person: Person, words: str, *, wait: float = 10.0) -> Json:
        """Ask in another chat by the bot's name; what was offered."""
        number = f"inline-{self.world.next_id()}"
        self.world.inline[number] = {}
        query = {"id": number, "from": person.json(), "query": words, "offset": ""}
        self.world.queue.put({"inline_query": query})
        if wait:
            self.wait(lambda: self.world.inline[number], wait, "answer to the inline query")
        return self.world.inline[number]

    def upgrade(self, chat: Chat, person: Person, number: int) -> Chat:
        """Make a group a supergroup, as Telegram does: another id, two service messages."""
        new = self.group(number, chat.title, "supergroup")
        fields: Json = {"from": person.json(), "migrate_to_chat_id": number}
        old = self.world.store(chat, fields)
        chat.migrated = number
        fields = {"from": person.json(), "migrate_from_chat_id": chat.id}
        self.world.queue.put({"message": old})
        self.world.queue.put({"message": self.world.store(new, fields)})
        return new

    def block(self, person: Person, *, tell: bool = True) -> None:
        """Have a user block the bot."""
        chat = self.world.chats[person.id]
        chat.closed = "bot was blocked by the user"
        if tell:
            self.world.queue.put(updates.member(chat, person, "member", "kicked"))

    def update(self, update: Json, *, number: int | None = None) -> int | None:
        """Put any update on its way, also one that the bot did not ask for."""
        return self.world.queue.put(update, force=True, number=number)
