"""Lines that end a story: headings of other stories, of comments, of contacts."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# Lines that end the article wherever they stand: what follows them is the site's, not the story's.
END = _any(
    *(
        rf"(?:{pattern})\s*[:»>…]*"
        for pattern in (
            r"related (?:articles?|posts?|stories|topics?|news|coverage|content|links?|reading)",
            r"you (?:may|might|will|['’]ll) (?:also |even )?(?:like|love|be interested in)",
            r"more (?:from|on|in|stories|news|policy|politics|headlines|by)\b.{0,40}",
            r"also (?:on|in) (?:the |our )?\S.{1,30}(?:pages?|sites?|sections?)"
            r"|(?:the )?(?:news|stories|articles) (?:that )?you (?:may|might)\b.{0,40}"
            r"|(?:earlier|previously|also|more) (?:in|on) (?:this|our) (?:series|blog|thread)",
            r"more \w+ (?:news )?from (?!mon|tues|wednes|thurs|fri|satur|sun)"
            r"(?-i:[A-Z])\S+(?: (?-i:[A-Z])\S+){0,2}",
            r"(?:see |view )?all (?:the )?(?:news|stories|articles|headlines|releases)",
            r"more for you|promoted (?:content|links)|news on the topic|on (?:this"
            r"|the same) topic",
            r"read (?:more|also|next)|what to read next|next up|up next|also read|see also",
            r"also (?:in|on) this \w+|elsewhere (?:in|on) .{0,30}|in other (?:\w+ )?news",
            r"leave a (?:reply|comment)|(?:post|add|write) (?:a|your) comment|cancel reply",
            r"join the (?:conversation|discussion|debate)|have your say",
            r"(?:\d+ )?(?:readers?['’]? )?(?:comments?|replies|responses)(?: \(\d+\))?",
            r"recommended(?: (?:for you|stories|reading))?|trending(?: (?:now|stories|topics))?",
            r"most (?:read|popular|viewed|shared|commented)(?: .{0,20})?",
            r"popular(?: (?:now|posts|stories|today))?",
            r"(?:top|latest|other|sponsored|promoted) (?:stories|news|headlines|posts|articles)",
            r"editor['’]?s['’]? (?:picks?|choice)",
            r"(?:from )?(?:around|across) the web|from our (?:partners|sponsors)|paid content",
            r"don['’]t miss(?: .{0,20})?|source link|(?:today['’]?s )?headlines",
            r"(?:back|return) to (?:top|home(?:page)?)(?: button)?",
            r"(?:previous|next|newer|older) (?:article|post|story|page)",
            r"explore more\b.{0,40}|(?:more )?on these topics|newest(?: .{0,12})?",
            r"topics?|tags|key ?words",
            r"(?:related|popular|suggested) (?:tags|keywords|searches|topics)",
            r"about the (?:author|writer|reporter)s?",
            r"more (?:about|like)(?! .*\bthan\b)(?: \S+){1,3}|more to (?:read|explore|discover)",
            r"(?:sources|references|external links|further reading|footnotes)(?: ?\[+edit\]*)?",
            r"(?:people|others|readers|visitors|users|subscribers)\b.{0,30}\b(?:read|reading|view"
            r"|viewed|viewing|liked?|watched|watching|enjoyed)\b.{0,12}|in case you missed it",
            r"(?:similar|other) (?:threads?|posts?|discussions?|videos?)|next (?:story|article)",
            r"more (?:releases?|threads?|articles?|videos?|posts?|stories|news)\b.{0,40}",
        )
    )
)

# Lines below which no story goes on, whatever whole sentences follow.
TERMINAL = _any(
    r"(?:press|media|investor|news|editorial|company) (?:relations )?contacts?\W*"
    r"|(?:press|media) (?:enquir|inquir)ies\W*|notes? (?:to|for) editors\W*",
    r"for (?:more|further|additional|media|press) (?:information|details|enquiries|inquiries)"
    r"(?:,? (?:please )?(?:contact|visit|call|write to)\b.{0,80})?\W*",
    r"(?:vos |leser)?(?:kommentare?|commentaires?)\W*|(?:обсуждение|комментарии)(?: \(\d+\))?\W*"
    r"|comentarios(?: \(\d+\))?\W*|commenti(?: \(\d+\))?\W*",
    r"(?:sobre la firma|sobre (?:el|la) autora?|acerca del autor|über (?:den|die) autor(?:in)?"
    r"|zur person|à propos de l['’]auteure?|об авторе)\W*",
    r"pressekontakt\W*|rückfragen(?: (?:bitte )?an)?\W*|kontakt(?: für die)? presse\W*"
    r"|contacts? (?:de )?presse\W*|contacto de prensa\W*|контакты для сми\W*",
    r"contacts? (?:details )?for (?:the )?(?:journalists|press|media)\b(?: only)?\W*",
    r"leave a (?:reply|comment)|(?:post|add|write) (?:a|your) comment|cancel reply",
    r"join the (?:conversation|discussion|debate)|have your say",
    r"(?:\d+ )?(?:readers?['’]? )?comments?(?: \(\d+\))?:?",
    r"about the (?:author|writer|reporter)s?:?",
)
