"""The catalogues of the pages' words: they are complete, and the command that updates them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import catalogues
import pytest
from babel.messages.catalog import Catalog
from jinja2 import TemplateSyntaxError

from twingraph.core.languages import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n % 10 == 2 ? 1 : 2);\\n"
"""
BACK = 'msgid "Back"\nmsgstr "Wróć"\n'


def language_of(path: Path) -> str:
    return path.parents[1].name


def plural(singular: str, *forms: str) -> str:
    """Return the entry of a phrase with a number whose plural is "{n} xs"."""
    lines = [f'msgstr[{number}] "{form}"' for number, form in enumerate(forms)]
    return "\n".join([f'msgid "{singular}"', 'msgid_plural "{n} xs"', *lines, ""])


def wanted(*found: str | tuple[str, str]) -> Catalog:
    catalog = Catalog()
    for message in found:
        catalog.add(message)
    return catalog


def faults(entries: str, *found: str | tuple[str, str]) -> list[str]:
    return list(catalogues.faults(catalogues.read(f"{HEADER}\n{entries}"), wanted(*found)))


@pytest.fixture(scope="module")
def used() -> Catalog:
    """Return the messages of all pages."""
    return catalogues.needed()


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {"en", *map(language_of, catalogues.CATALOGUES)} == set(LANGUAGES)


@pytest.mark.parametrize("path", catalogues.CATALOGUES, ids=language_of)
def test_every_message_is_translated(path: Path, used: Catalog) -> None:
    catalog = catalogues.read(path.read_text(encoding="utf-8"))
    assert list(catalogues.faults(catalog, used)) == [], "try: make texts"


@pytest.mark.parametrize("path", catalogues.CATALOGUES, ids=language_of)
def test_a_catalogue_is_kept_as_the_command_writes_it(path: Path, used: Catalog) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == catalogues.updated(text, used), "try: make texts"


def test_messages_are_found_in_modules_and_templates(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(
        'own.gettext("In" " a module", a=1)\nown.pgettext("here", "Context")\n'
        'own.plural_forms("{number} form", "{number} forms")\nown.gettext(variable)\n'
    )
    (tmp_path / "page.html.jinja").write_text(
        '<p title="{{ _("In a template") }}">{{ ngettext("{number} x", "{number} xs", 3) }}</p>'
    )
    found = [(m.context, m.id) for m in catalogues.messages(tmp_path) if m.id]
    assert sorted(found, key=str) == [
        ("here", "Context"),
        (None, "In a module"),
        (None, "In a template"),
        (None, ("{number} form", "{number} forms")),
        (None, ("{number} x", "{number} xs")),
    ]


def test_a_template_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.html.jinja").write_text('{{ _("Back") }}{% if %}')
    with pytest.raises(TemplateSyntaxError):
        catalogues.messages(tmp_path)


@pytest.mark.parametrize(
    ("entries", "message", "fault"),
    [
        ("", "Back", "“Back”: is missing"),
        ('msgid "Back"\nmsgstr ""\n', "Back", "“Back”: is not translated"),
        (f"#, fuzzy\n{BACK}", "Back", "“Back”: is fuzzy; check the translation"),
        (
            'msgid "{a} of {b}"\nmsgstr "{a} z {c}"\n',
            "{a} of {b}",
            "“{a} of {b}”: has other placeholders in “{a} z {c}”",
        ),
        (
            'msgid "{a}"\nmsgstr "{a!r}"\n',
            "{a}",
            "“{a}”: has other placeholders in “{a!r}”",
        ),
        (
            'msgid "of {a}"\nmsgstr "z {a"\n',
            "of {a}",
            "“of {a}”: has other placeholders in “z {a”",
        ),
        (
            plural("{n} x", "{n} a", "{n} b", ""),
            ("{n} x", "{n} xs"),
            "“{n} x” / “{n} xs”: is not translated",
        ),
        (
            plural("{n} x", "a", "{n} b", "{n} c"),
            ("{n} x", "{n} xs"),
            "“{n} x” / “{n} xs”: has other placeholders in “a”",
        ),
        (
            plural("one x", "{n} a", "{n} b", "{n} c"),
            ("one x", "{n} xs"),
            "“one x” / “{n} xs”: has other placeholders in “one x”",
        ),
    ],
)
def test_a_fault_is_named_with_its_message(
    entries: str, message: str | tuple[str, str], fault: str
) -> None:
    (found,) = faults(entries, message)
    assert found.startswith(fault)


def test_a_message_that_is_no_longer_used_is_a_fault() -> None:
    assert faults(BACK) == ["“Back”: is no longer used"]


def test_a_complete_catalogue_has_no_fault() -> None:
    assert faults(BACK, "Back") == []


def test_an_update_sorts_keeps_adds_and_removes() -> None:
    old = f'{HEADER}\n#, fuzzy\nmsgid "Zoom"\nmsgstr "Z"\n\n{BACK}\nmsgid "Gone"\nmsgstr "G"\n'
    new = catalogues.updated(old, wanted("Zoom", "New", "Back"))
    entries = f'{BACK}\nmsgid "New"\nmsgstr ""\n\n#, fuzzy\nmsgid "Zoom"\nmsgstr "Z"\n\n'
    assert new == f"{HEADER}\n{entries}"
    assert catalogues.updated(new, wanted("New", "Back", "Zoom")) == new


def test_messages_that_two_branches_add_in_one_place_both_stay(tmp_path: Path) -> None:
    def git(*arguments: str, fails: bool = False) -> None:
        name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        command = ["git", "-C", str(tmp_path), *name, *arguments]
        assert (subprocess.run(command, capture_output=True, check=False).returncode != 0) is fails

    def commit(*added: str) -> None:
        entries = "\n".join(f'msgid "{word}"\nmsgstr "{word.lower()}"\n' for word in added)
        file.write_text(f"{HEADER}\n{BACK}\n{entries}", encoding="utf-8")
        git("commit", "-am", "Add words")

    file = tmp_path / "twingraph.po"
    file.write_text(f"{HEADER}\n{BACK}", encoding="utf-8")
    git("init", "-b", "main")
    git("add", ".")
    git("commit", "-m", "Start")
    git("checkout", "-b", "other")
    commit("Map", "Names")
    git("checkout", "main")
    commit("Maps", "Mine")
    git("merge", "other", fails=True)
    needed = wanted("Back", "Map", "Names", "Maps", "Mine")
    new = catalogues.updated(file.read_text(encoding="utf-8"), needed)
    assert "<<<<" not in new
    assert list(catalogues.faults(catalogues.read(new), needed)) == []


def test_the_command_says_what_is_left_to_translate_and_what_it_removed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "twingraph.po"
    file.write_text(f"{HEADER}\n{BACK}", encoding="utf-8")
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "CATALOGUES", [file])
    monkeypatch.setattr(catalogues, "needed", lambda: wanted("New"))
    assert catalogues.main() == 1
    assert capsys.readouterr().out == (
        "twingraph.po: “Back”: removed; it was translated as “Wróć”\n"
        "twingraph.po: “New”: is not translated\n"
    )
    monkeypatch.setattr(catalogues, "needed", wanted)
    assert catalogues.main() == 0


def test_what_is_no_catalogue_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "twingraph.po"
    file.write_text(f"{HEADER}\nmsgid Back\n", encoding="utf-8")
    before = file.read_bytes()
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "CATALOGUES", [file])
    monkeypatch.setattr(catalogues, "needed", wanted)
    with pytest.raises(SystemExit, match="2"):
        catalogues.main()
    assert file.read_bytes() == before
    assert capsys.readouterr().err.startswith("twingraph.po: ")
