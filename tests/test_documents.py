"""The documents name only existing files, commands, options, capabilities, import rules and tests."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hallbar.cli import main
from support import PLUGINS, ROOT

DOCUMENTS = (
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "UPGRADING.md",
    "scripts/README.md",
    ".github/pull_request_template.md",
)
PAST = ("CHANGELOG.md", "UPGRADING.md")
"""Documents that name files of older versions."""

SUFFIXES = {".css", ".html", ".js", ".json", ".md", ".mp3", ".png", ".py", ".toml", ".txt", ".yml"}
MADE = {line.strip("/\n") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()}
"""Folders that commands create, and that are not in the repository."""
PYTEST = {"--lf"}
"""Options that `scripts/test` passes on to pytest."""
FENCE = re.compile(r"(?ms)^ *```(\w*)\n(.*?)^ *```$")


def spans(text: str) -> list[str]:
    """Return the texts between backticks, each on one line."""
    return [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", FENCE.sub("", text))]


def lines(text: str) -> Iterator[str]:
    """Yield commands: those between backticks, and those in code blocks, without their explanations."""
    yield from spans(text)
    for kind, block in FENCE.findall(text):
        if kind in ("", "sh"):
            for line in block.splitlines():
                yield from re.split(r"&&|\|", re.split(r"  +|\s#", line)[0])


def missing_files(text: str, folder: Path = ROOT) -> list[str]:
    """Return the files and folders that a document in `folder` names or links to and that do not exist."""
    bare = re.sub(r"`[^`]+`", "", FENCE.sub("", text))
    links = [link for link in re.findall(r"\]\(([^)#]+)", bare) if "://" not in link]
    return [
        *(link for link in links if not (folder / link).exists()),
        *(span for span in spans(text) if is_path(span) and not exists(span)),
    ]


def is_path(span: str) -> bool:
    if "::" in span:
        return True
    plain = re.fullmatch(r"[\w.*<>-][\w./*<>-]*", span) is not None and not span.startswith("--")
    return plain and ("/" in span or Path(span).suffix in SUFFIXES)


def exists(name: str) -> bool:
    """Return True if a file or folder exists: from the root, below plugins/, or by name in a capability."""
    path, _, test = name.partition("::")
    if test:
        return (ROOT / path).is_file() and f"def {test}(" in (ROOT / path).read_text("utf-8")
    pattern = re.sub(r"<[^>]*>", "*", path).rstrip("/")
    if pattern.split("/")[0] in MADE:
        return True
    places = [pattern, f"plugins/{pattern}", f"plugins/hallbar/{pattern}"]
    places += [] if "/" in pattern else [f"plugins/hallbar/*/**/{pattern}"]
    return any(next(ROOT.glob(place), None) for place in places)


def missing_commands(text: str) -> list[str]:
    """Return the unknown commands that a document names, up to the first unknown word."""
    found = []
    for line in lines(text):
        words = re.sub(r"[\[\]]", " ", re.sub(r"^(\w+=\S+ )+", "", line.strip())).split(" …")[0]
        if re.match(r"(\.venv/bin/)?hallbar( |$)", words):
            found.append(unknown(shlex.split(words)[1:]))
        elif re.match(r"scripts/\w+( |$)", words):
            found.append(unknown_script(words.split()))
    return [name for name in found if name]


def unknown(words: list[str]) -> str:
    """Return `hallbar …` up to the first word that does not exist; empty if all of it does."""
    command: click.Command = main
    known = "hallbar"
    for word in words:
        context = click.Context(command)
        if word.startswith("-"):
            options = {option for parameter in command.get_params(context) for option in parameter.opts}
            if word.partition("=")[0] not in options:
                return f"{known} {word}"
        elif isinstance(command, click.Group):
            known = f"{known} {word}"
            within = command.get_command(context, word)
            if within is None:
                return known
            command = within
    return ""


def unknown_script(words: list[str]) -> str:
    script = ROOT / words[0]
    if not script.is_file():
        return words[0]
    text = script.read_text("utf-8")
    options = [word for word in words if word.startswith("--")]
    return next((f"{words[0]} {word}" for word in options if word not in text and word not in PYTEST), "")


def missing(document: str) -> set[str]:
    text = (ROOT / document).read_text("utf-8")
    files = [] if document in PAST else missing_files(text, (ROOT / document).parent)
    return {*files, *missing_commands(text)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_and_commands_exist(document: str) -> None:
    assert missing(document) == set()


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("`plugins/hallbar/words.py`, `words.py`, `consent/gate.html`, `hallbar/consent/consent.js`", []),
        ("`plugins/hallbar/<capability>/README.md`, `docs/sv/*.md`, `scripts/`, `.cache/report`", []),
        ("`page.meta`, `.py`, `/cookies/`, `extra.words`, `--lf`, `<consent-gate>`", []),
        ("`tests/test_words.py::test_languages`", ["tests/test_words.py::test_languages"]),
        ("`gone.py` and `consent/gone.js`", ["gone.py", "consent/gone.js"]),
        ("`plugins/hallbar/gone/<name>.html`", ["plugins/hallbar/gone/<name>.html"]),
        ("[here](README.md#map), [there](GONE.md), [far](https://example.org/)", ["GONE.md"]),
        ("`[contact](contact.md)`\n```\n[gone](gone.md)\n```\n", []),
    ],
)
def test_a_file_that_does_not_exist_is_found(text: str, files: list[str]) -> None:
    assert missing_files(text) == files


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("`hallbar check docs [FOLDER] --language sv`, `.venv/bin/hallbar feedback`, `hallbar …`", []),
        ("`scripts/test --quick tests/feedback`, `PYTHON=python3.13 scripts/test --lf`", []),
        ("`hallbar check\ndoxs`", ["hallbar check doxs"]),
        ("`hallbar release --dry`", ["hallbar release --dry"]),
        (
            '```\ncd a && hallbar sang  # sings\nhallbar say "it --is" --loud\n```\n',
            ["hallbar sang", "hallbar say --loud"],
        ),
        (
            "```\nscripts/gone     does nothing\nscripts/test --slow\n```\n",
            ["scripts/gone", "scripts/test --slow"],
        ),
        ("```toml\nhallbar gone\n```\n", []),
    ],
)
def test_a_command_that_does_not_exist_is_found(text: str, commands: list[str]) -> None:
    assert missing_commands(text) == commands


# Import rules

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def table(text: str, head: str) -> list[list[str]]:
    """Return the cells of the table whose first header is `head`."""
    rows = text.partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def names(cell: str) -> set[str]:
    """Return the modules and folders of a cell: `cli.py`, `frame/`."""
    return {name.removesuffix(".py").rstrip("/") for name in spans(cell)}


def contracts() -> list[dict[str, list[str]]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found: list[dict[str, list[str]]] = settings["tool"]["importlinter"]["contracts"]
    return found


def differing_layers(text: str) -> list[tuple[set[str], set[str]]]:
    """Return the layers in which a document differs from import-linter: the two, side by side."""
    [contract] = [contract["layers"] for contract in contracts() if "layers" in contract]
    layers = [set(re.findall(r"\w+", layer)) for layer in contract]
    documented = [names(row[1]) for row in table(text, "layer")]
    assert len(documented) == len(layers)
    return [(ours, theirs) for ours, theirs in zip(documented, layers, strict=True) if ours != theirs]


def who_knows_mkdocs(text: str) -> set[str]:
    return set().union(*(names(row[2]) for row in table(text, "layer")))


def test_the_layers_are_those_that_are_enforced() -> None:
    assert differing_layers(ARCHITECTURE) == []


def test_every_module_is_in_a_layer_and_described() -> None:
    modules = {path.stem for path in PLUGINS.glob("*.py")} - {"__init__"}
    folders = {path.parent.name for path in PLUGINS.glob("*/__init__.py")}
    layered = set().union(*(names(row[1]) for row in table(ARCHITECTURE, "layer")))

    assert layered == modules | folders
    assert set().union(*(names(row[0]) for row in table(ARCHITECTURE, "module"))) == modules


def test_who_knows_mkdocs_is_who_may() -> None:
    [mkdocs] = [contract for contract in contracts() if "mkdocs" in contract.get("forbidden_modules", [])]
    allowed = {rule.split(" -> ")[0].rpartition(".")[2] for rule in mkdocs["ignore_imports"]}

    assert who_knows_mkdocs(ARCHITECTURE) == allowed


def test_the_map_has_every_capability() -> None:
    folders = {path.parent.name for name in ("plugin", "cli") for path in PLUGINS.glob(f"*/{name}.py")}

    assert {name for row in table(ARCHITECTURE, "capability") for name in names(row[0])} == folders


def test_a_wrong_rule_is_found() -> None:
    moved = ARCHITECTURE.replace("`words.py` `settings.py`", "`settings.py`").replace(
        "| none |\n| capabilities", "| `cli.py` |\n|"
    )

    [(ours, theirs)] = differing_layers(moved)
    assert theirs - ours == {"words"}
    assert "cli" in who_knows_mkdocs(moved)


# Where is …?

QUESTIONS = {
    "the MP3 made",
    "a sentence found",
    "an abbreviation read out",
    "a word highlighted",
    "permission to store checked",
    "an answer redacted",
    "a rule",
    "a message worded",
    "a page verified before release",
    "a journey",
}
"""A newcomer's questions that must have an answer."""


