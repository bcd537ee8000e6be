"""Numbers that are never personal data, although they look like it: claimed before phones are searched."""

import re
from collections.abc import Iterator

from hallbar.feedback.service.redaction.matching import FLAGS, after, in_order, judged, unless
from hallbar.feedback.service.redaction.plain import Span

# ISO 8601: a period, dates side by side, or a date and a year.
PERIOD = re.compile(
    r"""(?<!\d) (?:19|20)\d\d (?P<gap>[-./ ]?) [01]\d (?P=gap) [0-3]\d
    (?: \s{0,2}(?:[-/,;|&]{1,3} | ->)\s{0,2} | \s{1,3}
      | \s(?:till|tom|t\.?o\.?m\.?|to|until|och|and|eller)\s(?:och[ ]med\s)? )
    (?:19|20)\d\d (?: (?P=gap) [01]\d (?P=gap) [0-3]\d (?!\d) | (?![-./]?\d) )""",
    FLAGS,
)
# Regulation (EC) 213/2008: a CPV code and its check digit.
CPV = re.compile(r"(?<!\d) \d{8} [ ]?-[ ]? \d (?!\d)", FLAGS)
# A notice in Tenders Electronic Daily, and an issue of the Official Journal.
TED = re.compile(
    r"""(?<!\d) (?: \d{5,8}-(?:19|20)\d\d(?!\d) | \d{3,4}/(?:19|20)\d\d(?![ ]?\d)
      | (?:19|20)\d\d(?:/s[ ]|-ojs)\d{3}-\d{5,8}(?!\d) )""",
    FLAGS,
)
# ISO 3297 (ISSN), bankgiro numbers, case numbers such as LS 1403-0400, opening hours.
FOUR_AND_FOUR = re.compile(r"(?<!\d) \d{4}-\d{3}[\dx] (?![\da-z]) (?![ -]\d{1,3}(?!\d) | -\d)", FLAGS)
# Case numbers (diarienummer) and laws: a year and a running number.
CASE = re.compile(r"(?<!\d) 20\d\d [-/:] \d{3,6} (?:[-/:]\d{1,5})? (?!\d)", FLAGS)
# The Combined Nomenclature and TARIC in their own grouping.
CUSTOMS = re.compile(r"(?<!\d) \d{4}\.\d\d(?:\.\d\d)?(?!\.?\d)", FLAGS)
# Thousands, and customs codes in groups: not at the end of a longer row.
GROUPS = re.compile(
    r"""(?<!\d) (?: (?!46[ ]7)[1-9]\d{0,2} (?:[ ]\d{3}|\.\d{3}){2,6} (?![ .]?\d)
      | \d{4}[ ]\d\d[ ]\d\d(?![ ]?\d) | 0\d{3}[ ]\d{4}(?![ ]?\d) )""",
    FLAGS,
)
MONEY = re.compile(
    r"""(?<!\d)\+?\d[\d .]{0,20} (?:,\d{1,2})? [ ]?
      (?:kr|sek|tkr|mkr|msek|ksek|kronor|eur|euro|usd|nok|dkk|miljon(?:er)?|\$) (?![a-z])
    | (?:\b(?:sek|eur|usd|nok|dkk|kr)|\$) [ ]? \d[\d .,]{0,20}""",
    FLAGS,
)
IBAN = re.compile(r"\b[a-z]{2}\d\d (?:[ ]?[a-z\d]{4}){3,7} (?:[ ]?[a-z\d]{1,3})? (?![a-z\d])", FLAGS)
CODE = re.compile(r"(?<!\d) [\d(] (?:[ ./:-]{0,2}\d){4,24}", FLAGS)
CODE_BEFORE = re.compile(
    r"""(?: (?: \b(?:cpv|ted|issn|isbn|kn|hs|taric|org|bg|pg|ocr|ean|gtin|art|ref|rad|sid|lot|sfs|celex|iban
          |vat|[ps]/n)
        | varu | stat | organisation | bankgiro | plusgiro | postgiro | faktura | order | artikel | avtal
        | upphandling | serie | referens | bestallning | offert | fastighet | modell | inventarie | projekt
        | protokoll | kolli | parti | batch | kvitto | sparning | verifikat | anlaggning | matar | produkt
        | version | invoice | article | case | contract | tender | reference | notice | product | item )
        (?:s?(?:nummer|nr|kod|id|no|number))? (?![a-z]) [^a-z0-9\n\x1c]{0,3}
        (?:(?:nr|nummer|no|number|id|kod|code|med|ar|is)[^a-z0-9\n\x1c]{1,3}){0,2}
      | (?:\b(?:dnr|mal) | diarie | arende)(?:nummer|nr)? (?![a-z]) [^a-z0-9\n\x1c]{0,3}
        (?:nr[^a-z0-9\n\x1c]{1,3})? (?:[a-z]{1,4}[ -]?)? )\Z""",
    FLAGS,
)
CODES = [PERIOD, CPV, TED, FOUR_AND_FOUR, CASE, CUSTOMS, MONEY, IBAN]

CLOCK_TIMES = re.compile(
    r"""[0-2]\d[ .:]?[0-5]\d [ ]?-[ ]? [0-2]\d[ .:]?[0-5]\d (?!-?\d) (?![ -]\d{1,3}(?![\d.:]))
    | [0-2]\d[ ]?-[ ]?[0-2]\d (?: [ ,;(]{1,3}[0-2]\d[ ]?-[ ]?[0-2]\d ){1,8} (?!\d)
    | [0-2]\d[.:][0-5]\d (?: [ ,]{1,2}[0-2]\d[.:][0-5]\d ){1,8} (?!\d)
    | \bkl\.?[ ]?[0-2]?\d[.: ]?[0-5]\d (?!\d)""",
    FLAGS,
)
DATE = re.compile(
    r"""(?:19|20)\d\d (?P<gap>[-./ ]) [01]\d (?P=gap) [0-3]\d
      (?: [ t,]{1,2}(?:kl\.?[ ]?)?[0-2]\d[.:]?[0-5]\d )? (?!\d)
    | [0-3]?\d (?P<other>[-./ ]) [01]?\d (?P=other) (?:19|20)\d\d (?!\d)""",
    FLAGS,
)
DATES = [CLOCK_TIMES, DATE]
NUMBER_BEFORE = re.compile(r"[\d+]\Z | \d[-./]\Z", FLAGS)
GROUP_BEFORE = re.compile(r"[\d+][ ]?\Z", FLAGS)


def codes(searched: str) -> Iterator[Span]:
    """Yield periods, codes, amounts, and numbers with a label that says that they are no person's."""
    yield from in_order(
        *_claimed(CODES, searched),
        *judged(GROUPS, searched, unless(GROUP_BEFORE)),
        *judged(CODE, searched, after(CODE_BEFORE)),
    )


def dates(searched: str) -> Iterator[Span]:
    """Yield dates and times that are no part of a personal number."""
    yield from in_order(*_claimed(DATES, searched))


def _claimed(patterns: list[re.Pattern[str]], searched: str) -> Iterator[Span]:
    """Yield what patterns match, unless it is the end of a longer number, or of a phone number abroad."""
    for pattern in patterns:
        yield from judged(pattern, searched, unless(NUMBER_BEFORE))
