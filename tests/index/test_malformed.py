"""Malformed and hostile files beside good ones: each is refused with a reason, or read rightly."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index.catalog import Catalog, FileRow
from index.errors import UnreadableArticle
from index.folder import printable
from index.reading import read
from tests.index import malformed
from tests.index.making import pdf
from tests.index.malformed.docxs import body, with_body
from tests.index.support import World

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its bounds are those of Linux")

_GIGABYTE = 1 << 30
_SECONDS = 120

# A sync in a process of its own; it prints what it found and the most memory it ever held.
_SYNC = f"""
import json, re, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({4 * _GIGABYTE}, {4 * _GIGABYTE}))
from index.sync import sync
report = sync(Path(sys.argv[1]), Path(sys.argv[2]), None)
own = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
json.dump({{"failed": report.failed, "memory": 1024 * max(own, readers)}}, sys.stdout)
"""

_GOOD = {
    "heron.txt": "A heron in the town hall\n\nThe heron of Quillbeck sat on the mayor's desk.\n",
    "walrus.md": "# A walrus at the pier\n\nThe walrus of Quillbeck slept on the pier all day.\n",
    "lemur.html": "<html><body><article><h1>A lemur in the library</h1>"
    "<p>The lemur of Quillbeck took eleven books from the library before noon on Monday.</p>"
    "<p>The librarian said that nine of the eleven books were returned by the evening.</p>"
    "</article></body></html>",
}


@dataclass
class Synced:
    """A folder of malformed files after a sync: its index, and what the sync's process said."""

    world: World
    names: list[str]
    done: subprocess.CompletedProcess[str]

    @property
    def said(self) -> Any:
        return json.loads(self.done.stdout)

    @property
    def failed(self) -> dict[str, str]:
        return dict(self.said["failed"])


def _sync(place: Path, batch: str) -> Synced:
    world = World(place)
    names = []
    for name, data in malformed.BATCHES[batch]():
        path = os.path.join(os.fsencode(world.articles), os.fsencode(name))  # noqa: PTH118
        Path(os.fsdecode(path)).write_bytes(data)
        names.append(printable(os.fsdecode(name)))
    for name, size in malformed.SPARSE.get(batch, {}).items():
        with (world.articles / name).open("wb") as file:
            file.truncate(size)
        names.append(name)
    for name, text in _GOOD.items():
        world.put(name, text)
    command = [sys.executable, "-c", _SYNC, str(world.articles), str(world.data)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        done = subprocess.CompletedProcess(command, 1, "", f"over {_SECONDS} seconds")
    return Synced(world, names, done)


@pytest.fixture(scope="module")
def all_synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Synced]]:
    """Every batch, synced once, two at a time."""
    places = [tmp_path_factory.mktemp(batch) for batch in malformed.BATCHES]
    with ThreadPoolExecutor(2) as pool:
        synced = dict(
            zip(malformed.BATCHES, pool.map(_sync, places, malformed.BATCHES), strict=True)
        )
    yield synced
    for each in synced.values():
        each.world.close()


@pytest.fixture(params=list(malformed.BATCHES))
def synced(request: pytest.FixtureRequest, all_synced: dict[str, Synced]) -> Synced:
    return all_synced[request.param]


def test_the_sync_ends_without_a_traceback(synced: Synced) -> None:
    assert synced.done.returncode == 0, synced.done.stderr[-2_000:]
    assert "Traceback" not in synced.done.stderr


def test_there_are_hundreds_of_malformed_files(all_synced: dict[str, Synced]) -> None:
    assert sum(len(each.names) for each in all_synced.values()) >= 300


def test_the_good_articles_beside_them_are_found(synced: Synced) -> None:
    for name in _GOOD:
        found = synced.world.search(f"What did the {Path(name).stem} of Quillbeck do?", count=5)
        assert found[0].source.file == name


