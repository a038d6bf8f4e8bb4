"""The words that a site puts around its stories: what `cleaning` removes, by rule.

Every pattern stands for a whole line. What may also open a sentence of a story ("Share prices fell
on Monday.") is kept out by the pattern's length, by the sentence's end, or by whom it addresses.
"""

from __future__ import annotations

import re

from index.cleaning.abroad import ABROAD
from index.cleaning.addressed import ASKING, PRINTED, READER, aside

# A sentence's end, as none of the site's own labels has it.
_NO_END = r"(?<![.!?”\"])"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


MARKER = re.compile(
    r"\[/?(?:ad|ads|adsense|advert(?:isement)?|embed|gallery|caption|more|sponsor)"
    r"(?:[_-]?\d+|[ :=][^\]]{0,40})?\]",
    re.IGNORECASE,
)

_COMMENTS = _any(
    r"your email address will not be published.*",
    r"required fields are marked.*",
    r"(?:your )?(?:name|e-?mail(?: address)?|website|comment|message|nickname)"
    r"\s*(?:\*|\((?:required|optional)[^)]*\))?\s*[:*]?",
    r"save my name, email.*",
    r"(?:post|submit|send)(?: (?:your|a))? (?:comment|reply)",
    r"you must be logged in to (?:post|leave) a comment.*",
    r"notify me (?:of|by email) (?:new|follow-up)?.*",
    r"(?:comments are closed|no comments yet|be the first to comment)\b.{0,60}",
    r"(?:log|sign) in (?:or (?:register|sign up|create an account) )?to (?:comment|reply|post)\b"
    r".{0,40}",
    r"(?:\d+ )?(?:show|view|see|load|hide) (?:all |more )?(?:\d+ )?comments?(?: \(\d+\))?",
    r"comments?:? \d+"
    r"|\d[\d.,]*[km]? (?:comments?|replies|responses|reactions|claps|votes|followers)"
    r"(?:\s?[·|•,(].{0,40})?",
    r"comments (?:that|which|with|containing)\b.{0,120}\b(?:not be published|deleted|removed)\b"
    r".{0,40}",
    r"(?:these |the )?(?:comments|opinions|views)\b.{0,60}\b(?:not (?:been )?moderated"
    r"|those of (?:the|their|its|our|users|readers|commenters|authors?)\b"
    r"|not (?:necessarily )?reflect)\b.{0,80}",
    r"(?:what do you think|have your say|let us know|tell us)\b.{0,40}\bcomments?\b.{0,30}",
    r"invalid e-?mail.{0,30}|something went wrong\b.{0,60}|no thanks\b.{0,20}",
    r"reply|report(?: abuse| comment| this comment)?",
    r"\d+ (?:second|minute|hour|day|week|month|year)s? ago(?:\s*[·|•].{0,60})?",
)

_SHARING = _any(
    r"click to (?:share|email|print)\b.{0,80}",
    rf"share (?:this|on|via|it)\b.{{0,60}}{_NO_END}",
    r"(?:print|e-?mail|save|bookmark|send|copy)(?: (?:this|the|to))?"
    r" (?:article|story|page|link|friend)",
    r"listen to (?:this|the) (?:article|story|news)\b.{0,40}",
    r"(?:link )?copied(?: to clipboard)?",
    r"\+? ?follow this (?:source|topic|story|author)\b.{0,30}|gift this (?:article|story)",
    r"like loading\W*|share what you think|print e-?mail(?: \w+){0,4}|text size\b.{0,20}",
    rf"follow (?:us|@\w+|our (?:page|channel|account)s?)\b.{{0,60}}{_NO_END}",
    r"follow us (?:on|at|in)\b.{0,140}",
    r"(?:follow|find|join|like) us on (?:\W*(?:facebook|twitter|x|telegram|instagram|youtube"
    r"|whatsapp|linkedin|google|viber|social|tiktok|bluesky|mastodon)\b.{0,70})",
)

