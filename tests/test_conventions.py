"""Conventions that no linter knows: documentation, imports, storage, colours, tests that end."""

import ast
import re
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TypeGuard

import pytest
from mkdocs.config.base import Config

from processes import python
from support import PLUGINS, ROOT, SITE

CODE = PLUGINS.parent
"""Folder of all packages."""
CAPABILITIES = sorted(path.parent for path in PLUGINS.glob("*/__init__.py"))
MODULES = sorted(PLUGINS.rglob("*.py"))
KNOW_MKDOCS = {
    PLUGINS / "api.py",
    PLUGINS / "build_manifest.py",
    PLUGINS / "capability.py",
    PLUGINS / "plugin_error.py",
    PLUGINS / "site.py",
    *PLUGINS.glob("*/plugin.py"),
    *PLUGINS.glob("*/config.py"),
}


@pytest.mark.parametrize("folder", CAPABILITIES, ids=lambda folder: folder.name)
def test_every_option_is_in_the_readme(folder: Path) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    if not (folder / "config.py").exists():
        return
    module = import_module(f"hallbar.{folder.name}.config")
    configs = [
        c for c in vars(module).values() if isinstance(c, type) and issubclass(c, Config) and c is not Config
    ]
    options = list(chain.from_iterable(dict(c._schema) for c in configs))

    assert [option for option in options if f"`{option}`" not in readme] == []


def test_the_readme_names_every_capability_and_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    commands = (ROOT / "scripts/README.md").read_text("utf-8")

    assert [folder.name for folder in CAPABILITIES if f"/{folder.name}/README.md" not in readme] == []
    scripts = [path.name for path in (ROOT / "scripts").iterdir() if path.suffix != ".md"]
    assert [name for name in scripts if f"scripts/{name}" not in commands] == []


@pytest.mark.usefixtures("processes")
def test_other_modules_work_where_mkdocs_is_not_installed() -> None:
    # the driver can be imported only after its engine is loaded, in a worker process
    pure = [path for path in MODULES if path not in KNOW_MKDOCS and path.name != "driver.py"]
    names = [str(path.relative_to(CODE)).removesuffix(".py").replace("/", ".") for path in pure]
    script = "import sys\nsys.modules |= dict.fromkeys(['mkdocs', 'material', 'mkdocs_static_i18n'])\n"
    script += "".join(f"import {name.removesuffix('.__init__')}\n" for name in names)

    done = python("-c", script)

    assert len(names) > 20
    assert done.returncode == 0, done.stderr


def test_lock_files_have_hashes_and_no_addresses() -> None:
    locks = {path.name: path.read_text("utf-8") for path in ROOT.glob("requirements*.txt")}

    assert len(locks) == 3
    for name, text in locks.items():
        packages = re.findall(r"(?m)^[a-z0-9].*==", text)
        assert len(packages) == len(re.findall(r"(?m)^[a-z0-9].*==.*\\\n    --hash=sha256:", text)) > 5, name
        assert not re.search(r"https?:|^-", text, re.MULTILINE), name
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text("utf-8")


def test_no_visible_word_is_in_code() -> None:
    """A word with Swedish letters in a string belongs in words.toml."""
    quoted = re.compile(r"""["'`][^"'`\n]*[åäöÅÄÖ][^"'`\n]*["'`]""")
    code = [path for path in CODE.rglob("*") if path.suffix in (".py", ".js", ".html")]
    comments = re.compile(r'(?s)""".*?"""|#.*?$|//.*?$|/\*.*?\*/|\{#.*?#\}', re.MULTILINE)
    found = {str(path): quoted.findall(comments.sub("", path.read_text("utf-8"))) for path in code}

    # These search the text of editors and citizens: they hold alphabets and lists of words.
    reading = {
        "sentences.py",
        "a_to_z.py",
        *(path.name for path in PLUGINS.glob("checks/rules/*.py")),
    }
    assert {path: words for path, words in found.items() if words and Path(path).name not in reading} == {}


STORING = re.compile(r"localStorage|sessionStorage|indexedDB|cookieStore|document\.cookie")
STORE = {
    "hallbar/frame/storage.js": {"localStorage"},
    "hallbar/consent/choice.js": {"document.cookie"},
    "hallbar/consent/early.js": {"document.cookie"},
}
"""Modules that store on a visitor's device. Consent stores its record; all others use frame/storage.js."""