def test_each_is_refused_with_a_reason_of_one_line_or_is_read(synced: Synced) -> None:
    with contextlib.closing(Catalog(synced.world.data)) as catalog:
        rows = catalog.files()
    for name in synced.names:
        for part in _parts(rows, name):
            if rows[part].document is None:
                reason = synced.failed[part]
                assert reason.strip(), part
                assert len(reason.splitlines()) == 1, (part, reason)
            else:
                assert part not in synced.failed


def _parts(rows: dict[str, FileRow], name: str) -> list[str]:
    """A file, or the items of a feed that could be opened."""
    if not rows[name].feed:
        return [name]
    items = [item for item, row in rows.items() if row.container == name]
    assert items, f"{name} is neither refused nor indexed"
    return items


def test_nothing_is_said_to_have_failed_that_is_not_there(synced: Synced) -> None:
    assert not synced.failed.keys() & _GOOD.keys()
    for part in synced.failed:
        assert part in synced.names or part.rpartition("#")[0] in synced.names


def test_every_passage_is_an_exact_slice_of_its_file_s_text(synced: Synced) -> None:
    with contextlib.closing(Catalog(synced.world.data)) as catalog:
        texts = dict(catalog.db.execute("SELECT id, text FROM documents"))
        rows = catalog.db.execute('SELECT document, text, start, "end", sentences FROM passages')
        cited = set()
        for document, text, start, end, sentences in rows:
            cited.add(document)
            assert text == texts[document][start:end]
            assert text.strip()
            for first, last in json.loads(sentences):
                assert start <= first < last <= end
        assert cited == set(texts)


def test_memory_stays_within_bounds(synced: Synced) -> None:
    assert synced.said["memory"] < 1.5 * _GIGABYTE


def test_a_second_sync_says_the_same_of_each(all_synced: dict[str, Synced]) -> None:
    one = all_synced["feeds"]
    again = one.world.sync()
    assert dict(again.failed) == one.failed
    assert (again.added, again.changed, again.removed, again.renamed) == (0, 0, 0, 0)


# What is hidden, and what must not leak


def test_a_name_that_is_only_a_suffix_is_hidden(world: World) -> None:
    for name in (".txt", ".json", ".pdf"):
        world.put(name, "A heron sat on the mayor's desk, the clerk of Quillbeck said.")
    world.put("heron.txt", _GOOD["heron.txt"])
    assert world.sync().failed == ()
    assert list(world.catalog.files()) == ["heron.txt"]


def test_no_file_of_the_machine_is_read_through_an_entity(all_synced: dict[str, Synced]) -> None:
    own = Path("/etc/passwd").read_text().splitlines()[0]
    for each in all_synced.values():
        with contextlib.closing(Catalog(each.world.data)) as catalog:
            texts = catalog.db.execute("SELECT text FROM documents")
            assert not any(own in text for (text,) in texts)


@pytest.mark.parametrize("feed", ["[]", '{"status": "ok", "articles": []}'])
def test_a_feed_without_any_item_is_told(world: World, feed: str) -> None:
    world.put("heron.txt", _GOOD["heron.txt"])
    world.put("feed.json", feed)
    assert [name for name, _ in world.sync().failed] == ["feed.json"]


def test_a_line_of_a_feed_that_is_not_json_is_refused_as_such(world: World) -> None:
    world.put("feed.jsonl", '{"text": "A heron sat on the desk of the mayor."}\n{"text": "A her\n')
    ((name, reason),) = world.sync().failed
    assert name == "feed.jsonl#2"
    assert "not JSON" in reason


def test_a_number_too_long_to_write_down_in_front_matter_does_not_hide_the_story() -> None:
    found = read(f"---\ntitle: 0x{'f' * 6_000}\n---\n{_GOOD['walrus.md']}".encode(), ".md")
    assert found.title == "A walrus at the pier"


def test_a_pdf_without_any_known_character_is_refused(all_synced: dict[str, Synced]) -> None:
    assert "map-of-characters-is-noise.pdf" in all_synced["pdf"].failed


