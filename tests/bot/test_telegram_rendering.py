"""Answers as messages: our markup only, measured as Telegram does, and nothing lost in a split."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import (
    Answer,
    Citation,
    Claim,
    Disagreement,
    How,
    ReportedValue,
    Withheld,
)
from bot.telegram import rendering
from bot.telegram.cards import card, card_buttons
from bot.telegram.text import LONGEST, Run, clean, line, messages, units
from index import Dated


def citation(n: int, **changes: object) -> Citation:
    known = Citation(
        n=n,
        file=f"file-{n}.txt",
        title=f"Title {n}",
        outlet="Outlet",
        url=None,
        published=Dated("2024-05-24", "day", ""),
        page=None,
        first_line=3,
        last_line=4,
        start=0,
        end=5,
        quote="Words",
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def answer(*texts: str, citations: tuple[Citation, ...] | None = None, **more: object) -> Answer:
    made = Answer(
        question="Q?",
        standalone="Q?",
        text=" ".join(texts),
        refused=False,
        claims=tuple(Claim(t, (n,), "supported") for n, t in enumerate(texts, 1)),
        citations=citations or tuple(citation(n) for n in range(1, len(texts) + 1)),
        disagreements=(),
        withheld=(),
        how=How("extractive", None, None),
        usage={},
        timings_ms={},
    )
    return replace(made, **more)  # type: ignore[arg-type]


class Strict(HTMLParser):
    """Reads what Telegram reads: our few tags, well nested, entities that it knows."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.open: list[str] = []
        self.entities = 0
        self.feed(source)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("b", "i", "code", "blockquote"), tag
        assert not attrs
        self.open.append(tag)
        self.entities += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert "<" not in data
        self.text += data

    def handle_entityref(self, name: str) -> None:
        assert name in ("lt", "gt", "amp", "quot")
        self.text += html.unescape(f"&{name};")

    def handle_charref(self, name: str) -> None:
        raise AssertionError(name)


def shown(parts: list[str]) -> list[str]:
    read = [Strict(part) for part in parts]
    for one in read:
        assert 0 < len(one.text.encode("utf-16-le")) // 2 <= LONGEST
        assert one.entities <= 100
        assert one.text.strip()
    return [one.text for one in read]


ANY = st.text(max_size=600)
LOOKALIKE = st.sampled_from(
    ["<b>", "</b>", "&amp;", "&#60;", "<a href='x'>", "[1]", "*_`", "😀" * 50, "é" * 300, "\u202e"]
)
TEXT = st.lists(st.one_of(ANY, LOOKALIKE), max_size=6).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXT, max_size=5), TEXT, TEXT, st.integers(1, 40))
def test_any_text_becomes_messages_that_telegram_can_read(
    texts: list[str], title: str, note: str, times: int
) -> None:
    sources = tuple(citation(n, title=title, outlet=note) for n in range(1, len(texts) + 1))
    made = answer(
        *(text * times for text in texts),
        citations=sources or None,
        notes=(note,),
        withheld=(Withheld(title * times, note),),
        disagreements=(Disagreement(title, (ReportedValue(note, 1), ReportedValue(title, 9))),),
    )
    shown(rendering.render(made))
    shown(rendering.withheld(made))
    partial = rendering.so_far(made.claims)
    assert not partial or shown([partial])


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab. \n😀é\u0301<&", min_size=1, max_size=3_000), st.integers(60, 300))
def test_a_split_loses_no_word(text: str, limit: int) -> None:
    parts = messages([line(text)], limit)
    assert all(units(Strict(part).text) <= limit for part in parts)
    squeezed = re.sub(r"\s|\u2060", "", "".join(Strict(part).text for part in parts))
    assert squeezed == re.sub(r"\s|\u2060", "", clean(text)) or not parts


def test_messages_are_cut_where_paragraphs_end() -> None:
    parts = shown(messages([line("a" * 3_000), line("b" * 3_000), line("c" * 500)]))
    assert [set(part) - {"\n"} for part in parts] == [{"a"}, {"b", "c"}]


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    sentence = "It rained on the hills for three days."
    parts = shown(messages([line(" ".join([sentence] * 200))]))
    assert len(parts) == 2
    assert all(part.startswith("It rained") and part.endswith("days.") for part in parts)


def test_length_is_counted_as_telegram_counts_it() -> None:
    parts = shown(rendering.render(answer("😀" * 3_000)))
    assert len(parts) >= 2
    assert "".join(parts).count("😀") == 3_000


def test_marks_are_never_cut_and_never_begin_a_message() -> None:
    made = answer(*("word " * n for n in range(780, 830)))
    for part in shown(rendering.render(made)):
        assert not part.startswith(("[", "\u00a0")) or part.startswith("[1] Title")
    joined = "\n".join(shown(rendering.render(made)))
    assert all(f"word\u00a0[{n}]" in joined for n in range(1, 51))


def test_a_characters_parts_stay_together() -> None:
    parts = shown(messages([line("e\u0301" * 3_000)]))
    assert not any(part.startswith("\u0301") for part in parts)


def test_markup_in_an_article_stays_text() -> None:
    (part,) = rendering.render(answer("<b>5 & 6</b> &lt;"))
    assert "&lt;b&gt;5 &amp; 6&lt;/b&gt; &amp;lt;" in part