def test_only_consent_and_one_module_store_on_the_visitors_device() -> None:
    scripts = [path for path in CODE.rglob("*") if path.suffix in (".js", ".html")]
    found = {
        path.relative_to(CODE).as_posix(): set(STORING.findall(path.read_text("utf-8"))) for path in scripts
    }

    assert len(scripts) > 40
    assert {path: ways for path, ways in found.items() if ways} == STORE


def test_colours_are_in_one_file() -> None:
    """The report of the checks is a document of its own, with a style sheet of its own."""
    styles = [path for path in CODE.rglob("*.css") if path.name not in ("tokens.css", "report.css")]
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(")

    assert len(styles) >= 5
    assert {str(path): found for path in styles if (found := colour.findall(path.read_text("utf-8")))} == {}


def test_every_colour_and_measure_is_defined_used_and_documented() -> None:
    tokens = (PLUGINS / "frame/tokens.css").read_text("utf-8")
    defined = set(re.findall(r"(--hallbar-[a-z-]+):", tokens))
    styles = [path.read_text("utf-8") for path in PLUGINS.rglob("*.css")]
    readme = (PLUGINS / "frame/README.md").read_text("utf-8")

    assert {name for style in styles for name in re.findall(r"var\((--hallbar-[a-z-]+)", style)} == defined
    assert set(re.findall(r"`(--hallbar-[a-z-]+)`", readme)) == defined


OWN_SITE = {"test_own_site.py", "test_own.py"}
"""Files that may read this repository's own site: they work with any pages."""
LANGUAGE_CASES = {"spoken.toml", "sentences.toml"}


def own_names(repository: Path) -> list[str]:
    """Return patterns for the organisation and the pages of this repository's own site.

    Short page names are left out: a test may use the same by chance.
    """
    pages = {path.stem for path in (repository / "docs").rglob("*.md") if len(path.stem) >= 8}
    pages -= {path.stem for path in (SITE / "docs").rglob("*.md")}
    organisations = re.findall(r"(?m)^  organisation: (.+)$", (repository / "mkdocs.yml").read_text("utf-8"))
    addresses = [rf"/{re.escape(name)}\b|\b{re.escape(name)}(/|\.md)" for name in sorted(pages)]
    return [*map(re.escape, organisations), *addresses]


def knows_own_site(text: str, names: list[str]) -> list[str]:
    """Return the parts of a test's text that name this repository's own site, or read it."""
    reading = r"""ROOT / f?["'](docs|overrides|mkdocs\.yml)|build\(ROOT\b"""
    return [found.group() for pattern in [reading, *names] for found in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('(ROOT / "docs").glob("*.md")', True),
        ("ROOT / f'docs/{lang}/index.md'", True),
        ('build(ROOT, tmp_path / "site")', True),
        ('visit("/working-methods/")', True),
        ('"en/working-methods/index.html"', True),
        ("working-methods.md", True),
        ("organisation: City of A", True),
        ("(SITE / 'docs')", False),
        ("our working-methods", False),
        ('visit("/rules/")', False),
        ('visit("/tillganglighet/")', False),
    ],
)
def test_a_test_that_knows_our_own_site_is_found(tmp_path: Path, text: str, known: bool) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra:\n  organisation: City of A\n", "utf-8")
    (tmp_path / "docs/sv").mkdir(parents=True)
    for name in ("index", "rules", "working-methods", "tillganglighet"):
        (tmp_path / f"docs/sv/{name}.md").write_text("", "utf-8")

    assert bool(knows_own_site(text, own_names(tmp_path))) is known


def test_no_test_knows_our_own_site() -> None:
    """An editor may delete or rename any page but the start page without breaking a test of the product."""
    names = own_names(ROOT)
    tests = [path for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".toml", ".yml")]
    free = OWN_SITE | LANGUAGE_CASES | {Path(__file__).name}
    found = {
        str(path.relative_to(ROOT)): knows_own_site(path.read_text("utf-8"), names)
        for path in tests
        if path.name not in free
    }

    assert {path: known for path, known in found.items() if known} == {}


