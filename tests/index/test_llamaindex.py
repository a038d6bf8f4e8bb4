"""LlamaIndex's own code reads our collection with our embedding, and our search as a retriever."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from llama_index.core import VectorStoreIndex
from llama_index.core.schema import TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from index import Filters, Index
from index.errors import NewsdeskError
from index.llamaindex import NewsdeskEmbedding, NewsdeskRetriever, open_collection
from tests.conftest import OpenIndex
from tests.index.support import story

QUESTIONS = {
    "How many patients were carried out of the hospital by boat?": "tessaly-flood-second-day.html",
    "Which cooling tower made people ill?": "dunmere-legionnaires-outbreak.md",
    "How much herring may each country catch?": "pelagia-velmara-herring-treaty.md",
}


@pytest.fixture(scope="module")
def plain(seeds_index: Index) -> VectorStoreIndex:
    """LlamaIndex's own index over our collection."""
    assert seeds_index.embedder is not None
    return VectorStoreIndex.from_vector_store(
        ChromaVectorStore(chroma_collection=open_collection(seeds_index.data)),
        embed_model=NewsdeskEmbedding(embedder=seeds_index.embedder),
    )


@pytest.mark.parametrize(("question", "file"), QUESTIONS.items())
def test_llamaindex_s_own_retriever_finds_the_right_article_first(
    plain: VectorStoreIndex, question: str, file: str
) -> None:
    best = plain.as_retriever().retrieve(question)[0]
    assert best.node.metadata["file"] == file


def test_llamaindex_s_own_retriever_gives_a_passage_and_its_place(
    plain: VectorStoreIndex, seeds_index: Index
) -> None:
    for found in plain.as_retriever(similarity_top_k=5).retrieve("Who was booed?"):
        place = found.node.metadata
        text = seeds_index.article(place["file"]).text
        assert found.node.get_content() == text[place["start"] : place["end"]]
        assert place["first_line"] == text.count("\n", 0, place["start"]) + 1
        assert place["last_line"] == text.count("\n", 0, place["end"]) + 1
        assert place["title"] in {source.title for source in seeds_index.sources()}


def test_the_collection_holds_every_passage_once(seeds_index: Index) -> None:
    passages = sum(source.passages for source in seeds_index.sources())
    assert open_collection(seeds_index.data).count() == passages


def test_our_embedding_gives_llamaindex_the_index_s_own_vectors(seeds_index: Index) -> None:
    embedder = seeds_index.embedder
    assert embedder is not None
    adapted = NewsdeskEmbedding(embedder=embedder)
    texts = ["The river rose.", "Nobody heard a siren."]
    assert adapted.model_name == embedder.name
    assert adapted.get_query_embedding(texts[0]) == embedder.embed_query(texts[0]).tolist()
    assert adapted.get_text_embedding_batch(texts) == [v.tolist() for v in embedder.embed(texts)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_our_retriever_gives_what_our_search_gives(seeds_index: Index, question: str) -> None:
    hits = seeds_index.search(question, 5)
    found = NewsdeskRetriever(seeds_index, count=5).retrieve(question)
    assert [(n.node.get_content(), n.score) for n in found] == [
        (hit.passage.text, hit.score) for hit in hits
    ]
    for node, hit in zip((n.node for n in found), hits, strict=True):
        assert isinstance(node, TextNode)
        assert (node.start_char_idx, node.end_char_idx) == (hit.passage.start, hit.passage.end)
        assert node.metadata["file"] == hit.source.file
        assert node.metadata["first_line"] == hit.passage.first_line
        assert node.metadata["last_line"] == hit.passage.last_line


def test_our_retriever_s_offsets_refer_to_the_text_of_record(seeds_index: Index) -> None:
    for found in NewsdeskRetriever(seeds_index, count=5).retrieve("Who was booed?"):
        node = found.node
        assert isinstance(node, TextNode)
        text = seeds_index.article(node.metadata["file"]).text
        assert node.text == text[node.start_char_idx : node.end_char_idx]


def test_our_retriever_obeys_its_filters(seeds_index: Index) -> None:
    filters = Filters(files=("marrowick-*",))
    found = NewsdeskRetriever(seeds_index, filters=filters).retrieve("Who was booed?")
    assert {n.node.metadata["file"] for n in found} == {
        "marrowick-port-strike.html",
        "marrowick-strike-ends.txt",
    }


def test_our_retriever_can_be_awaited(seeds_index: Index) -> None:
    retriever = NewsdeskRetriever(seeds_index, count=3)
    awaited = asyncio.run(retriever.aretrieve("Who was booed?"))
    assert [n.score for n in awaited] == [n.score for n in retriever.retrieve("Who was booed?")]


def test_our_retriever_finds_what_was_synced_after_the_base_was_built(
    open_index: OpenIndex, articles: Path
) -> None:
    index = open_index(embedding="minilm")
    (articles / "old.txt").write_text(story(1))
    index.sync()
    (articles / "new.txt").write_text("Nothing\n\nThe circus tent burned down at night.\n")
    index.sync()
    (best, *_) = NewsdeskRetriever(index).retrieve("Which tent was on fire?")
    assert best.node.metadata["file"] == "new.txt"
    assert open_collection(index.data).count() == 1


def test_a_collection_that_was_never_made_is_asked_for_with_the_next_step(
    open_index: OpenIndex, articles: Path
) -> None:
    (articles / "a.txt").write_text(story(1))
    index = open_index()
    index.sync()
    with pytest.raises(NewsdeskError, match="newsdesk index"):
        open_collection(index.data)
