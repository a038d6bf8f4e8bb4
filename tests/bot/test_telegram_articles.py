"""Articles that admins add and take out by messages."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.state import State
from bot.telegram import cases, tables
from bot.telegram.articles import MAX_BYTES, Articles
from index import Index, locks
from index.errors import NewsdeskError, SyncRefused, UsageError
from tests.bot.test_telegram_rendering import answer
from tests.index.support import StubEmbedder, World, story


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    folder = tmp_path / "articles"
    folder.mkdir()
    for i in range(2):
        (folder / f"{i}.txt").write_text(story(i))
    opened = Index(folder, tmp_path / "data", embedding="none", cache=tmp_path / "cache")
    opened.sync()
    yield opened
    opened.close()


@pytest.fixture
def state(index: Index) -> Iterator[State]:
    opened = State(index.data)
    opened.migrate("telegram", tables.STEPS)
    yield opened
    opened.close()


@pytest.fixture
def names(index: Index) -> list[str]:
    return sorted(path.name for path in index.articles.iterdir())


def held(index: Index) -> list[str]:
    return sorted(source.file for source in index.sources())


def test_a_file_is_added_and_indexed_and_can_be_undone(index: Index, state: State) -> None:
    async def work() -> None:
        articles = Articles(index, state)
        change = await articles.add("new.txt", story(5).encode())
        assert [s.file for s in change.sources] == ["new.txt"]
        assert change.sources[0].passages > 0
        assert held(index) == ["0.txt", "1.txt", "new.txt"]
        assert (await articles.undo(change.id)).kind == "added"
        assert held(index) == ["0.txt", "1.txt"]
        with pytest.raises(UsageError, match="already"):
            await articles.undo(change.id)

    asyncio.run(work())


@pytest.mark.parametrize(("days", "kept"), [(0.0, 1), (30.0, 2)])
def test_vectors_of_a_removed_file_are_kept_as_long_as_the_settings_say(
    tmp_path: Path, days: float, kept: int
) -> None:
    world = World(tmp_path)
    for i in range(2):
        world.put(f"{i}.txt", story(i))
    cache = tmp_path / "cache"
    index = Index(world.articles, world.data, embedding="none", cache=cache, keep_days=days)
    index.embedder = StubEmbedder()
    index.sync()
    with contextlib.closing(index), contextlib.closing(State(world.data)) as state:
        state.migrate("telegram", tables.STEPS)
        asyncio.run(Articles(index, state).remove("0.txt"))
    assert world.fetch("SELECT count(*) FROM vectors") == [kept]
    world.close()


def test_a_removed_file_is_kept_and_can_be_brought_back(index: Index, state: State) -> None:
    async def work() -> None:
        articles = Articles(index, state)
        content = (index.articles / "0.txt").read_bytes()
        change = await articles.remove("0.txt")
        assert held(index) == ["1.txt"]
        await articles.undo(change.id)
        assert held(index) == ["0.txt", "1.txt"]
        assert (index.articles / "0.txt").read_bytes() == content

    asyncio.run(work())


def test_the_last_article_is_not_taken_out(index: Index, state: State) -> None:
    async def work() -> None:
        articles = Articles(index, state)
        await articles.remove("0.txt")
        with pytest.raises(SyncRefused):
            await articles.remove("1.txt")
        assert (index.articles / "1.txt").exists()

    asyncio.run(work())


@pytest.mark.parametrize(
    "name",
    [
        None,
        "",
        "../evil.txt",
        "/etc/passwd.txt",
        "a/b.txt",
        "a\\b.txt",
        "c:x.txt",
        ".hidden.txt",
        "a\x00.txt",
        "a\n.txt",
        "a\u202etxt.exe",
        " a.txt",
        "program.exe",
        "noextension",
        "x" * 200 + ".txt",
        "0.txt",
        "0.TXT",
    ],
)
def test_a_name_that_will_not_do_is_refused(
    index: Index, state: State, names: list[str], name: str | None
) -> None:
    with pytest.raises(UsageError):
        Articles(index, state).check_name(name, 10)
    assert sorted(path.name for path in index.articles.iterdir()) == names


def test_a_file_that_is_too_large_is_refused_by_its_size_alone(index: Index, state: State) -> None:
    with pytest.raises(UsageError, match="60 MB"):
        Articles(index, state).check_name("a.txt", 60_000_000)
    assert MAX_BYTES < 60_000_000


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 400_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b"  \n"),
        ("no.docx", b"not a document"),
        ("bomb.docx", bomb()),
        ("no.pdf", b"%PDF-1.4 broken"),
        ("no.json", b"{"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_never_reaches_the_folder(
    index: Index, state: State, names: list[str], name: str, content: bytes
) -> None:
    with pytest.raises(UsageError, match="not added"):
        asyncio.run(Articles(index, state).add(name, content))
    assert sorted(path.name for path in index.articles.iterdir()) == names


def test_an_added_file_that_was_edited_since_is_not_undone(index: Index, state: State) -> None:
    async def work() -> None:
        articles = Articles(index, state)
        change = await articles.add("new.txt", story(5).encode())
        (index.articles / "new.txt").write_text(story(6))
        with pytest.raises(UsageError, match="not as it was added"):
            await articles.undo(change.id)
        assert (index.articles / "new.txt").exists()

    asyncio.run(work())


@pytest.mark.parametrize(
    "name", ["../data/state.db", "/etc/passwd", "", ".", "nothing.txt", "a\0b"]
)
def test_only_files_of_the_folder_can_be_had_or_removed(
    index: Index, state: State, name: str
) -> None:
    with pytest.raises(UsageError, match="no file"):
        Articles(index, state).path_of(name)


def test_an_item_of_a_feed_stands_in_its_feed(index: Index, state: State) -> None:
    assert Articles(index, state).path_of("0.txt#3") == (index.articles / "0.txt").resolve()


def test_a_name_copied_from_a_message_is_understood(index: Index, state: State) -> None:
    assert Articles(index, state).path_of("0.\u2060txt").name == "0.txt"


@pytest.mark.parametrize(
    ("name", "file", "more"),
    [
        ("0.\u2060txt", "0.txt", False),
        ("./0.txt", "0.txt", False),
        ("feed.json#2", "feed.json", True),
        ("deep/feed.\u2060json#1", "deep/feed.json", True),
        ("deep/a#1.txt", "deep/a#1.txt", False),
        ("odd\u2060name.txt", "odd\u2060name.txt", False),
    ],
)
def test_what_is_removed_comes_back_under_its_own_name(
    index: Index, state: State, name: str, file: str, more: bool
) -> None:
    items = [{"title": f"Item {n}", "content_text": story(10 + n)} for n in range(3)]
    (index.articles / "deep").mkdir()
    for feed in ("feed.json", "deep/feed.json"):
        (index.articles / feed).write_text(json.dumps({"items": items}))
    for n, odd in enumerate(("deep/a#1.txt", "odd\u2060name.txt")):
        (index.articles / odd).write_text(story(20 + n))
    index.sync()
    before = held(index)

    async def work() -> None:
        articles = Articles(index, state)
        content = (index.articles / file).read_bytes()
        change = await articles.remove(name)
        assert (change.file, change.more) == (file, more)
        assert not (index.articles / file).exists()
        assert (await articles.undo(change.id)).file == file
        assert (index.articles / file).read_bytes() == content

    asyncio.run(work())
    assert held(index) == before


def test_a_sync_that_fails_leaves_the_article_in_place(index: Index, state: State) -> None:
    (index.articles / "1.txt").unlink()

    async def work() -> None:
        with pytest.raises(NewsdeskError):
            await Articles(index, state).remove("0.txt")

    asyncio.run(work())
    assert (index.articles / "0.txt").exists()


def test_adding_waits_for_a_sync_that_is_under_way(index: Index, state: State) -> None:
    async def work() -> None:
        with locks.writer(index.data):
            adding = asyncio.create_task(Articles(index, state).add("new.txt", story(5).encode()))
            while not (index.articles / "new.txt").exists():
                await asyncio.sleep(0)
        assert (await adding).sources

    asyncio.run(work())


def test_a_case_holds_what_an_evaluation_needs_and_nobodys_name(tmp_path: Path) -> None:
    made = answer("One.")
    for id in ("abc", "def"):
        cases.file_case(tmp_path, cases.case_of(id, made, datetime(2026, 1, 2, tzinfo=UTC)))
    first, second = map(json.loads, (tmp_path / cases.FILE).read_text().splitlines())
    assert first["question"] == "Q?"
    assert first["files"] == ["file-1.txt"]
    assert first["answer"] == "One."
    assert first["evidence"][0]["quote"] == "Words"
    assert (first["id"], second["id"]) == ("telegram-abc", "telegram-def")