def unanswered(text: str) -> dict[str, list[str]]:
    """Return the questions whose row names no path, or one that does not exist, with the missing paths."""
    found = {row[0]: [span for span in spans(row[1]) if "/" in span] for row in table(text, "where is …")}
    missing = {
        question: [path for path in paths if not (ROOT / path).exists()] for question, paths in found.items()
    }
    return {
        question: missing[question] for question, paths in found.items() if missing[question] or not paths
    }


def test_each_question_of_a_newcomer_is_answered_by_a_path_that_exists() -> None:
    assert {row[0] for row in table(ARCHITECTURE, "where is …")} >= QUESTIONS
    assert unanswered(ARCHITECTURE) == {}


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ("`words.py`", []),
        ("no path", []),
        ("`plugins/hallbar/gone.py`", ["plugins/hallbar/gone.py"]),
        ("`hallbar/words.py`", ["hallbar/words.py"]),
        ("`plugins/hallbar/words.py`, `plugins/gone/`", ["plugins/gone/"]),
    ],
)
def test_a_question_without_a_true_answer_is_found(answer: str, missing: list[str]) -> None:
    right = "| where is … | file |\n|---|---|\n| a word | `plugins/hallbar/words.py` |\n"

    assert unanswered(right) == {}
    assert unanswered(f"{right}| a file | {answer} |\n\n") == {"a file": missing}


def test_the_two_templates_for_changes_are_one() -> None:
    here = (ROOT / ".github/pull_request_template.md").read_text("utf-8")

    assert here == (ROOT / ".gitlab/merge_request_templates/Default.md").read_text("utf-8")
