"""Lines of the site's that are told by what they are for: consent, support, offers.

Sites word these as they like, so that the rules here look for several words of one purpose beside
an address to the reader. Quoted speech and what somebody is reported to have said are never taken
for them.
"""

from __future__ import annotations

import re

from index.cleaning.phrases import phrase

_GAP = re.compile(r"\S(?:\s{3,}|\t)\S")
_LONGEST = 420
_LONGEST_PHRASE = 260
_SIGNING = re.compile(r"(?:log|sign)(?:ged|ed)? (?:in|up)")
_FEWEST_OF_CONSENT = 3
_FEWEST_OF_SUPPORT = 3
_FEWEST_OF_OFFER = 2

# An apostrophe behind an s is a genitive's.
QUOTES = re.compile(r"[\"“”„«»‘]|(?<!\w)'|(?<!s)'(?!\w)")
REPORTED = re.compile(
    r"\b(?:said|says|told|asked|announced|according|reported|wrote|warned|promised|argued|ruled"
    r"|advised|added|claimed|confirmed|explained|insisted"
    r"|sagte|teilte|laut|selon|déclaré|indiqué|dijo|según|afirmó|сообщил\w*|сказал\w*|заявил\w*"
    r"|словам)\b",
    re.IGNORECASE,
)
_READER = re.compile(
    r"\b(?:(?i:you|your|you['’]\w+)|Sie|Ihre?[mnrs]?|vous|votre|vos|ustedes|usted|tus?|te|vuestr\w+"
    r"|вы|вам|вас|ваш\w*)\b"
)
_SITE = re.compile(
    r"\b(?:we|our|us|I|my|me|this (?:web)?site|wir|unsere?\w?|ich|mir|nous|notre|nos|je"
    r"|nosotros|nuestr\w+|мы|наш\w*)\b",
    re.IGNORECASE,
)


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


_CONSENT = _words(
    r"cookies?\b",
    r"consent",
    r"personal data",
    r"partners\b",
    r"preferences\b",
    r"vendors?\b",
    r"legitimate interest",
    r"(?:on|your) devices?\b",
    r"identifiers?\b",
    r"geolocation",
    r"privacy",
    r"(?:third|3rd)[- ]part(?:y|ies)",
    r"track(?:ing|ers)\b",
    r"opt(?:ing)?[- ](?:in|out)\b",
    r"(?:external|embedded) content",
    r"(?:shown|displayed|loaded) (?:to|here)\b|display it\b",
    r"transmitted\b",
    r"unsubscribe",
    r"user agreement",
    r"e-?mail address\b",
    r"newsletters?\b",
    r"marketing (?:e-?mails|messages|communications)",
    # German, French, Spanish, Russian.
    r"einwillig|zustimm|einverstanden|personenbezogen|externe\w* (?:inhalt|quelle)|drittanbieter"
    r"|datenschutz|endgerät|abmelden",
    r"consentement|données personnelles|partenaires|paramètres|désinscri|désabonn|vie privée"
    r"|e-mail est utilisé",
    r"consentimiento|datos personales|socios\b|dispositivos?\b|darse? de baja|privacidad",
    r"соглас(?:ие|ны|ен)\b|персональны\w+ данны|файл\w* cookie|политик\w+ конфиденциальности",
)

# What only a request for consent, or the link to its terms, says.
_SURELY_CONSENT = _words(
    r"privacy (?:policy|notice|statement|settings)",
    r"cookie (?:policy|settings|preferences|notice)|(?:we|sites?) uses? (?:\w+ ){0,4}cookies",
    r"(?:third[- ]party|external|embedded) content",
    r"inhalte\w* von drittanbietern|externe\w* inhalte?\w* (?:anzeigen|laden|darstellen|an)\b"
    r"|datenschutz(?:erklärung|hinweise?|bestimmungen)|cookie-einstellungen",
    r"contenus? (?:tiers|externes?)\b|politique de confidentialité|gestion des cookies"
    r"|paramétrer (?:vos|les) cookies",
    r"contenidos? de terceros|política de (?:privacidad|cookies)|configuración de cookies",
    r"политик\w+ (?:конфиденциальности|обработки)|обработк\w+ персональных данных",
)

