"""An admin lets someone in by a code."""

from __future__ import annotations

import itertools
import re
import sqlite3
import time

from tests.fakes.telegram import FakeTelegram, seen
from tests.fakes.telegram.world import Person
from tests.telegram.driver import SHIPS, SHIPS_QUOTE, Bot

_strangers = itertools.count(20_001)


def stranger(telegram: FakeTelegram) -> Person:
    return telegram.person(next(_strangers), "Nora")


def invite(telegram: FakeTelegram, admin: Person) -> str:
    sent = telegram.say(admin, "/invite")
    said = telegram.wait_sent(admin, "start=", after=sent)
    found = re.search(r"start=([A-Za-z0-9_-]+)", seen(said))
    assert found is not None
    return found[1]


def enters(telegram: FakeTelegram, person: Person, code: str) -> bool:
    """Whether someone can ask after coming with a code."""
    telegram.say(person, f"/start {code}")
    telegram.settled()
    asked = telegram.say(person, SHIPS)
    telegram.settled()
    time.sleep(0.3)
    try:
        telegram.wait_sent(person, SHIPS_QUOTE, after=asked, timeout=3)
    except TimeoutError:
        return False
    return True


def test_a_code_lets_one_in_once(telegram: FakeTelegram, admin: Person) -> None:
    code = invite(telegram, admin)
    assert enters(telegram, stranger(telegram), code)
    assert not enters(telegram, stranger(telegram), code)


def test_someone_who_was_refused_before_can_still_come_in(
    telegram: FakeTelegram, admin: Person
) -> None:
    nora = stranger(telegram)
    telegram.say(nora, "hello")
    telegram.wait_sent(nora, str(nora.id))
    assert enters(telegram, nora, invite(telegram, admin))


def test_a_member_by_invitation_is_no_admin(telegram: FakeTelegram, admin: Person) -> None:
    nora = stranger(telegram)
    assert enters(telegram, nora, invite(telegram, admin))
    sent = telegram.say(nora, "/invite")
    assert "start=" not in seen(telegram.wait_sent(nora, after=sent))


def test_after_a_few_wrong_codes_even_a_good_one_is_not_taken(
    telegram: FakeTelegram, admin: Person
) -> None:
    code, guesser = invite(telegram, admin), stranger(telegram)
    for n in range(10):
        telegram.say(guesser, f"/start guess-number-{n}")
    telegram.settled()
    assert not enters(telegram, guesser, code)
    # The code is not spent by that.
    assert enters(telegram, stranger(telegram), code)


def test_a_code_that_has_expired_lets_nobody_in(
    telegram: FakeTelegram, bot: Bot, admin: Person
) -> None:
    code = invite(telegram, admin)
    with sqlite3.connect(bot.place / "data" / "state.db", timeout=10) as db:
        db.execute("UPDATE telegram_invites SET expires = expires - 100 * 86400")
    assert not enters(telegram, stranger(telegram), code)


def test_codes_can_be_listed_and_revoked(telegram: FakeTelegram, admin: Person) -> None:
    code = invite(telegram, admin)
    sent = telegram.say(admin, "/invite list")
    said = seen(telegram.wait_sent(admin, after=sent))
    assert code not in said, "a list should not repeat codes"
    number = max(int(n) for n in re.findall(r"(?i)code (\d+)", said))
    sent = telegram.say(admin, f"/invite revoke {number}")
    telegram.wait_sent(admin, after=sent)
    assert not enters(telegram, stranger(telegram), code)


def test_codes_are_kept_neither_on_disk_nor_in_the_log(
    telegram: FakeTelegram, bot: Bot, admin: Person
) -> None:
    code = invite(telegram, admin)
    telegram.settled()
    with sqlite3.connect(bot.place / "data" / "state.db") as db:
        assert code not in "\n".join(db.iterdump())
    nora = stranger(telegram)
    assert enters(telegram, nora, code)
    assert code not in bot.log()
    files = [f for f in (bot.place / "data").glob("state.db*") if f.is_file()]
    telegram.settled()
    with sqlite3.connect(bot.place / "data" / "state.db") as db:
        assert code not in "\n".join(db.iterdump())
    assert files


def test_a_code_of_a_group_or_a_forward_is_not_taken(telegram: FakeTelegram, admin: Person) -> None:
    from tests.fakes.telegram import updates

    code, nora = invite(telegram, admin), stranger(telegram)
    group = telegram.group(-1_001)
    telegram.say(nora, f"/start {code}", group)
    telegram.say(nora, updates.forwarded(nora, f"/start {code}"))
    telegram.settled()
    asked = telegram.say(nora, SHIPS)
    telegram.settled()
    assert not [m for m in telegram.sent(nora, asked) if SHIPS_QUOTE in seen(m)]


def test_someone_who_came_by_invitation_can_be_put_out(
    telegram: FakeTelegram, admin: Person
) -> None:
    nora = stranger(telegram)
    assert enters(telegram, nora, invite(telegram, admin))
    sent = telegram.say(admin, f"/invite remove {nora.id}")
    telegram.wait_sent(admin, after=sent)
    asked = telegram.say(nora, SHIPS)
    telegram.settled()
    time.sleep(0.3)
    assert not [m for m in telegram.sent(nora, asked) if SHIPS_QUOTE in seen(m)]
