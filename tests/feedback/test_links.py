"""Links in Markdown to the forms of the service."""

import pytest

from hallbar.feedback.links import LinkError, linked

MARKDOWN = "# Rubrik\n\nText.\n\n[Rapportera](feedback:raport)\n"


def address(form: str) -> str:
    return f"../{form}?page=x"


@pytest.mark.parametrize(
    ("html", "after"),
    [
        ('<a href="feedback:report">a</a>', '<a href="../feedback/report?page=x">a</a>'),
        ('<a class="b" href="feedback:answer">a</a>', '<a class="b" href="../feedback/?page=x">a</a>'),
        ('<a href="feedback/report">a</a>', '<a href="feedback/report">a</a>'),
        ('<p>href="feedback:report"</p>', '<p>href="feedback:report"</p>'),
    ],
)
def test_links_to_forms(html: str, after: str) -> None:
    assert linked(html, address, "docs/a.md", "") == after


def test_a_link_to_no_form_is_one_line_with_file_and_line() -> None:
    with pytest.raises(LinkError, match=r"^docs/a\.md:5: “feedback:raport” .* “feedback:report”\?"):
        linked('<a href="feedback:raport">a</a>', address, "docs/a.md", MARKDOWN)
