"""Texts in encodings of one byte a character are read letter for letter, however short."""

from __future__ import annotations

import codecs

import pytest

from index.reading.decoding import decode
from index.reading.encodings import single_byte

# Languages, with the encodings that their texts come in.
ENCODINGS = {
    "fr": (
        "cp1252",
        "latin-1",
        "mac_roman",
    ),
    "de": (
        "cp1252",
        "latin-1",
    ),
    "es": (
        "cp1252",
        "latin-1",
    ),
    "pt": (
        "cp1252",
        "latin-1",
    ),
    "pl": (
        "cp1250",
        "iso8859_2",
    ),
    "cs": (
        "cp1250",
        "iso8859_2",
    ),
    "ru": (
        "cp1251",
        "koi8_r",
        "cp866",
    ),
    "uk": (
        "cp1251",
        "koi8_u",
    ),
}
TEXTS = {
    "fr": (
        (
            "Le préfet a fermé la route à midi. Une femme âgée de 81 ans a été blessée "
            "à la tête par une branche, et l’hôpital l’a gardée."
        ),
        (
            "Grève à Brévigny : le maire reçoit les éboueurs\n\nLe maire a promis une "
            "réponse d'ici à vendredi. Le conflit dure déjà depuis trois semaines."
        ),
    ),
    "de": (
        (
            "Die Fähre lag fünf Stunden vor der Küste. Für die Gäste gab es Brötchen, "
            "sagte der Kapitän. Verletzt wurde niemand, die Straße blieb gesperrt."
        ),
        (
            "Größter Fund seit Jahren: Müllerin entdeckt Münzen\n\nDie Münzen lagen "
            "unter der Mühle. Ein Prüfer schätzt sie auf 40.000 Euro."
        ),
    ),
    "es": (
        (
            "El alcalde pidió perdón a los vecinos. La avería dejó sin luz a 22.000 "
            "personas durante cinco horas, según la compañía eléctrica."
        ),
        (
            "¿Quién pagará la reparación del puente?\n\nEl Ministerio no contestó. El "
            "año pasado cayó otra viga en la misma montaña."
        ),
    ),
    "pt": (
        (
            "A polícia prendeu três homens na estação. A operação começou às seis da "
            "manhã e não houve feridos, informou a prefeitura de São Lino."
        ),
        (
            "Inundações deixam 40 famílias sem casa\n\nA água subiu dois metros em "
            "poucas horas. O governo enviou colchões e alimentos à região."
        ),
    ),
    "pl": (
        (
            "Ogień pojawił się około godziny trzynastej. Strażacy walczyli z nim "
            "dziewięć godzin, a dwie osoby trafiły do szpitala w Kłodnie."
        ),
        (
            "Most w Głębokiem zamknięty do środy\n\nKierowcy muszą jeździć objazdem. "
            "Źródłem problemu są pęknięte śruby, mówi wójt."
        ),
    ),
    "cs": (
        (
            "Požár haly způsobil škodu za osm milionů korun. Hasiči zasahovali celou "
            "noc, nikdo nebyl zraněn, řekl mluvčí."
        ),
        (
            "Řidič autobusu usnul za volantem\n\nAutobus sjel do příkopu u Dlouhé "
            "Třebové. Čtyři děti ošetřili lékaři přímo na místě."
        ),
    ),
    "ru": (
        (
            "В ночь на четверг рухнула стена старого элеватора. Людей в машинах не "
            "было, сообщили в городской администрации."
        ),
        (
            "Паром сел на мель\n\nПассажиров сняли катерами. Пострадавших нет, капитан "
            "отстранён от работы."
        ),
    ),
    "uk": (
        (
            "Уночі в місті зупинилися тролейбуси. Їх не було на лініях шість годин, "
            "повідомили в міській раді."
        ),
        (
            "Міст через Рось закрили\n\nВодії їздять в об'їзд. Ремонт триватиме до кінця "
            "жовтня, кажуть у громаді."
        ),
    ),
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [(language, encoding) for language, found in ENCODINGS.items() for encoding in found],
)
def test_a_short_text_is_read_in_its_own_encoding(language: str, encoding: str) -> None:
    for text in TEXTS[language]:
        for part in (text, text.split("\n", maxsplit=1)[0].split(". ", maxsplit=1)[0]):
            written = part if encoding.startswith(("cp", "mac")) else part.replace("’", "'")
            assert decode(written.encode(encoding)) == written


@pytest.mark.parametrize(
    "text",
    [
        "The mayor’s office said it cost £3,000 – “too much”, he said.",
        "It cost £3,000.",
        "A café in Córdoba closed on Monday, its owner, José Peña, said.",
    ],
)
def test_english_with_a_few_other_signs_is_read(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_a_name_in_english_keeps_its_letters() -> None:
    text = "Lech Wałęsa spoke in Gdańsk on Monday."
    assert decode(text.encode("cp1250")) == text


@pytest.mark.parametrize("encoding", ["gb18030", "big5"])
def test_chinese_is_no_text_of_single_bytes(encoding: str) -> None:
    text = "大橋關閉兩天市長說沒有人受傷周一將重新開放"
    assert single_byte(text.encode(encoding)) is None


CURLY = "The mayor’s café said “no” to the £3,000 offer — its owner, José Peña, left."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (CURLY.encode() + b" He said \x93no.", CURLY + " He said \ufffdno."),
        (CURLY.encode().replace(b"offer", b"off\xe9r"), CURLY.replace("offer", "off\ufffdr")),
        (CURLY.encode() + "é".encode()[:1], CURLY + "\ufffd"),
        (CURLY.encode() + "“".encode()[:2], CURLY + "\ufffd"),
        (codecs.BOM_UTF8 + b"The caf\xe9 shut.", "\ufeffThe caf\ufffd shut."),
        (
            ("Паром сел на мель. " * 20).encode() + b"\xff\xfe",
            "Паром сел на мель. " * 20 + 2 * "\ufffd",
        ),
        (f"{CURLY} \ufffd".encode() + b"\x92", f"{CURLY} \ufffd\ufffd"),
    ],
    ids=["quote", "letter", "cut off", "cut off later", "marked", "two of many", "replaced before"],
)
def test_a_stray_byte_in_utf_8_is_replaced_and_nothing_else_is(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    "encoding", ["cp1252", "mac_roman", "cp1251", "koi8_r", "cp866", "gb18030", "euc_jp", "big5"]
)
def test_other_encodings_are_no_utf_8_with_stray_bytes(encoding: str) -> None:
    chinese = ("大橋關閉兩天市長說沒有人受傷周一將重新開放",)
    for texts in (*TEXTS.values(), chinese):
        for text in texts:
            data = text.encode(encoding, "ignore")
            assert "\ufffd" not in decode(data) or data.isascii()
