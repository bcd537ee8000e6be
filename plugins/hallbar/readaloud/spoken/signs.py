"""Signs: said between words and numbers, silent where they are ornament."""

import re

from hallbar.readaloud.spoken.language import Tables
from hallbar.readaloud.spoken.rewriting import Rule, between, rule

_ORNAMENTS = "•●▪■◦‣→←↑↓⇒➔›»|™®†✓✔★*"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def rules(tables: Tables) -> list[Rule]:
    """Slashes, ranges, raised numbers, ornaments, and the signs of the table."""
    says, signs = tables["says"], tables["signs"]
    both = re.compile(rf"(?i:\b{says['and']}) ?/ ?(?i:{says['or']}\b)")
    some = "".join(re.escape(sign) for sign in signs if sign not in "#@&<>")

    def slash(match: re.Match[str]) -> str:
        around = both.search(match.string, max(match.start() - len(says["and"]) - 1, 0))
        return " " if around and around.start() < match.start() < around.end() else f" {says['or']} "

    def raised(match: re.Match[str]) -> str:
        return f" {signs.get(match[0]) or says['raised'] + ' ' + match[0].translate(_RAISED)}"

    return [
        rule("sign", r"(?<=[^\W_])/(?=[^\W_])|(?<=[^\W_] )/(?= [^\W_])", slash),
        rule("sign", r"(?<=\d)[–-](?=\d)(?![\d ]+-\d)(?<!-\d.)|(?<=[\w%])–(?=\d)", f" {says['to']} "),
        rule("sign", r"(?<=\w)&(?=\w)|(?<= )&(?= )", lambda m: between(m, signs["&"])),
        rule("sign", r"(?<!\w)([#@])(?=[^\W\d_])", lambda m: f"{signs[m[1]]} "),
        rule("sign", r"[<>](?= ?\d)|(?<= )[<>](?= )", lambda m: between(m, signs[m[0]])),
        rule("sign", rf"[{some}]", lambda m: between(m, signs[m[0]])),
        rule("letter", r"(?<=\d)[⁰¹²³⁴-⁹]+", raised),
        rule("sign", rf"(?<=[^\W_] )[{_ORNAMENTS}](?= [^\W_])", ", "),
        rule("sign", rf"[{_ORNAMENTS}]", ""),
    ]
