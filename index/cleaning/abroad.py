"""The labels that sites in other languages put around their stories.

Every pattern stands for a whole line. Languages stand in the order of their codes.
"""

from __future__ import annotations

import re

# Headings of lists of other stories, as END has them in English.
_READ_ALSO = (
    r"اقر[أا] (?:أيضا|أيضًا|أيضاً|المزيد)|(?:مواضيع|أخبار|مقالات) (?:ذات صلة|متعلقة|مشابهة)"
    r"|(?:الأكثر|الاكثر) (?:قراءة|مشاهدة)|شاهد أيضا?ً?"
    r"|прочетете (?:още|също)|още по темата|свързани (?:новини|статии)|най-четени"
    r"|čtěte (?:také|dále|více)|mohlo by vás zajímat|související (?:články|zprávy)|nejčtenější"
    r"|læs også|mest læste|relaterede artikler"
    r"|lesen sie (?:auch|mehr|hier|dazu)|(?:das könnte sie auch|auch) interessier(?:en|t).{0,20}"
    r"|(?:mehr )?zum thema|weiterlesen|meist(?:ge|kommen)\w+"
    r"|(?:weitere|mehr|ähnliche|verwandte|aktuelle|neueste) (?:artikel|meldungen|nachrichten"
    r"|themen|informationen|beiträge|videos)(?: .{0,24})?"
    r"|das könnte (?:sie|dich)\b.{0,40}|auch interessant|empfohlen(?:e artikel)?"
    r"|διαβάστε (?:επίσης|ακόμα|ακόμη|περισσότερα)|σχετικά (?:άρθρα|νέα)|δημοφιλή"
    r"|(?:le|lea|vea) (?:también|más)|leer más|(?:noticias|artículos|notas) relacionad[ao]s"
    r"|(?:te|le) puede interesar|también te puede interesar|(?:lo )?más (?:leído|visto|noticias"
    r"|información)s?|últimas noticias|en portada"
    r"|(?:بیشتر بخوانید|مطالب مرتبط|اخبار مرتبط)"
    r"|lue (?:myös|lisää)|luetuimmat|aiheesta lisää"
    r"|(?:à )?(?:lire|voir|écouter) (?:aussi|également|la suite|plus)"
    r"|sur le même (?:sujet|thème)|articles? (?:liés?|similaires?|associés?|connexes?)"
    r"|les plus (?:lus|populaires|récents|partagés)|à la une|vous (?:aimerez"
    r"|pourriez) aussi\b.{0,20}"
    r"|dans la même rubrique|nos derniers articles|plus d['’]articles.{0,30}|en savoir plus"
    r"|קראו (?:גם|עוד)|כתבות נוספות|עוד בנושא"
    r"|यह भी पढ़ें|संबंधित खबरें"
    r"|pročitajte (?:još|i ovo|i|više)|čitajte (?:još|i)|povezan[ei] (?:vesti|vijesti|teme|članci)"
    r"|naj(?:čitanije|novije|noviје)|možda će vas zanimati|više (?:iz rubrike|o temi).{0,30}"
    r"|pročitaj(?:te)? više|прочитајте (?:још|и)|повезане вести|најчитаније"
    r"|olvass(?:a|on)? (?:el|tovább).{0,20}|kapcsolódó (?:cikkek|hírek)|ajánlott (?:cikkek"
    r"|tartalom)"
    r"|baca (?:juga|selengkapnya)|artikel terkait|berita (?:terkait|terkini|populer)|terpopuler"
    r"|leggi (?:anche|tutto|ancora|di più)|(?:ti )?potrebbe(?:ro)? interessart?[vi]i?.{0,20}"
    r"|articoli (?:correlati|simili|recenti)|(?:i )?più (?:letti|visti|commentati)"
    r"|sullo stesso (?:tema|argomento)|ultime notizie|notizie correlate"
    r"|関連(?:記事|ニュース)|あわせて読みたい|アクセスランキング|相关(?:新闻|阅读|文章)|相關新聞"
    r"|관련 ?(?:기사|뉴스)|많이 본 (?:기사|뉴스)"
    r"|lees (?:ook|meer|verder)|gerelateerde? (?:artikelen|berichten)|meest gelezen"
    r"|meer over dit \w+"
    r"|les (?:også|mer)|mest lest|relaterte saker"
    r"|(?:czytaj|przeczytaj|zobacz) (?:także|również|też|więcej|dalej)"
    r"|(?:powiązane|podobne) (?:artykuły|tematy)|najczęściej czytane|polecane|warto przeczytać"
    r"|(?:leia|veja|saiba) (?:também|mais)|(?:notícias|artigos|matérias) relacionad[ao]s"
    r"|mais (?:lidas|lidos|vistas|notícias)|últimas notícias|você (?:também )?pode (?:gostar"
    r"|se inter)"
    r".{0,20}"
    r"|citește (?:și|mai mult|mai departe)|citeşte (?:şi|mai mult)|articole (?:similare"
    r"|recomandate)"
    r"|cele mai citite|pe aceeași temă"
    r"|(?:читайте|смотрите) (?:также|ещ[её]|далее)|по теме|(?:ещё |еще )?(?:новости|материалы"
    r"|статьи)"
    r" (?:по теме|партн[её]ров)|похожие (?:новости|статьи|материалы)|другие новости"
    r"|(?:главные|последние|популярные|самые читаемые) (?:новости|материалы)|популярное"
    r"|самое читаемое"
    r"|рекомендуем|вам (?:может быть|будет) интересно"
    r"|čítajte (?:aj|viac|tiež)|súvisiace články|najčítanejšie|preberite (?:tudi|več)"
    r"|sorodn[eo].{0,20}"
    r"|läs (?:också|även|mer)|mest lästa|relaterade? (?:artiklar|nyheter)"
    r"|ilgili (?:haberler|haber|konular)|bunlar da ilginizi çekebilir|(?:bunu|şunu) da oku\w*"
    r"|ayrıca oku\w*|en çok okunanlar?|son dakika haberleri|ilginizi çekebilir\w*|benzer haberler"
    r"|читайте (?:також|далі)|схожі (?:новини|статті)|новини (?:за темою|партнерів)"
    r"|популярні новини"
    r"|lexo (?:edhe|më shumë)|lajme të (?:ngjashme|lidhura)|đọc (?:thêm|tiếp)|tin liên quan"
    r"|oxumağa davam|həmçinin oxuyun|oxşar xəbərlər|წაიკითხეთ (?:ასევე|მეტი)|კարդացեք նաև"
    r"|Կարդացեք նաև"
    r"|сондай-ақ оқыңыз|llegeix també|irakurri (?:ere|gehiago)"
)

