"""Errors that editors and operators meet: each in Swedish and English, and none worded in code."""

import ast
import errno
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from feedback.service.entries import another
from hallbar import manifest, messages, schema, settings, site_dir, words
from hallbar.checks.options import vocabulary
from hallbar.consent.storage import merged
from hallbar.feedback.links import linked
from hallbar.feedback.service.settings import Settings
from hallbar.feedback.service.store import FILE
from hallbar.feedback.service.store.sqlite import SQLiteStore
from hallbar.frame import extra
from hallbar.messages import Messages
from hallbar.new.begin import begin
from hallbar.publishing import folder
from hallbar.publishing.release import make_current
from hallbar.readaloud.audio.build import mode
from hallbar.readaloud.audio.clip import trimmed
from hallbar.readaloud.text import lexicon
from hallbar.readaloud.text.spoken import check_lexicons, use_lexicon
from hallbar.readaloud.text.verification import compare, verify_page
from hallbar.readaloud.voices import Utterance, Voice, VoiceError, engine_of
from hallbar.readaloud.voices.worker import Worker
from hallbar.search import compounds, index
from hallbar.search.mistakes import refuse_others
from support import PLUGINS

Provoke = Callable[[Path], object]


def written(name: str, content: str | bytes, read: Provoke) -> Provoke:
    """Return what writes a file and reads it."""

    def provoke(at: Path) -> object:
        path = at / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path)

    return provoke


def option(text: str, kind: type = words.Overrides) -> Provoke:
    return lambda _: schema.read(yaml.safe_load(text), kind, "mkdocs.yml", text)


def of_frame(text: str) -> Provoke:
    given = yaml.safe_load(text)
    return lambda _: extra.read(given, "mkdocs.yml", text, ["sv", "fi"], {})


def of_words(text: str) -> Provoke:
    known = {"feedback": {"sum": {"sv": "{count} svar"}, "nej": {"sv": "Nej"}}}
    return lambda _: words.read_overrides(yaml.safe_load(text), "mkdocs.yml", text, known)


def of_checks(text: str) -> Provoke:
    return lambda at: vocabulary(yaml.safe_load(text), at / "mkdocs.yml", "mkdocs.yml")


def release(name: str) -> Provoke:
    return lambda at: make_current(at / name)


def made_newer(path: Path) -> object:
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 7")
    return SQLiteStore(path)


def of_lexicon(text: str) -> Provoke:
    return written("lexicon.toml", text, lexicon.load)


def conflicting(path: Path) -> None:
    use_lexicon(path.parent)
    try:
        check_lexicons()
    finally:
        use_lexicon(path.parent / "none")


def without_cues(path: Path) -> object:
    return verify_page(path.parent, path)


KEY = """[[key]]
name = "x"
kind = "cookie"
category = "media"
purpose = "y"
months = 1
text = {sv = "z"}
remembers = {sv = "w"}
"""
MEDIA = '[[category]]\nname = "media"\ntitle = {sv = "a", fi = "a"}\ntext = {sv = "a", fi = "a"}\n'
CONFIG = "mkdocs.yml"

