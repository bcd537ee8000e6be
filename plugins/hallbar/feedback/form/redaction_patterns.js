// The patterns of service/redaction/, under the same names: a test compares them. The comments are there.

/** Write a pattern in several lines. @param {TemplateStringsArray} template @param {string[]} parts */
function inLines({ raw }, ...parts) {
  return new RegExp(String.raw({ raw }, ...parts).replace(/\n\s*/g, ""), "gi");
}

const LOCAL_PART = String.raw`[a-z0-9_][\w.+'-]{0,63}`;
const DOT = String.raw`\.|[ ]?[(\[{<][ ]?(?:\.|dot|punkt)[ ]?[)\]}>][ ]?|[ ](?:dot|punkt)[ ]`;
const NAME = "[a-z0-9][a-z0-9-]{1,62}";
const KNOWN =
  "(?:se|nu|com|org|net|eu|no|dk|fi|is|de|fr|nl|pl|es|it|uk|us|ca|info|biz|gov|edu|io|me|name|example|test)(?![a-z0-9])";
const LAST = String.raw`(?<mark>[^a-z0-9\x1c]{0,6}|[ ]?(?:minus|(?:binde|tank)?streck|dash|hyphen)[ ]?|(?<words>[ ,.;:(-]{1,3}(?:[a-z]{2,5}[ ]){0,3}(?:(?:(?:sista|last)[ ](?:fyra|four|4)|(?:fyra|4)[ ]sista)[^0-9\n\x1c]{0,20}|sista(?:[ ]siffrorna)?[ :]{1,2}(?:ar[ ])?)))(?<last>\d[ ]?\d[ ]?\d[ ]?\d)(?!\d)`;