_CONTINUATION = _any(
    r"[-–— ]*(?:the )?(?:story|article|post)? ?continues? (?:reading )?(?:below|after|under)\b"
    r".{0,60}",
    r"[-–— ]*(?:advertisement|ad|sponsored)s?\s*[-–—:|·•]+\s*.{0,60}|scroll to continue\b.{0,30}",
    r"skip (?:advertisements?|ads?|this)\b.{0,30}",
    r"(?:continue|keep) reading\b.{0,60}",
    r"read (?:the )?(?:full|whole|rest of the|complete) (?:story|article|post|report)\b.{0,40}",
    r"(?:click|tap) (?:here|to)\b.{0,90}",
    rf"(?:load|show|view|see) (?:more|all)\b.{{0,40}}{_NO_END}",
    rf"(?:loading\b.{{0,40}}|(?:getting|preparing) .{{0,40}}\bplayer\b.{{0,30}})"
    rf"(?:{_NO_END}|(?<=\.\.\.))",
    r"(?:new )?updates? available\b.{0,40}|new updates\b.{0,40}|auto-?refresh\b.{0,20}",
    r"sort(?:ed)? by\s*:.{0,60}|search(?: for)?\s*:",
    r"jump to (?:navigation|content|main|search)\b.{0,20}",
    r"(?:vote now|(?:see|view|show) (?:the )?results?|poll of the day)\b.{0,100}",
    r"(?:swipe|scroll) (?:up|down|left|right)\b.{0,60}",
    r"page \d+ of \d+.{0,20}",
    r"(?:[«‹<←]\s*)?prev(?:ious)?(?:\s*[|·/]\s*next\s*[»›>→]?)?|next\s*[»›>→]",
    r"(?:\d+\s+){2,}(?:next.{0,4})?",
)

_FURNITURE = _any(
    r"(?:tags?|filed (?:under|in)|topics?|categor(?:y|ies)|keywords?|labels?|posted in|sections?"
    rf"|in this (?:article|story))\s*[:»|>—–].{{0,200}}{_NO_END}",
    r"(?:tags?:?\s+)?(?:#[\w-]+[,\s]*)+",
    r"\d+\s*(?:-| )?min(?:ute)?s?\.?\s+(?:read|to read|listen)",
    r"(?:estimated )?reading time\b.{0,30}|~?\d{1,2}\s?min\.?",
    r"(?:short|permanent|direct)[ -]?(?:link|url|address)\s*:?\s*\S{0,80}"
    r"|(?:permalink|shortlink|url)\s*:\s*\S{3,80}",
    r"(?:(?:published|licen[cs]ed) under (?:an? )?)?(?:creative commons|cc[ -]by)\b.{0,80}"
    r"|(?:purchase|buy|get) licen[sc]ing rights|re-?use this content"
    r"|our standards\s*:.{0,80}|(?:reprints|permissions)(?: (?:&|and) \w+)?",
    r"\d[\d., ]*[km]?\s+(?:views?|shares?|likes?|reads?|visits?|hits?|subscribers?|followers?"
    r"|просмотр\w*|подписчик\w*|vues?|aufrufe|visitas|lecturas|abonnés)",
    r"(?:number of )?(?:views?|hits?|shares?|visits?)\s*:\s*[\d.,]+[km]?",
    r"\(?source\s*[:/]\s*[^.]{2,40}\)?|a\s?[+]\s*a\s?[-–]|news with video\b.{0,40}",
    r"(?:if you )?(?:did you )?(?:report|flag|spotted|found|find|see|notice|suggest) (?:a|an|any)"
    r" (?:typo|error|mistake|problem|correction)\b.{0,80}",
    r"this (?:article|story|text|page) (?:was|has been|is) (?:automatically |machine[- ])?"
    r"translat(?:ed|ion)\b.{0,90}",
    r"(?:machine[- ]|automatic(?:ally)? |auto-?)translat(?:ed|ion)\b.{0,90}",
    r"translated (?:by|from|with|automatically)\b.{0,60}",
    r"(?:this (?:article|story|post)|the post .{3,120}) (?:was )?(?:first |originally )?"
    r"(?:published|appeared)\b.{0,100}",
    r"(?:first|originally) (?:published|appeared) (?:on|in|at|by)\b"
    r"(?!.*, (?:the|it|he|she|they|his|her|their)\b).{0,80}",
    r"your browser (?:does not|doesn['’]t)\b.{0,90}",
    r"this (?:content|video|post) (?:is|was) (?:not|no longer|un)\s?available\b.{0,120}",
    r"(?:editor(?:[- ]in[- ]chief)?|(?:responsible|managing) editor|publisher)\s*:\s*.{2,60}",
    r".{0,120}\bctrl\s?\+\s?enter\b.{0,40}"
    r"|(?:this|the) (?:article|story|text|page) is (?:also )?available in .{3,40}",
    r"noticed an error\b.{0,80}|version for the visually impaired|press release",
    r"\d+\s*min(?:ute)?s? read\b.{0,30}",
    r"(?:story|article) saved|you can find this (?:story|article) in\b.{0,120}",
    r"how did this (?:article|story|post) make you feel\b.{0,20}",
    r"(?:you are )?visitor (?:number|no\.?|count(?:er)?)\b.{0,30}",
    rf"-?\d{{1,3}}\s*°\s*[CF]?\b.{{0,50}}{_NO_END}",
    r"(?:\d[\d.,]*[km]?\s*(?:views?|shares?|likes?|comments?)\s*){1,4}",
    r"\d[\d,]*[km]?(?:\s+\d[\d,]*[km]?){1,4}",
    r"[\w.+-]+@[\w-]+\.[\w.-]+|\[(?:img|image|photo|video)\]",
    r".{0,110}\b(?:write to|contact|e-?mail|reach|send|messag\w+)\b.{0,60}[\w.+-]+@[\w-]+\.[\w.-]+"
    r"(?: (?:or|and) \S.{0,40})?(?:\W{1,3}(?:on|or) .{2,20}@\w+|\W*)",
    r"\(*[\w.+-]+@[\w-]+\.[\w.-]+\W.{0,80}\)+",
    r"[^\"“”„«»]{0,60}\?[^\"“”„«»]{0,60}[\w.+-]+@[\w-]+\.[\w.-]+[^\"“”„«»]{0,40}",
    r"(?:whatsapp|telegram|signal|viber|sms)\s*:\s*[+\d][\d ().-]{6,}",
    r"(?:published|posted) in (?-i:[A-Z])\S*(?: \S+){0,4}(?<![.!?])",
    r"(?:this|a version of this) (?:article|story|essay|piece|report|column|interview)\b.{0,20}"
    r" (?:appears|appeared|was (?:first |originally )?(?:published|printed)|ran|is (?:adapted"
    r"|excerpted|republished))\b.{0,160}",
    r"(?:download|get|view|open)\b.{0,60}\b(?:pdf|\d+ ?[km]b)\b.{0,40}|attachments?|"
    r"(?:resize|increase|decrease) text.{0,20}|author (?:bio|biograph)\w*|referenced symbols?",
    r"jump to\b.{0,30}(?<![.!?])|(?:<[^<>]+>\s*)+",
    r"republish (?:this|our)\b.{0,60}|add .{2,40} as a preferred source"
    r"|(?:prefer|follow|add|make) .{2,40} on google(?: news)?\b.{0,20}",
    r"\(?this (?:story|article|report|content) (?:has|was|is)(?: not| also)?(?: been)? (?:edited"
    r"|produced|generated|auto-?generated|supplied|syndicated|sponsored|provided)\b.{0,140}",
    r"(?:bonus|featured|related|top) videos?\s*:?|videos?\s*:|(?:skip past"
    r"|after) newsletter .{3,12}",
    r"was this (?:page|article|story|information) (?:helpful|useful|interesting)\b.{0,20}",
    r"you are here\s*[:>»].{0,120}|breadcrumbs?\s*[:>»].{0,120}",
    r"(?:turn on|enable|allow|get) (?:browser |push )?notifications?\b.{0,60}",
    r"advertise (?:with us|here)\b.{0,30}|rss(?: feeds?)?|sitemap|newsletters?|masthead",
    r"(?:got|have)(?: you)? (?:a|any) (?:story|news )?(?:tip|tips|story|question)s?\b.{0,100}",
)

