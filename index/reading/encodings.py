"""The single-byte encoding of a text, by the letters of the languages that are written in it.

Detectors judge by blocks of characters, and few bytes tell them little: a French à may be read as
ŕ or ą. Here every encoding is tried with the languages that it was made for; the words that hold a
byte above ASCII are to be made of letters that are frequent in that language.
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata

# The letters of each language, the most frequent first.
_LETTERS = {
    "en": "etaoinsrhldcumfpgwybvkxjqzé",
    "fr": "esaitnrulodcpmévqfbghàjxyèêzwçkùâûîôœïëüæ",
    "de": "enisratdhulcgmobwfkzüvpäßjöyxqé",
    "es": "eaosrnidlctumpbgvyqóíhfzjéáñxúükw",
    "pt": "aeosrindmutclpvgqhbfãzçáéjíxõêóâúôàküwy",
    "it": "eaionlrtscdupmvghfbqzòàùèéìjkwxy",
    "nl": "enatirodslghvkmubpwjczfxyqëéïöü",
    "sv": "eantrsildomkgväfhupåöbcjyxzéwq",
    "da": "erntdaislogkmvfupbhøjyåæcwzxqé",
    "fi": "aintesloukämvrjhypdögbfcwå",
    "pl": "aioeznrwsctkydpmuljłgbhąężśóćfńźvqx",
    "cs": "oeantvsilkrdpímuázjyěcbéhřýžčšůfgúxťóďňwq",
    "sk": "oaentisrvlkdmcpuzjáyhbíšéčžýúľťfgňôäďóxŕĺ",
    "hu": "eatlnskoimrzgáédybvhjöfupóőícüúűxwq",
    "hr": "aioenrsjtudkvmlpgzbčhšžcćfđ",
    "ro": "eiarntulcsodpmăfvîgbşţzhâjxk",
    "tr": "aeinrlıdkmyutsboüşzgğçhvcöpfjâ",
    "lt": "iasoretnukmlpvdjgėbyšųžąūįčęzcfh",
    "lv": "aisetrunkdmolpvzājīēgbcšūņļžķģčfh",
    "et": "aeistlunkdomrvgjpähõübööf",
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "uk": "оанитвіерсклудмпязьгбйчхжїцшюєфщґ",
    "bg": "аиоетнрвсдлкпмзгъябучцйжщхшюфь",
    "sr": "аоиенрсјтудквмлпзгбчшцжћхђљњфџ",
    "el": "αοιετσνηυρπκμλςωγδχθάίόέήφώύβξζψ",
    "he": "יוהלארתבמשנכדקעפחסטגזצםןךףץ",
    "ar": "الينمروتبةعدسفهكقحجشصطخأذزىضغثءإظؤئآ",
}
_WESTERN = ("fr", "de", "es", "pt", "it", "nl", "sv", "da", "fi", "en")
_CENTRAL = ("pl", "cs", "sk", "hu", "hr", "ro", "de", "en")
# Encodings with the logarithm of how much rarer they are, and their languages.
_ENCODINGS: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("cp1252", 0, _WESTERN),
    ("cp1250", -1, _CENTRAL),
    ("cp1251", 0, ("ru", "uk", "bg", "sr")),
    ("iso8859_2", -2, _CENTRAL),
    ("koi8_u", -2, ("uk", "ru")),
    ("koi8_r", -1, ("ru", "bg")),
    ("cp866", -3, ("ru", "bg")),
    ("iso8859_5", -4, ("ru", "bg", "sr")),
    ("cp1253", -1, ("el",)),
    ("iso8859_7", -1, ("el",)),
    ("cp1254", -3, ("tr", "en")),
    ("cp1257", -4, ("lt", "lv", "et", "en")),
    ("cp1255", -1, ("he",)),
    ("cp1256", -1, ("ar",)),
    ("mac_roman", -4, _WESTERN),
    ("mac_cyrillic", -4, ("ru", "uk", "bg")),
)
_PUNCTUATION = frozenset("«»„“”‘’‚‹›–—…•·°§€£©®№¿¡ªº½\xa0\xad")
_WORD = re.compile(r"\S*[^\x00-\x7f]\S*")
_MOST_WORDS = 3_000
# How fast letters grow rarer by their rank, and how improbable what no word holds is.
_FALL = 8.0
_ODD_LETTER = math.log(1e-5)
_ODD_MARK = math.log(1e-6)
_ODD_CASE = math.log(1e-2)
_MARK = math.log(3e-2)
# Real words lie well above this, for each character.
_LEAST = -4.2


def single_byte(data: bytes) -> str | None:
    """The encoding whose letters best make words of some language; None if none makes any.

    Args:
        data: text that is neither ASCII nor UTF-8.
    """
    best: tuple[float, str] | None = None
    sure = False
    for encoding, rarity, languages in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        words = _WORD.findall(text)[:_MOST_WORDS]
        size = sum(map(len, words))
        for language in languages:
            score = sum(_fit(word, language) for word in words)
            if best is None or score + rarity > best[0]:
                best, sure = (score + rarity, encoding), score >= _LEAST * size
    return best[1] if best is not None and sure else None


@functools.cache
def _frequencies(language: str) -> dict[str, float]:
    """The logarithm of each letter's frequency."""
    weights = {c: math.exp(-rank / _FALL) for rank, c in enumerate(_LETTERS[language])}
    total = sum(weights.values())
    return {c: math.log(weight / total) for c, weight in weights.items()}


def _fit(word: str, language: str) -> float:
    """How probable a word's characters are in a language, as the sum of their logarithms."""
    known = _frequencies(language)
    score = 0.0
    before = ""
    for c, after in zip(word, [*word[1:], ""], strict=True):
        if c.isalpha() and not c.isascii() and (before.isdigit() or after.isdigit()):
            # A sign of money is no letter.
            score += _ODD_MARK
        elif c.isalpha():
            score += known.get(c.lower(), _ODD_LETTER)
            # "oСЕНЬ": the cases of letters are exchanged in some encodings.
            if c.isupper() and before.islower():
                score += _ODD_CASE
        elif c.isascii() or c in _PUNCTUATION:
            score += _MARK
        else:
            score += _ODD_MARK if not unicodedata.combining(c) else _MARK
        before = c
    return score
