"""An admin sends a file, and it becomes an article."""

from __future__ import annotations

import hashlib
import time

import pytest

from tests.fakes.telegram import FakeTelegram, buttons, seen
from tests.fakes.telegram.world import Chat, Json, Person
from tests.telegram import uploads
from tests.telegram.conftest import StartBot
from tests.telegram.driver import ADMIN, SHIPS, SHIPS_QUOTE, Bot
from tests.telegram.uploads import FERRY, FERRY_WORDS, STORY

NEWS = """Beehives stolen in Tallow

TALLOW, 5 May 2024

Thieves took 31 beehives from an orchard in Tallow on Sunday night, the constable Wren Abbot said.
"""


def folder(bot: Bot) -> dict[str, str]:
    """The articles folder's files by name, hidden ones too."""
    return {
        str(f.relative_to(bot.articles)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in sorted(bot.articles.rglob("*"))
        if f.is_file()
    }


def button(message: Json, words: str) -> str:
    return next(b["text"] for b in buttons(message) if words.lower() in b["text"].lower())


def report(telegram: FakeTelegram, admin: Person, sent: Json, words: str = "") -> Json:
    """The bot's last word on an upload: what is shown while it works comes before."""

    def find() -> Json | None:
        found = [m for m in telegram.sent(admin, sent) if words in seen(m)]
        return found[-1] if found else None

    found = telegram.wait(find, 20, f"report with {words!r}")
    assert isinstance(found, dict)
    return found


def added(telegram: FakeTelegram, admin: Person, name: str, text: str = STORY) -> Json:
    sent = telegram.upload(admin, name, text.encode())

    def undoable() -> Json | None:
        return next((m for m in telegram.sent(admin, sent) if buttons(m)), None)

    message = telegram.wait(undoable, 20, "report with an undo")
    assert isinstance(message, dict)
    return message


def ask(telegram: FakeTelegram, person: Person, question: str) -> str:
    asked = telegram.say(person, question)
    return seen(telegram.wait_sent(person, after=asked))


def test_a_file_becomes_an_article_and_says_what_was_learnt(
    telegram: FakeTelegram, bot: Bot, admin: Person
) -> None:
    said = added(telegram, admin, "ferry-aground.txt")
    assert "Ferry runs aground off Quellport" in seen(said)
    assert "2024-04-03" in seen(said)
    assert len(seen(said)) < 500
    assert (bot.articles / "ferry-aground.txt").read_text() == STORY
    assert FERRY_WORDS in ask(telegram, admin, FERRY)
    # And out again.
    telegram.press(admin, said, button(said, "undo"))
    telegram.wait(lambda: "ferry-aground.txt" not in folder(bot), what="undo")
    telegram.settled()
    telegram.wait(lambda: FERRY_WORDS not in ask(telegram, admin, FERRY), 15, "index without it")


def test_an_undo_pressed_twice_undoes_once(telegram: FakeTelegram, bot: Bot, admin: Person) -> None:
    said = added(telegram, admin, "twice.txt", STORY.replace("Quellport", "Twiceport"))
    name = button(said, "undo")
    data = next(b["callback_data"] for b in buttons(said) if b["text"] == name)
    telegram.press_data(admin, said, data)
    telegram.wait(lambda: "twice.txt" not in folder(bot), what="undo")
    (bot.articles / "twice.txt").write_text("Something else that has come since.")
    telegram.press_data(admin, said, data)
    telegram.settled()
    assert (bot.articles / "twice.txt").read_text() == "Something else that has come since."
    (bot.articles / "twice.txt").unlink()


def test_an_undo_by_someone_else_is_refused(
    telegram: FakeTelegram, bot: Bot, admin: Person, someone: Person
) -> None:
    said = added(telegram, admin, "mine.txt", STORY.replace("Quellport", "Mineport"))
    data = next(b["callback_data"] for b in buttons(said) if "ndo" in b["text"])
    own = telegram.say(someone, "/help")
    mine = telegram.wait_sent(someone, "/new", after=own)
    telegram.press_data(someone, mine, data)
    telegram.settled()
    time.sleep(0.3)
    assert "mine.txt" in folder(bot)


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "..\\evil.txt", "/etc/evil.txt", "sub/evil.txt", "C:evil.txt", ".evil.txt",
     "..", "evil.txt\x00.pdf", "evil\n.txt", "evil.txt ", "a" * 300 + ".txt", "evil.exe", "evil",
     "evil.txt/", "\u202etxt.live.txt", "evil.zip", None],
)  # fmt: skip
def test_a_name_that_will_not_do_is_refused(
    telegram: FakeTelegram, bot: Bot, admin: Person, name: str | None
) -> None:
    before = folder(bot)
    sent = telegram.upload(admin, name, STORY.encode())
    said = seen(report(telegram, admin, sent))
    telegram.settled()
    assert folder(bot) == before
    assert len(said.splitlines()) <= 2
    assert telegram.calls("getFile") == [], "fetched before its name was looked at"
    outside = [f for f in bot.place.rglob("*evil*") if f.is_file()]
    assert outside == []


