#!/usr/bin/env python3
"""Check the files of this folder against the sources that they refer to.

    python3 validate.py --seeds DIR --user DIR --clapnq DIR [--data DIR]

Standard library only. Prints the counts; exits 1 and lists the problems if there are any.
"""

import argparse
import hashlib
import html
import json
import re
import sys
from collections import Counter
from pathlib import Path

FAMILIES = {
    "numbers",
    "dates",
    "quotes",
    "attribution",
    "party",
    "names",
    "events",
    "relations",
    "places",
    "general",
}
KINDS = {
    "number",
    "unit",
    "date",
    "weekday",
    "name",
    "party",
    "negation",
    "attribution",
    "quote",
    "merge",
    "wrong_citation",
    "counted_thing",
    "bound",
    "direction",
}
# (kinds counted together, least number of lines)
LEAST = [
    (("number",), 60),
    (("date", "weekday"), 60),
    (("name",), 60),
    (("party",), 60),
    (("negation",), 60),
    (("attribution", "merge"), 60),
    (("wrong_citation",), 60),
    (("quote",), 40),
    (("unit",), 30),
    (("counted_thing",), 40),
    (("bound", "direction"), 30),
]
COPIED = 9  # this many consecutive words of a source that may not be copied


def words(text):
    return re.findall(r"\w+", text.lower())


def plain(raw, is_html):
    return html.unescape(re.sub(r"<[^>]*>", "", raw)) if is_html else raw


def even(text):
    """Curly and tokenised quotation marks and spaces made equal, for comparing quoted words."""
    text = (
        text.replace("“", '"')
        .replace("”", '"')
        .replace("’", "'")
        .replace("``", '"')
        .replace("''", '"')
    )
    text = re.sub(r"\s+([.,;:!?'])", r"\1", text)
    return re.sub(r"\s+", " ", text)


def quoted(claim):
    return re.findall(r'"([^"]+)"', even(claim))


