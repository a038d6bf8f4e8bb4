"""The bot's own process before a fake Telegram, as an operator runs it."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import SEEDS
from tests.fakes.telegram import FakeTelegram
from tests.index.support import surroundings

ADMINS = range(500, 600)
ADMIN = ADMINS[0]
MEMBERS = range(1_001, 1_400)
OUTSIDER = 9_001
GROUPS = range(-1_050, -1_000)
STRANGE_GROUP = -9_001
ARTICLES = (
    "brenmoor-flood-third-day.txt",
    "marrowick-strike-ends.txt",
    "tessaly-flood-day-one.md",
    "velmara-election-result.html",
    "sarnu-pass-clash-ombrish-account.md",
)
SHIPS = "How many ships lay in the roads at the height of the strike?"
SHIPS_QUOTE = (
    "At the height of the strike 41 ships lay in the roads, said the harbour master, Ewan Drost."
)
DAMAGE = "What did the finance ministry put the damage at?"
DAMAGE_QUOTE = "The finance ministry put the damage at 310 million crowns in a first estimate"
SIRENS = "How many of the sirens had remained silent?"
ASKED = {SHIPS: "41 ships", DAMAGE: "310 million crowns", SIRENS: "12 of the 30 sirens"}


def put_articles(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in ARTICLES:
        shutil.copy(SEEDS / name, folder / name)


@functools.cache
def indexed(embedding: str) -> Path:
    """Articles and their index, made once; nothing may be written there."""
    place = Path(tempfile.mkdtemp(prefix="newsdesk-telegram-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    put_articles(place / "articles")
    where = ["--articles", str(place / "articles"), "--data", str(place / "data")]
    subprocess.run(
        [sys.executable, "-m", "bot.cli", "index", *where],
        cwd=place,
        env={**surroundings(), "NEWSDESK_EMBEDDING": embedding},
        check=True,
        capture_output=True,
    )
    return place


class Bot:
    """``newsdesk telegram`` in a process of its own.

    Args:
        fake: the server that it talks to.
        place: its working directory; its data are in ``data``, and articles of its own, if it
            goes by words alone, in ``articles``.
        env: settings beyond the usual ones; an empty value takes one away.
    """

    def __init__(self, fake: FakeTelegram, place: Path, **env: str) -> None:
        self.fake = fake
        self.place = place
        self.articles = place / "articles"
        self.log_file = place / "bot.log"
        self.env = env
        self.process: subprocess.Popen[bytes] | None = None
        embedding = env.get("NEWSDESK_EMBEDDING")
        if embedding:
            # An index knows its folder, so that bots with an index of this kind share one.
            self.articles = indexed(embedding) / "articles"
            if not (place / "data").exists():
                shutil.copytree(indexed(embedding) / "data", place / "data")
        elif not self.articles.exists():
            put_articles(self.articles)

    def __enter__(self) -> Bot:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def settings(self) -> dict[str, str]:
        everyone = {
            "TELEGRAM_BOT_TOKEN": self.fake.token,
            "TELEGRAM_BASE_URL": self.fake.url,
            "NEWSDESK_ARTICLES": str(self.articles),
            "NEWSDESK_DATA": str(self.place / "data"),
            "NEWSDESK_EMBEDDING": "none",
            "NEWSDESK_TELEGRAM_USERS": ",".join(map(str, MEMBERS)),
            "NEWSDESK_TELEGRAM_CHATS": ",".join(map(str, GROUPS)),
            "NEWSDESK_TELEGRAM_ADMINS": ",".join(map(str, ADMINS)),
            "NEWSDESK_RATE_PER_MINUTE": "0",
            "NEWSDESK_DAILY_QUESTIONS": "0",
            "NEWSDESK_GRACE_SECONDS": "5",
            **self.env,
        }
        return {name: value for name, value in everyone.items() if value}

    def begin(self) -> Bot:
        """Start the process, and do not wait for it."""
        assert self.process is None or self.process.poll() is not None
        environ = surroundings()
        for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "TELEGRAM_BOT_TOKEN"):
            environ.pop(name, None)
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "telegram"],
                cwd=self.place,
                env={**environ, **self.settings()},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self

    def start(self, timeout: float = 40.0) -> Bot:
        """Start the process, and wait until it polls or has set its webhook."""
        began = time.monotonic()
        self.begin()
        world = self.fake.world

        def ready() -> bool:
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f"the bot ended with {self.process.poll()}:\n{self.log()}")
            return world.queue.last_poll > began or bool(world.webhook)

        try:
            self.fake.wait(ready, timeout, "poll of the bot")
        except TimeoutError as error:
            raise AssertionError(f"{error}:\n{self.log()}") from None
        return self

    def log(self) -> str:
        """All that the process has written."""
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def kill(self) -> None:
        """SIGKILL to it and all that it started."""
        self._signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def terminate(self) -> None:
        """SIGTERM to the process, as systemd does."""
        assert self.process is not None
        self.process.terminate()

    def _signal(self, number: int) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def ended(self, timeout: float = 30.0) -> int:
        """Wait for its end; the exit code."""
        assert self.process is not None
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the bot still runs after {timeout} s:\n{self.log()}") from None

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None
