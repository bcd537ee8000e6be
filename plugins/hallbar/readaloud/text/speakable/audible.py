"""Decides what of an article is heard: the only module that knows which elements are silent or hidden."""

from typing import Protocol

from bs4.element import NavigableString, PreformattedString, Tag

FLOWING = frozenset(
    "a abbr audio b bdi bdo br button canvas cite code data del dfn em i iframe img ins kbd label mark math"
    " object q rp rt ruby s samp script select small span strong style sub sup svg template textarea time u"
    " var video wbr".split()
)
"""Elements that do not end the line they appear in; any other element that holds text is a block."""

SILENT = frozenset(
    "audio button canvas datalist form iframe math nav object pre rp script select style svg template"
    " textarea video".split()
)
"""Elements whose content is not read aloud."""

LEFT_OUT = {"pre": "code_left_out", "math": "formula_left_out"}
"""Silent elements that are announced: name -> key in words.toml."""


class Visitor(Protocol):
    """Receives the parts of an article in order; `heard` is False inside an element that is silent."""

    def enter(self, tag: Tag, heard: bool) -> None: ...

    def text(self, text: str, heard: bool) -> None: ...

    def leave(self, tag: Tag, heard: bool) -> None: ...


def walk(article: Tag, visitor: Visitor) -> None:
    """Pass every element and text of an article to the visitor.

    Does not recurse, because the elements of a page may be nested more deeply than Python's stack.
    """
    silent = 0  # number of silent elements around the current place
    opened = [(article, iter(article.children))]
    while opened:
        tag, children = opened[-1]
        child = next(children, None)
        if isinstance(child, Tag):
            visitor.enter(child, not silent)
            silent += is_silent(child)
            opened.append((child, iter(child.children)))
        elif is_text(child):
            visitor.text(str(child), not silent)
        elif child is None:
            opened.pop()
            if opened:
                silent -= is_silent(tag)
                visitor.leave(tag, not silent)


def is_block(tag: Tag) -> bool:
    """Return True if the element begins and ends a line of its own."""
    return tag.name not in FLOWING


def is_silent(tag: Tag) -> bool:
    """Return True if the content of the element is not read aloud."""
    return tag.name in SILENT or is_hidden(tag)


def is_hidden(tag: Tag) -> bool:
    """Return True if a listener gets no hint of the element, not even an announcement."""
    classes = tag.get("class") or ""
    return (
        "hidden" in tag.attrs
        or tag.get("aria-hidden") == "true"
        or "headerlink" in classes
        or "footnote-backref" in classes
    )


def is_announced(tag: Tag) -> bool:
    """Return True if something is said in place of the element: for an image, code or a formula."""
    return (tag.name in LEFT_OUT or bool(alternative(tag))) and not is_hidden(tag)


def alternative(tag: Tag) -> str:
    """Return the text alternative of an element (`alt`) on one line; empty without one."""
    return " ".join(str(tag.get("alt") or "").split())


def is_text(node: object) -> bool:
    """Return True for a text node, as a browser counts them: no comment or other markup."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def heard_text(tag: Tag) -> str:
    """Return what is heard of a short element, on one line; abbreviations are said in full."""
    return " ".join("".join(map(_heard, tag.children)).split())


def _heard(node: object) -> str:
    if not isinstance(node, Tag):
        return str(node) if is_text(node) else ""
    if is_silent(node):
        return ""
    return str(node.get("title") or "") if node.name == "abbr" else heard_text(node)