class Sources:
    def __init__(self, seeds, user, clapnq):
        self.seeds = Path(seeds)
        self.user = {
            hashlib.sha256(p.read_bytes()).hexdigest()[:16]: p
            for p in sorted(Path(user).iterdir())
            if p.is_file()
        }
        self.passages, self.every = {}, []
        for path in sorted(Path(clapnq).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                for passage in row["passages"]:
                    self.every.append(passage["text"])
                    self.every.append(" ".join(passage["sentences"]))
                if "unanswerable" not in path.name:
                    self.passages[row["id"]] = row["passages"][0]["sentences"]

    def cited(self, source):
        """The cited words; raises ValueError with the reason when the reference is wrong."""
        kind, file = source.get("kind"), source.get("file")
        if kind == "clapnq":
            if set(source) != {"kind", "file", "sentences"}:
                raise ValueError("fields of a clapnq source")
            if file not in self.passages:
                raise ValueError(f"no passage {file}")
            first, last = source["sentences"]
            if not 0 <= first <= last < len(self.passages[file]) or last - first > 2:
                raise ValueError(f"sentences {first}-{last} of {file}")
            return " ".join(self.passages[file][first : last + 1])
        if kind not in ("seed", "user"):
            raise ValueError(f"source kind {kind}")
        if not {"kind", "file", "lines"} <= set(source) <= {"kind", "file", "lines", "chars"}:
            raise ValueError("fields of a source")
        path = self.user.get(file) if kind == "user" else self.seeds / file
        if path is None or not path.is_file():
            raise ValueError(f"no file {file}")
        lines = path.read_text(encoding="utf-8").split("\n")
        first, last = source["lines"]
        if not 1 <= first <= last <= len(lines):
            raise ValueError(f"lines {first}-{last} of {file}")
        text = "\n".join(lines[first - 1 : last])
        if "chars" in source:
            start, end = source["chars"]
            if first != last or not 0 <= start < end <= len(text):
                raise ValueError(f"chars {start}-{end} of line {first} of {file}")
            text = text[start:end]
        text = plain(text, path.suffix == ".html")
        if not text.strip() or text != text.strip():
            raise ValueError(f"empty or ragged span in {file} line {first}")
        return text


def main():
    parser = argparse.ArgumentParser()
    for name in ("seeds", "user", "clapnq"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--data", default=str(Path(__file__).resolve().parent))
    args = parser.parse_args()
    data, sources, bad = Path(args.data), Sources(args.seeds, args.user, args.clapnq), []

    def rows(name):
        out = []
        for number, line in enumerate((data / name).read_text(encoding="utf-8").splitlines(), 1):
            try:
                out.append(json.loads(line))
            except ValueError as error:
                bad.append(f"{name}:{number}: {error}")
        return out

    faithful, corrupted = rows("faithful.jsonl"), rows("corrupted.jsonl")
    families = json.loads((data / "families.json").read_text(encoding="utf-8"))
    stories = json.loads((data / "stories.json").read_text(encoding="utf-8"))
    known, claims = {}, {}

    for place, row in enumerate(faithful, 1):
        name = row.get("id")
        if name != f"f{place:03d}":
            bad.append(f"{name}: expected f{place:03d}")
        if (
            not {"id", "family", "source", "claim", "style"}
            <= set(row)
            <= {"id", "family", "source", "claim", "style", "needs"}
        ):
            bad.append(f"{name}: fields {sorted(row)}")
            continue
        known[name] = row
        if row["family"] not in FAMILIES:
            bad.append(f"{name}: family {row['family']}")
        if row["style"] not in ("paraphrase", "light"):
            bad.append(f"{name}: style {row['style']}")
        if row.get("needs") not in (None, "article_date"):
            bad.append(f"{name}: needs {row['needs']}")
        try:
            text = sources.cited(row["source"])
        except (ValueError, KeyError) as error:
            bad.append(f"{name}: {error}")
            continue
        for words_quoted in quoted(row["claim"]):
            if words_quoted not in even(text):
                bad.append(f"{name}: quoted words not in the cited text: {words_quoted}")
            if row["source"]["kind"] == "user" and len(words(words_quoted)) > 8:
                bad.append(f"{name}: more than eight words quoted of a user's article")
        if row.get("needs") and not stories.get(row["source"]["file"], {}).get("date"):
            bad.append(f"{name}: needs the date of an article whose date is not in stories.json")
        claims.setdefault(row["claim"], []).append(name)

    for place, row in enumerate(corrupted, 1):
        name = row.get("id")
        if name != f"c{place:03d}":
            bad.append(f"{name}: expected c{place:03d}")
        if (
            not {"id", "of", "kind", "source", "claim", "changed"}
            <= set(row)
            <= {"id", "of", "kind", "source", "claim", "changed", "needs"}
        ):
            bad.append(f"{name}: fields {sorted(row)}")
            continue
        if row["kind"] not in KINDS:
            bad.append(f"{name}: kind {row['kind']}")
        of = known.get(row["of"])
        if of is None:
            bad.append(f"{name}: no faithful claim {row['of']}")
            continue
        try:
            text = sources.cited(row["source"])
        except (ValueError, KeyError) as error:
            bad.append(f"{name}: {error}")
            continue
        for part in row["changed"].split(" … "):
            if not part or part not in row["claim"]:
                bad.append(f"{name}: changed words not in the claim: {part}")
        if row["kind"] == "wrong_citation":
            if row["source"] == of["source"] or row["claim"] != of["claim"]:
                bad.append(f"{name}: a wrong citation keeps the claim and changes the source")
        else:
            if row["source"] != of["source"] or row["claim"] == of["claim"]:
                bad.append(f"{name}: a corruption keeps the source and changes the claim")
            claims.setdefault(row["claim"], []).append(name)
        if row["kind"] == "quote" and all(q in even(text) for q in quoted(row["claim"])):
            bad.append(f"{name}: a quote corruption whose quoted words are all in the cited text")

    for claim, names in claims.items():
        if len(names) > 1:
            bad.append(f"same claim: {', '.join(names)}")
    if list(families) != [row["id"] for row in faithful]:
        bad.append("families.json does not list exactly the faithful ids, in order")
    files = {row["source"]["file"] for row in faithful + corrupted}
    if files - set(stories):
        bad.append(f"stories.json lacks {sorted(files - set(stories))}")

    kinds = Counter(row["kind"] for row in corrupted)
    if len(faithful) < 220 or len(corrupted) < 500:
        bad.append("fewer lines than promised")
    for group, least in LEAST:
        if sum(kinds[kind] for kind in group) < least:
            bad.append(f"fewer than {least} of {'+'.join(group)}")
    if len(set(families.values())) < 30:
        bad.append("fewer than 30 families of wording")
    styles = Counter(row["style"] for row in faithful)
    if styles["paraphrase"] < 150:
        bad.append("fewer than 150 free paraphrases")

    # no copied run of words, in any line of any file here
    runs = set()
    for text in [
        path.read_text(encoding="utf-8") for path in sources.user.values()
    ] + sources.every:
        tokens = words(text)
        runs.update(tuple(tokens[i : i + COPIED]) for i in range(len(tokens) - COPIED + 1))
    checked = 0
    for path in sorted(p for p in data.iterdir() if p.is_file()):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            checked += 1
            tokens = words(line)
            for i in range(len(tokens) - COPIED + 1):
                if tuple(tokens[i : i + COPIED]) in runs:
                    bad.append(
                        f"{path.name}:{number}: copied words: {' '.join(tokens[i : i + COPIED])}"
                    )
                    break

    print(
        f"faithful {len(faithful)} {dict(styles)}, corrupted {len(corrupted)}, lines checked for copying {checked}"
    )
    print(
        "sources of the faithful claims:", dict(Counter(row["source"]["kind"] for row in faithful))
    )
    print("topic families:", dict(Counter(row["family"] for row in faithful).most_common()))
    print("kinds:", dict(kinds.most_common()))
    print(
        f"families of wording ({len(set(families.values()))}):",
        dict(Counter(families.values()).most_common()),
    )
    for line in bad:
        print("PROBLEM", line)
    print("ok" if not bad else f"{len(bad)} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