_CREDITS = _any(
    r"[(\[]?(?:photo|image|picture|photograph|photography|video|illustration|graphic)s?"
    r"(?:\s+credits?\s*[:/]|\s*[:©/]|\s+by|\s+courtesy of)\s*(?:[^.]|\.(?=\S)){1,80}[)\]]?",
    r"(?:file |archive |library )(?:photo|picture|image)\s*[.:]?",
    r"(?:file|archive|library|stock) (?:photo|image)s?\s*/.{0,60}|image source\b.{0,60}",
)

_APPEALS = _any(
    r"(?:please )?(?:support|donate|become a (?:member|supporter|subscriber|patron))"
    r"(?:\s+(?:us|our|independent|quality|the work)\b.{0,140})?",
    r"(?:please )?(?:donate|become a (?:member|supporter|subscriber|patron))"
    r"\s+(?:to|for|now|today)\b.{0,140}",
    # "Support for the government fell": only what asks the reader, or hardly more than a button.
    rf"(?=.*{READER})support\s+(?:to|for|now|today)\b.{{0,140}}|support (?:now|today)\W*",
    r".{0,20}\byour gift (?:saves|helps|of|will|pays)\b.{0,160}",
    rf"{aside(READER, ASKING)}.{{0,60}}\bunsubscribe\b.{{0,60}}"
    r"|our (?:listeners|readers|members) (?:pay|fund)\b.{0,100}",
    rf"{aside(READER, ASKING)}.{{0,60}}\b(?:your (?:donation|contribution)"
    r"|reader[- ](?:funded|supported)|make a donation|chip in)\b.{0,140}",
    r"(?:do you |did you )?(?:like|enjoy|love)(?:d|ed|ing)? (?:this|what|our|it)\b[^\"“”]{0,60}\?"
    r"[^\"“”]{0,90}",
    r"if you (?:enjoyed|liked|value|found)\b.{0,200}|.{0,60}\bplease consider\b.{0,160}",
    r"(?:make|give)(?: an?)? (?:\w+ )?(?:contribution|donation|gift)\b.{0,20}"
    r"|(?:please )?(?:support|fund) (?:us|our|the|quality|local|good|free|independent)?\b[^.]{0,60}"
    r"\b(?:journalism|newsroom|reporting|journalists)\b[^.]{0,60}",
    r"get (?:e-?mails?|alerts?|updates?|notifications?)\b.{0,50}(?<![.!?])|e-?mail me"
    r"|get (?:our|the) (?:\S+ ){0,4}(?:e-?mails?|newsletters?|alerts?|briefings?)\b.{0,30}"
    r"|[^\"“”]{0,140}\bsign up (?:today|now|here|for free)\b[^\"“”]{0,60}"
    r"|[^\"“”]{0,120}\bdownload (?:our|the) (?:\S+ )?app\b[^\"“”]{0,30}",
    r"(?:[^.!?]{0,80}[.?!] )?(?:every|each) (?:day|morning|week|weekday|evening|month|\w+day)\b"
    r".{0,80}\b(?:inbox|newsletter|our (?:best|top|latest)|straight to you|to your)\b.{0,60}",
    r"get (?:the |our |all )?.{0,40}(?:in|to|into|on) your (?:inbox|email|phone|e-mail)\b.{0,60}",
    r"(?:never miss|stay (?:informed|up to date|updated|connected|tuned)|be the first to know)"
    r"\b.{0,100}",
    rf"{aside(READER, ASKING)}.{{0,50}}\b(?:our|free|daily|weekly|morning|evening)"
    r" (?:\w+ )?newsletters?\b.{0,100}",
    r"(?:available|get it|download(?: it)?) (?:on|from|in) (?:the )?(?:google play|app store"
    r"|play store)\b.{0,60}",
    r"join (?:our|us|the|\d[\d,.]*)\b.{0,30}(?:telegram|whatsapp|viber|facebook|channel|group"
    r"|community|subscribers|readers)\b.{0,60}",
    r"(?:download|get|try|install) (?:the|our) (?:free )?app\b.{0,60}",
    rf"(?:get|download|install|try|open)\b.{{0,60}}\bapps?\b.{{0,60}}{_NO_END}",
    r"enter your e-?mail\b.{0,40}|yes, i (?:will|want)\b.{0,40}",
    r"we (?:are|['’]re) an? (?:independent |small )?(?:non-?profit|reader)\b.{0,160}",
    r"subscribe(?: (?:to|for|now|here|today)\b.{0,90})?",
    r"(?:sign|log) (?:up|in)(?: (?:to|for|with|now|here)\b[^,]{0,60})?",
)