def test_a_name_that_is_taken_is_refused(telegram: FakeTelegram, bot: Bot, admin: Person) -> None:
    before = folder(bot)
    for name in ("marrowick-strike-ends.txt", "MARROWICK-strike-ends.TXT"):
        sent = telegram.upload(admin, name, STORY.encode())
        assert "already" in seen(report(telegram, admin, sent))
    assert folder(bot) == before


def test_a_file_of_60_mb_is_refused_and_not_fetched(
    telegram: FakeTelegram, bot: Bot, admin: Person
) -> None:
    before = folder(bot)
    sent = telegram.upload(admin, "large.txt", b"", size=60 * 2**20)
    assert "MB" in seen(report(telegram, admin, sent))
    assert folder(bot) == before
    assert telegram.calls("getFile") == []


def test_a_file_that_is_larger_than_it_says_is_refused(
    telegram: FakeTelegram, bot: Bot, admin: Person
) -> None:
    before = folder(bot)
    sent = telegram.upload(admin, "liar.txt", b"word " * 6_000_000, size=1_000)
    said = seen(report(telegram, admin, sent))
    assert said
    telegram.settled()
    assert folder(bot) == before


@pytest.mark.parametrize("make", [uploads.bomb, uploads.laughs])
def test_a_zip_bomb_is_refused_and_the_bot_lives_on(
    telegram: FakeTelegram, bot: Bot, admin: Person, make: object
) -> None:
    assert callable(make)
    before = folder(bot)
    sent = telegram.upload(admin, "report.docx", make())
    assert "not added" in seen(report(telegram, admin, sent, "not added"))
    telegram.settled(30)
    assert folder(bot) == before
    assert SHIPS_QUOTE in ask(telegram, admin, SHIPS)


@pytest.mark.parametrize("name", ["empty.txt", "no.pdf", "no.docx", "no.html", "no.json"])
def test_content_that_is_no_article_is_refused(
    telegram: FakeTelegram, bot: Bot, admin: Person, name: str
) -> None:
    before = folder(bot)
    data = b" \n" if name == "empty.txt" else b"\x00\x01\xff\xfe garbage"
    sent = telegram.upload(admin, name, data)
    said = seen(report(telegram, admin, sent))
    assert "not added" in said
    assert "Traceback" not in said
    assert folder(bot) == before


def test_an_upload_whose_fetching_fails_is_said_to_have_failed(
    telegram: FakeTelegram, bot: Bot, admin: Person
) -> None:
    before = folder(bot)
    for fault in ("getFile",):
        telegram.fail(fault, 400, "wrong file_id or the file is temporarily unavailable")
        sent = telegram.upload(admin, "gone.txt", STORY.encode())
        assert seen(report(telegram, admin, sent))
    telegram.heal()
    assert folder(bot) == before
    assert not telegram.world.faults
    telegram.world.calls.clear()