# What an outlet says of itself when it asks for money.
_SUPPORT = _words(
    r"journalis[mt]\w*",
    r"newsrooms?\b|news (?:production|coverage|organi[sz]ation)",
    r"independen\w+",
    r"freely|free (?:to|for|of|access)\b|accessible",
    r"support\w* (?:us|our)\b|consider supporting",
    r"sponsors?\b",
    r"price of (?:a|one)\b",
    r"(?:a|each|per|every) month\b",
    r"contribut\w+",
    r"donat\w+",
    r"subscri\w+",
    r"paywall",
    r"(?:our|like you|by) (?:readers|listeners|viewers|members)|reader[- ](?:funded|supported)",
    r"(?:sustaining|your|monthly) (?:gift|contribution|donation|support)",
    r"our (?:stories|reporting|mission|work)",
    r"fact-checked|trustworthy|quality (?:news|information|reporting)",
    r"non-?profit|advertisers\b",
    r"stories like (?:this|these)",
    r"spenden?\b|journalismus|unterstütz\w+ (?:uns|sie uns)|unabhängig\w*",
    r"journalisme|soutene\w+|faire un don|indépendan\w+",
    r"periodismo|apóyanos|donación|independiente",
    r"журналистик\w+|поддерж\w+ (?:нас|нашу)|пожертвован\w+|независим\w+",
)

_OFFER = _words(
    r"subscri\w+",
    r"subscription",
    r"(?:unlimited|full|digital|premium|complete) access",
    r"(?:free )?trial\b",
    r"(?:only|just|from|for) [$€£]\s?\d",
    r"per (?:month|week|year)\b|a (?:month|year)\b|/(?:mo|month|year)\b",
    r"(?:premier|erste[nr]?|primer) (?:mois|monat|mes)\b|first (?:month|year|week)\b"
    r"|for \d+ (?:weeks|months)\b",
    r"\d+ ?% off\b|discount\b|half price",
    r"(?:log|sign)(?:ed)? in\b",
    r"sign up\b",
    r"gift\b",
    r"unlock\b",
    r"member(?:s|ship)?\b",
    r"(?:free )?(?:articles|stories|reads|essays) (?:left|remaining|this \w+)",
    r"ad[- ]free|paywall",
    r"newsletters?\b|inbox\b|briefing\b",
    r"(?:the|our|this) app\b",
    # German, French, Spanish, Russian.
    r"abo(?:nnement|nnieren|nnent\w*)?s?\b|probemonat|monatlich|kostenlos testen"
    r"|digital(?:zugang|abo)",
    r"abonn\w+|offre\b|essai\b|réservée? aux|par mois|€/mois",
    r"suscri\w+|suscripción|al mes\b|ilimitado|exclusiv\w+ para|otro dispositivo|otro usuario",
    r"подписк\w+|подписчик\w*|подпис(?:ать|ыва)\w+|доступ\b|рублей в месяц|телеграм|telegram",
)

