"""The words that the rules look for, by language. None is shown: visible words are in words.toml."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


CAPITAL = """A-ZÅÄÖÉÜ"""

FREQUENT = {
    "sv": _words(
        """alla alltså andra att av bara barn blev bli blir de dem den denna deras dess det detta dig din
        dina ditt du där då efter eller en ert ett exempel finns flera från få får för före genom gjort
        gäller går gör göra hade han har hos hur här i in innan inom inte kan kom kommer kunna mellan
        men mer mot mycket många måste ni nu när något några och också om oss på samma sedan ser sig sin
        sina sitt ska skulle som så till under upp ut utan vad var vara varje vem vi vid vilka vilken
        vilket vill vår våra vårt än ändå är även åt över"""
    ),
    "en": _words(
        """a about after all also although an and any are as at be because been before being between both
        but by can could did do does down each every few first for from get has had have he her here his
        how i if in into is it its make many may more most must my no not of on one only or other our
        out over own shall she should since so some such than that the their them then there therefore
        these they this those through to too under until up us use was we were what when where whether
        which while who why will with within without would you your"""
    ),
}
"""Words of which most sentences have some."""

PHRASES = {
    "en": _phrases(
        """best practice, best practices, business case, call to action, compliance, feedback loop,
        follow-up, human rights, in-house, lessons learned, roadmap, stakeholder, stakeholders, state of the
        art, third party, whistleblower, whistleblowing, win-win"""
    ),
    "sv": _phrases(
        """allemansrätten, kollektivavtal, kommun, landsting, mänskliga rättigheter, offentlighetsprincipen,
        personnummer, tillgänglighetsredogörelse, visselblåsare, visselblåsning"""
    ),
}
"""Phrases that editors of any public body leave in the other language. A site adds its own (options.py)."""

VAGUE = _phrases(
    """den här länken, den här sidan, denna länk, denna sida, dokument, dokumentet, fortsätt, gå hit, hit,
    här, hämta, klicka, klicka här, ladda ned, ladda ner, länk, läs hela, läs mer, läs mer här, läs
    vidare, mer, mer info, mer information, se här, se mer, tryck här, vidare, visa, visa mer,
    webbplats, webbplatsen, öppna, click, click here, continue, details, document, download, download
    here, find out more, go, go here, here, learn more, link, more, more info, more information, open,
    read more, read on, see here, see more, show, show more, tap here, the document, the website, this,
    this link, this page, website"""
)
"""Link texts that could be used anywhere, and so say nothing about the target."""

TEXT_IN_FILE_NAME = _words(
    """affisch affischen banner citat poster quote screenshot skarmbild skarmdump skärmbild skärmdump
    textbild"""
)
TEXT_IN_ALTERNATIVE = _words(
    """affisch affischen banner citat citatet screenshot skärmbild skärmbilden skärmdump textbild"""
)
DRAWN = re.compile(r"diagram|graf|graph|chart|karta|kartan|\bmap\b", re.I)
"""Names of charts and maps, which need text in the image."""

KNOWN = _words(
    """AA AAA AB AM API BMI BNP CD CO CSV DNA DVD EN EU FAQ FM FN GB GDPR GMT GPS HIV HR HTML HTTP HTTPS ID
    IP ISO IT JPEG KB MB MP NATO NR OBS OK PC PDF PIN PM PNG PR PS QR RSS SE SMS SOS SVG TV UK UN URL US
    USA USB UV VD VIP WC WCAG WHO WWW XML ZIP"""
)
"""Abbreviations that are better known than their full forms."""

SHORTENED = r"""(?:förkorta\w*|abbreviated|short for) $"""

COLOURS = {
    "sv": (" röd", " rött", " grön", " gul", " blå", " orange", " lila", " rosa", " grå", " svart"),
    "en": (" red", " green", " yellow", " blue", " orange", " purple", " pink", " gray", " grey", " black"),
}
"""Colours with a space before them, because many words end in “red”."""
COLOURED = {
    "sv": re.compile(
        r"""\b(?i:(?:den|det|de|en|ett)[ ](?:röd|grön|gul|blå|orange|lila|rosa|grå|svart)\w{0,2}[ ]
        (?:knapp|ruta|rutor|text|länk|fält|pil|rad|prick|cirk|ikon|markering|siffr|symbol|stap|linje)\w*
        |(?:markera|visa|skriv|stå|färga|ange|ruta|text|rad|fält|siffr|länk|ord)\w*(?:[ ]\w+)?[ ](?:med|i)[ ]
        (?:rött|grönt|gult|blått|orange|lila|rosa|grått|svart))\b(?![ ]?[”"“(]|[ ][A-ZÅÄÖ])""",
        re.X,
    ),
    "en": re.compile(
        r"""\b(?i:(?:the|a|an)[ ](?:red|green|yellow|blue|orange|purple|pink|gr[ae]y|black)[ ]
        (?:button|box|text|link|field|arrow|row|dot|circle|icon|mark|number|symbol|bar|line)\w*
        |(?:marked|shown|written|set|printed|colou?red|given|highlighted|text|rows?|fields?|words?)(?:[ ]\w+)?
        [ ]in[ ](?:red|green|yellow|blue|orange|purple|pink|gr[ae]y|black))\b(?![ ]?[“"”(]|[ ][A-Z])""",
        re.X,
    ),
}
"""A thing named by its colour alone. (“The red button Send” has another name too.)"""
