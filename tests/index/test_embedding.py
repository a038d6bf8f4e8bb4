"""Embedders: unit vectors that depend on their text alone, offline, from verified weights."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.embedding import load, weights
from index.embedding.minilm import MiniLM
from index.errors import EmbeddingUnavailable, SettingsError
from index.passages import cut
from index.reading import read
from index.store import Index
from tests.conftest import CACHE, SEEDS, OpenIndex
from tests.index.support import story

MOCK = "llama_index.core.embeddings.mock_embed_model:MockEmbedding"
SENTENCES = [
    article.text[span.start : span.end]
    for name in ("brenmoor-flood-third-day.txt", "marrowick-strike-ends.txt")
    for article in [read((SEEDS / name).read_bytes(), ".txt")]
    for passage in cut(article)
    for span in passage.sentences
][:30]


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Path]:
    """A cache folder that goes with the test: graphs are large, and pytest keeps its folders."""
    folder = tmp_path / "cache"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    return MiniLM(precision=None, cache=CACHE)


def whole(embedder: MiniLM, texts: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.stack(list(embedder.embed(texts)))


# The embedded model


def test_a_vector_has_384_dimensions_and_norm_1(minilm: MiniLM) -> None:
    vectors = whole(minilm, SENTENCES)
    assert vectors.shape == (30, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_s_vector_does_not_depend_on_the_texts_beside_it(minilm: MiniLM) -> None:
    among = whole(minilm, SENTENCES)
    for i in (0, 7, 29):
        (alone,) = minilm.embed([SENTENCES[i]])
        assert alone.tobytes() == among[i].tobytes()


def test_a_question_is_embedded_as_a_text_is(minilm: MiniLM) -> None:
    (as_text,) = minilm.embed([SENTENCES[0]])
    assert minilm.embed_query(SENTENCES[0]).tobytes() == as_text.tobytes()


def test_vectors_come_in_the_order_of_their_texts(minilm: MiniLM) -> None:
    texts = [SENTENCES[i % 3] * (i + 1) for i in range(20)]
    assert all(
        np.array_equal(vector, minilm.embed_query(text))
        for text, vector in zip(texts, minilm.embed(texts), strict=True)
    )


def test_no_texts_give_no_vectors(minilm: MiniLM) -> None:
    assert list(minilm.embed([])) == []


@pytest.mark.parametrize("text", ["", " ", "🚒", "x" * 5_000, "word " * 2_000], ids=lambda t: t[:5])
def test_any_text_has_a_vector(minilm: MiniLM, text: str) -> None:
    assert abs(float(np.linalg.norm(minilm.embed_query(text))) - 1) < 1e-5


def test_like_meanings_are_nearer_than_unlike_ones(minilm: MiniLM) -> None:
    bank, lender, goats = whole(
        minilm,
        [
            "The bank was closed by the regulator.",
            "The authority shut down the lender.",
            "Goats were grazing above the village.",
        ],
    )
    assert bank @ lender > 0.5 > 0.2 > bank @ goats


def test_int8_stays_close_to_full_precision(scratch: Path) -> None:
    full = whole(MiniLM(precision="fp32", cache=scratch), SENTENCES)
    fast = whole(MiniLM(precision="int8", cache=CACHE), SENTENCES)
    cosines = np.sum(full * fast, axis=1)
    assert len(SENTENCES) == 30
    assert cosines.min() >= 0.985


def test_the_name_tells_the_precision(minilm: MiniLM) -> None:
    assert minilm.name in {"minilm/1/int8", "minilm/1/fp32"}


def test_the_index_s_own_precision_is_used_whatever_this_processor_prefers() -> None:
    assert load("minilm", cache=CACHE, made_with="minilm/1/int8").name == "minilm/1/int8"


def test_an_unknown_precision_is_refused() -> None:
    with pytest.raises(EmbeddingUnavailable, match="int4"):
        load("minilm", cache=CACHE, made_with="minilm/1/int4")


# Its graph and its weights


def graph(cache: Path) -> Path:
    """The graph in a cache folder; where there are older ones beside it, the newest."""
    return max(cache.glob("minilm-*-int8.onnx"), key=lambda path: path.stat().st_mtime_ns)


@pytest.fixture
def cache(scratch: Path) -> Path:
    """A cache folder with a good graph in it."""
    MiniLM(precision="int8", cache=CACHE)
    shutil.copy(graph(CACHE), scratch)
    return scratch


def test_a_kept_graph_is_used_again(cache: Path) -> None:
    before = graph(cache).stat()
    MiniLM(precision="int8", cache=cache)
    assert graph(cache).stat().st_mtime_ns == before.st_mtime_ns


def test_graphs_of_earlier_versions_go_once_nobody_reads_them(cache: Path) -> None:
    now = graph(cache)
    stays = (
        "minilm-0123456789ab-fp32.onnx",
        "reader-0123456789ab-int8.onnx",
        "minilm-0123456789ab-int8.txt",
        "minilm-read-int8.onnx",
        "minilm-written-int8.onnx",
    )
    gone = "minilm-0123456789ab-int8.onnx"
    for name in (*stays, gone, now.name):
        if name != now.name:
            (cache / name).write_bytes(b"old")
        os.utime(cache / name, (0, 0))
    os.utime(cache / stays[3], (time.time(), 0))
    os.utime(cache / stays[4], (0, time.time()))
    MiniLM(precision="int8", cache=cache)
    assert {path.name for path in cache.iterdir()} >= {now.name, *stays}
    assert not (cache / gone).exists()
    assert now.stat().st_atime > time.time() - 3600
    assert now.stat().st_mtime == 0


def test_a_damaged_graph_is_built_anew(cache: Path) -> None:
    whole_file = graph(cache).read_bytes()
    middle = len(whole_file) // 2
    graph(cache).write_bytes(whole_file[:middle] + b"damage" + whole_file[middle + 6 :])
    rebuilt = MiniLM(precision="int8", cache=cache)
    assert graph(cache).read_bytes() == whole_file
    assert abs(float(np.linalg.norm(rebuilt.embed_query(SENTENCES[0]))) - 1) < 1e-5


def test_a_graph_that_was_cut_short_is_built_anew(cache: Path) -> None:
    whole_file = graph(cache).read_bytes()
    graph(cache).write_bytes(whole_file[:1_000])
    MiniLM(precision="int8", cache=cache)
    assert graph(cache).read_bytes() == whole_file


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    assert MiniLM(precision="int8", cache=blocked).embed_query("a").shape == (384,)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_changed_weights_are_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = weights.find
    changed = tmp_path / name
    changed.write_bytes(real(name).read_bytes()[:1_000])
    monkeypatch.setattr(weights, "find", lambda n: changed if n == name else real(n))
    with pytest.raises(EmbeddingUnavailable, match="SHA-256"):
        MiniLM(precision="int8", cache=tmp_path / "cache")


def test_an_index_without_its_model_says_why_and_compares_words(
    open_index: OpenIndex, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "tokenizer.json"
    broken.write_text("{}")
    monkeypatch.setattr(weights, "find", lambda name: broken)
    (articles / "a.txt").write_text(story(1))
    index = open_index(embedding="minilm")
    index.sync()
    assert "SHA-256" in (index.missing or "")
    assert [hit.dense for hit in index.search("ferry")] == [None]


# Other embeddings


@pytest.mark.parametrize("setting", ["", "minilm-l6", "openai", "MINILM"])
def test_an_unknown_name_is_refused_with_those_that_there_are(setting: str) -> None:
    with pytest.raises(SettingsError, match="minilm"):
        load(setting, cache=CACHE)


@pytest.mark.parametrize("setting", ["no.such.module:Class", "json:NoSuchClass", "json:loads"])
def test_a_class_that_cannot_be_used_is_refused(setting: str) -> None:
    with pytest.raises(EmbeddingUnavailable, match="cannot be used"):
        load(setting, cache=CACHE)


@pytest.mark.parametrize("options", ["{", "[]", "1"])
def test_options_that_are_no_json_object_are_refused(options: str) -> None:
    with pytest.raises(SettingsError, match="NEWSDESK_EMBEDDING_OPTIONS"):
        load(MOCK, cache=CACHE, options=options)


def test_the_name_of_a_llamaindex_embedding_tells_its_options() -> None:
    small = load(MOCK, cache=CACHE, options='{"embed_dim": 8}')
    large = load(MOCK, cache=CACHE, options='{"embed_dim": 16}')
    assert small.name != large.name
    assert (small.dimensions, large.dimensions) == (8, 16)


def test_an_api_key_is_not_in_the_name_of_an_embedding() -> None:
    embedder = load(MOCK, cache=CACHE, options='{"embed_dim": 8, "api_key": "sk-secret"}')
    assert "sk-secret" not in embedder.name


def test_a_llamaindex_embedding_gives_unit_vectors() -> None:
    embedder = load(MOCK, cache=CACHE, options='{"embed_dim": 8}')
    vectors = list(embedder.embed(["a", "b"]))
    assert [vector.shape for vector in vectors] == [(8,), (8,)]
    assert all(abs(float(np.linalg.norm(vector)) - 1) < 1e-6 for vector in vectors)


def test_a_llamaindex_embedding_serves_an_index_from_end_to_end(
    articles: Path, tmp_path: Path
) -> None:
    for i in range(3):
        (articles / f"{i}.txt").write_text(story(i))
    index = Index(
        articles, tmp_path / "data", embedding=MOCK, cache=CACHE, options='{"embed_dim": 8}'
    )
    report = index.sync()
    assert (report.embedded, report.passages) == (3, 3)
    hits = index.search("Ferry 2")
    assert hits[0].source.file == "2.txt"
    # All mock vectors are the same one.
    assert all(abs((hit.dense or 0) - 1) < 1e-5 for hit in hits)
    assert index.sync().embedded == 0
    index.close()
