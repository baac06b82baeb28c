"""The shell of all pages: what a browser lets in, and that text stays text."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest
from jinja2 import TemplateNotFound

from twingraph.pages import shell

PACKAGES = {
    "twingraph.pages.view": "page.css",
    "twingraph.pages.report": "report.css",
    "twingraph.pages.site": "site.css",
}


def made(styles: list[str], scripts: list[str], title: str = "") -> str:
    template = shell.environment("twingraph.pages.site").get_template("chooser.html.jinja")
    return shell.page(
        template,
        language="en",
        styles=styles,
        scripts=scripts,
        title=title,
        named=[],
    )


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_policy_names_each_style_and_script_by_its_hash() -> None:
    html = unescape(made(["a{}", "b{}"], ["let c;"]))
    assert f"script-src {hash_of('let c;')};" in html
    assert f"style-src {hash_of('a{}')} {hash_of('b{}')};" in html
    assert "unsafe" not in html


def test_without_a_script_none_is_let_in() -> None:
    assert "script-src" not in shell.policy(["a{}"], [])
    assert shell.policy(["a{}"], []).startswith("default-src 'none'; style-src ")


def test_what_lies_beside_a_page_is_let_in_only_where_that_is_said() -> None:
    assert "self" not in shell.policy([], [])
    found = shell.policy([], ["let c;"], "folder")
    assert f"script-src {hash_of('let c;')};" in found
    assert "style-src 'self' file:; img-src data: 'self' file:;" in found
    assert "form-action 'none'" in found


def test_a_page_of_a_host_loads_what_the_host_serves_and_sends_it_forms() -> None:
    found = shell.policy([], [], "host")
    assert "script-src 'self'; style-src 'self'; img-src data: 'self';" in found
    assert "form-action 'self'" in found
    assert "file:" not in found


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_are_those_whose_hash_the_browser_takes(ending: str) -> None:
    html = unescape(made([f"a{{}}{ending}b{{}}"], []))
    assert hash_of("a{}\nb{}") in html
    assert "\r" not in html


def test_what_is_put_into_a_page_is_escaped() -> None:
    html = made([], [], title="</title><script>x</script>")
    assert "<script>" not in html
    assert "&lt;/title&gt;&lt;script&gt;x" in html


@pytest.mark.parametrize(("package", "own"), PACKAGES.items())
def test_a_page_says_nothing_again_that_the_base_says(package: str, own: str) -> None:
    base = shell.read("twingraph.pages", "base.css")
    added = shell.read(package, own)
    assert shell.style(package, own) == base + added
    for rule in base.split("}\n\n"):
        assert rule.strip() not in added, rule


def test_a_template_that_nobody_has_is_an_error_that_names_it() -> None:
    with pytest.raises(TemplateNotFound, match="nothing"):
        shell.environment("twingraph.pages.view").get_template("nothing.html")
