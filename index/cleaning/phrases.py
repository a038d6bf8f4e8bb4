"""Turns of phrase that no report has: letters, feedback, imprints, programmes, wires, exports.

Every pattern stands for a whole line, as in `boilerplate`.
"""

from __future__ import annotations

import re

from index.cleaning.labels import WIRE_WORDS

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
    r"|(?:please )?rate (?:us|(?:this|the|our) (?:article|story|news|page|post|app|site|episode"
    r"|recipe|material|text|video))\b.{0,40}"
    r"|(?:was|is|did you find) this\b.{0,30}\b(?:helpful|useful|interesting"
    r"|informative)\b\W*(?:yes\b.{0,20}|no\b.{0,20})?"
    r"|(?:thank you|thanks) for (?:your (?:feedback|support|interest|vote)|reading|listening"
    r"|watching|subscribing|being an? \w+|supporting)\b[^\"“”]{0,160}"
    r"|(?:give|send|share|leave)(?: us)?(?: your)? feedback\b.{0,60}"
    r"|(?:take|fill (?:in|out)|answer) (?:our|this|the|a) (?:\w+ ){0,2}(?:survey|poll"
    r"|questionnaire)\b.{0,60}"
    r"|report (?:a|an|any|this) (?:\w+ )?(?:issue|problem|bug|error|post|comment|page|mistake"
    r"|typo)\b.{0,60}"
    r"|[★☆⭐]{3,}\W*(?:\(.{0,30}\))?"
    r"|(?:enjoying|liking|loving|liked|enjoyed) (?-i:[A-Z])[^\"“”?]{2,60}\?.{0,120}"
    r"|war dieser? (?:artikel|beitrag|seite) hilfreich.{0,20}|wie (?:hat|gefällt) ihnen .{0,60}\?"
    r"|cet article vous a[- ]t[- ]il .{0,40}|¿te (?:ha resultado|fue|pareció|ha gustado|gustó)"
    r" .{0,60}\?|оцените .{0,60}|(?:вам )?(?:понравил\w+|была ли) .{0,40}\?.{0,80}"
    r"|merci d['’]avoir lu.{0,60}|gracias por (?:leer|tu opinión).{0,60}|спасибо за .{0,60}",
    re.IGNORECASE,
)

_IMPRINT = re.compile(
    r".{0,120}\b(?:issuer|author|publisher|client|sender|advertiser)s? (?:alone )?(?:is|are) "
    r"(?:solely |alone |fully )?responsible for\b.{0,80}\b(?:contents?|opinions?|release|text"
    r"|material|accuracy)\b.{0,80}"
    r"|(?=.*\b(?:website|newspapers?|journalism|editorial|editors['’]?|titles?)\b).{0,120}"
    r"\b(?:adheres?|subject|committed|signed up|bound) to\b.{0,80}\b(?:code|charter|standards"
    r"|guidelines|regulation)\b.{0,120}"
    r"|.{0,160}\bif you (?:have|wish to make) a complaint\b.{0,120}"
    r"|.{0,80}\b(?:registered office|company (?:registration )?n(?:o|umber)|vat (?:no|number|reg))"
    r"\b.{0,120}|.{0,60}\bISSN\b.{0,40}"
    r"|.{0,80}\bcertificate (?:of registration )?(?:EL )?no\b.{0,80}"
    r"|(?:founder|publisher)s?\s*:.{0,80}\b(?:llc|ltd|inc|gmbh|company|media|s\.?r\.?l)\b.{0,60}"
    r"|we (?:may |might )?(?:earn|make|get|receive)\b.{0,40}\b(?:money|commissions?"
    r"|fees?)\b.{0,120}"
    r"|.{0,80}\bavailable under (?:the )?(?:terms of )?.{0,60}\blicen[cs]e\b.{0,80}"
    r"|this page was last (?:edited|modified|changed)\b.{0,60}"
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
    r"|(?-i:ZCZC|NNNN)\b.*|[(\[](?:more|end|ends)[)\]](?: (?-i:[^a-z]*))?|ends|enditem"
    r"|(?-i:\((?:END|MORE)\)) .{0,40}"
    r"|[-–—]\s?(?:0|30|ends?)\s?[-–—]"
    r"|end of (?:document|item|message|story|article|file|text)|/?\d{2}\s\d{2}:\d{2} gmt",
    re.IGNORECASE,
)
# Fields that archives of papers put above and below a story.
_ARCHIVED = re.compile(
    r"(?:length|word count)\s*:\s*\d+(?: words?)?|\d{2,5} words|(?:load-date|publication-type"
    r"|journal code|document-type|acc-no)\s*:.{0,160}|document [a-z]{2,}\d{6}\w+"
    r"|(?:subject|person|company|topic|geographic|industry|organization)\s*:.{0,200}"
    r"\(\d{2}%\).{0,80}|\d+ of \d+ documents?|language\s*:\s*\w+|(?:body|dateline|full text"
    r"|graphic)\s*:.{0,80}"
    r"|(?:late|early|final|first|city|national|metro|weekend|print) edition\b[^\d]{0,30}"
    r"|saved from https?://.{0,120}|.{0,60}https?://web\.archive\.org\S*"
    r"|\d+ captures?",
    re.IGNORECASE,
)
_CODE = re.compile(r"\d+|(?=\w*\d)\w+")
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

_PHRASES = (
    ("letter", _LETTER),
    ("feedback", _FEEDBACK),
    ("imprint", _IMPRINT),
    ("programme", _PROGRAMME),
)


def phrase(raw: str, line: str) -> str | None:
    """What a line says by its turn of phrase, or None when it has none of those known.

    Args:
        raw: the line as it stands.
        line: the same without marks, as `shapes.plain` gives it.
    """
    if _is_wire(line):
        return "wire"
    if _ADDRESS.fullmatch(line):
        return "links"
    for rule, pattern in _PHRASES:
        if pattern.fullmatch(line) or (rule == "programme" and pattern.fullmatch(raw)):
            return rule
    return None


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