ERRORS: dict[str, list[tuple[Provoke, str, str]]] = {
    "SchemaError": [
        (
            option("a: 1"),
            ":1: a: 1 är fel här: skriv en tabell med namn och värden",
            ":1: a: 1 is wrong here: write a table of names and values",
        ),
        (
            option("a: {b: {c: }}"),
            "a.b.c: ett tomt värde är fel här: skriv en text",
            "a.b.c: nothing is wrong here: write a text",
        ),
        (option("a: {b: {c: [d]}}"), "en lista är fel här", "a list is wrong here"),
        (option("a: {b: d}"), "”d” är fel här", "“d” is wrong here"),
        (
            option("1: {}"),
            "namnet 1 är ingen text: sätt det inom citattecken",
            "the name 1 is no text: put it in quotes",
        ),
        (option("- a", dict[str, int | bool]), "skriv en tabell", "write a table"),
        (
            option("a: b", dict[str, int | bool]),
            "skriv true eller false eller ett heltal",
            "write true or false or a whole number",
        ),
        (option("a: b", dict[str, float]), "skriv ett tal", "write a number"),
        (
            written("a.toml", "a", schema.toml),
            "a.toml:1: detta är inte TOML (",
            "a.toml:1: this is not TOML (",
        ),
        (
            written("a.toml", b"#\n\xff", schema.toml),
            "a.toml:2: filen är inte UTF-8: spara den som UTF-8",
            "a.toml:2: this is not UTF-8: save the file as UTF-8",
        ),
        (of_frame("footer: []"), "”organisation” saknas: lägg till det", "“organisation” is missing: add it"),
        (
            of_frame("organisation: a\nicons: b"),
            "extra: ”icons” är okänt här: menade du ”icon”?",
            "extra: “icons” is not known: did you mean “icon”?",
        ),
        (
            of_frame("organisation: a\nqqq: b"),
            "”qqq” är okänt här: välj bland organisation, ",
            "“qqq” is not known: use organisation, ",
        ),
        (
            of_frame("organisation: ' '"),
            "namnet saknas: skriv vem som ansvarar",
            "there is no name: write who is responsible",
        ),
        (
            of_frame("organisation: {sv: a}"),
            "text på ”fi” saknas: lägg till fi: …",
            "a text in “fi” is missing: add fi: …",
        ),
        (
            of_frame("organisation: a\nlogo: b"),
            "”b” passar inte: ange en fil i docs/ som slutar på .svg eller .png",
            "“b” is none: write a file below docs/ that ends with .svg or .png",
        ),
        (
            of_frame("organisation: a\ncontact: {phone: b}"),
            "”b” är inget telefonnummer: skriv siffror",
            "“b” is no phone number: write digits",
        ),
        (
            of_frame("organisation: a\ncontact: {email: b}"),
            "”b” är ingen e-postadress",
            "“b” is no email address",
        ),
        (
            of_frame("organisation: a\ncolours: {light: {text: red}}"),
            "”red” är ingen färg: skriv sex siffror",
            "“red” is no colour: write six digits",
        ),
        (
            of_frame("organisation: a\ncolours: {light: {accent: '#888888'}}"),
            "accent mot background har kontrasten 3,5:1 och behöver 7:1: välj",
            "accent on background has 3.5:1 and needs 7:1: take",
        ),
        (
            of_words("feedback: {nej: {sv: ' '}}"),
            "här finns ingen text: skriv en, eller ta bort raden",
            "there is no text: write one, or take the line away",
        ),
        (
            of_words("feedback: {nej: {sv: 'a {'}}"),
            "”a {” har en ensam klammer: skriv {{ eller }}",
            "“a {” has a lone brace: write {{ or }}",
        ),
        (
            of_words("feedback: {nej: {sv: '{a}'}}"),
            "inget fyller i {a} här: texten får innehålla inget {…}",
            "nothing fills {a} here: the text may hold no {…}",
        ),
        (
            of_words("feedback: {sum: {sv: '{a}'}}"),
            "inget fyller i {a} här: texten får innehålla {count}",
            "nothing fills {a} here: the text may hold {count}",
        ),
        (
            of_checks("foreign_phrases: {sv: ['']}"),
            "här finns ingen text: skriv en fras",
            "this is empty: write a phrase",
        ),
        (
            of_checks("known_abbreviations: [vgr]"),
            "”vgr” är inte två till sex versaler",
            "“vgr” is not two to six capital letters",
        ),
        (
            written("storage.toml", MEDIA + KEY, lambda path: merged([path], ["sv", "fi"])),
            'text på ”fi” saknas: lägg till text.fi = "…"',
            'a text in “fi” is missing: add text.fi = "…"',
        ),
        (
            written("storage.toml", MEDIA + KEY + KEY, lambda path: merged([path], ["sv"])),
            "”x” finns två gånger: ta bort den ena",
            "“x” is used twice: remove one of them",
        ),
        (
            written("storage.toml", KEY, lambda path: merged([path], ["sv"])),
            "”media” är okänt här",
            "“media” is not known",
        ),
    ],
    "LinkError": [
        (
            lambda _: linked('<a href="feedback:raport">a</a>', str, "a.md", "a\n(feedback:raport)"),
            "a.md:2: ”feedback:raport” är okänt här: menade du ”feedback:report”?",
            "a.md:2: “feedback:raport” is not known: did you mean “feedback:report”?",
        ),
    ],
    "WordsError": [
        (
            written("words.toml", '[a]\nsv = "a"\n[b]\nen = "b"\n', words.load),
            '[a] saknar text för ”en” (1 saknas sammanlagt): lägg till en = "…"',
            "[a] has no text for 'en' (1 missing in all): add en = \"…\"",
        ),
    ],
    "SettingsError": [
        (
            written(CONFIG, "a: [", settings.load),
            "mkdocs.yml:1: detta är inte YAML (",
            "mkdocs.yml:1: this is not YAML (",
        ),
        (
            written(CONFIG, "a: 1\nb: 2\na: 3", settings.load),
            ":3: ”a” finns två gånger, först på rad 1: ta bort den ena",
            ":3: “a” is used twice, first on line 1: remove one of them",
        ),
        (
            written(CONFIG, "[a]", settings.load),
            ":1: här finns inga inställningar: börja med",
            ":1: this is no table of settings: begin with",
        ),
        (
            written(CONFIG, "extra: a", settings.load),
            "extra är ingen tabell: skriv varje inställning",
            "extra is no table: write each setting",
        ),
        (
            written(CONFIG, b"#\n#\xff", settings.load),
            "mkdocs.yml:2: filen är inte UTF-8: spara den",
            "mkdocs.yml:2: this is not UTF-8: save the file",
        ),
    ],
    "ManifestError": [
        (
            manifest.read,
            "filen saknas, så bygget blev inte klart: bygg om",
            "missing, so the build did not finish: build the site again",
        ),
        (
            lambda _: manifest.parsed("{", "a.json"),
            "a.json: filen är skadad: bygg om",
            "a.json: damaged: build the site again",
        ),
        (
            lambda _: manifest.parsed('{"path": "/"}', "a.json"),
            "pages, release saknas eller går inte att använda: bygg om",
            "has no pages, release that can be used: build",
        ),
        (
            written(f"{manifest.FILE}/a", "", lambda path: manifest.read(path.parents[2])),
            "filen saknas",
            "missing",
        ),
    ],
    "SettingError": [
        (
            lambda at: Settings(at, at, origins=("a.example",)).receiver(),
            "--origin a.example: ingen adress till en webbplats: skriv den",
            "--origin a.example: not the address of a site: write it",
        ),
        (
            lambda at: Settings(at, at, proxies=("nginx",)).receiver(),
            "--proxies nginx: varken adress eller nät: skriv",
            "--proxies nginx: neither an address nor a network: write",
        ),
    ],
    "SiteDirError": [
        (
            written("a.txt", "", lambda path: site_dir.check(path.parent)),
            "är inte byggd av Hållbar, och ett bygge skulle ta bort allt i den (a.txt): bygg i en annan mapp",
            "is no site of ours, and a build would delete all in it (a.txt): build into another folder",
        ),
    ],
    "OtherSearchError": [
        (
            written("mkdocs.yml", "plugins: [search]\n", lambda path: refuse_others({"search"}, str(path))),
            "ta bort den: hallbar/search söker",
            "remove it: hallbar/search searches",
        ),
    ],
    "DictionaryError": [
        (
            written("sv_SE.dic", "3\n", compounds.Words.read),
            "går inte att läsa, eller är inte hel",
            "cannot be read, or is not whole",
        ),
    ],
    "IndexingError": [
        (
            written("pagefind.js", "", lambda path: index._script(path.parent)),
            "pagefind.js i den här versionen av Pagefind ser inte ut som väntat",
            "pagefind.js of this version of Pagefind is not as expected",
        ),
    ],
    "BeginError": [
        (
            written("a.txt", "", lambda path: begin(path.parent, "1")),
            "är inte tom (a.txt): välj en ny mapp",
            "is not empty (a.txt): name a new folder",
        ),
        (
            written("a.txt", "", lambda path: begin(path, "1")),
            "README.md: det är ingen mapp: välj en annan mapp",
            "README.md: Not a directory: name another folder",
        ),
    ],
    "StoreError": [
        (
            written(FILE, b"text" * 1000, SQLiteStore),
            f"{FILE}: filen är ingen databas",
            f"{FILE}: file is not a database",
        ),
        (
            written("a", "", lambda path: SQLiteStore(path / FILE)),
            f"a/{FILE}: filen finns redan",
            f"a/{FILE}: File exists",
        ),
        (
            lambda at: made_newer(at / FILE),
            "gjord av en nyare version (schema 7, här finns 2)",
            "made by a newer version (schema 7, known is 2)",
        ),
    ],
    "UnfitError": [
        (
            lambda at: SQLiteStore(at / FILE).add([another(comment="\ud800")]),
            f"{FILE}: ett svar passar inte i tabellen",
            f"{FILE}: an answer does not fit the table",
        ),
    ],
    "ReleaseError": [
        (
            lambda _: make_current(Path("/")),
            "/ är filsystemets rot: ange mappen",
            "/ is the root of the file system: name the folder",
        ),
        (release("none/site"), "none: filen eller mappen finns inte", "none: No such file or directory"),
    ],
    "FolderError": [
        (
            written("current", "", lambda path: folder.check_current(path.parent, marked=True)),
            "current är en fil: flytta på den",
            "current is a file: move it away",
        ),
        (
            written("current/a", "", lambda path: folder.check_current(path.parents[1], marked=True)),
            "current är en mapp: flytta på den",
            "current is a folder: move it away",
        ),
    ],
    "LexiconError": [
        (
            of_lexicon('a = "b"'),
            'lexicon.toml:1: skriv ["a"] på en egen rad',
            'lexicon.toml:1: write ["a"] on a line',
        ),
        (
            of_lexicon('["a"]\nfi = "b"'),
            "”fi” är okänt, skriv sv, en, reason",
            "“fi” is not known, use sv, en, reason",
        ),
        (
            of_lexicon('["a"]\nsv = ""'),
            "”a” saknar text för sv, skriv sv = ",
            "“a” has no text for sv, write sv = ",
        ),
        (of_lexicon('["a"]\nreason = "b"'), "”a” säger inget, skriv sv = ", "“a” says nothing, write sv = "),
        (of_lexicon('["a "]\nsv = "b"'), "”a ” är inget ord, skriv det", "“a ” is no word, write it"),
        (of_lexicon('["a"]\nsv = "a b"'), "”a b” innehåller självt ”a”", "“a b” holds “a” itself"),
        (
            lambda at: lexicon.of_site(at, "none"),
            "none: detta är ingen fil: skriv",
            "none: this is no file: write",
        ),
        (
            written("lexicon.toml", '["abc"]\nsv = "5 kr"\n', conflicting),
            "”5 kr” läses i sin tur upp som ”5 kronor”, skriv sv = ",
            "“5 kr” is itself said “5 kronor”, write sv = ",
        ),
    ],
    "MismatchError": [
        (
            lambda _: compare("<p>", ""),
            "texten går inte att hitta: sätt data-text",
            "its text cannot be found: put data-text",
        ),
        (
            lambda _: compare('<html lang="sv"><div data-text><p data-speech="0">Hej.</p></div>', ""),
            "på sidan står ”Hej.”, i ljudet något annat",
            "the page says “Hej.”, the recording something else",
        ),
        (
            lambda _: compare('<html lang="sv"><div data-text></div>', "00:00.000 --> 00:01.000\n{}\n"),
            "ljudet säger mer än sidan: bygg igen",
            "the recording says more than the page: build again",
        ),
        (
            written("index.html", '<html lang="sv"><track src="x.vtt">', without_cues),
            "tiderna för ljudet saknas (x.vtt): bygg igen",
            "its cues are missing (x.vtt): build again",
        ),
    ],
    "VoiceError": [
        (
            lambda _: Voice("a", rate=401),
            "rösten a: rate är 401, ska vara 80 till 400 ord i minuten",
            "voice a: rate is 401, expected 80 to 400 words a minute",
        ),
        (
            lambda _: Voice("a", gap=51),
            "gap är 51, ska vara 0 till 50 (enheter om 10 ms)",
            "gap is 51, expected 0 to 50 (units of 10 ms)",
        ),
        (
            lambda _: Voice("a", gain=21),
            "gain är 21, ska vara -20 till 20 dB",
            "gain is 21, expected -20 to 20 dB",
        ),
        (
            lambda _: engine_of(Voice("a", engine="b")),
            "engine är b, ska vara pyttsx3 eller tone",
            "engine is b, expected pyttsx3 or tone",
        ),
        (
            lambda _: mode(),
            "HALLBAR_SOUND är ”loud”, ska vara on, cache-only eller off",
            "HALLBAR_SOUND is 'loud', expected on, cache-only or off",
        ),
    ],
    "EngineError": [
        (
            lambda _: trimmed(Utterance(1000, b"", ()), "En lång mening."),
            "”En lång mening.” blev 0,00 s ljud, borde bli 0,20 till 12,00 s: skriv",
            "“En lång mening.” became 0.00 s of sound, expected 0.20 to 12.00 s: write",
        ),
    ],
    "LanguageError": [(lambda _: messages.check(), "HALLBAR_LANGUAGE är ”xx”", "HALLBAR_LANGUAGE is “xx”")],
}
CASES = [(name, *case) for name, cases in ERRORS.items() for case in cases]


