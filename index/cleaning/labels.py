"""Buttons, menus and places to share at: the words that stand alone or in rows."""

from __future__ import annotations

SHARE_WORDS = frozenset(
    """
    share tweet pin email e-mail print copy facebook twitter whatsapp telegram linkedin pinterest
    reddit messenger viber instagram youtube x bluesky mastodon threads tiktok vk odnoklassniki ok
    save bookmark
    """.split()
)
SHARE_FILLERS = frozenset(
    """
    this on via to it with by article story post page link comment comments more and update
    us our follow a friend friends in new window opens the send
    """.split()
)
PAGER = frozenset(
    "previous prev next index first last back top newer older contents page up down".split()
)
# What a site counts beside a pictograph.
COUNTED = frozenset(
    """
    view views like likes comment comments share shares read reads min mins minute minutes reaction
    reactions clap claps vote votes visit visits hit hits follower followers
    """.split()
)
NAVIGATION = frozenset(
    label.strip()
    for label in """
    kontakt, contacto, contatti, nous contacter, qui sommes-nous, qui sommes-nous ?, quiénes somos,
    chi siamo, über uns, контакты, о нас, faq, media kit, widerrufsbelehrung,
    home, menu, search, contact, contact us, about, about us, home page, main page, startseite,
    accueil, portada, главная, anasayfa, ana sayfa, početna, naslovnica, strona główna, forside,
    etusivu, acasă, αρχική, الرئيسية, головна
    """.split(",")
)

# Buttons and rubrics that stand alone on a line and are never a story's own words.
UI_LABELS = frozenset(
    label.strip()
    for label in """
    download, embed, transcript, show, hide, gallery, view gallery, quick guide, donate, exclusive,
    live, share, print, sign in, log in, login, register, subscribe, more, close, cancel, ok, play,
    mute, watch live, listen live, read more, show more, view all, see all, sign up, ad, video,
    sponsored content, google news, listen, watch, notifications, submit a tip, sections,
    favourites, videos,
    addthis, font size, text size, translate this page, got it, got it!, like this:,
    why am i seeing this?, why am i seeing this ad?,
    unmute, expand, image caption, media caption, hide caption, show caption,
    toggle caption, view caption, enlarge image, enlarge this image, play video, play audio,
    fullscreen, full screen, exit fullscreen, ad choices, adchoices, site map,
    your privacy choices, story continues, article continues, getty images,
    copy embed code, share this video, autoplay, up next, now playing, image gallery,
    bild vergrößern, bildunterschrift, video abspielen, ton an, agrandir l'image, ampliar imagen,
    увеличить, развернуть, свернуть, скрыть, подробнее,
    in this article, in this story, photo, video file, voice message,
    next, previous, save, like, follow, vote, submit, accept, dismiss
    """.split(",")
)

# What stands beside a button or a menu's other labels, and alone may be a story's word.
CONTROLS = frozenset(
    label.strip()
    for label in """
    news, google news, subscribe, follow us, e-paper, e-edition, epaper, newsletter, newsletters,
    account, my account, shop, store, podcasts, podcast, archive, jobs, classifieds, obituaries,
    listen, watch, print, text size, font size, privacy, terms, help, rss, feedback, contacts,
    advertising, weather, careers
    """.split(",")
)

SLOGAN_WORDS = frozenset(
    """
    news live latest breaking update updates updated update daily today online headlines
    world videos video photos images clips hot entertainment sports politics 24/7
    quickly reliable reliably trusted max international mainstream society stories
    """.split()
)

# What agencies write in capitals above and below their messages, beside numbers and codes.
WIRE_WORDS = frozenset(
    """
    zczc nnnn priority urgent bulletin flash more end page lead embargoed pix
    """.split()
)
