"""The language of an article or a question, and its words as the lexical index keeps them.

English words are stemmed by the lexical index itself. Words of other languages are kept a second
time, by the stems of their own language; scripts that put no spaces between words, by pairs of
characters.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterable
from typing import Any

ENGLISH = "en"

_SAMPLE = 4_000
_SHORTEST = 20
_SURE = 0.9
_MANY = 40
_ENGLISH_SHARE = 0.08
_SURE_OF_QUESTION = 0.6
_WORD = re.compile(r"[^\W\d_]+")
# Thai, Lao, Myanmar, Khmer, Japanese kana and the Chinese characters.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
# Words that other languages written in the same letters do not have.
_COMMON_ENGLISH = frozenset(
    "the and that which with from they their were been have has said would who how what when where "
    "why did does this there about after between".split()
)

_CLOSEST = 6
_ALIKE = (("zh", "wuu", "yue"), ("sr", "hr", "bs", "sh"), ("id", "ms"), ("nb", "no", "nn", "da"))
_CLOSE = {code: group for group in _ALIKE for code in group}
_WRITTEN_AS = {"wuu": "zh", "yue": "zh"}

_STEMMERS = {
    "hr": "serbian", "bs": "serbian", "sh": "serbian", "ms": "indonesian",
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip

NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def detect(text: str, sure: float = _SURE) -> str | None:
    """The language of a text as its ISO 639-1 code; None when it is too short or not sure."""
    words = _WORD.findall(text[:_SAMPLE])
    sample = " ".join(words)
    if len(sample) < _SHORTEST:
        return None
    common = sum(word.lower() in _COMMON_ENGLISH for word in words)
    if len(words) >= _MANY and common >= _ENGLISH_SHARE * len(words):
        # Told without loading the model, which takes longer than to read many articles.
        return ENGLISH
    best, *others = _identifier().rank(sample)[:_CLOSEST]
    code = str(best[0])
    near = _CLOSE.get(code, ())
    # Languages that are written nearly alike share their probability.
    probability = best[1] + sum(share for other, share in others if other in near)
    return _WRITTEN_AS.get(code, code) if probability >= sure else None


def of_question(question: str) -> str | None:
    """The language of a question; English is told by its common words, without any model."""
    words = {word.lower() for word in _WORD.findall(question)}
    if words & _COMMON_ENGLISH:
        return ENGLISH
    return detect(question, _SURE_OF_QUESTION)


def name(code: str) -> str:
    """A language's English name, or its code."""
    return NAMES.get(code, code)


def stems(text: str, language: str | None) -> str | None:
    """A text's words as their own language's stems, separated by spaces; None where needless.

    It is needless for English, and for a language of spaced words that no stemmer is at hand for.
    Scripts without spaces are told by themselves, whatever the language seems to be.
    """
    return " ".join(_stems(text, language)) or None


def query_stems(question: str, languages: Iterable[str]) -> list[str]:
    """A question's words by the stems of each of some languages, each once."""
    found = (stem for language in (None, *languages) for stem in _stems(question, language))
    return list(dict.fromkeys(found))


def _stems(text: str, language: str | None) -> list[str]:
    runs = _UNSPACED.findall(text)
    if runs:
        return [run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1))]
    stemmer = None if language in (None, ENGLISH) else _stemmer(language)
    if stemmer is None:
        return []
    with _one_at_a_time:
        # A stemmer keeps the word that it works on in itself.
        return list(stemmer.stemWords([word.lower() for word in _WORD.findall(text)]))


_one_at_a_time = threading.Lock()


@functools.cache
def _stemmer(language: str | None) -> Any:
    import snowballstemmer

    algorithm = _STEMMERS.get(language or "")
    if algorithm not in snowballstemmer.algorithms():
        return None
    return snowballstemmer.stemmer(algorithm)


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
