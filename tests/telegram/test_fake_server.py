"""The fake server refuses what Telegram refuses, seen through the library that the bot uses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.markup import parse, units
from tests.fakes.telegram.refusals import Refused
from tests.fakes.telegram.updates import odd_kinds

Act = Callable[[Bot], Awaitable[Any]]


def run(fake: FakeTelegram, act: Act, token: str | None = None) -> Any:
    async def inside() -> Any:
        async with Bot(token or fake.token, base_url=f"{fake.url}/bot") as bot:
            return await act(bot)

    return asyncio.run(inside())


def refused(fake: FakeTelegram, kind: type[TelegramError], words: str, act: Act) -> None:
    with pytest.raises(kind, match="(?i)" + words):
        run(fake, act)


def send(**what: Any) -> Act:
    what = {"chat_id": 7, "text": "x", "parse_mode": "HTML", **what}
    return lambda bot: bot.send_message(**what)


@pytest.fixture
def ada(fake: FakeTelegram) -> Any:
    return fake.person(7)


def test_a_message_arrives_with_its_entities(fake: FakeTelegram, ada: Any) -> None:
    run(fake, send(text="𝄞 <b>five <i>deep</i></b> &amp; <a href='http://a.example'>on</a>"))
    message = fake.sent(ada)[0]
    assert message["text"] == "𝄞 five deep & on"
    assert [(e["type"], e["offset"], e["length"]) for e in message["entities"]] == [
        ("bold", 3, 9),
        ("italic", 8, 4),
        ("text_link", 15, 2),
    ]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>x", 'find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("é<foo>x</foo>", 'Unsupported start tag "foo" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<i>a</i ", "Unclosed end tag at byte offset 4"),
        ('<a href="http://x', "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler"'),
        ("<a =x>y</a>", "Empty attribute name"),
        ("<p>x</p>", 'Unsupported start tag "p"'),
        ("<b><i>x</b></i>", "Unmatched end tag"),
    ],
)
def test_broken_markup_is_refused(html: str, words: str) -> None:
    with pytest.raises(Refused) as caught:
        parse(html)
    assert words in caught.value.description
    assert caught.value.description.startswith("Bad Request: can't parse entities: ")


def test_what_the_real_server_takes_is_taken() -> None:
    html = (
        "<blockquote expandable>q <b>b</b></blockquote><tg-spoiler>s</tg-spoiler>"
        '<pre><code class="language-python">x&lt;1</code></pre><code>c</code>&#128512;&foo;'
    )
    parsed = parse(html)
    assert parsed.text == "q bsx<1c😀&foo;"
    assert parsed.stray == 1
    kinds = [e["type"] for e in parsed.entities]
    assert kinds == ["expandable_blockquote", "bold", "spoiler", "pre", "code"]
    assert parsed.entities[3]["language"] == "python"


def test_a_quote_in_a_quote_is_dropped_without_a_word() -> None:
    parsed = parse("<blockquote>a<blockquote>b</blockquote></blockquote><code><b>x</b></code>")
    assert parsed.dropped == ["blockquote", "b"]


def test_length_counts_utf16_units_after_entities(fake: FakeTelegram, ada: Any) -> None:
    run(fake, send(text="<b>" + "😀" * 2048 + "</b>"))
    assert units(fake.sent(ada)[0]["text"]) == 4096
    refused(fake, BadRequest, "message is too long", send(text="😀" * 2048 + "x"))
    refused(fake, BadRequest, "message text is empty", send(text="<b> </b>"))


def test_entities_past_a_hundred_are_ignored(fake: FakeTelegram, ada: Any) -> None:
    run(fake, send(text="<b>x</b> " * 101))
    assert len(fake.sent(ada)[0]["entities"]) == 100
    assert fake.world.notes == ["1 entities were ignored"]


def keyboard(**button: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("b", **button)]])


def test_wrong_buttons_are_refused(fake: FakeTelegram, ada: Any) -> None:
    long = keyboard(callback_data="é" * 33)
    refused(fake, BadRequest, "Button_data_invalid", send(reply_markup=long))
    run(fake, send(reply_markup=keyboard(callback_data="é" * 32)))
    bad = keyboard(url="javascript:alert(1)")
    refused(fake, BadRequest, "Unsupported URL protocol", send(reply_markup=bad))


def test_an_edit_that_changes_nothing_is_refused(fake: FakeTelegram, ada: Any) -> None:
    sent = run(fake, send(text="<b>x</b>"))

    def edit(text: str, number: int = sent.message_id) -> Act:
        return lambda bot: bot.edit_message_text(text, 7, number, parse_mode="HTML")

    refused(fake, BadRequest, "not modified", edit("<b>x</b>"))
    refused(fake, BadRequest, "edit not found", edit("y", 999))
    run(fake, edit("x"))
    mine = fake.say(ada, "mine")
    refused(fake, BadRequest, "can't be edited", edit("y", mine["message_id"]))


def test_replies_to_missing_messages_are_refused(fake: FakeTelegram, ada: Any) -> None:
    gone = ReplyParameters(999)
    refused(fake, BadRequest, "replied not found", send(reply_parameters=gone))
    run(fake, send(reply_parameters=ReplyParameters(999, allow_sending_without_reply=True)))
    message = fake.say(ada, "How many?")
    run(fake, send(reply_parameters=ReplyParameters(message["message_id"])))
    assert fake.sent(ada)[-1]["reply_to_message"]["text"] == "How many?"


def test_chats_that_are_not_there_or_closed(fake: FakeTelegram, ada: Any) -> None:
    refused(fake, BadRequest, "not found", send(chat_id=8))
    fake.block(ada)
    refused(fake, Forbidden, "blocked by the user", send())
    group = fake.group(-5)
    fake.upgrade(group, ada, -1005)
    with pytest.raises(TelegramError, match="-1005"):
        run(fake, send(chat_id=-5))


def test_drafts_are_for_private_chats_and_may_be_unknown(fake: FakeTelegram, ada: Any) -> None:
    fake.group(-5)

    def draft(chat: int, number: int = 1) -> Act:
        return lambda bot: bot.send_message_draft(chat, number, "so far")

    run(fake, draft(7))
    refused(fake, BadRequest, "private", draft(-5))
    refused(fake, BadRequest, "non-zero", draft(7, 0))
    fake.world.drafts_known = False
    refused(fake, InvalidToken, "method not found", draft(7))


def test_unknown_methods_and_wrong_tokens(fake: FakeTelegram, ada: Any) -> None:
    with pytest.raises(TelegramError):
        run(fake, lambda bot: bot.do_api_request("sendThoughts"))
    assert fake.calls("sendThoughts")[0].outcome == "404"
    with pytest.raises(InvalidToken):
        run(fake, send(), token="1:wrong")


def test_callbacks_are_answered_once_and_in_time(fake: FakeTelegram, ada: Any) -> None:
    sent = run(fake, send(reply_markup=keyboard(callback_data="d")))
    message = fake.sent(ada)[0]
    assert message["message_id"] == sent.message_id
    query = fake.press(ada, message, "b", wait=0)

    def answer(words: str) -> Act:
        return lambda bot: bot.answer_callback_query(query.id, words)

    refused(fake, BadRequest, "MESSAGE_TOO_LONG|Message_too_long", answer("x" * 201))
    run(fake, answer("x" * 200))
    assert query.answer == {"text": "x" * 200, "alert": False, "url": None}
    refused(fake, BadRequest, "too old", answer("again"))
    late = fake.press(ada, message, "b", wait=0)
    fake.world.stale_seconds = -1
    refused(fake, BadRequest, "too old", lambda bot: bot.answer_callback_query(late.id))


def test_updates_come_again_until_the_offset_confirms_them(fake: FakeTelegram, ada: Any) -> None:
    fake.say(ada, "one")
    first = run(fake, lambda bot: bot.get_updates())
    assert run(fake, lambda bot: bot.get_updates())[0].update_id == first[0].update_id
    offset = first[0].update_id + 1
    assert run(fake, lambda bot: bot.get_updates(offset)) == ()
    assert not fake.world.queue.pending


def test_privacy_mode_keeps_plain_group_messages_from_the_bot(fake: FakeTelegram, ada: Any) -> None:
    group = fake.group(-5)
    run(fake, send(chat_id=-5))
    for words in ("plain", "/ask a", "/ask@other_bot b", "hi @newsdesk_test_bot c"):
        fake.say(ada, words, group)
    fake.say(ada, "reply", group, reply_to=fake.sent(group)[0])
    heard = [u.message.text for u in run(fake, lambda bot: bot.get_updates())]
    assert heard == ["/ask a", "hi @newsdesk_test_bot c", "reply"]


def test_every_kind_of_update_is_one_that_the_library_reads(fake: FakeTelegram, ada: Any) -> None:
    message = fake.say(ada, "one")
    kinds = odd_kinds(ada, fake.world.chats[7], message)
    for kind in kinds:
        fake.update(kind)
    got = run(fake, lambda bot: bot.get_updates())
    assert len(got) == 1 + len(kinds)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (400, BadRequest),
        (401, InvalidToken),
        (403, Forbidden),
        (409, Conflict),
        (429, RetryAfter),
        (502, NetworkError),
    ],
)
def test_errors_by_script(fake: FakeTelegram, ada: Any, code: int, kind: Any) -> None:
    fake.fail("sendMessage", code)
    refused(fake, kind, "", send())
    run(fake, send())
    assert [c.outcome for c in fake.calls("sendMessage")] == [str(code), "ok"]


def test_faults_before_and_after_delivery(fake: FakeTelegram, ada: Any) -> None:
    fake.fail("sendMessage", kind="drop")
    refused(fake, NetworkError, "", send())
    assert fake.sent(ada) == []
    fake.fail("sendMessage", kind="drop", delivered=True)
    refused(fake, NetworkError, "", send())
    assert len(fake.sent(ada)) == 1
    fake.fail("sendMessage", kind="hang", seconds=1.0)
    refused(fake, TimedOut, "", lambda bot: bot.send_message(7, "x", read_timeout=0.1))
    fake.fail("sendMessage", kind="gateway")
    refused(fake, NetworkError, "Bad Gateway", send())


def test_a_second_poll_ends_the_first(fake: FakeTelegram) -> None:
    async def both(bot: Bot) -> Any:
        first = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.2)
        async with Bot(fake.token, base_url=f"{fake.url}/bot") as other:
            await other.get_updates(timeout=0)
        return await first

    refused(fake, Conflict, "terminated by other getUpdates", both)


def test_files_are_fetched_and_large_ones_are_not(fake: FakeTelegram, ada: Any) -> None:
    fake.upload(ada, "a.txt", b"words")
    fake.upload(ada, "b.txt", b"", size=60 * 2**20)
    first, second = (u.message.document.file_id for u in run(fake, lambda bot: bot.get_updates()))

    async def fetch(bot: Bot) -> bytes:
        file = await bot.get_file(first)
        assert file.file_path is not None
        _, data = await bot.request.do_request(
            f"{fake.url}/file/bot{fake.token}/documents/{first}", "GET"
        )
        return data

    assert run(fake, fetch) == b"words"
    refused(fake, BadRequest, "too big", lambda bot: bot.get_file(second))


def test_limits_are_watched(fake: FakeTelegram, ada: Any) -> None:
    run(fake, send())
    run(fake, send())
    assert [c.over for c in fake.calls("sendMessage")] == [(), ("chat",)]