# Alone on its line it is a heading of what is below; with words after a colon, a link itself.
READ_ALSO = re.compile(rf"(?:{_READ_ALSO})\s*[:»>…]*", re.IGNORECASE)
READ_ON = re.compile(rf"(?:{_READ_ALSO})(?:\s*[:»|>.–—-]\s.{{0,160}})?", re.IGNORECASE)

# The labels of other languages that stand for the site wherever they stand.
ABROAD = re.compile(
    "|".join(
        (
            # A text that goes on below a picture or an advertisement.
            r"(?:de )?(?:tekst|artikel) (?:gaat|loopt) (?:verder|door) (?:onder|na)\b.{0,40}"
            r"|(?:dalsza|dalszy) (?:część|ciąg)\b.{0,30}\b(?:pod|poniżej)\b.{0,40}"
            r"|(?:der (?:artikel|text|beitrag)|hier) (?:wird|geht)\b.{0,30}\b(?:fortgesetzt|weiter)"
            r"\b.{0,20}|la suite (?:de l['’]article )?(?:après|sous|ci-dessous)\b.{0,40}"
            r"|(?:l['’]articolo )?continua (?:dopo|sotto|a leggere)\b.{0,40}"
            r"|(?:la nota |el artículo )?(?:sigue|continúa) (?:debajo|después|abajo"
            r"|leyendo)\b.{0,40}"
            r"|продолжение (?:ниже|после|под)\b.{0,40}",
            # Letters to the editors, favourites, comments and promotions in Italian, Dutch, Polish.
            r"aggiungi ai .{0,20}|(?:leggi |vedi )?(?:i )?commenti(?: dei lettori)?"
            r"|contenut[oi] sponsorizzat[oi]|scrivi alla redazione|scrivici.{0,20}"
            r"|[^.]{0,80}\bP\. ?I(?:VA)?\b.{0,30}"
            r"|.{0,120}\b(?:vietata|proibita) la (?:loro |sua )?riproduzione\b.{0,60}",
            r"lees voor|luister (?:naar )?(?:dit|het) .{0,20}|deel (?:via|op|dit) .{0,20}"
            r"|reageren\?.{0,40}"
            r"|(?:wil je )?op de hoogte blijven\b.{0,80}|meld je aan\b.{0,80}",
            r"materiały? (?:promocyjn|sponsorowan|partner)\w*.{0,20}|polecane .{0,20}|fot\. .{2,60}"
            r"|komentowanie\b.{0,60}\b(?:zalogowan|zarejestrowan)\w*.{0,30}|podaj powód.{0,20}"
            r"|(?:masz|chcesz) (?:dla nas |nam )?(?:temat|informacj|coś)\w*.{0,80}",
            # Links past the menu, listening, gifts of articles, signing in to comment.
            r"(?:direkt )?zu[mr] (?:inhalt|hauptinhalt|navigation|hauptmenü|menü|suche|fußzeile"
            r"|startseite)\b.{0,20}|(?:aller|passer|accéder) (?:directement )?(?:au|à la"
            r"|à) (?:contenu"
            r"|menu|navigation|recherche|pied)\b.{0,30}|(?:ir|saltar|pasar) al? (?:contenido|menú"
            r"|los comentarios)\b.{0,20}|перейти к (?:содерж|основн|навигац)\w+.{0,20}"
            r"|vai al contenuto.{0,20}",
            r"(?:offrir|enregistrer|sauvegarder|signaler|classer) (?:cet |l['’]"
            r"|un[e]? )\w+(?: .{0,20})?"
            r"|artikel (?:verschenken|empfehlen)|regalar (?:este )?artículo|печатать"
            r"|версия для печати"
            r"|ответить|отправить|ваше имя|сообщить новость|обсудить.{0,20}|показать ещ[её].{0,20}"
            r"|antworten|senden|absenden|mehr anzeigen|répondre|envoyer|afficher plus|voir plus"
            r"|responder|enviar|mostrar más|ver más|desplegar .{0,30}",
            r"[^\"„“”«»]{0,60}\b(?:kommentar|commentaire|comentario|комментари"
            r"|commento)\w*\b.{0,60}"
            r"\b(?:anmelden|registrieren|einloggen|connecte[rz]?|inscri\w+|sesión|registr\w+"
            r"|авториз\w+|вой(?:ти|дите))\b.{0,40}",
            r"[^\"„“”«»]{0,80}\b(?:chaque|tous les|toutes les|jeden|cada|todos los|каждый|каждую)"
            r" (?:jours?|semaines?|matins?|soirs?|tag|morgen|woche|día|días|semana|mañana|день"
            r"|неделю)\b"
            r".{0,60}\b(?:nos (?:\w+ )?(?:articles?|infos?|actu\w*|sélection\w*)|l['’]essentiel"
            r"|unsere?\w* (?:\w+ )?(?:artikel|nachrichten|newsletter)|das wichtigste|lo mejor"
            r"|nuestr\w+ (?:\w+ )?(?:artículos|noticias|boletín)"
            r"|главн\w+|лучш\w+)\b.{0,80}",
            r"merken|drucken|teilen|anzeige|werbung|vorlesen|newsletter abonnieren.{0,60}"
            r"|zur startseite"
            r"|(?:lesezeit|lesedauer)\b.{0,30}|kommentare?(?: schreiben)?(?: \(\d+\))?|nach oben"
            r"|melden sie sich an\b.{0,80}"
            r"|(?:foto|bild|quelle|grafik|schlagw[oö]rt(?:er)?)s?\s*[:/©].{0,80}"
            r"|impressum.{0,80}|datenschutz.{0,60}|alle rechte vorbehalten.{0,60}"
            r"|wir verwenden cookies.{0,200}",
            r"partager|imprimer|publicité|annonce|commentaires?(?: \(\d+\))?|haut de page"
            r"|s'abonner.{0,60}"
            r"|(?:photo|crédit|source|mots[- ]clés)s?\s*[:/©].{0,80}|tous droits réservés.{0,60}"
            r"|mentions légales.{0,60}|temps de lecture.{0,30}|accepter (?:et|les|tout).{0,40}",
            r"compartir|imprimir|publicidad|anuncio|comentarios?(?: \(\d+\))?|volver arriba"
            r"|suscríbete.{0,60}|(?:foto|fuente|etiquetas|temas)\s*[:/©].{0,80}"
            r"|todos os direitos reservados.{0,60}|todos los derechos reservados.{0,60}"
            r"|política de (?:privacidad|cookies|privacidade).{0,60}|aviso legal.{0,60}",
            r"condividi|stampa|pubblicità|commenti(?: \(\d+\))?|torna su|(?:foto|fonte"
            r"|tag)\s*[:/©].{0,80}"
            r"|tutti i diritti riservati.{0,60}",
            r"поделиться.{0,40}|распечатать|реклама|комментари(?:и|ев)(?: \(\d+\))?|наверх"
            r"|подпис(?:ывай|аться|ка).{0,80}"
            r"|(?:фото|источник|теги|рубрика|автор фото)\s*[:/©].{0,80}|все права защищены.{0,80}"
            r"|нашли ошибку.{0,80}|заметили ошибку.{0,80}|поділитися.{0,40}|коментарі"
            r"|джерело\s*:.{0,60}",
            r"paylaş.{0,30}|yazdır|reklam|yorumlar?(?: \(\d+\))?|etiketler\s*:.{0,80}"
            r"|kaynak\s*:.{0,60}"
            r"|tüm hakları saklıdır.{0,60}|podijeli|podeli|štampaj|oglas|komentari(?: \(\d+\))?"
            r"|(?:foto|izvor|tagovi|oznake)\s*:.{0,80}|sva prava (?:zadržana|pridržana).{0,60}",
            r"مشاركة|طباعة|إعلان|التعليقات|اترك تعليق[اً]*|المصدر\s*:.{0,60}"
            r"|جميع الحقوق محفوظة.{0,60}",
            # Sharing, comments, advertisements, tags and credits in further languages.
            r"(?:sdílet|diskuse|reklama|inzerce|komentáře|štítky|autor|zdroj|foto)\s*(?:\(\d+\)"
            r"|[:/©].{0,80})?",
            r"(?:delen|reacties|advertentie|reageer|bron|trefwoorden)\s*(?:\(\d+\)|[:/©].{0,80})?",
            r"(?:udostępnij|komentarze|źródło|tagi|autor|fot\.?|zdjęcie)\s*(?:\(\d+\)"
            r"|[:/©].{0,80})?",
            r"(?:dela|annons|kommentarer|annonse|kilde|källa|mainos|kommentit|lähde|kuva|del)"
            r"\s*(?:\(\d+\)|[:/©].{0,80})?",
            r"(?:megosztás|hozzászólások|hirdetés|forrás|címkék|fotó|címlapkép)\s*(?:\(\d+\)"
            r"|[:/©].{0,80})?",
            r"(?:distribuie|publicitate|comentarii|sursa|sursă|etichete)\s*(?:\(\d+\)"
            r"|[:/©].{0,80})?",
            r"(?:σχόλια|διαφήμιση|κοινοποίηση|πηγή|ετικέτες|φωτογραφία)\s*(?:\(\d+\)"
            r"|[:/©].{0,80})?",
            r"(?:bagikan|komentar|iklan|sumber|editor|penulis|foto)\s*(?:\(\d+\)|[:/©].{0,80})?",
            r"(?:споделете|коментари|источник фото|снимка|етикети|фото|теги|ключевые слова|тэги)"
            r"\s*(?:\(\d+\)|[:/©].{0,80})?",
            r"(?:kaynak|etiketler|anahtar kelimeler|fotoğraf|muhabir|editör)\s*[:/©].{0,80}",
            r"(?:المصدر|الوسوم|كلمات مفتاحية|الكلمات المفتاحية|تصوير|الصورة|وسوم)\s*[:/©].{0,80}",
            r"(?:мы используем|сайт использует|этот сайт использует)\s+(?:файлы\s+)?(?:cookie"
            r"|куки).{0,160}",
            r"(?:ce site utilise|nous utilisons|utilizamos|este sitio (?:web )?(?:usa|utiliza)"
            r"|questo sito usa"
            r"|questo sito utilizza|usamos|este site usa|diese (?:web)?s(?:e)?ite verwendet"
            r"|tato stránka používá"
            r"|ta strona używa|strona używa|deze (?:web)?site gebruikt|wij gebruiken"
            r"|acest site folosește"
            r"|bu (?:web )?sitesi|sitemiz(?:de)?|koristimo|ova stranica koristi|ovaj sajt koristi)"
            r"\b.{0,60}\b(?:cookie|çerez|kolačić|kukis|ciastecz)\w*.{0,160}",
            r"(?:при|за) (?:полном |частичном |любом )?(?:использовании|перепечатке|цитировании"
            r"|копировании) (?:\w+ )?материал\w*"
            r"\b.{0,160}",
            r"(?:все|всі) (?:права|матеріали)\b.{0,80}(?:защищены|захищені).{0,80}",
            r"wszelkie prawa zastrzeżone.{0,80}|všechna práva vyhrazena.{0,80}"
            r"|alle rechten voorbehouden.{0,60}"
            r"|minden jog fenntartva.{0,60}|toate drepturile rezervate.{0,60}|tüm hakları.{0,80}"
            r"|με επιφύλαξη παντός δικαιώματος.{0,60}|hak cipta (?:©|dilindungi|\d).{0,60}"
            r"|med ensamrätt.{0,40}"
            r"|reproduction (?:interdite|totale|partielle).{0,80}|nachdruck,? (?:auch|nur"
            r"|verboten)\b.{0,80}|riproduzione riservata.{0,60}"
            r"|prohibida (?:su|la) reproducción.{0,80}",
            r"(?:abonnez-vous|inscrivez-vous|s['’]inscrire|recevez|suivez-nous"
            r"|rejoignez-nous)\b.{0,120}",
            # Fields and buttons of forms, time to read, favourites.
            r"(?:votre|ihre|deine|tu|su|il tuo|la tua|seu|twój|váš|ваш\w*|adresse|dirección de"
            r"|indirizzo"
            r"|endereço de|correo) .{0,14}(?:e-?mail|mail|courriel|correo|почт\w*|posta|poczt\w*)"
            r".{0,14}|e-posta (?:adresi\w*).{0,20}|correo electrónico|courriel|adres e-mail",
            r"(?:je m['’]|me )(?:inscris|abonne|connecter?|inscribo|suscribo)(?: .{0,30})?"
            r"|se connecter|s['’]identifier|iniciar sesión|accedi|entrar|zaloguj się|вход|войти"
            r"|giriş yap"
            r"|prijava|prijavi se|přihlásit se|inloggen|logga in",
            r"ajouter (?:à|aux) .{0,30}|añadir a .{0,30}|zu favoriten.{0,20}|в избранное"
            r"|archivado en\s*:?.{0,100}|publié dans\s*:.{0,80}|abgelegt unter\s*:?.{0,80}",
            r"(?:\S+ ){0,2}(?:lecture|lectura|lettura|leitura|leestijd|läsning|lästid|czytania"
            r"|чтения"
            r"|čitanja|čtení|okuma|lesezeit|lesedauer)\b\W*(?:de |di |:)?\s*\d{1,2}\s?\S{1,9}\.?"
            r"|\d{1,2}\s?\S{1,9}\.? (?:\S+ )?(?:lecture|lectura|lettura|leitura|czytania|чтения"
            r"|čitanja"
            r"|okuma|leestijd|lesezeit)\b.{0,12}",
            r"(?:artikel|beitrag|artículo|article) (?:anhören|versenden|merken|teilen|drucken)"
            r"|écouter (?:cet |l['’])article|escuchar.{0,20}|ascolta.{0,20}|fehler melden"
            r"|signaler une erreur|(?:themen|schlagworte|argomenti|sujets|темы|тэги|teme"
            r"|témata|tematy)"
            r"\s*:?",
            r"[^\"„“”«»]{0,120}\b(?:abonnieren sie|abonnez-vous|suscríbete|iscriviti|iscrivetevi"
            r"|подписывайтесь|підписуйтесь|inscreva-se|abone olun|pretplatite se|zapisz się"
            r"|přihlaste se|abonează-te|schrijf je in|prenumerera)\b[^\"„“”«»]{0,80}",
            r"(?!.*\b(?:sagte|teilte|laut|selon|dijo|según|сообщил|rekao|rekla)\b)"
            r".{0,60}\b(?:komentar|kommentar|commentaire|comentario|comment[io]|комментари"
            r"|yorum)\w*\b"
            r".{0,100}\b(?:objavlj|veröffentlich|freigesch|publiés|publicad|pubblicat|опубликован"
            r"|yayınlan|opublikowan|moder|модер)\w*.{0,60}",
            r"[^.!?]{0,40}\b(?:pod reklamą|unter der anzeige|nach der anzeige|après la publicité"
            r"|después de la publicidad|dopo la pubblicità|под рекламой|ispod oglasa"
            r"|na de advertentie"
            r"|reklamdan sonra|efter annonsen|pod reklamom)\b.{0,20}",
            r"(?:jetzt abonnieren|abonnieren sie|folgen sie uns|jetzt anmelden"
            r"|newsletter bestellen)\b.{0,120}",
            r"(?:síguenos|suscríbete|suscribirse|regístrate|únete a nuestro)\b.{0,120}",
            r"(?:iscriviti|seguici|abbonati|ricevi)\b.{0,120}",
            r"(?:inscreva-se|assine|siga-nos|receba|participe do (?:canal|grupo))\b.{0,120}",
            r"(?:bizi takip edin|takip et|abone ol(?:un)?|abone olmak)\b.{0,80}",
            r"(?:zapratite|pratite) nas\b.{0,80}|(?:śledź|obserwuj) nas\b.{0,80}"
            r"|sledujte nás\b.{0,80}"
            r"|volg ons\b.{0,80}|följ oss\b.{0,80}|kövess(?:en)? minket.{0,80}|urmărește-ne.{0,80}"
            r"|ikuti (?:kami|berita).{0,80}|следите за (?:нами|нашими).{0,80}"
            r"|присоединяйтесь к\b.{0,80}|приєднуйтесь\b.{0,80}|تابعونا.{0,80}|(?:اشترك"
            r"|انضم) (?:في|إلى) (?:قناتنا|نشرتنا|النشرة|مجموعتنا).{0,60}",
            r"(?:à propos de|über den|sobre el|sobre o) (?:l['’]auteure?|autorin|autor"
            r"|la autora)\b.{0,20}",
            r"(?:\d+\s*)?(?:commentaires?|kommentare?|comentarios?|commenti|комментари\w+|yorum"
            r"|komentar\w*"
            r"|reacties|komentarz\w*)(?:\s*[:(]?\s*\d+\)?)?|(?:laisser|écrire"
            r"|ajouter) un commentaire.{0,40}"
            r"|(?:deja|añadir|escribe) (?:un )?comentario.{0,20}|lascia un commento.{0,20}"
            r"|kommentar (?:schreiben|verfassen).{0,20}|оставить комментарий|добавить комментарий"
            r"|yorum yap|ostavi(?:te)? komentar|dodaj komentarz|napsat komentář|deixe (?:um"
            r"|seu) comentário",
        )
    ),
    re.IGNORECASE,
)

