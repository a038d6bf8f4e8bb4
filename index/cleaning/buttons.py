"""Rows of buttons and of sections in which no word but theirs stands, in several languages."""

from __future__ import annotations

import re

_BUTTONS = frozenset(
    """
    save saved translate listen like dislike report share tweet print email e-mail bookmark gift
    comment comments follow reply refresh copy close menu search login register subscribe
    merken teilen drucken vorlesen anmelden abo epaper leserbrief fehler melden kündigen netiquette
    mitdiskutieren impressum datenschutz agb mediadaten kommentare
    offrir réagir partager imprimer commenter favoris enregistrer écouter connexion abonnement
    compartir comentar comentarios enviar imprimir guardar escuchar facebook whatsapp telegram x
    twitter linkedin instagram
    версия печати отправить другу поделиться распечатать сохранить комментировать
    """.split()
)
_BETWEEN = frozenset(
    """
    this the to a for all as and it in on link story article page my group
    schreiben lassen ab nur mit zum auf
    l’article l'article ajouter à mes le la cet article
    en por correo este artículo favoris
    для на в
    """.split()
)
_FEWEST_BUTTONS = 2
_FEWEST_TOKENS = 3
_SECTIONS = frozenset(
    """
    news agenda world economy business money politics sport sports football weather traffic culture
    opinion opinions magazine authors gallery video videos photo horoscope puzzles obituaries
    deals contests games tv health science tech technology travel lifestyle local national
    international scores fixtures transfers odds entertainment jobs classifieds events society
    interview interviews
    politik wirtschaft sport kultur wetter lokales panorama meinung ratgeber stellenmarkt trauer
    économie politique société monde météo région loisirs
    economía política sociedad mundo tiempo deportes cultura sucesos
    политика экономика общество спорт культура главная происшествия видео фото погода
    """.split()
)
_FEWEST_SECTIONS = 3
_FEWEST_LABELS = 5
_MOSTLY = 0.4
_COUNT = re.compile(r"[\d.,:+]+[km]?", re.IGNORECASE)


def is_row_of_buttons(line: str) -> bool:
    """Whether a line holds the words of buttons, their counts, and words that join them.

    Args:
        line: a line without marks, as `shapes.plain` gives it.
    """
    words = [w for w in re.split(r"[\s|/·•()\[\]]+", line.lower()) if w.strip("-–—✓✕")]
    named = [w for w in words if not _COUNT.fullmatch(w)]
    buttons = sum(1 for w in named if w in _BUTTONS)
    return (
        len(words) >= _FEWEST_TOKENS
        and buttons >= _FEWEST_BUTTONS
        and all(w in _BUTTONS or w in _BETWEEN for w in named)
        and buttons >= _MOSTLY * len(named)
    )


def is_row_of_sections(line: str) -> bool:
    """Whether a line names a paper's sections one behind the other and says nothing of them."""
    words = [w for w in re.split(r"[\s|/·•]+", line) if w]
    named = [w for w in words if w[0].isalpha()]
    if not named or re.search(r"[.!?:,;]", line) or len(named) < len(words) - 2:
        return False
    sections = sum(1 for w in named if w.lower() in _SECTIONS)
    small = sum(1 for w in named if w[0].islower())
    return (
        sections >= _FEWEST_SECTIONS
        and (sections > _FEWEST_SECTIONS or len(named) >= _FEWEST_LABELS)
        and sections >= _MOSTLY * len(named)
        and small <= 2
    )
