"""Plain text in any encoding, and what is no text."""

from __future__ import annotations

import codecs

from tests.index.malformed.common import LINES, STORY, Files, chance

_TEXTS = {
    "ru": "Наводнение в долине унесло жизни сорока двух человек. Река прорвала дамбу у шлюза"
    " ранним утром в понедельник и залила нижние кварталы города, сообщили власти во вторник.",
    "ja": "水曜日の朝、港の橋が閉鎖された。市長によると、修理には十一億円かかる見通しだという。"
    "住民は二年ものあいだ、渡し船で学校や市場に通ってきた。",
    "zh": "星期三上午，港口的大桥被关闭。市长说，维修费用预计为一千一百万元。居民两年来一直乘渡船"
    "上学和去市场，许多人希望新桥能在冬天之前完工。",
    "hu": "A hídépítés tizenegy millió koronába kerül, közölte a polgármester kedden. A lakók két"
    " télen át nem tudtak átkelni a folyón, őszig elkészül az új híd.",
    "fr": "Le pont a été fermé mercredi à l'aube, a déclaré la maire. Les élèves prenaient déjà le"
    " bac depuis deux hivers « et personne n'y pensait », précise-t-elle.",
    "ar": "أغلق الجسر صباح الأربعاء، بحسب ما أعلنت رئيسة البلدية. وقال السكان إنهم ينتظرون جسرا"
    " جديدا منذ عامين.",
}


def txts() -> Files:
    for language, encodings in {
        "ru": (
            "koi8-r",
            "cp1251",
            "iso8859-5",
            "cp866",
            "utf-16-le",
            "utf-16-be",
            "utf-16",
            "utf-7",
        ),
        "ja": ("shift-jis", "euc-jp", "iso2022-jp", "utf-16-le", "utf-16", "utf-7"),
        "zh": ("gb18030", "big5hkscs", "utf-16-be", "utf-32", "utf-32-le"),
        "hu": ("iso8859-2", "cp1250", "utf-7"),
        "fr": ("latin-1", "cp1252", "mac-roman", "cp850", "utf-16"),
        "ar": ("cp1256", "iso8859-6", "utf-8-sig"),
    }.items():
        for encoding in encodings:
            text = f"{_TEXTS[language]}\n\n{_TEXTS[language]}\n"
            yield f"{language}-{encoding}.txt", text.encode(encoding, "replace")
    for i in range(12):
        yield f"noise-{i}.txt", chance(f"txt{i}").randbytes(2 ** (i + 2))
    high = chance("high")
    for i in range(6):
        noise = bytes(high.choice(b" \n" + bytes(range(128, 256))) for _ in range(3_000))
        yield f"high-noise-{i}.txt", noise
    good = STORY.encode()
    yield "nuls.txt", bytes(10_000)
    yield "a-nul.txt", good + b"\0"
    yield "nuls-between.txt", b"\0".join(bytes([byte]) for byte in good)
    for i, white in enumerate(
        ("   ", "\n" * 50_000, "\t\r\n\v\f", "\u3000\u00a0\u2003", "\u200b\u200b", "\x1c\x1d\x1e")
    ):
        yield f"white-{i}.txt", white.encode()
    for i, mark in enumerate(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)
    ):
        yield f"only-a-mark-{i}.txt", mark
        yield f"mark-and-noise-{i}.txt", mark + chance(f"mark{i}").randbytes(999)
    yield "marks.txt", codecs.BOM_UTF8 * 500 + good
    yield "surrogates.txt", b"\xed\xa0\x80" + good + b"\xed\xbf\xbf"
    yield "overlong.txt", good + b"\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\x80"
    yield "beyond-unicode.txt", good + b"\xf4\x90\x80\x80"
    yield "cut-character.txt", good + "é".encode()[:1]
    yield "noncharacters.txt", (STORY + "\ufffe\uffff\U0010ffff\ufdd0").encode()
    yield "right-to-left.txt", ("\u202e" + STORY + "\u2066" * 500).encode()
    yield "combining.txt", ("A bridge" + "\u0301" * 100_000 + "\n\n" + STORY).encode()
    yield "joined-emoji.txt", (STORY + "\U0001f468\u200d" * 20_000).encode()
    yield "controls.txt", good.replace(b" ", b"\x07 \x08")
    yield "escapes.txt", good.replace(b"bridge", b"\x1b[31mbridge\x1b[0m")
    yield "carriage-returns.txt", good.replace(b"\n", b"\r")
    yield "line-separators.txt", STORY.replace("\n", "\u2028").encode()
    yield "no-letters.txt", b"... --- 12:30 $$$ *** " * 500
    yield "one-word.txt", b"a" * 300_000
    yield "full-stops.txt", b"." * 300_000
    yield "quotes.txt", b'"' * 100_000
    yield "many-lines.txt", b"a\n" * 5_000
    yield "long-line-of-sentences.txt", (" ".join(LINES) + " ").encode() * 2_000
    yield "nineteen-megabytes-of-one-word.txt", b"a" * 19_000_000
    yield "binary.txt", b"\x7fELF\x02\x01\x01" + chance("elf").randbytes(4_000)