_NOTICES = _any(
    r"(?:copyright\s*(?:©|\(c\)|\d{4}|by\b)|©|\(c\)\s*\d{4}).{0,200}",
    r"[^“”\"]{0,80}\ball rights reserved[^“”\"]{0,60}",
    r"(?:we|(?:this|our) (?:web)?site)(?: and our partners)? uses? cookies.{0,220}",
    r"(?:accept|manage|reject|allow)(?: (?:all|my|essential|necessary))*"
    r"(?: (?:cookies|preferences|settings|choices))?",
    r"(?:we value your privacy|by (?:continuing|clicking|using)\b.{0,40}\b(?:you|cookies)"
    r"|cookie (?:settings|preferences|consent|notice))\b.{0,200}",
    r"(?:privacy|cookie) policy(?:\s*[|·/&,-].{0,60})?",
    r"privacy notice\s*:.{0,200}",
    r"terms (?:of (?:use|service)|and conditions)(?:\s*[|·/&,-].{0,60}| apply\.?)?",
    r"skip (?:to|past) .{0,40}(?<![.!?])|(?:all )?(?:content|material)s? (?:is"
    r"|are) copyright.{0,100}",
    r"manage (?:options|consent)|we and our (?:\d+ )?partners\b.{0,200}",
    r"by (?:signing up|subscribing|registering|submitting)\b.{0,160}",
    r"no (?:part|reproduction|republication)\b.{0,160}\b(?:permission|consent)\b.{0,40}",
    rf"{aside(PRINTED)}.{{0,90}}\b(?:may not be|not to be)"
    r" (?:published|reproduced|copied|republished)\b.{0,120}",
    r".{0,60}\b(?:registered|trade) ?marks? of\b.{0,80}|imprint",
    r"disclaimer\s*:.{0,200}|.{0,60}\bgamble responsibly\b.{0,60}|.{0,120}\bt&cs apply\b.{0,60}",
    r".{0,80}\b(?:hyperlink|link to the source) (?:[\w.]+ ){0,4}(?:is )?(?:obligatory|required)\b"
    r".{0,60}",
    r"(?:when|if|in case of) (?:quoting|using|reprinting|copying)\b.{0,160}"
    r"\b(?:obligatory|mandatory|required|link|reference)\b.{0,80}",
    rf"{aside(PRINTED)}.{{0,60}}"
    r"\b(?:does not|do not|is not|are not) (?:bear|take|accept|responsible)\b"
    r".{0,30}\b(?:responsib|content|advertis|opinions)\w*\b.{0,100}",
    r"(?:the |any |all |full |partial )*(?:use|using|re-?use|copying|quoting|citing|citation"
    r"|quotation"
    r"|reproduction|reprinting|republication|republishing|distribution) (?:\w+ ){0,4}(?:materials?"
    r"|contents?|articles?|texts?|photos?|photographs?|information)\b.{0,100}\b(?:consent"
    r"|permission|permitted|allowed"
    r"|prohibited|forbidden|hyperlink|link|reference|obligatory|mandatory|possible"
    r"|agreement)\b.{0,80}",
    r"reproduction (?:only|in whole|without|is prohibited|prohibited)\b.{0,120}",
    r"(?:this is an opinion (?:piece|article|column)\W*)?"
    r"the (?:views|opinions) expressed\b.{0,140}",
    r"certificate of registration\b.{0,160}|.{0,60}\baffiliate (?:commission|links?)\b.{0,80}",
    r"(?:market data|quotes?|prices) (?:are )?delayed\b.{0,160}",
    r".{0,60}\bnot (?:investment|financial) advice\b.{0,60}",
    r"enable javascript.{0,80}",
)