# A letter that one subscribes to, in the languages that have a word of their own for it.
_NEWSLETTER = re.compile(
    r"\b(?:newsletters?|nieuwsbrief|infolettre|boletín|рассылк\w+|biuletyn|hírlevél\w*|nyhetsbrev"
    r"|nyhedsbrev|bülten\w*|casella di posta|inbox|postfach|boîte (?:mail|de réception)"
    r"|skrzynce|tu correo|на почту)\b",
    re.IGNORECASE,
)
_SECOND_PERSON = re.compile(
    r"\b(?:you|your|Sie|Ihr\w*|dein\w*|vous|votre|vos|tu|tus|ti|tu[ao]|tuoi|iscriviti|je|jouw|uw"
    r"|meld|twoj\w+|zapisz|ваш\w*|вам|подпи\w+|sua|seu|receba)\b"
)
_INVITING = re.compile(
    r"(?:try|get|unlock|enjoy|explore|start|choose|claim|save|upgrade|join|become|subscribe|buy"
    r"|soutenez|unterstützen sie|apoya|поддержите|jetzt|testen sie"
    r"|profitez|découvrez|abonnez|disfruta|prueba|оформите|получите)\b",
    re.IGNORECASE,
)
# What only an offer says.
_SURELY_OFFER = _words(
    r"cancel (?:at )?any ?time",
    r"(?:unlimited|full|complete) (?:digital )?access (?:to|for|on)\b",
    r"digital access\b",
    r"(?:already|not yet) (?:a |an )?(?:subscriber|member|registered)",
    r"(?:range of|choose (?:a|your)|see all|explore our) (?:\w+ ){0,3}(?:subscriptions|plans)",
    r"(?:free )?(?:articles|stories|reads) (?:left|remaining)\b"
    r"|remaining (?:free )?(?:articles|stories|reads)\b|exclusive (?:to|for) (?:our )?subscribers",
    r"\d+ ?% off (?:your|the|an|all)\b",
    r"(?:promo|discount|coupon|voucher|with(?: the)?) code (?-i:[A-Z]{3}\w*)",
    r"(?:this|the) (?:article|story|content|page) is (?:only )?(?:for|reserved for|available to)"
    r" (?:\w+ )?(?:subscribers|members)",
    r"(?:to|please) (?:continue|keep) reading\b",
    r"(?:another|one|other) device\b.{0,40}\b(?:at a time|account|subscription|reading)",
    r"(?:autre|seul) appareil\b|otro dispositivo\b|anderen gerät\b|другом устройстве\b",
    r"read(?:ers)? pay\b.{0,30}\bto read us\b|pay to read us",
    r"jederzeit kündbar|monatlich kündbar|bereits (?:abonnent|registriert|ein abo)"
    r"|weiterlesen mit\b|probeabo",
    r"sans engagement|déjà abonnée?|accès illimité|réservée? aux abonnés|il vous reste \d+"
    r"|la suite est réservée",
    r"cancela cuando|ya eres suscriptor|acceso ilimitado|exclusivo para suscriptores"
    r"|(?:añadir|agregar) otro usuario",
    r"только для подписчиков|оформите подписку|полный доступ к",
)


def purpose(raw: str, line: str) -> str | None:
    """What a line of the site's is for, or None when it serves none of the known purposes.

    Args:
        raw: the line as it stands.
        line: the same without marks, as `shapes.plain` gives it.
    """
    if len(line) > _LONGEST:
        return None
    said = phrase(raw, line)
    if said is not None:
        return said
    if QUOTES.search(line) or REPORTED.search(line) or _GAP.search(raw):
        return None
    speaks = _READER.search(line) is not None or _SITE.search(line) is not None
    label = not re.search(r"[.!?]$", line)
    if (_SURELY_CONSENT.search(line) and (speaks or label)) or (
        speaks and _distinct(_CONSENT, line) >= _FEWEST_OF_CONSENT
    ):
        return "consent"
    if speaks and _distinct(_SUPPORT, line) >= _FEWEST_OF_SUPPORT:
        return "appeal"
    return "offer" if _is_offer(line) else None


def speaks_of_subscribing(line: str) -> bool:
    """Whether a line holds any word of consent, support or offers, outside of quoted speech."""
    return not QUOTES.search(line) and any(
        words.search(line) for words in (_CONSENT, _SUPPORT, _OFFER)
    )


def _distinct(words: re.Pattern[str], line: str) -> int:
    found = (match.group().lower() for match in words.finditer(line))
    return len({_SIGNING.sub("sign", word)[:6] for word in found})


def _is_offer(line: str) -> bool:
    if len(line) > _LONGEST_PHRASE:
        return False
    if _SURELY_OFFER.search(line):
        return True
    if _NEWSLETTER.search(line) and _SECOND_PERSON.search(line):
        return True
    asks = _READER.search(line) is not None or _INVITING.match(line) is not None
    return asks and _distinct(_OFFER, line) >= _FEWEST_OF_OFFER