@pytest.mark.parametrize(("name", "provoke", "swedish", "english"), CASES)
@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_an_error_is_told_in_the_language_of_messages(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    name: str,
    provoke: Provoke,
    swedish: str,
    english: str,
) -> None:
    monkeypatch.setenv("HALLBAR_SOUND", "loud")
    monkeypatch.setenv(messages.VARIABLE, "xx" if name == "LanguageError" else language)
    with messages.speaking(language), pytest.raises(Exception) as caught:  # noqa: PT011 the name is held below
        provoke(tmp_path)

    assert type(caught.value).__name__ == name
    assert (swedish if language == "sv" else english) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("processes")
def test_a_process_that_speaks_has_the_language_of_the_build() -> None:
    with (
        messages.speaking("sv"),
        Worker() as worker,
        pytest.raises(VoiceError, match="har ingen röst ”nobody”"),
    ):
        worker.speak("Hej.", Voice("nobody"))


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PLUGINS.rglob("*.py")):
        name = path.relative_to(PLUGINS).as_posix()
        yield name, ast.parse(path.read_text("utf-8"))


def test_every_kind_of_error_is_in_the_table() -> None:
    kinds = {
        node.name
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error") and node.name[0] != "_"
    }

    assert kinds == set(ERRORS)


def test_what_the_system_says_is_told_in_both_languages() -> None:
    table = Messages(messages.__file__).table
    known = {number: f"system_{name.lower()}" for number, name in errno.errorcode.items()}
    texts = {number: table[key] for number, key in known.items() if key in table}

    assert len(texts) > 5
    for number, text in texts.items():
        error = OSError(number, os.strerror(number))
        for language in messages.LANGUAGES:
            with messages.speaking(language):
                assert messages.reason(error) == text[language]
        assert text["en"] == error.strerror
    assert messages.reason(OSError(errno.ELOOP, "a loop")) == "a loop"
    assert messages.reason(OSError("only a text")) == "only a text"