# Lines that are the site's, whether or not the article goes on below.
LINE_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "ad marker",
        _any(
            rf"(?:{MARKER.pattern}\s*)+",
            r"(?:advertisements?|ads?|sponsored(?: content)?|promoted)\s*[:.]?",
            r"\[(?:advertisements?|ads?|sponsored)\b[^\]]{0,60}\]",
            r"[-–—=*_~ ]*(?:a )?(?:message|word|note) from (?:our|today['’]s|this week['’]s)"
            r" (?:\w+ )?(?:sponsors?|partners?|advertisers?)[-–—=*_~ :]*",
            r"[-–—=*_~ ]*end (?:of )?(?:the )?(?:sponsored )?(?:message|ad|advert|advertisement"
            r"|promotion|sponsorship)[-–—=*_~ :]*",
            r"(?:(?:together|in (?:partnership|association|collaboration)) with"
            r"|(?:presented|sponsored|supported|brought to you|paid for) by) "
            r"(?-i:[A-Z0-9]\S*(?: (?:[A-Z0-9&]\S*|of|and|the|de|für)){0,5})(?<![.!?])",
        ),
    ),
    ("comment form", _COMMENTS),
    ("share bar", _SHARING),
    ("continuation", _CONTINUATION),
    ("page furniture", _FURNITURE),
    ("credit", _CREDITS),
    ("appeal", _APPEALS),
    ("notice", _NOTICES),
    ("another language's label", ABROAD),
    (
        "navigation",
        _any(
            r"(?:also read|read more|read also|see also|watch|listen)\s*[:»>|].{0,160}",
            r"\[(?:most read|related|read more|read also|watch|video|photos?|opinion"
            r"|more)\] .{5,140}",
            r"read more (?:on|at) .{2,40}(?<![.!?])",
            r"(?:also read|read more|read also|read next|see also)\s*[–—-]\s.{0,160}",
            rf"(?:previous|next) (?:article|post|story|page)\s*[:»>].{{0,160}}{_NO_END}",
            rf"(?:related|trending|recommended|don['’]t miss|pr|(?:text |paid )?ad"
            rf"|hot)\s*[:»>].{{0,160}}{_NO_END}",
        ),
    ),
)