def test_an_article_can_add_no_link() -> None:
    hostile = "See evil.example.com, https://evil.com/x, @channel, /remove, #tag and a@b.org now."
    (part,) = shown(rendering.render(answer(hostile)))
    for link in ("evil.example.com", "https://", "@channel", "/remove", "#tag", "a@b"):
        assert link not in part
    assert hostile in part.replace("\u2060", "")


def test_figures_and_initials_are_left_as_they_are() -> None:
    text = "The U.S. paid $6.5 million at 10.30 a.m. on 5/6, and won 3-2."
    assert clean(text) == text


def test_each_source_has_one_line_with_all_its_numbers() -> None:
    made = answer("One.", "Two.", "Three.")
    same = replace(made, citations=tuple(replace(c, file="same.txt") for c in made.citations))
    (part,) = shown(rendering.render(same))
    assert part.endswith("[1][2][3] Title 1 · Outlet · 2024-05-24")


def test_a_disagreement_names_value_source_and_date() -> None:
    found = Disagreement("dead", (ReportedValue("10 killed", 1), ReportedValue("12 killed", 2)))
    (part,) = shown(rendering.render(answer("One.", "Two.", disagreements=(found,))))
    assert "The sources differ: dead\n10 killed · Outlet · 2024-05-24\u00a0[1]\n12 killed" in part


def test_a_refusal_is_its_text() -> None:
    refused = answer(text="The articles do not say.", refused=True)
    assert rendering.render(refused) == ["The articles do not say."]


def test_what_is_only_partly_borne_out_says_so() -> None:
    made = answer("It rained.")
    partly = replace(made, claims=(replace(made.claims[0], status="partly"),))
    (part,) = shown(rendering.render(partly))
    assert "[1] (only partly borne out)" in part


def test_every_button_fits() -> None:
    made = answer(*("Claim." for _ in range(200)), withheld=(Withheld("x", "y"),))
    rows = rendering.buttons("abcdefghijkm", made)
    assert sum(map(len, rows)) <= 100
    assert all(len(button.data.encode()) <= 64 for row in rows for button in row)
    assert [button.text for button in rows[-1]] == ["Why?", "Wrong?"]


TEXT_OF_RECORD = "First.\n\nBefore it. The quote stands here. After it.\n\nLast."
QUOTE = "The quote stands here."


def quoting(**changes: object) -> Answer:
    start = TEXT_OF_RECORD.index(QUOTE)
    known = citation(1, quote=QUOTE, start=start, end=start + len(QUOTE))
    return answer("It stands.", citations=(replace(known, **changes),))  # type: ignore[arg-type]


def test_a_card_sets_the_quote_off_in_its_paragraph() -> None:
    text = card(quoting(), 1, TEXT_OF_RECORD)
    assert text is not None
    assert f"Before it.\n\n<blockquote>{QUOTE}</blockquote>\n\nAfter it." in text
    assert "<code>file-1.txt:3-4</code>" in text
    assert "First" not in text
    assert "Last" not in text


def test_a_card_of_an_article_that_has_changed_says_so() -> None:
    text = card(quoting(), 1, "Something else.")
    assert text is not None
    assert QUOTE in text
    assert "has changed" in text


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT, TEXT, st.integers(1, 60))
def test_any_card_can_be_read_by_telegram(before: str, quote: str, after: str, times: int) -> None:
    text = (before + quote) * times + after
    made = answer(
        "x", citations=(citation(1, quote=quote, start=len(before), end=len(before + quote)),)
    )
    found = card(made, 1, text)
    assert found is not None
    shown([found])


def test_only_a_web_address_becomes_a_link() -> None:
    def links(url: str) -> list[str]:
        return [b.url for row in card_buttons("a" * 12, quoting(url=url), 1) for b in row if b.url]

    assert links("https://news.example.com/a?b=c") == ["https://news.example.com/a?b=c"]
    for bad in (
        "javascript:alert(1)",
        "tg://x",
        "https://",
        "http://localhost",
        "https://a b.com/",
    ):
        assert links(bad) == []


def test_a_card_names_its_neighbours() -> None:
    rows = card_buttons("a" * 12, answer("1", "2", "3"), 2)
    assert [(b.text, b.data[-1]) for b in rows[0]] == [("‹", "1"), ("2 of 3", "n"), ("›", "3")]


def test_a_run_of_each_style_is_closed() -> None:
    assert messages([line(Run("a<", "b"), Run("c", "code"))]) == ["<b>a&lt;</b><code>c</code>"]


def test_a_claim_of_a_thousand_sources_is_still_shown() -> None:
    many = answer("All say so.")
    claim = replace(many.claims[0], citations=tuple(range(1, 1_001)))
    (part,) = shown(rendering.render(replace(many, claims=(claim,))))
    assert "[20]…" in part


def test_marks_without_end_are_cut_rather_than_lost() -> None:
    parts = shown(messages([line("Words.", Run("[1]" * 2_000, "mark"))]))
    assert "".join(parts).count("[1]") == 2_000


def test_many_styled_runs_are_no_trouble() -> None:
    runs = [Run(f"{n} ", "b" if n % 2 else "") for n in range(500)]
    assert "".join(shown(messages([line(*runs)]))).split() == [str(n) for n in range(500)]