SHARE_ABROAD = frozenset(
    """
    teilen drucken mailen merken versenden partager imprimer envoyer tweeter enregistrer copier
    compartir imprimir enviar guardar copiar compartilhar salvar tuitear condividi stampa invia
    salva copia udostępnij drukuj wyślij tweetnij zapisz sdílet tisk tisknout zdieľať tlačiť
    delen afdrukken dela utskrift jaa tulosta megosztás nyomtatás distribuie tipărește paylaş
    yazdır kaydet podijeli podeli ispiši štampaj pošalji поделиться распечатать печать сохранить
    поділитися друк сподели отпечатай вконтакте одноклассники телеграм фейсбук вайбер ватсап
    مشاركة شارك طباعة حفظ فيسبوك تويتر واتساب تلغرام bagikan cetak chia sẻ κοινοποίηση εκτύπωση
    verschicken weitersagen weiterleiten zwischenablage offrir 分享 シェア 공유
    """.split()
)
SHARE_FILLERS_ABROAD = frozenset(
    """
    sur par en de por via con na на в auf per bei su il la le les el lo l'article l'articolo cet
    artículo artikel статью новость mail courriel correo e-posta mejl como artigo dieser diesen
    diese beitrag enlace lien link ссылку ile bu haberi članak vest vijest tekst ovaj artykuł op
    på dit med die das den kopieren copier copiar скопировать
    """.split()
)
