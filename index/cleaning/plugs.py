"""Turns of phrase around stories: players, plugs, galleries, exports of feeds and of channels.

Every pattern stands for a whole line, as in `boilerplate`; none matches a line that ends as a
sentence does, unless it says so itself.
"""

from __future__ import annotations

import re

from index.cleaning.purposes import REPORTED

_NO_END = r"(?<![.!?…])"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_PLAYER = _any(
    r"(?:listen(?: to)?|hear|watch|play|audio|video|podcast|h[öo]ren sie|anhören|écouter|écoutez"
    r"|escucha\w*|слушать|смотреть)\b.{2,100}\(\d{1,3}(?::\d{2}| ?(?:min|мин)\w*\.?)\)",
    r"(?:current time|duration|remaining time|playback rate|volume|loaded|progress|quality"
    r"|stream type)\s*:?\s*[-\d][\d:.,%x]*(?:\s*/\s*[\d:]+)?|video player is loading\.?",
    rf"view (?:image|photo|picture|video|gallery|this (?:post|tweet|video)) (?:in|on)\b"
    rf".{{0,40}}{_NO_END}",
    rf"(?:listen|watch) live\b.{{0,80}}{_NO_END}|.{{0,40}}\bnow playing\b.{{0,80}}",
    rf"watch (?:\S+ ){{1,4}}live (?:at|on|now)\b.{{0,20}}{_NO_END}",
    rf"(?:\w+: )?(?:tap|click|press) (?:for an?|here|to (?:see|listen|watch|read|open|view|expand"
    rf"|play|unmute))\b.{{0,60}}{_NO_END}",
    r"\(?(?:this |the )?(?:video|content|audio|player|stream)\b.{0,30}\bnot available"
    r" (?:in|on|for) (?:your|this|all)\b.{0,40}\)?",
    r"(?:viewer |photo |reader )?(?:videos?|photos?|images?|pictures?|slides?)\b.{0,60}"
    r"\(?\b\d{1,2} (?:of|/|von|de|из) \d{1,2}\)?",
    r"(?:an? )?\d+[- ]min(?:ute)?s?[- ]read\b.{0,20}|reading time\b.{0,60}"
    r"|(?:lesedauer|temps de lecture|tiempo de lectura|время чтения)\b.{0,40}",
)
_ADS = _any(
    r"advertis(?:ing|ements?)|\(?advert\w*\b.{0,20}\d+\s?[x×]\s?\d+\)?",
    r"(?:close|skip|hide|report) (?:this )?(?:ad|advert|advertisement)(?: in \d+\w*)?",
    r"(?:(?:this|the|our|today['’]s)\b[^.!?]{0,50} )?brought to you by (?-i:[A-Z])"
    rf".{{1,50}}{_NO_END}",
    r"a (?:word|note|message) from (?:us|our (?:\w+ )?(?:sponsors?|partners?|editors?"
    r"|publishers?))(?:\s*:.{0,120})?",
    r".{0,80}\((?:sponsored|advertisement|promoted|paid)\b[^)]{0,60}\)",
)
_PLUG = _any(
    r"have you been affected\b.{0,80}|swipe for\b.{0,20}|\d{1,2} ?/ ?\d{2}",
    r"don['’]t miss (?:a|an|any|our)\b.{0,40}\b(?:follow|subscribe|sign up|join)\b.{0,60}",
    r"a post shared by .{2,80}\(@\w[\w.]+\).{0,40}|pic\.twitter\.com/\w+",
    r"[—–-] .{2,60}\(@\w{3,}\).{0,30}\d{4}",
    r"do not (?:sell|share)\b.{0,40}\bpersonal (?:information|data)",
    r"(?:subscribe|follow|add|find) (?:to )?us (?:on|at|via)\b.{0,60}"
    r"|follow the (?:authors?|reporters?)\b.{0,60}",
    r"[^\"“”]{0,80}\b(?:в|на) наш(?:ем|у|ей|и)? (?:телеграм\S* ?)?(?:-?канал\w*|страниц\w*)"
    r"\b.{0,60}",
    rf"newsletter\s*[„“\"«].{{2,40}}[”“\"»]\s*:.{{2,80}}{_NO_END}",
    r"(?:your|ihre|votre|tu|su) (?:e-?mail|correo)(?:[ -](?:ad+resse?|electrónico))?"
    rf"(?: (?-i:[A-Z]).{{0,40}})?{_NO_END}",
    r"[^.!?]{0,60}\b(?:sign|order|book|apply|read|see) (?:it |them |up )?here\W*",
    rf"vote for your\b.{{0,60}}{_NO_END}|(?:anonymous|online|readers?['’]?) poll\s*:.{{2,140}}",
    r"[^.!?]{2,50}, \d[\d ,.]*[km]? (?:subscribers|followers|подписчик\w*)",
    r"[^\"“”.!?]{0,50}:\s*@\w{4,}.{0,60}",
    r".{0,60}\b(?:card|iban|карта|konto|account no\.?)\W+[a-z]{0,2}\d[\d ]{10,}",
    r"(?:btc|eth|xmr|usdt|ltc)\s?:?\s(?=\w*\d)\w{8,}(?:\s(?:btc|eth|xmr|usdt|ltc)\s?:?\s\w{8,}){0,4}",
    r"what did you think(?: of (?:this|today['’]s|the|our) (?:\w+ )?(?:newsletter|letter|article"
    r"|story|edition|issue|episode|show|e-?mail)\?.{0,40}|\?.{0,10}\bcomments\b.{0,60})",
    rf"\d+ (?-i:ALERTS?|NOTIFICATIONS?)\b.{{0,60}}{_NO_END}",
    rf"(?:you (?:may|might)(?: also)? like|related(?: content| stories| articles| links)?"
    rf"|recommended(?: for you| by (?:\w+ ){{1,2}}\w+)?)"
    rf"\s*[:|]\s*(?=.*[^\W\d_]{{2}})(?!.*\d$).{{5,140}}{_NO_END}",
    r"(?:<-|←|‹|«)\s*(?:back|return|zurück|retour|volver) (?:to|zu\w*|à|aux?|al?)\b[^»]{0,60}",
    r"[^«.!?>:]{3,60}\s(?:»|›|→|>>)(?:\s*https?://\S+)?",
)
_NOTICE = _any(
    r"\W?(?:machine|automatic|auto)[- ]?translat(?:ed|ion)\b.{0,160}",
    r"[^.!?]{0,80}\bpage \d+ (?:of|/) \d+",
    r"(?:for )?(?:media|press|further|more)\b.{0,30}:.{0,60}[\w.+-]+@[\w-]+\.\S+.{0,60}",
    r".{0,100}\bCC[ -]BY(?:-\w+)*\b.{0,60}",
    r"(?=.*\b(?:copy|copyright|licen[cs]ed?|download)\b)[^\"“”]{0,80}"
    r"\bfor (?:the )?personal(?:,? non-?commercial)? use\b.{0,80}",
    r".{0,60}\bno (?:guarantee|warranty|liability)\b.{0,40}\b(?:completeness|accuracy"
    r"|correctness|contents?)\b.{0,100}",
    r".{0,80}\b(?:views|opinions) (?:expressed )?are those of\b.{0,80}",
    r"[^\"“”]{0,120}\bto (?:show|see|view|display|load|watch)\b.{0,20}\b(?:accept|allow|enable"
    r"|agree to)\b.{0,30}\bcookies\b.{0,40}",
    r"by (?:pressing|clicking|tapping|sending|submitting|continuing)\b.{0,120}\b(?:terms|policy"
    r"|conditions|third parties|agree|accept)\b.{0,80}",
    r"republish (?:this|our)\b[^\"“”]{0,140}",
)
_CREDIT = _any(
    r"crédits? (?:photo|image)s?\s*:.{2,60}|(?:foto de archivo|archivfoto|archivbild|symbolbild"
    r"|symbolfoto|photo d['’]archives?|foto d['’]archivio|архивное фото)\W*",
    r"\((?:[A-Z]\S*/)?(?:ap|afp|epa|reuters|getty|dpa|efe|ansa|pa|tass|handout|courtesy)"
    r"(?: (?:photos?|images?|pool|wire))*(?:\s*[/,:]\s*.{2,60}| photo by .{2,60})?\)",
    r"(?:photo|image|picture|photograph)s? by [^.]{2,60}\. (?:buy|purchase) (?:this|a|the)"
    r" (?:photo|print|picture|image)\b.{0,40}",
    r"\((?:photo|foto|image|picture|фото)s?\b(?:\s*[:/]|\s+by|\s+courtesy)?"
    r"(?:[ ,/]+(?-i:[A-ZÀ-ÞА-Я])[\w.'’-]*)+\)",
    rf"(?:снимок|фото|foto|bild|imagen|immagine|zdjęcie|kuva|slika)\s*[:/]\s*.{{2,70}}{_NO_END}",
)
# What programs that save feeds, channels and pages write between their parts.
_EXPORTED = _any(
    r"\[[a-z][\w:-]*(?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\]\"'][^\s\]]*))+\s*/?\]"
    r"|\[/[a-z][\w:-]*\]|\[\w+:\w+\]",
    r"(?:guid|enclosure|pubdate)\s*:\s*\S*[/.=]\S.{0,160}|(?:wfw:\w+|slash:\w+)\b.{0,80}",
    r"https?://\S*\butm_\w+=\S*|:{3,}\s*\w*|>?\s*\[![a-z]+\]",
    r"(?:previous|next) messages|not included(?:, change data exporting settings.{0,30}"
    r"|\..{0,30}\d ?[kmg]b)|forwarded from\b(?!.*[.!?]$).{2,60}",
    r"[^.!?]{0,60}\bmark all as read\b.{0,60}",
    r"[^.!?]{0,160}\((?:pdf|jpe?g|png|docx?|xlsx?|zip|mp3)\b[^()]{0,20}\d ?[kmg]b\)",
    r"<<.{2,120}>>|-{0,2}\s*for (?:an? )?(?:factbox|graphics?|timeline|video|pictures?"
    r"|related|more|full)\b.{0,60}\b(?:see|click)\b.{0,40}(?:\[\S+\]|<\S+>|\w\.\w+/\S*)",
    r"\((?!.*correct)(?:adds|updates|recasts|refreshes|writes through|edits)\b(?=.*\b(?:para\w*"
    r"|quotes?|details?|background|byline|graphics?|lead|headline|comments?|context|pix)\b)"
    r"[^()]{2,160}\)",
    r"(?=.*\b(?-i:SLUG|PRIORITY|URGENCY|TOPICS?|CAT|EMBARGO)\s?:)"
    r"(?-i:(?:[A-Z]{3,}:\s?[^a-z:]{1,60}){3,})",
    r"(?:`[^`]{2,30}`\s*){2,}",
)
_LINKS = re.compile(
    r".{0,80}?(?:\[[^\[\]]+\]\([^)]*\)\s*[·|•]\s*){2,}\[[^\[\]]+\]\([^)]*\)\W{0,4}"
    r"|(?:\[[^\[\]]+\]\([^)]*\)\s*[›>»/]\s*){2,}.{0,60}"
    # Few words, and a link behind them that is no part of any sentence.
    r"|[^\[\]\"“”]{5,120}[.!?:]\W{0,3}\s\[[A-ZÀ-ÞА-Я][^\[\]]{3,60}\]\((?:/|https?:)[^)]*\)[.*_]{0,3}"
)

_PLUGS = (
    ("programme", _PLAYER),
    ("ad marker", _ADS),
    ("appeal", _PLUG),
    ("notice", _NOTICE),
    ("credit", _CREDIT),
    ("page furniture", _EXPORTED),
)


def plug(raw: str, line: str) -> str | None:
    """By which rule a line is one of these turns of phrase, or None.

    Args:
        raw: the line as it stands.
        line: the same without marks, as `shapes.plain` gives it.
    """
    if _LINKS.fullmatch(raw):
        return "links"
    if REPORTED.search(line):
        return None
    for rule, pattern in _PLUGS:
        if pattern.fullmatch(line) or (rule == "page furniture" and pattern.fullmatch(raw)):
            return rule
    return None
