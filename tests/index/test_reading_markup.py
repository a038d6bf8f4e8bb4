"""Markdown that opens with a rule, and pages that say in which encoding they once were."""

from __future__ import annotations

import pytest

from index.article import Dated
from tests.index.support import article, kept

STORY = "The river rose by 7.4 metres on Monday and flooded the lower town, the mayor said."
MORE = "Four people were killed, she said: two in their cars and two on the bridge above the weir."


@pytest.mark.parametrize(
    "between",
    [
        f"# Flood kills four\n\n{STORY}\n\n{MORE}\n",
        f"# Flood kills four\n\nThe mayor spoke: {STORY}\n",
        f"# Flood kills four\n\n{STORY}\n\nWarning: the weir is shut, she said.\n\n{MORE}\n",
        f"- {STORY}\n- {MORE}\n",
        f"{STORY}\n",
    ],
)
def test_what_stands_between_two_rules_is_the_story(between: str) -> None:
    found = article(f"---\n{between}\n---\n\nFiled from Orvane on Monday.\n", ".md")
    said = [line for line in between.splitlines() if line]
    assert kept(found).splitlines()[: len(said)] == said
    assert "front matter" not in {gap.rule for gap in found.removed}


def test_the_heading_below_an_opening_rule_is_the_title() -> None:
    found = article(f"---\n# Flood kills four\n\n{STORY}\n\n---\n\nFiled from Orvane.\n", ".md")
    assert found.title == "Flood kills four"


@pytest.mark.parametrize(
    "matter",
    [
        "title: The flood",
        "# of the desk\ntitle: The flood\n",
        "title: The flood\n\ntags:\n- river\n- weir\n",
        "title: The flood\ndate of the last change: unknown",
        "title: [The flood\noutlet: Courier\n  and others",
    ],
)
def test_names_with_values_between_two_rules_are_no_story(matter: str) -> None:
    assert kept(article(f"---\n{matter}\n---\n{STORY}\n", ".md")) == STORY


def _page(declared: str) -> str:
    return (
        f"{declared}<!DOCTYPE html>\n"
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>The flood</title>'
        '<meta name="date" content="2024-03-04"/></head><body>'
        f"<div><h1>The flood</h1><p>{STORY}</p><aside><p>Weir shut</p></aside><p>{MORE}</p></div>"
        "</body></html>"
    )


@pytest.mark.parametrize(
    "declared",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        "<?xml version='1.0' encoding='iso-8859-1' standalone='yes' ?>",
        '\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n',
        '\n<?xml version="1.0"?>',
    ],
)
def test_a_page_with_an_xml_declaration_is_read_as_one_without(declared: str) -> None:
    found = article(_page(declared), ".xhtml")
    assert found == article(_page(""), ".xhtml")
    assert found.published == Dated("2024-03-04", "day", "page metadata: date: 2024-03-04")
    assert MORE in kept(found)
