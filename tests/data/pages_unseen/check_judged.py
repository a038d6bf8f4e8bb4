"""Check that every X.judged here matches its page, and print the counts.

    python tests/data/pages_unseen/check_judged.py

A line of X.judged is a label, a tab and the text: A for the article, M for
what counts neither way (bylines, dates, agency credits), B for boilerplate.
For .txt and .md the texts are the non-blank lines of the page, stripped. For
.html they are the visible blocks: the page is split at every block-level tag
and at <br>, inline pieces are joined with spaces, white space is collapsed.
"""

import sys
from html.parser import HTMLParser
from pathlib import Path

HERE = Path(__file__).resolve().parent
BLOCK = set(
    "address article aside blockquote body br button dd details dialog div dl"
    " dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " html li main nav ol p pre section summary table tbody td tfoot th thead"
    " tr ul".split()
)
HIDDEN = {"head", "script", "style", "noscript", "template", "svg", "textarea"}


class Blocks(HTMLParser):
    """Gather the visible blocks of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.parts, self.hidden = [], [], 0

    def end_block(self):
        text = " ".join(" ".join(self.parts).split())
        if text:
            self.blocks.append(text)
        self.parts = []

    def handle_starttag(self, tag, attrs):
        if tag in HIDDEN:
            self.hidden += 1
        elif tag in BLOCK:
            self.end_block()

    def handle_endtag(self, tag):
        if tag in HIDDEN:
            self.hidden -= 1
        elif tag in BLOCK:
            self.end_block()

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def blocks(html):
    parser = Blocks()
    parser.feed(html)
    parser.close()
    parser.end_block()
    return parser.blocks


def texts(page):
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".html":
        return blocks(text)
    return [line.strip() for line in text.split("\n") if line.strip()]


def main():
    pages = sorted(p for p in HERE.iterdir() if p.suffix in (".txt", ".md", ".html"))
    wrong, total = [], dict.fromkeys("AMB", 0)
    for page in pages:
        judged_path = page.with_suffix(".judged")
        if not judged_path.exists():
            wrong.append(f"{page.name}: not judged")
            continue
        lines = judged_path.read_text(encoding="utf-8").split("\n")
        if lines.pop() != "":
            wrong.append(f"{judged_path.name}: no newline at the end")
        judged = [tuple(line.split("\t", 1)) for line in lines]
        if any(len(pair) != 2 or pair[0] not in total for pair in judged):
            wrong.append(f"{judged_path.name}: a line without a label")
            continue
        found = texts(page)
        for number, (pair, text) in enumerate(zip(judged, found, strict=False), 1):
            if pair[1] != text:
                wrong.append(f"{page.name}, line {number}: {pair[1]!r} != {text!r}")
                break
        if len(judged) != len(found):
            wrong.append(f"{page.name}: {len(judged)} judged, {len(found)} found")
        count = {label: sum(p[0] == label for p in judged) for label in total}
        for label in total:
            total[label] += count[label]
        if not 8 <= count["A"] <= 25 or not 5 <= count["B"] <= 20:
            wrong.append(f"{page.name}: out of proportion, {count}")
        print(f"{page.name:26}" + "".join(f"  {k} {v:3}" for k, v in count.items()))
    print(f"{len(pages)} pages{'':18}" + "".join(f"  {k} {v:3}" for k, v in total.items()))
    if len(pages) < 16 or total["A"] < 170 or total["B"] < 150:
        wrong.append("too few pages or lines")
    strays = {p.stem for p in HERE.glob("*.judged")} - {p.stem for p in pages}
    wrong += [f"{stem}.judged has no page" for stem in sorted(strays)]
    for line in wrong:
        print("WRONG", line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