def test_files_in_groups_add_nothing(
    telegram: FakeTelegram, bot: Bot, admin: Person, group: Chat
) -> None:
    before = folder(bot)
    telegram.upload(admin, "group.txt", STORY.encode(), "@newsdesk_test_bot add", chat=group)
    telegram.settled()
    time.sleep(0.3)
    assert folder(bot) == before


def test_remove_takes_an_article_out_and_undo_brings_it_back(
    telegram: FakeTelegram, bot: Bot, admin: Person
) -> None:
    name = "marrowick-strike-ends.txt"
    before = folder(bot)
    sent = telegram.say(admin, f"/remove {name}")
    said = telegram.wait(
        lambda: next((m for m in telegram.sent(admin, sent) if buttons(m)), None), 20, "undo"
    )
    telegram.wait(lambda: name not in folder(bot), what="removal")
    telegram.press(admin, said, button(said, "undo"))
    telegram.wait(lambda: folder(bot) == before, what="the article's return")
    telegram.settled()
    telegram.wait(lambda: SHIPS_QUOTE in ask(telegram, admin, SHIPS), 15, "index with it")


@pytest.mark.parametrize(
    "name", ["", "../bot.log", "/etc/passwd", "..", ".", "nothing.txt", "*", f"{'x' * 300}.txt"]
)
def test_remove_reaches_nothing_else(
    telegram: FakeTelegram, bot: Bot, admin: Person, name: str
) -> None:
    before = folder(bot)
    sent = telegram.say(admin, f"/remove {name}".strip())
    telegram.wait_sent(admin, after=sent)
    telegram.settled()
    assert folder(bot) == before
    assert bot.log_file.exists()


def test_sources_lists_the_articles(telegram: FakeTelegram, admin: Person) -> None:
    sent = telegram.say(admin, "/sources")
    said = seen(telegram.wait_sent(admin, after=sent))
    assert "velmara-election-result.html" in said


def test_reindex_reports_what_changed(telegram: FakeTelegram, bot: Bot, admin: Person) -> None:
    (bot.articles / "new.txt").write_text(NEWS)
    sent = telegram.say(admin, "/reindex")

    def done() -> bool:
        return any("1" in seen(m) for m in telegram.sent(admin, sent))

    telegram.wait(done, 20, "report")
    assert "31 beehives" in ask(telegram, admin, "How many beehives were stolen in Tallow?")


def test_status_and_usage_are_short_and_name_no_question(
    telegram: FakeTelegram, admin: Person, someone: Person
) -> None:
    asked = telegram.say(someone, f"{SHIPS} Xylophonequux")
    telegram.wait_sent(someone, after=asked)
    for command in ("/status", "/usage"):
        sent = telegram.say(admin, command)
        said = seen(telegram.wait_sent(admin, after=sent))
        assert len(said) < 1_500
        assert "Xylophonequux" not in said
    assert str(someone.id) in said


def test_a_kill_while_files_come_in_loses_and_doubles_none(
    fake: FakeTelegram, make_bot: StartBot
) -> None:
    admin = fake.person(ADMIN)
    bot = make_bot().start()
    names = [f"story-{n}.txt" for n in range(6)]
    for n, name in enumerate(names):
        fake.upload(admin, name, STORY.replace("Quellport", f"Port{n}").encode())
    fake.wait(lambda: fake.calls("getFile"), what="first fetch")
    bot.kill()
    assert not [f for f in folder(bot) if (bot.articles / f).stat().st_size < 100]
    bot.start()
    fake.wait(lambda: set(names) <= set(folder(bot)), 30, "all files")
    fake.settled()
    hidden = [f for f in folder(bot) if f.startswith(".")]
    assert hidden == []
