"""The frame of a page (header, footer, navigation), checked once for each template and language."""

from collections.abc import Iterator, Mapping

from bs4 import BeautifulSoup

from hallbar.checks.article import Article
from hallbar.checks.review import Finding
from hallbar.checks.rules import RULES


def frame_findings(html: str, template: str, lang: str, words: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the findings on a whole page outside its `<main>`, in the file `template`."""
    soup = BeautifulSoup(html, "html.parser")
    for main in soup.find_all("main"):
        main.clear()
    article = Article(soup, lang)
    for rule in RULES.values():
        if rule.frame:
            for violation in rule.check(article):
                message = words[rule.name].format(what=violation.what)
                yield Finding(template, 1, rule.name, rule.grade, message, rule.criterion)
