"""Fifty conversations at once, each with an answer that takes 2 s."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.world import Call, Person
from tests.telegram.conftest import StartBot
from tests.telegram.driver import ASKED
from tests.telegram.slow import SETTINGS, waiting

PEOPLE = 50
SECONDS = 2.0
SPARE = 1.0


def test_fifty_conversations_at_once(fake: FakeTelegram, make_bot: StartBot) -> None:
    """An answer's 2 s are waited for side by side: fifty take what one takes, besides the searches.

    What fifty searches and messages cost on this machine is measured with answers that need not
    be waited for, so that the test judges the bot and not its neighbours.
    """
    make_bot(**SETTINGS).start()
    took(fake, [fake.person(1_300)], 0)
    alone = took(fake, [fake.person(1_301)], SECONDS)[0]
    at_once = p95(took(fake, [fake.person(1_101 + n) for n in range(PEOPLE)], 0))
    waited = took(fake, [fake.person(1_001 + n) for n in range(PEOPLE)], SECONDS)
    print(
        f"alone {alone:.1f} s; {PEOPLE} at once: p95 {p95(waited):.1f} s, and "
        f"{at_once:.1f} s when nothing is waited for"
    )
    assert p95(waited) <= alone + max(PEOPLE / 30, 1.5 * at_once) + SPARE
    assert [c.over for c in fake.calls() if c.over] == []
    assert fake.refusals() == []


def p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))]


def test_words_are_stemmed_alike_in_many_threads() -> None:
    """Questions are thought about side by side; the stemmer that they share must bear that."""
    from bot.language import terms
    from index import language

    words = [
        f"{stem}{end}"
        for stem in "nation relat organ gener hope oper conclus".split()
        for end in ("", "al", "ally", "ization", "ing", "fulness", "ions", "ative", "'s")
    ]
    text = " ".join(words)

    def stems(_: int = 0) -> tuple[list[str], list[str]]:
        terms.stem.cache_clear()
        return [terms.stem(word) for word in words], language.query_stems(text, ["de"])

    alone = stems()
    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for found in pool.map(stems, range(200)))


def _sent(fake: FakeTelegram, person: Person) -> Call:
    """The last call that sent somebody a message; it is noted a moment after the message is."""

    def noted() -> list[Call]:
        return [c for c in fake.calls("sendMessage", person.id) if c.outcome == "ok"]

    fake.wait(noted, 10, "the call of an answer")
    return noted()[-1]


def took(fake: FakeTelegram, people: list[Person], seconds: float) -> list[float]:
    """Seconds from each one's question to its answer, all asked at once."""
    questions = list(ASKED)
    began, asked = time.monotonic(), {}
    for n, person in enumerate(people):
        asked[person] = fake.say(person, waiting(questions[n % len(questions)], seconds))
    times = []
    for n, person in enumerate(people):
        words = ASKED[questions[n % len(questions)]]
        answer = fake.wait_sent(person, words, after=asked[person], timeout=120)
        assert answer["reply_to_message"]["message_id"] == asked[person]["message_id"]
        times.append(_sent(fake, person).time - began)
        others = [w for w in ASKED.values() if w != words]
        for message in fake.sent(person, asked[person]):
            assert not [w for w in others if w in message["text"]], "an answer of someone else's"
    for person in people:
        assert len(fake.sent(person, asked[person])) == 1
    return times
