"""Lines of the site's that are told by what they are for: consent, offers, letters, imprints.

Sites word these as they like, so that most rules here look for several words of one purpose beside
an address to the reader, and the others for a turn of phrase that no report has. Quoted speech and
what somebody is reported to have said are never taken for them.
"""

from __future__ import annotations

import re

from index.labels import WIRE_WORDS

_GAP = re.compile(r"\S(?:\s{3,}|\t)\S")
_LONGEST = 420
_LONGEST_PHRASE = 260
_FEWEST_OF_CONSENT = 3
_FEWEST_OF_SUPPORT = 3
_FEWEST_OF_OFFER = 2

QUOTES = re.compile(r"[\"“”„«»‘]|(?<!\w)'|'(?!\w)")
_REPORTED = re.compile(
    r"\b(?:said|says|told|asked|announced|according|reported|wrote|warned|promised|argued|ruled"
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
    r"first (?:month|year|week)\b|for \d+ (?:weeks|months)\b",
    r"\d+ ?% off\b|discount\b|half price",
    r"(?:log|sign)(?:ed)? in\b",
    r"sign up\b",
    r"gift\b",
    r"unlock\b",
    r"member(?:s|ship)?\b",
    r"(?:free )?(?:articles|stories|reads) (?:left|remaining)",
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

_INVITING = re.compile(
    r"(?:try|get|unlock|enjoy|explore|start|choose|claim|save|upgrade|join|become|subscribe|buy"
    r"|jetzt|testen sie|profitez|découvrez|abonnez|disfruta|prueba|оформите|получите)\b",
    re.IGNORECASE,
)
# What only an offer says.
_SURELY_OFFER = _words(
    r"cancel (?:at )?any ?time",
    r"(?:unlimited|full|complete) (?:digital )?access (?:to|for|on)\b",
    r"digital access\b",
    r"(?:already|not yet) (?:a |an )?(?:subscriber|member|registered)",
    r"(?:range of|choose (?:a|your)|see all|explore our) (?:\w+ ){0,3}(?:subscriptions|plans)",
    r"(?:free )?(?:articles|stories|reads) (?:left|remaining)\b",
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

_LETTER = re.compile(
    r"(?:view|read|open|see) (?:this |the |it )?(?:e-?mail|message|newsletter|online)?.{0,20}"
    r"\b(?:in|with) (?:your |a |the )?(?:web )?browser\b.{0,80}"
    r"|you(?:['’]re| are| have)? (?:receiv(?:ing|ed)|getting|subscribed to) (?:this|our)\b.{0,160}"
    r"|(?:was|has) (?:this|it)\b.{0,30}\bforwarded\b.{0,120}|forwarded (?:this|to you|by)\b.{0,120}"
    r"|.{0,60}\b(?:no longer|don['’]t) (?:want|wish) to receive\b.{0,100}"
    r"|(?:update|manage|change|edit) (?:your )?(?:e-?mail |subscription |mailing |account )?"
    r"(?:preferences|settings)\b.{0,60}"
    r"|refer (?:a|\d+|your) friends?\b.{0,120}|your referrals\b.{0,60}"
    r"|(?:proudly )?(?:powered|sent|delivered|hosted) (?:by|with|via) (?-i:[A-Z])\S*(?: \S+){0,3}"
    r"|sent from my \w+.{0,20}|begin forwarded message:?|get outlook for .{0,20}"
    r"|(?:diese|newsletter|e-mail)\b.{0,40}\bim browser (?:ansehen|öffnen|lesen).{0,40}"
    r"|sie (?:erhalten|bekommen) (?:diese|diesen) (?:e-?mail|newsletter)\b.{0,120}"
    r"|(?:voir|afficher|lire)\b.{0,30}\bdans (?:votre|le|un) navigateur.{0,40}"
    r"|vous recevez (?:cet|ce) (?:e-?mail|courriel|message)\b.{0,120}"
    r"|ver (?:este|en)\b.{0,30}\bnavegador.{0,30}|(?:recibes|ha recibido) este (?:correo|mensaje)"
    r"\b.{0,120}"
    r"|(?:открыть|посмотреть) .{0,20}в браузере|вы получили это письмо\b.{0,120}|отписаться.{0,60}",
    re.IGNORECASE,
)

_FEEDBACK = re.compile(
    r"how (?:did you like|was|would you rate|do you rate|are we doing|can we improve|did we do)\b"
    r".{0,40}\b(?:e-?mail|newsletter|issue|article|story|page|edition|briefing)\b.{0,20}\?"
    r"|(?:please )?rate (?:this|the|us|our)\b.{0,60}"
    r"|(?:was|is|did you find) this\b.{0,30}\b(?:helpful|useful|interesting|informative)\b.{0,30}"
    r"|(?:thank you|thanks) for (?:your (?:feedback|support|interest|vote)|reading|listening"
    r"|watching|subscribing|being an? \w+|supporting)\b[^\"“”]{0,160}"
    r"|(?:give|send|share|leave)(?: us)?(?: your)? feedback\b.{0,60}"
    r"|(?:take|fill (?:in|out)|answer) (?:our|this|the|a) (?:\w+ ){0,2}(?:survey|poll"
    r"|questionnaire)\b.{0,60}"
    r"|report (?:a|an|any|this) (?:\w+ )?(?:issue|problem|bug|error|post|comment|page|mistake"
    r"|typo)\b.{0,60}"
    r"|[★☆⭐]{3,}.{0,30}"
    r"|(?:enjoying|liking|loving|liked|enjoyed) (?-i:[A-Z])[^\"“”?]{2,60}\?.{0,120}"
    r"|war dieser? (?:artikel|beitrag|seite) hilfreich.{0,20}|wie (?:hat|gefällt) ihnen .{0,60}\?"
    r"|cet article vous a[- ]t[- ]il .{0,40}|¿te (?:ha resultado|fue|pareció|ha gustado|gustó)"
    r" .{0,60}\?|оцените .{0,60}|(?:вам )?(?:понравил\w+|была ли) .{0,40}\?.{0,80}"
    r"|merci d['’]avoir lu.{0,60}|gracias por (?:leer|tu opinión).{0,60}|спасибо за .{0,60}",
    re.IGNORECASE,
)

_IMPRINT = re.compile(
    r".{0,120}\b(?:issuer|author|publisher|client|sender|advertiser)s? (?:alone )?(?:is|are) "
    r"(?:solely |alone |fully )?responsible for\b.{0,160}"
    r"|(?=.*\b(?:website|newspapers?|journalism|editorial|editors['’]?|titles?)\b).{0,120}"
    r"\b(?:adheres?|subject|committed|signed up|bound) to\b.{0,80}\b(?:code|charter|standards"
    r"|guidelines|regulation)\b.{0,120}"
    r"|.{0,160}\bif you (?:have|wish to make) a complaint\b.{0,120}"
    r"|.{0,80}\b(?:registered office|company (?:registration )?n(?:o|umber)|vat (?:no|number|reg))"
    r"\b.{0,120}|.{0,60}\bISSN\b.{0,40}"
    r"|.{0,80}\bcertificate (?:of registration )?(?:EL )?no\b.{0,80}"
    r"|(?:founder|publisher)s?\s*:.{2,120}"
    r"|original (?:content|text|release) (?:of|from|by|:)\b.{0,120}|view original content.{0,80}"
    r"|.{0,80}\b(?:images?|photos?|free) (?:free )?for editorial use\b.{0,80}"
    r"|.{0,120}\b(?:earn|receive|get|make)s? (?:a |an |some )?(?:small |affiliate )?commissions?\b"
    r".{0,120}"
    r"|.{0,30}\bmaterials? provided by\b.{0,120}"
    r"|(?:boundaries|the boundaries|the designations)\b.{0,160}\bimply\b.{0,80}"
    r"|(?:this|that) (?:is a rush transcript|copy may not be in its final form|text may not be in)"
    r"\b.{0,160}|accuracy and availability\b.{0,80}"
    r"|an official website of\b.{0,80}|an? .{2,30} government website\b.{0,60}"
    r"|here['’]s how you know.{0,20}"
    r"|сетевое издание\b.{0,200}|.{0,80}зарегистрирован\w* (?:роскомнадзором|федеральной службой)"
    r".{0,160}|.{0,60}свидетельство (?:о регистрации|эл)\b.{0,120}|учредител[ьи]\s*:.{0,160}"
    r"|главный редактор\s*:.{0,120}|реклама\.?,? (?:0\+ |16\+ |18\+ )?(?:ооо|ао|ип|пао)\b.{0,80}"
    r"|.{0,40}\berid\s*:.{0,60}"
    r"|verantwortlich (?:im sinne|für den inhalt)\b.{0,120}|v\. ?i\. ?s\. ?d\. ?p.{0,80}"
    r"|directeur de (?:la )?publication\b.{0,80}|numéro de commission paritaire.{0,60}",
    re.IGNORECASE,
)

_PROGRAMME = re.compile(
    r"(?:heard on|aired on|as heard on|this (?:story|segment|interview|report) aired on)\b.{0,80}"
    r"|dieses thema im programm\s*:?|(?:sendung|quelle|über dieses thema berichte\w*)\b[^.]{0,80}\d"
    r".{0,40}|(?:diffusé|emitido) .{0,40}\d.{0,20}"
    r"|(?:audio|video|vidéo|vídeo|podcast|видео|аудио)\s*[:|–-].{2,100}"
    r"\(?\b\d{1,2}(?::\d{2}| ?(?:min|мин)\w*\.?)\)?"
    r"|audio (?:by|provided by|recorded by|produced by)\b.{0,160}"
    r"|[▶►⏵🎧🔊].{2,100}\(?\d{1,2}(?::\d{2}| ?min\w*)\)?"
    r"|(?:ai|a\.i\.)[- ](?:generated|assisted|written)\b[^.]{0,80}"
    r"|(?:this |the )?(?:summary|audio|voice|narration|translation|key points|headline)\b.{0,40}"
    r"\b(?:generated|created|produced|read|made) (?:by|with|using) .{0,80}"
    r"|.{0,60}\b(?:can ?not|could not|cannot) be (?:played|loaded|displayed|shown)\b.{0,60}",
    re.IGNORECASE,
)

# What an agency writes to the editors that take its service, and the ends of its messages.
_WIRE = re.compile(
    r"(?:eds|(?:subscriber|client|media)s?(?:['’]s?)? (?:notice|note|advisory|alert)"
    r"|(?:notes?|attention|advisory) (?:to|for)? ?editors)\s*[:—–-].{0,160}"
    r"|this (?:lead|take|item|version) (?:replaces|updates|corrects|recasts|adds)\b.{0,120}"
    r"|[(\[]?(?:more|end|ends|enditem)[)\]]?(?: (?-i:[^a-z]*))?|(?-i:\((?:END|MORE)\)) .{0,40}"
    r"|[-–—]\s?(?:0|30|ends?)\s?[-–—]"
    r"|end of (?:document|item|message|story|article|file|text)|/?\d{2}\s\d{2}:\d{2} gmt",
    re.IGNORECASE,
)
# Fields that archives of papers put above and below a story.
_ARCHIVED = re.compile(
    r"(?:length|word count)\s*:\s*\d+(?: words?)?|\d{2,5} words|(?:load-date|publication-type"
    r"|journal code|document-type|acc-no)\s*:.{0,160}|document [a-z]{2,}\d{6}\w+"
    r"|(?:subject|person|company|topic|geographic|industry|organization)\s*:.{0,200}"
    r"\(\d{2}%\).{0,80}|\d+ of \d+ documents?|(?:body|dateline|full text|language"
    r"|graphic)\s*:.{0,80}"
    r"|(?:late|early|final|first|city|national|metro|weekend|print) edition\b[^\d]{0,30}"
    r"|saved from https?://.{0,120}|.{0,60}https?://web\.archive\.org\S*"
    r"|\d+ captures?",
    re.IGNORECASE,
)
_CODE = re.compile(r"\d+|(?=\w*\d)\w+|[A-Z]{1,2}")
_FEWEST_TOKENS = 2
_MOSTLY_CODES = 0.6

# An address in a list of links, or behind words that ask to follow it.
_ADDRESS = re.compile(
    r"\[\d{1,3}\]\s*(?:https?://|www\.)\S+|links? in this (?:article|story|page)\s*:?"
    r"|.{0,40}\b(?:printed|reproduced|retrieved|downloaded|copied) from\b.{0,80}https?://\S+"
    r"|(?:[^.!?\"“”]{0,40}[.!?:] )?(?:shop|order|buy|book|read|learn|find out|sign up|donate"
    r"|register|apply|watch|listen|subscribe|download|see|vote|join|more)(?: [^\s.]+){0,3}\s*:?\s*"
    r"(?:https?://|www\.)\S+",
    re.IGNORECASE,
)


def purpose(raw: str, line: str) -> str | None:
    """What a line of the site's is for, or None when it serves none of the known purposes.

    Args:
        raw: the line as it stands.
        line: the same without marks, as `shapes.plain` gives it.
    """
    if len(line) > _LONGEST:
        return None
    if _is_wire(line):
        return "wire"
    if _ADDRESS.fullmatch(line):
        return "links"
    for rule, pattern in (
        ("letter", _LETTER),
        ("feedback", _FEEDBACK),
        ("imprint", _IMPRINT),
        ("programme", _PROGRAMME),
    ):
        if pattern.fullmatch(line) or (rule == "programme" and pattern.fullmatch(raw)):
            return rule
    if QUOTES.search(line) or _REPORTED.search(line) or _GAP.search(raw):
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


def _distinct(words: re.Pattern[str], line: str) -> int:
    return len({match.group().lower()[:6] for match in words.finditer(line)})


def _is_offer(line: str) -> bool:
    if len(line) > _LONGEST_PHRASE:
        return False
    if _SURELY_OFFER.search(line):
        return True
    asks = _READER.search(line) is not None or _INVITING.match(line) is not None
    return asks and _distinct(_OFFER, line) >= _FEWEST_OF_OFFER


def _is_wire(line: str) -> bool:
    if _WIRE.fullmatch(line) or _ARCHIVED.fullmatch(line):
        return True
    if any(c.islower() for c in line):
        return False
    tokens = re.findall(r"\w+", line)
    words = [token.lower() in WIRE_WORDS for token in tokens]
    codes = [_CODE.fullmatch(token) is not None for token in tokens]
    known = sum(1 for word, code in zip(words, codes, strict=True) if word or code)
    return (
        any(words)
        and len(tokens) >= _FEWEST_TOKENS
        and known >= _MOSTLY_CODES * len(tokens)
        and (known == len(tokens) or len(tokens) > 2 * _FEWEST_TOKENS)
    )