WAITING = {"processes.py", "selection.py", "supervisor.py", "visiting.py"}
"""Files that start processes or wait without this rule, each with a limit of its own."""


def waits_without_limit(source: str) -> list[int]:
    """Return the lines of calls that may never return, or that wait for a fixed time instead of an event."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    limited = {
        id(part) for call in calls if ast.unparse(call.func) == "asyncio.wait_for" for part in call.args
    }
    return sorted(call.lineno for call in calls if id(call) not in limited and _may_hang(call))


def _may_hang(call: ast.Call) -> bool:
    name, given = ast.unparse(call.func), bool(call.args or call.keywords)
    if name in ("subprocess.run", "subprocess.Popen", "subprocess.call", "subprocess.check_output"):
        return True
    if name.endswith((".join", ".wait", ".communicate")):
        return not given
    limit = len(call.args) > 2 or any(keyword.arg == "timeout" for keyword in call.keywords)
    return name.endswith(("Barrier", "wait_for_timeout")) and not limit


@pytest.mark.parametrize(
    ("source", "hangs"),
    [
        ("subprocess.run(['true'])", True),
        ("subprocess.Popen(['true'], text=True)", True),
        ("thread.join()", True),
        ("thread.join(5)", False),
        ("', '.join(names)", False),
        ("process.wait()", True),
        ("process.wait(timeout=5)", False),
        ("asyncio.wait_for(begun.wait(), 60)", False),
        ("threading.Barrier(2)", True),
        ("threading.Barrier(2, timeout=5)", False),
        ("page.wait_for_timeout(200)", True),
        ("page.wait_for_selector('h1')", False),
    ],
)
def test_a_wait_without_a_limit_or_for_a_fixed_time_is_found(source: str, hangs: bool) -> None:
    assert bool(waits_without_limit(source)) is hangs


def test_no_test_waits_without_a_limit_or_for_a_fixed_time() -> None:
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "bench" not in path.parts]
    found = {
        str(path.relative_to(ROOT)): waits_without_limit(path.read_text("utf-8"))
        for path in tests
        if path.name not in WAITING
    }

    assert {path: lines for path, lines in found.items() if lines} == {}


QUESTION = re.compile(r"(What|Where|Whether|Which|How|Who)\b")
"""First words of a docstring that asks a question instead of answering one."""
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def questions(source: str) -> list[str]:
    """Return the first lines of docstrings that open like a question, those of attributes included."""
    nodes = [*ast.walk(ast.parse(source))]
    texts = [ast.get_docstring(node) for node in nodes if isinstance(node, DOCUMENTED)]
    texts += [ast.literal_eval(node.value) for node in nodes if _is_string(node)]
    return sorted({text.strip().splitlines()[0] for text in texts if text and QUESTION.match(text.strip())})


def questions_of_script(source: str) -> list[str]:
    """Return the same of JavaScript's comments for documentation."""
    texts: list[str] = re.findall(r"/\*\*[\s*]+(\S[^\n]*)", source)
    return [text for text in texts if QUESTION.match(text)]


def _is_string(node: ast.AST) -> TypeGuard[ast.Expr]:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""What a build knows."""', ["What a build knows."]),
        ('def f():\n    """Where it is."""', ["Where it is."]),
        ('class A:\n    a: int\n    """Whether it is.\n\n    More."""', ["Whether it is."]),
        ('"""Whatever is left."""', []),
        ('"""Return how many."""\na = """How"""', []),
    ],
)
def test_a_docstring_that_opens_like_a_question_is_found(source: str, found: list[str]) -> None:
    assert questions(source) == found


def test_a_comment_that_opens_like_a_question_is_found() -> None:
    assert questions_of_script("/** What it is. */\n/**\n * Where.\n */\n/** A value. */\n/* How */") == [
        "What it is. */",
        "Where.",
    ]


def test_docstrings_open_with_an_imperative_or_a_noun() -> None:
    files = [path for name in ("plugins", "tests", "scripts") for path in (ROOT / name).rglob("*")]
    readers = {".py": questions, ".js": questions_of_script}
    found = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in files
        if path.suffix in readers
        for line in readers[path.suffix](path.read_text("utf-8"))
    ]

    assert len(files) > 300
    assert len(found) <= 10, "\n".join(found)
