"""Kills the bot at random instants under load, and sees that every question is answered, once.

Run as ``python -m tests.telegram.kills --kills 30``. It prints a table in Markdown, and ends with
code 1 when a question was not answered, or answered twice for another reason than that the kill
fell between the sending of an answer and its recording.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram.world import Call, Json, Person
from tests.telegram.driver import ASKED, MEMBERS, Bot
from tests.telegram.slow import SETTINGS, waiting

PEOPLE = 8
# An answer was out and may not have been recorded when the kill came so soon after.
WINDOW = 0.5


@dataclass
class Outcome:
    """What became of the questions.

    Attributes:
        doubled: answers that were sent twice because a kill fell between sending and recording.
        faults: what must not be.
    """

    kills: int = 0
    questions: int = 0
    answered: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def run(place: Path, kills: int, seed: int = 1) -> Outcome:
    """Kill a bot so many times while people ask."""
    rng, outcome = random.Random(seed), Outcome()
    with FakeTelegram() as fake, Bot(fake, place, **SETTINGS) as bot:
        people = [fake.person(MEMBERS[n]) for n in range(PEOPLE)]
        asked: list[tuple[Person, Json, str]] = []
        killed: list[float] = []
        bot.start()
        for _ in range(kills):
            asked += _ask(fake, people, rng)
            # From the moment of asking to some time after the answers; later ones fall into the
            # start, which has to bring in what was left.
            time.sleep(rng.choice((rng.random() * 0.4, rng.random() * 2.5)))
            bot.kill()
            killed.append(time.monotonic())
            outcome.kills += 1
            if rng.random() < 0.3:
                asked += _ask(fake, people, rng)
            if rng.random() < 0.3:
                # Killed again while it starts.
                bot.begin()
                time.sleep(rng.random() * 3)
                bot.kill()
                killed.append(time.monotonic())
            bot.start()
        _settle(fake, asked, outcome)
        _judge(fake, asked, killed, outcome)
    return outcome


def _ask(
    fake: FakeTelegram, people: list[Person], rng: random.Random
) -> list[tuple[Person, Json, str]]:
    asked = []
    for person in rng.sample(people, rng.randint(2, len(people))):
        question = rng.choice(list(ASKED))
        words = ASKED[question]
        put = waiting(question, round(rng.random() * 0.8, 2)) if rng.random() < 0.7 else question
        asked.append((person, fake.say(person, put), words))
    return asked


def _settle(fake: FakeTelegram, asked: list[tuple[Person, Json, str]], outcome: Outcome) -> None:
    began = time.monotonic()
    try:
        fake.wait(lambda: all(_answers(fake, p, m) for p, m, _ in asked), 120, "all answers")
        fake.settled()
        # Whatever would come twice has come.
        time.sleep(3)
    except TimeoutError as error:
        outcome.faults.append(str(error))
    outcome.seconds.append(time.monotonic() - began)


def _answers(fake: FakeTelegram, person: Person, question: Json) -> list[Call]:
    number = question["message_id"]
    return [
        call
        for call in fake.calls("sendMessage", person.id)
        if call.outcome == "ok"
        and call.result.get("reply_to_message", {}).get("message_id") == number
    ]


def _judge(
    fake: FakeTelegram, asked: list[tuple[Person, Json, str]], killed: list[float], outcome: Outcome
) -> None:
    for person, message, words in asked:
        outcome.questions += 1
        answers = _answers(fake, person, message)
        what = f"question {message['message_id']} of {person.id}"
        if not answers:
            outcome.faults.append(f"{what} was not answered")
            continue
        outcome.answered += 1
        wrong = [a for a in answers if words not in a.result["text"]]
        outcome.faults += [f"{what} got: {a.result['text'][:80]!r}" for a in wrong]
        for first, second in itertools.pairwise(answers):
            outcome.doubled += 1
            if not any(first.time <= kill <= first.time + WINDOW for kill in killed):
                outcome.faults.append(
                    f"{what} was answered twice without a kill between: {_when(first, second)}"
                )
    outcome.faults += [f"{c.method}: {c.description}" for c in fake.refusals()]


def _when(*calls: Call) -> str:
    return ", ".join(f"{call.time:.2f}" for call in calls)


def main(arguments: list[str] | None = None) -> int:
    parser: Any = argparse.ArgumentParser(
        prog="python -m tests.telegram.kills", description=__doc__
    )
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), options.kills, options.seed)
    print("| kills | questions | answered | sent twice | faults |")
    print("|---:|---:|---:|---:|---:|")
    print(
        f"| {outcome.kills} | {outcome.questions} | {outcome.answered} | {outcome.doubled} "
        f"| {len(outcome.faults)} |"
    )
    for fault in outcome.faults:
        print(f"- {fault}")
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
