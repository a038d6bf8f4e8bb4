"""Whatever cuts a sync short leaves the generation before, and nothing is paid for twice."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from index.embedding import Vectors
from tests.index.support import StubEmbedder, World, story, surroundings

# When the embedder fails


def test_a_failed_embedder_leaves_the_generation_before(three: World, stub: StubEmbedder) -> None:
    before, generation = three.by_words(), three.catalog.generation
    three.put("new.txt", story(7))
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder(fails_after=0))
    assert three.catalog.generation == generation
    assert three.by_words() == before
    assert three.by_meaning(stub) == before


def test_the_sync_after_a_failed_one_holds_the_folder(three: World, stub: StubEmbedder) -> None:
    three.put("new.txt", story(7))
    (three.articles / "0.txt").unlink()
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder(fails_after=0))
    three.sync(stub)
    assert three.holds_exactly_the_folder(stub)


def test_vectors_made_before_the_embedder_failed_are_not_made_again(
    three: World, stub: StubEmbedder
) -> None:
    for i in range(3, 303):
        three.put(f"{i}.txt", story(i))
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder(fails_after=290))
    three.sync(stub)
    assert 10 <= len(stub.embedded) <= 300 - 256
    assert three.holds_exactly_the_folder(stub)


class Stopped(StubEmbedder):
    """Is interrupted by its user at its third text."""

    def embed_query(self, question: str) -> Vectors:
        if len(self.embedded) == 3:
            raise KeyboardInterrupt
        return super().embed_query(question)


def test_vectors_made_before_the_user_stopped_it_are_not_made_again(
    three: World, stub: StubEmbedder
) -> None:
    before = three.by_words()
    for i in range(3, 10):
        three.put(f"{i}.txt", story(i))
    with pytest.raises(KeyboardInterrupt):
        three.sync(Stopped())
    assert three.by_words() == three.by_meaning(stub) == before
    assert three.sync(stub).embedded == 7 - 2
    assert three.holds_exactly_the_folder(stub)


def test_a_sync_that_failed_after_a_folder_was_put_back_leaves_nothing_behind(
    three: World, stub: StubEmbedder
) -> None:
    three.put("new.txt", story(7))
    with pytest.raises(ConnectionError):
        three.sync(StubEmbedder(fails_after=0))
    (three.articles / "new.txt").unlink()
    three.sync(stub)
    three.put("other.txt", story(8))
    three.sync(stub)
    assert three.fetch("SELECT count(*) FROM documents") == [4]
    assert three.fetch("SELECT count(*) FROM loose") == [0]
    assert three.holds_exactly_the_folder(stub)


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.index.support import StubEmbedder, World

class Killed(StubEmbedder):
    def embed_query(self, question):
        if len(self.embedded) > 260:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed_query(question)

World(Path(sys.argv[1])).sync(Killed())
"""


def test_a_sync_that_is_killed_leaves_the_generation_before_and_loses_no_batch(
    three: World, stub: StubEmbedder
) -> None:
    before = three.by_words()
    for i in range(3, 303):
        three.put(f"{i}.txt", story(i))
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(three.articles.parent)],
        env=surroundings(),
    )
    assert ended.returncode == -signal.SIGKILL
    assert three.by_words() == three.by_meaning(stub) == before
    assert three.sync(stub).embedded <= 300 - 256
    assert three.holds_exactly_the_folder(stub)