export const PATTERNS = {
  ENCODED: inLines`%[0-7][0-9a-f]|%(?:c[2-9a-f]|d[0-9a-f])%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}
    |&[#](?:[0-9]{1,6}|x[0-9a-f]{1,5});|&(?:amp|commat|period|nbsp|ndash|mdash|minus|hyphen|dash|shy|plus);`,
  LETTER_FOR_DIGIT: inLines`(?:^|[^a-z])[ol](?=[0-9])|[0-9][ol](?![a-z])`,
  SUSPICIOUS: inLines`[0-9@&]|snabel|[(\[{<]\s?a(?:t|\s?[)\]}>])|[^a-z]at[^a-z]`,

  ADDRESS: inLines`${LOCAL_PART}(?:
    @{1,2}(?:${NAME}(?:${DOT})){1,8}(?:xn--[a-z0-9-]{2,59}|[a-z]{2,63})(?![a-z0-9])
    |@{1,2}(?:${NAME}(?:${DOT}|[ ]?\.[ ]?|,)){1,8}${KNOWN}
    |[ ]?@{1,2}[ ]?(?:${NAME}(?:${DOT}|,)){1,8}${KNOWN})`,
  HIDDEN: inLines`(?:\w{1,30}(?:${DOT})){0,2}${LOCAL_PART}
    (?:[ ]?[(\[{<][ ]?(?:@|at?|snabel[- ]?a)[ ]?[)\]}>][ ]?|[ ]?snabel[- ]?a[ ]?|[ ]?[*_#"']{1,2}at[*_#"']{1,2}[ ]?)
    (?:${NAME}(?:${DOT}|,)){1,4}${KNOWN}`,
  SPOKEN: inLines`(?:\w{1,30}[ ](?:dot|punkt)[ ]){0,2}${LOCAL_PART}[ ]at[ ](?:${NAME}[ ](?:dot|punkt)[ ]){1,3}${KNOWN}
    |[a-z0-9]{1,30}[._+][\w.]{1,32}[ ]at[ ](?:${NAME}\.){1,3}${KNOWN}`,

  YEAR_FIRST: inLines`(?:(?<century>1[ ]?[89]|2[ ]?0)[-. ]?)?(?<year>\d[ ]?\d)
    (?<gap>[ ]?[-./_]?[ ]?)(?<month>[01][ ]?\d)(?<second>[ ]?[-./_]?[ ]?)(?<day>\d[ ]?\d)${LAST}`,
  DAY_FIRST: inLines`(?:(?<day>[0-3]?\d)(?::?[ae]|th)?(?:[ ]?[-./][ ]?|[ ])
    (?<month>[01]?\d|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]{0,6}\.?)(?:[ ]?[-./][ ]?|[ ])
    |(?<days>[0-3]\d)(?<months>[01]\d)(?=\d{2,4}[ ]?-))(?<century>18|19|20)?(?<year>\d\d)${LAST}`,
  LETTERED: inLines`(?:(?<century>1[89]|20)[ ]?)?(?<year>\d\d)(?<gap>[- ]?)(?<month>[01]\d)\k<gap>(?<day>[0-3]\d)
    (?:(?:[ ]?[-+][ ]?)?(?:[trsuwxjklmnpf]\d{3}|s[fuxpl]\d[a-z0-9])|[ ][trsuwxjklmn]\d{3})(?![a-z0-9])`,
  NATIONAL: inLines`(?:0\d|[2-9]\d)\d\d(?:[01]\d[0-3]\d|[2-9]\d[45]\d)-?[a-hj-npr-uxyz]{2}[a-z0-9]\d(?![a-z0-9])`,
  STOCKHOLM: inLines`99[ -]?(?:1[89]|2[0-2])[ -]?(?<digits>\d{4}[ -]?\d{4})(?!\d)`,
  VAT: inLines`se[ ]?(?<digits>\d\d[01]\d{3}-?\d{4})-?01(?!\d)`,
  UNCHECKED: inLines`(?:1[89]|20)?\d\d[01]\d{3}[-+ ]?\d{4}(?!\d)`,
  PERSON_BEFORE: inLines`(?:person(?:al)?[- ]?(?:nummer|nr|number)|\bp(?:ers)?\.?[- ]?nr|samordnings(?:nummer|nr)|samnr
    |reserv(?:nummer|nr)|(?:identity|social[ ]security)[ ]number|\bssn|\bfodd|fodelse[a-z]{0,8}|\bborn)
    [^0-9\n.\x1c]{0,25}$`,
  DIGIT_BEFORE: inLines`\d$|\d[-./:]$`,
  DATE_AFTER: inLines`[-./]\d{1,2}(?!\d)|:\d|[ ]\d\d[ ]\d\d(?!\d)`,
  SPREAD: inLines`\d[ ]\d{1,4}[ ]\d`,
  ROW_BEFORE: inLines`\d[ ]$`,
  ROW_AFTER: inLines`[ ]\d`,
  DASH: inLines`[-+]|minus|streck|dash|hyphen`,
  BRACKET: inLines`[(\[{]`,
  BRACKET_AFTER: inLines`[)\]}]`,
  YEAR: inLines`(?:199|20[0-3])\d`,
  CLOCK: inLines`(?:[01]\d|2[0-3])[0-5]\d`,

  PERIOD: inLines`(?:19|20)\d\d(?<gap>[-./ ]?)[01]\d\k<gap>[0-3]\d
    (?:\s{0,2}(?:[-/,;|&]{1,3}|->)\s{0,2}|\s{1,3}|\s(?:till|tom|t\.?o\.?m\.?|to|until|och|and|eller)\s(?:och[ ]med\s)?)
    (?:19|20)\d\d(?:\k<gap>[01]\d\k<gap>[0-3]\d(?!\d)|(?![-./]?\d))`,
  CPV: inLines`\d{8}[ ]?-[ ]?\d(?!\d)`,
  TED: inLines`(?:\d{5,8}-(?:19|20)\d\d(?!\d)|\d{3,4}/(?:19|20)\d\d(?![ ]?\d)|(?:19|20)\d\d(?:/s[ ]|-ojs)\d{3}-\d{5,8}(?!\d))`,
  FOUR_AND_FOUR: inLines`\d{4}-\d{3}[\dx](?![\da-z])(?![ -]\d{1,3}(?!\d)|-\d)`,
  CASE: inLines`20\d\d[-/:]\d{3,6}(?:[-/:]\d{1,5})?(?!\d)`,
  CUSTOMS: inLines`\d{4}\.\d\d(?:\.\d\d)?(?!\.?\d)`,
  MONEY: inLines`\+?\d[\d .]{0,20}(?:,\d{1,2})?[ ]?
    (?:kr|sek|tkr|mkr|msek|ksek|kronor|eur|euro|usd|nok|dkk|miljon(?:er)?|\$)(?![a-z])
    |(?:\b(?:sek|eur|usd|nok|dkk|kr)|\$)[ ]?\d[\d .,]{0,20}`,
  IBAN: inLines`\b[a-z]{2}\d\d(?:[ ]?[a-z\d]{4}){3,7}(?:[ ]?[a-z\d]{1,3})?(?![a-z\d])`,
  GROUPS: inLines`(?:(?!46[ ]7)[1-9]\d{0,2}(?:[ ]\d{3}|\.\d{3}){2,6}(?![ .]?\d)|\d{4}[ ]\d\d[ ]\d\d(?![ ]?\d)|0\d{3}[ ]\d{4}(?![ ]?\d))`,
  CODE: inLines`[\d(](?:[ ./:-]{0,2}\d){4,24}`,
  CODE_BEFORE: inLines`(?:(?:
    \b(?:cpv|ted|issn|isbn|kn|hs|taric|org|bg|pg|ocr|ean|gtin|art|ref|rad|sid|lot|sfs|celex|iban|vat|[ps]/n)
    |varu|stat|organisation|bankgiro|plusgiro|postgiro|faktura|order|artikel|avtal|upphandling
    |serie|referens|bestallning|offert|fastighet|modell|inventarie|projekt|protokoll|kolli|parti
    |batch|kvitto|sparning|verifikat|anlaggning|matar|produkt|version
    |invoice|article|case|contract|tender|reference|notice|product|item)
    (?:s?(?:nummer|nr|kod|id|no|number))?(?![a-z])[^a-z0-9\n\x1c]{0,3}
    (?:(?:nr|nummer|no|number|id|kod|code|med|ar|is)[^a-z0-9\n\x1c]{1,3}){0,2}
    |(?:\b(?:dnr|mal)|diarie|arende)(?:nummer|nr)?(?![a-z])[^a-z0-9\n\x1c]{0,3}(?:nr[^a-z0-9\n\x1c]{1,3})?
    (?:[a-z]{1,4}[ -]?)?)$`,
  CLOCK_TIMES: inLines`[0-2]\d[ .:]?[0-5]\d[ ]?-[ ]?[0-2]\d[ .:]?[0-5]\d(?!-?\d)(?![ -]\d{1,3}(?![\d.:]))
    |[0-2]\d[ ]?-[ ]?[0-2]\d(?:[ ,;(]{1,3}[0-2]\d[ ]?-[ ]?[0-2]\d){1,8}(?!\d)
    |[0-2]\d[.:][0-5]\d(?:[ ,]{1,2}[0-2]\d[.:][0-5]\d){1,8}(?!\d)
    |\bkl\.?[ ]?[0-2]?\d[.: ]?[0-5]\d(?!\d)`,
  DATE: inLines`(?:19|20)\d\d(?<gap>[-./ ])[01]\d\k<gap>[0-3]\d(?:[ t,]{1,2}(?:kl\.?[ ]?)?[0-2]\d[.:]?[0-5]\d)?(?!\d)
    |[0-3]?\d(?<other>[-./ ])[01]?\d\k<other>(?:19|20)\d\d(?!\d)`,
  NUMBER_BEFORE: inLines`[\d+]$|\d[-./]$`,
  GROUP_BEFORE: inLines`[\d+][ ]?$`,

  PHONE: inLines`(?:\([ ]?(?:\+|00)?[ ]?\d{1,4}[ ]?\)|\+[ ]?\(?\d|0|46[ -]?(?:\(0\)[ ]?)?7)(?:[ ()/._*-]{0,3}\d){4,16}(?!\d)`,
  LOCAL: inLines`[1-9](?:[ -]{0,2}\d){5,9}(?!\d|[.:]\d)`,
  PHONE_BEFORE: inLines`(?:\b(?:tele?|tfn|mob|ring|sms|nas|whatsapp|call|phone|fax)|telefon|telnr|mobil)(?:nummer|nr|en)?
    [^a-z0-9\n\x1c]{0,3}(?:(?:mig|oss|me|us|pa|ar|on|at|till|is)[^a-z0-9\n\x1c]{1,2}){0,3}$`,
  PART_BEFORE: inLines`[\d+]$|\d[-./:,]$|(?:^|[^a-z])(?!nr)[a-z]{1,2}$`,
  PART_AFTER: inLines`[.:,]\d|[a-z]{1,3}\d`,
  NEVER: inLines`11[2-9]|90[ ]?000|0[ ]?0[ ]?0|0123456|0[-./]|0[1-69][ -]\d\d[ -]\d\d|\(?08\)?[ ./-]{0,3}0
    |0(?!7[02369])\d{1,3}\.\d{3,10}(?![\d ./-])`,
  COUNTRY: inLines`\(?[ ]?(?:\+|0[ ]?0|(?=46))`,
  LAST_DIGIT: inLines`\d(?!\d)`,
  DIALLED: inLines`460?[1-9]\d{5,8}|1[2-9]\d{9}|(?!46)[2-9]\d{6,14}`,
};

/** Numbers after + or 00: in PTS' numbering plan, and abroad by country and length. The service asks libphonenumber. */
export const PLANS = {
  SWEDEN: inLines`460?(?:
  (?:(?:[12][136]|3[356]|4[0246]|6[03]|8[1-9])\d|90[1-9])\d{4,6}
  |(?:1[24578]|2[24-9]|3[0-47-9]|4[13-57-9]|5[0-9]|6[1-9]|9[1-9])\d\d{5,6}
  |7[023689]\d{7}|20\d{4,7}|77[0-7]\d{6}|75[1-8]\d{6}|10[1-8]\d{6})`,
  ABROAD: inLines`\d{9,}`,
  ABROAD_BARE: inLines`1[2-9]\d{9}|[34]\d{9,11}`,
};