SENTENCE = re.compile(r"[^\W\d_]{2,}[,:;.]? [^\W\d_]+[,:;.]? [^\W\d_]+")
"""Three words: a text, in a string that may be anything."""
PHRASE = re.compile(r"[^\W\d_]{2,}[,:;.]? [^\W\d_]{2,}|[^\W\d_]{2,}: ")
"""Two words, or one before a colon: a text, where people will see it."""
SHOWN = re.compile(r"echo|secho|\w*(Error|Exception|Parameter|Refused)|mistake|warning|info|error|log")
"""Functions and classes whose strings people see."""
NO_MESSAGES = {
    "checks/browser.py": "the command as it is typed",
    "checks/rules/passages.py": "names of elements",
    "checks/rules/vocabulary.py": "words that the rules look for",
    "feedback/service/redaction/calendar.py": "names of months",
    "feedback/states.py": "selectors",
    "feedback/service/store/dump.py": "SQL",
    "feedback/service/store/postgres.py": "SQL",
    "feedback/service/store/rows.py": "SQL",
    "feedback/service/store/schema.py": "SQL",
    "frame/selectors.py": "names in css",
    "readaloud/text/speakable/audible.py": "names of elements",
    "search/index.py": "scripts",
    "search/record.py": "names of elements",
    "search/vocabulary.py": "endings of words",
    "readaloud/text/sentences.py": "abbreviations",
    "readaloud/text/spoken/entries.py": "kinds of characters",
    "publishing/folder.py": "the text of the file that marks a folder, the same for every reader of it",
    "schema.py": "what msgspec and tomllib say, to be replaced",
}
"""Modules with strings of several words, and what these are."""


