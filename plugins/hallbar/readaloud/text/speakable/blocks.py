"""Finds the blocks of an article: the elements that hold what is said, and get `data-speech`."""

from bs4.element import Tag

from hallbar.readaloud.text.speakable.audible import is_announced, is_block, walk


def blocks(article: Tag) -> list[Tag]:
    """Return the nearest block around each heard text and each announced element, in document order."""
    finder = _Finder(article)
    walk(article, finder)
    return [tag for tag in finder.entered if id(tag) in finder.holding]


class _Finder:
    """Visits an article and remembers which blocks hold something to say."""

    def __init__(self, article: Tag) -> None:
        self.entered: list[Tag] = []
        self.holding: set[int] = set()
        self._around = [article]

    def enter(self, tag: Tag, heard: bool) -> None:
        if is_block(tag):
            self.entered.append(tag)
            self._around.append(tag)
        if heard and is_announced(tag):
            self.holding.add(id(self._around[-1]))

    def text(self, text: str, heard: bool) -> None:
        if heard and text.strip():
            self.holding.add(id(self._around[-1]))

    def leave(self, tag: Tag, heard: bool) -> None:  # noqa: ARG002  the visitor's parameters
        if is_block(tag):
            self._around.pop()
