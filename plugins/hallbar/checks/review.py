"""The review of a page: what rules and the front matter's schema find, with its line, in the file's order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hallbar.checks.article import Article
from hallbar.checks.place import Places
from hallbar.checks.rules import RULES, Fault, Grade, Rule
from hallbar.checks.schema import problems
from hallbar.checks.source import Ignored, Line, front_matter_end, ignored


@dataclass(frozen=True)
class Finding:
    """One fault, as an editor is told of it."""

    file: str
    line: int
    rule: str
    grade: Grade
    message: str
    """What is wrong → how to mend it."""
    criterion: str = ""
    """The WCAG 2.2 success criterion, where there is one."""

    def __str__(self) -> str:
        wcag = f" (WCAG {self.criterion})" if self.criterion else ""
        return f"{self.file}:{self.line}: {self.message}{wcag}"


@dataclass(frozen=True)
class Review:
    """What was found on a page, in the order of its lines, and what was left out for a reason."""

    findings: list[Finding]
    ignored: list[Ignored]


def review(
    lines: Sequence[Line], article: Article, words: Mapping[str, str], *, schema: bool = True
) -> Review:
    """Review a page. `words` are the messages in the editor's language; `schema`: the front matter too."""
    faults = [(rule, fault) for rule in RULES.values() for fault in rule.check(article)]
    found = list(_located(faults, lines, article, words))
    if schema:
        found += _of_schema(lines, article.meta, words)
    places = ignored(lines)
    kept = [finding for finding in found if not any(_applies(place, finding) for place in places)]
    kept += _of_ignoring(places, found, words)
    order = {(line.file, line.number): index for index, line in enumerate(lines)}
    kept.sort(key=lambda finding: (order[finding.file, finding.line], finding.rule))
    return Review(kept, [place for place in places if place.reason])


def _located(
    faults: Sequence[tuple[Rule, Fault]], lines: Sequence[Line], article: Article, words: Mapping[str, str]
) -> Iterator[Finding]:
    if not faults:
        return
    head = lines[0]
    places = Places(lines[front_matter_end(lines) :] or lines, article)
    for rule, fault in faults:
        line = places.of(fault.tag) if fault.tag else head
        message = words[rule.name].format(what=fault.what)
        yield Finding(line.file, line.number, rule.name, rule.grade, message, rule.criterion)


def _of_schema(lines: Sequence[Line], meta: Mapping[str, object], words: Mapping[str, str]) -> list[Finding]:
    return [
        _told(problem.key, lines[problem.line], words, what=problem.what, near=problem.near)
        for problem in problems(lines, meta)
    ]


def _of_ignoring(
    places: Sequence[Ignored], found: Sequence[Finding], words: Mapping[str, str]
) -> Iterator[Finding]:
    for place in places:
        if place.rule not in RULES:
            yield _told("ignored_rule_unknown", place.line, words, what=place.rule)
        elif not place.reason:
            yield _told("ignored_without_reason", place.line, words, what=place.rule)
        elif not any(_applies(place, finding) for finding in found):
            yield _told("ignored_for_nothing", place.line, words, "advice", what=place.rule)


def _applies(place: Ignored, finding: Finding) -> bool:
    return bool(place.reason) and place.rule == finding.rule and (finding.file, finding.line) in place.covers


def _told(key: str, line: Line, words: Mapping[str, str], grade: Grade = "error", **values: str) -> Finding:
    return Finding(line.file, line.number, key, grade, words[key].format(**values))
