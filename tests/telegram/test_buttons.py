"""Buttons below an answer."""

from __future__ import annotations

import json
import time

from tests.fakes.telegram import FakeTelegram, buttons, seen
from tests.fakes.telegram.world import Chat, Json, Person
from tests.telegram.conftest import StartBot
from tests.telegram.driver import ADMIN, DAMAGE, GROUPS, SHIPS, SHIPS_QUOTE, Bot


def answered(telegram: FakeTelegram, someone: Person, question: str = SHIPS) -> Json:
    asked = telegram.say(someone, question)
    return telegram.wait_sent(someone, "[1]", after=asked)


def opened(telegram: FakeTelegram, someone: Person, answer: Json, button: str = "1") -> Json:
    """The message that shows a citation."""
    telegram.press(someone, answer, button)
    return telegram.wait_sent(answer["chat"]["id"], "marrowick-strike-ends.txt", after=answer)


def quotes(message: Json) -> list[str]:
    """The texts that a message sets off as quotes."""
    data = message["text"].encode("utf-16-le")
    return [
        data[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in message.get("entities", [])
        if "blockquote" in e["type"]
    ]


def test_a_number_opens_the_exact_words_in_their_paragraph(
    telegram: FakeTelegram, someone: Person
) -> None:
    shown = opened(telegram, someone, answered(telegram, someone))
    assert [q.strip() for q in quotes(shown)] == [SHIPS_QUOTE]
    # The paragraph goes on after the quote.
    assert "It would take until the middle of June to clear them." in seen(shown)
    assert "2024-05-24" in seen(shown)


def test_a_files_name_can_be_copied_as_it_is(telegram: FakeTelegram, someone: Person) -> None:
    shown = opened(telegram, someone, answered(telegram, someone))
    assert "marrowick-strike-ends.txt" in shown["text"]


def test_lines_are_named_as_they_stand_in_the_file(
    telegram: FakeTelegram, bot: Bot, someone: Person
) -> None:
    lines = (bot.articles / "marrowick-strike-ends.txt").read_text().splitlines()
    number = next(n for n, text in enumerate(lines, 1) if SHIPS_QUOTE in text)
    shown = opened(telegram, someone, answered(telegram, someone))
    assert str(number) in shown["text"]


def test_next_and_previous_step_through_the_citations(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = telegram.say(someone, "What did the strike cost Corvane according to the company?")
    answer = telegram.wait_sent(someone, "[2]", after=asked)
    telegram.press(someone, answer, "1")
    shown = telegram.wait_sent(someone, "marrowick", after=answer)
    first = quotes(telegram.message(shown))
    telegram.press(someone, shown, "›")
    telegram.wait(lambda: quotes(telegram.message(shown)) != first, what="next citation")
    telegram.press(someone, shown, "‹")
    telegram.wait(lambda: quotes(telegram.message(shown)) == first, what="previous citation")


def test_the_articles_own_address_is_linked_and_no_other(
    telegram: FakeTelegram, someone: Person
) -> None:
    asked = telegram.say(someone, "How many votes was the gap between the two?")
    answer = telegram.wait_sent(someone, "[1]", after=asked)
    telegram.press(someone, answer, "1")
    shown = telegram.wait_sent(someone, "velmara-election-result.html", after=answer)
    urls = [b["url"] for b in buttons(shown) if b.get("url")]
    urls += [e["url"] for e in shown.get("entities", []) if e["type"] == "text_link"]
    assert set(urls) == {"https://observer.example.com/politics/korrin-wins-presidency"}
    plain = opened(telegram, someone, answered(telegram, someone))
    assert not [b for b in buttons(plain) if b.get("url")]


def test_the_original_file_can_be_had(telegram: FakeTelegram, bot: Bot, someone: Person) -> None:
    shown = opened(telegram, someone, answered(telegram, someone))
    name = next(b["text"] for b in buttons(shown) if "ile" in b["text"] or "rigin" in b["text"])
    telegram.press(someone, shown, name)

    def file() -> Json | None:
        return next((m for m in telegram.sent(someone) if "document" in m), None)

    sent = telegram.wait(file, what="file")["document"]
    assert sent["file_name"] == "marrowick-strike-ends.txt"
    original = (bot.articles / "marrowick-strike-ends.txt").read_bytes()
    assert telegram.world.uploads[sent["file_id"]] == original


def test_any_member_of_the_group_may_press(
    telegram: FakeTelegram, someone: Person, another: Person, group: Chat
) -> None:
    asked = telegram.say(someone, f"/ask {SHIPS}", group)
    answer = telegram.wait_sent(group, "[1]", after=asked)
    telegram.press(another, answer, "1")
    assert telegram.wait_sent(group, "marrowick-strike-ends.txt", after=answer)


def test_a_button_of_another_chat_is_refused(
    telegram: FakeTelegram, someone: Person, another: Person
) -> None:
    theirs = answered(telegram, someone)
    mine = answered(telegram, another, DAMAGE)
    stolen = next(b["callback_data"] for b in buttons(theirs) if b["text"] == "1")
    before = len(telegram.sent(another))
    query = telegram.press_data(another, mine, stolen)
    assert query.answer is not None
    assert "41 ships" not in query.answer["text"]
    telegram.settled()
    assert len(telegram.sent(another)) == before


def test_data_that_no_button_has_is_answered_and_does_nothing(
    telegram: FakeTelegram, someone: Person
) -> None:
    answer = answered(telegram, someone)
    own = next(b["callback_data"] for b in buttons(answer) if b["text"] == "1")
    before = len(telegram.sent(someone))
    for data in ("", "c", "c::", "c:x:1", f"{own}99", f"{own}:", "c:" + "9" * 60, "x:'; DROP", "é"):
        query = telegram.press_data(someone, answer, data)
        assert query.answer is not None
    telegram.settled()
    assert len(telegram.sent(someone)) <= before


def test_wrong_files_a_case_that_names_question_and_evidence(
    telegram: FakeTelegram, bot: Bot, someone: Person
) -> None:
    answer = answered(telegram, someone)
    query = telegram.press(someone, answer, "Wrong?")
    assert query.answer is not None

    def cases() -> list[Json]:
        files = [f for f in (bot.place / "data").rglob("*.jsonl") if "case" in str(f)]
        return [json.loads(line) for f in files for line in f.read_text().splitlines()]

    found = telegram.wait(lambda: [c for c in cases() if c["question"] == SHIPS], what="case")
    assert found[0]["files"] == ["marrowick-strike-ends.txt"]
    assert "41 ships" in json.dumps(found[0]["answer"])
    count = len(cases())
    telegram.press(someone, answer, "Wrong?")
    telegram.settled()
    assert len(cases()) == count


def test_presses_that_come_late_do_no_harm(telegram: FakeTelegram, someone: Person) -> None:
    answer = answered(telegram, someone)
    telegram.world.stale_seconds = -1
    try:
        telegram.press(someone, answer, "1", wait=0)
        assert telegram.wait_sent(someone, "marrowick-strike-ends.txt", after=answer)
    finally:
        telegram.world.stale_seconds = 15
    telegram.settled()
    time.sleep(0.2)
    telegram.world.calls.clear()


def test_many_presses_at_once_are_all_answered(telegram: FakeTelegram, someone: Person) -> None:
    answer = answered(telegram, someone)
    queries = [telegram.press(someone, answer, "1", wait=0) for _ in range(6)]
    for query in queries:
        telegram.wait(lambda query=query: query.answer is not None, what="answer to a press")


def test_buttons_work_after_a_restart(fake: FakeTelegram, make_bot: StartBot) -> None:
    ada, group = fake.person(1_001), fake.group(GROUPS[0])
    bot = make_bot().start()
    private = answered(fake, ada)
    asked = fake.say(ada, f"/ask {SHIPS}", group)
    public = fake.wait_sent(group, "[1]", after=asked)
    fake.settled()
    bot.kill()
    bot.start()
    for answer in (private, public):
        shown = opened(fake, ada, answer)
        assert [q.strip() for q in quotes(shown)] == [SHIPS_QUOTE]
    # An article that is gone since is said to be gone.
    (bot.articles / "marrowick-strike-ends.txt").unlink()
    olga = fake.person(ADMIN)
    sent = fake.say(olga, "/reindex")
    fake.wait_sent(olga, after=sent)
    fake.settled()
    query = fake.press(ada, private, "1")
    assert query.answer is not None
    assert fake.refusals() == []
