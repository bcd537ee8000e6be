"""Signs: said between words and numbers, silent where they are ornaments."""

import re
from collections.abc import Mapping

from hallbar.readaloud.text.spoken.rule import Rule, between, rule
from hallbar.readaloud.text.spoken.tables import Tables

_ORNAMENTS = "•●▪■◦‣→←↑↓⇒➔›»|™®†✓✔★*"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def rules(tables: Tables) -> list[Rule]:
    """Return the rules for slashes, ranges, raised numbers, ornaments, and the signs of the table."""
    says, signs = tables["says"], tables["signs"]
    some, to = "".join(re.escape(sign) for sign in signs if sign not in "#@&<>"), f" {says['to']} "

    def raised(match: re.Match[str]) -> str:
        return f" {signs.get(match[0]) or says['raised'] + ' ' + match[0].translate(_RAISED)}"

    return [
        *_slashes(says),
        rule("sign", r"(?<=[\w%])–(?=\d)", to),
        rule("sign", r"(?<=\d)-(?=\d)", lambda m: to if _range(m) else None),
        rule("letter", r"(?<=\d)x(?=\d)|(?<=\d )x(?= \d)", f" {signs['×']} "),
        rule("letter", r"(?<=\d)[⁰¹²³⁴-⁹]+", raised),
        rule("sign", r"(?<=\w)&(?=\w)|(?<= )&(?= )", lambda m: between(m, signs["&"])),
        rule("sign", r"(?<!\w)([#@])(?=[^\W\d_])", lambda m: f"{signs[m[1]]} "),
        rule("sign", r"[<>](?= ?\d)|(?<= )[<>](?= )", lambda m: between(m, signs[m[0]])),
        rule("sign", rf"[{some}]", lambda m: between(m, signs[m[0]])),
        rule("sign", rf"(?<=[^\W_] )[{_ORNAMENTS}](?= [^\W_])", ", "),
        rule("sign", rf"[{_ORNAMENTS}]", ""),
    ]


def _slashes(says: Mapping[str, str]) -> list[Rule]:
    """Say “6/10”, “per natt”, “avtal/krav”, “och/eller”."""
    each = re.compile(rf"/ ?(?:{says['each']})(?!\w)")
    both = re.compile(rf"(?i:\b{says['and']}) ?/ ?(?i:{says['or']}\b)")

    def slash(match: re.Match[str]) -> str:
        if each.match(match.string, match.start()):
            return f" {says['per']} "
        around = both.search(match.string, max(match.start() - len(says["and"]) - 1, 0))
        return " " if around and around.start() < match.start() < around.end() else f" {says['or']} "

    return [
        rule("sign", r"(?<=\d)/(?=\d)", lambda _: f" {says['of']} " if says["of"] else None),
        rule("sign", r"(?<=[^\W_])/(?=[^\W_])|(?<=[^\W_] )/(?= [^\W_])", slash),
    ]


def _range(match: re.Match[str]) -> bool:
    """Return True for “2-3 år” and “2026-28”, but not for “1234-22”, “2024-0123”, “978-91-27”."""
    whole = re.search(r"([^\s(]*?)(\d+)(?:[.,]\d+)?$", match.string[: match.start()])
    after = re.match(r"(\d+)(?![-/]\d)", match.string[match.end() :])
    if not whole or not after or "-" in whole[1] or (after[1][0] == "0" and len(after[1]) > 1):
        return False
    low, high = whole[2], after[1]
    return int(low) <= int(high) or (re.fullmatch(r"(?:19|20)\d\d", low) is not None and low[2:] < high)