def strings(tree: ast.AST) -> Iterator[str]:
    """Yield the strings below a node that are no docstrings."""
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


def seen(tree: ast.AST) -> Iterator[str]:
    """Yield the strings that are given to what shows them, or to `help=`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            given = [*node.args, *(one.value for one in node.keywords)] if SHOWN.fullmatch(name) else []
            given += [one.value for one in node.keywords if one.arg in ("help", "label", "epilog")]
            yield from (text for part in given for text in strings(part))


def worded(tree: ast.AST) -> list[str]:
    """Return the texts that code words itself."""
    return [
        *(text for text in strings(tree) if SENTENCE.search(text)),
        *(text for text in seen(tree) if PHRASE.search(text)),
    ]


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('click.echo("not built")', ["not built"]),
        ('raise WordsError(f"{path}: is empty")', [": is empty"]),
        ('raise click.ClickException(f"Error: {error}")', ["Error: "]),
        ('option("--out", help="Write a sample.")', ["Write a sample."]),
        ('log.warning("it went wrong")', ["it went wrong"] * 2),
        ('yield place, f"“{name}” is no name"', ["” is no name"]),
        ('click.echo(message("not_built", file=path))', []),
        ('raise SchemaError(f"{path}:{line}: {what}")', []),
        ('"""A docstring of some length."""', []),
        ('"select-me"', []),
    ],
)
def test_a_text_in_code_is_seen(code: str, found: list[str]) -> None:
    assert worded(ast.parse(code)) == found


def test_no_code_words_a_message() -> None:
    found = {name: texts for name, tree in modules() if (texts := worded(tree))}

    assert {name: texts for name, texts in found.items() if name not in NO_MESSAGES} == {}
    assert set(NO_MESSAGES) == set(found)
    shown = {name: [*seen(tree)] for name, tree in modules() if name in NO_MESSAGES}
    assert [text for texts in shown.values() for text in texts if PHRASE.search(text)] == []