def test_a_pdf_is_read_where_the_user_s_own_bounds_are_tighter(tmp_path: Path) -> None:
    place = tmp_path / "story.pdf"
    place.write_bytes(pdf([["The heron of Quillbeck sat on the mayor's desk all morning."]]))
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_CPU, (30, 30));"
        "from pathlib import Path; from index.reading import read;"
        f"print(read(Path({str(place)!r}).read_bytes(), '.pdf').text)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "The heron of Quillbeck" in done.stdout, done.stderr


def test_a_feed_of_very_many_items_is_refused_within_bounds(tmp_path: Path) -> None:
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (280 << 20, 280 << 20));"
        "from index.reading import split; split(b'[' + b'[],' * 2_000_000 + b'1]', '.json')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "UnreadableArticle" in done.stderr
    assert "MemoryError" not in done.stderr


# How the time that reading takes grows with what is read

_TOLD = "The heron of Quillbeck sat on the mayor's desk all morning, the clerk said on Monday."


def _document(inside: str) -> bytes:
    return with_body(body(inside))


def _spanning(columns: int) -> bytes:
    span = f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr><w:p/></w:tc>'
    return _document(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{span}</w:tr></w:tbl>")


def _merged(rows: int) -> bytes:
    cell = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"
    first = cell.replace("<w:vMerge/>", '<w:vMerge w:val="restart"/>')
    return _document(f"<w:tbl><w:tblPr/><w:tblGrid/>{first}{cell * rows}</w:tbl>")


_GROWING: dict[str, tuple[int, str, Callable[[int], str | bytes]]] = {
    "words on one line": (20_000, ".txt", lambda n: "heron " * n),
    "sentences on one line": (500, ".txt", lambda n: f"{_TOLD} " * n),
    "full stops": (20_000, ".txt", lambda n: f"{_TOLD} {'.' * n}"),
    "items of a feed's list": (20_000, ".json#", lambda n: f'{{"text": "{"heron " * n}"}}'),
    "dates": (2_000, ".txt", lambda n: f"{_TOLD} {'12 May 2020, ' * n}"),
    "tags": (3_000, ".html", lambda n: f"<article>{f'<p>{_TOLD}</p>' * 6}{'<br>' * n}"),
}
_GROWING_TOO_FAST: dict[str, tuple[int, str, Callable[[int], str | bytes]]] = {
    "lines": (1_500, ".txt", lambda n: "A heron\n" * n),
    "opening brackets": (8_000, ".txt", lambda n: f"{_TOLD} {'[' * n}"),
    "opening images": (2_000, ".txt", lambda n: f"{_TOLD} {'![' * n}"),
    "back-ticks": (12_000, ".txt", lambda n: f"{_TOLD} {'`' * n}"),
    "spaces in a line": (1_000, ".txt", lambda n: f"{_TOLD} a{' ' * n}b"),
    "open comments": (2_000, ".md", lambda n: f"{_TOLD} {'<!-- ' * n}"),
    "spaces in a heading": (1_000, ".md", lambda n: f"# A heron{' ' * n}sat\n\n{_TOLD}\n"),
    "merged rows of a document": (60, ".docx", _merged),
}


@pytest.mark.parametrize("what", [*_GROWING, *_GROWING_TOO_FAST])
def test_very_much_of_one_thing_is_read(what: str) -> None:
    size, suffix, make = (_GROWING | _GROWING_TOO_FAST)[what]
    made = make(20 * size)
    data = made.encode() if isinstance(made, str) else made
    with contextlib.suppress(UnreadableArticle):
        found = read(data, suffix)
        assert found.blocks


def test_a_cell_that_claims_very_many_columns_is_one_cell() -> None:
    with contextlib.suppress(UnreadableArticle):
        assert len(read(_spanning(10**9), ".docx").text) < 1_000
