"""The review of a page: the findings of all rules and of the front matter, with file and line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hallbar.checks.article import Article
from hallbar.checks.front_matter import problems
from hallbar.checks.rules import RULES, Grade, Rule, Violation
from hallbar.checks.source import Ignored, Line, front_matter_end, ignored
from hallbar.checks.source_map import SourceMap


@dataclass(frozen=True)
class Finding:
    """A violation of a rule as it is reported to the editor, with file, line and message."""

    file: str
    line: int
    rule: str
    grade: Grade
    message: str
    """The problem → how to fix it."""
    criterion: str = ""
    """The WCAG 2.2 success criterion, if there is one."""

    def __str__(self) -> str:
        wcag = f" (WCAG {self.criterion})" if self.criterion else ""
        return f"{self.file}:{self.line}: {self.message}{wcag}"


@dataclass(frozen=True)
class Review:
    """The findings on a page, in the order of its lines, and the rules turned off on it with a reason."""

    findings: list[Finding]
    ignored: list[Ignored]


def review(
    lines: Sequence[Line], article: Article, words: Mapping[str, str], *, schema: bool = True
) -> Review:
    """Review a page. `words` are the messages in the editor's language; `schema` adds the front matter."""
    violations = [(rule, violation) for rule in RULES.values() for violation in rule.check(article)]
    found = list(_located(violations, lines, article, words))
    if schema:
        found += _of_front_matter(lines, article.meta, words)
    turned_off = ignored(lines)
    findings = [finding for finding in found if not any(_applies(one, finding) for one in turned_off)]
    findings += _of_ignoring(turned_off, found, words)
    order = {(line.file, line.number): index for index, line in enumerate(lines)}
    findings.sort(key=lambda finding: (order[finding.file, finding.line], finding.rule))
    return Review(findings, [one for one in turned_off if one.reason])


def _located(
    violations: Sequence[tuple[Rule, Violation]],
    lines: Sequence[Line],
    article: Article,
    words: Mapping[str, str],
) -> Iterator[Finding]:
    if not violations:
        return
    head = lines[0]
    source_map = SourceMap(lines[front_matter_end(lines) :] or lines, article)
    for rule, violation in violations:
        line = source_map.line_of(violation.tag) if violation.tag else head
        message = words[rule.name].format(what=violation.what)
        yield Finding(line.file, line.number, rule.name, rule.grade, message, rule.criterion)


def _of_front_matter(
    lines: Sequence[Line], meta: Mapping[str, object], words: Mapping[str, str]
) -> list[Finding]:
    return [
        _finding(problem.key, lines[problem.line], words, what=problem.what, near=problem.near)
        for problem in problems(lines, meta)
    ]


def _of_ignoring(
    turned_off: Sequence[Ignored], found: Sequence[Finding], words: Mapping[str, str]
) -> Iterator[Finding]:
    for one in turned_off:
        if one.rule not in RULES:
            yield _finding("ignored_rule_unknown", one.line, words, what=one.rule)
        elif not one.reason:
            yield _finding("ignored_without_reason", one.line, words, what=one.rule)
        elif not any(_applies(one, finding) for finding in found):
            yield _finding("ignored_for_nothing", one.line, words, "advice", what=one.rule)


def _applies(turned_off: Ignored, finding: Finding) -> bool:
    line = (finding.file, finding.line)
    return bool(turned_off.reason) and turned_off.rule == finding.rule and line in turned_off.covers


def _finding(
    key: str, line: Line, words: Mapping[str, str], grade: Grade = "error", **values: str
) -> Finding:
    return Finding(line.file, line.number, key, grade, words[key].format(**values))
