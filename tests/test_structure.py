"""How the code base is laid out: who may import whom, views that are short, templates that are used."""

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
APPS = ("families", "outcomes", "claims", "troubled_families")
MAY_NOT_IMPORT = {
    "families": {"outcomes", "claims"}, "outcomes": {"claims"}, "claims": set(),
    "troubled_families": {"families", "outcomes", "claims"},
}
LONGEST_VIEW = 25
LONGEST_FILE = 400


def sources(app):
    return sorted(path for path in (PROJECT / app).rglob("*.py") if "migrations" not in path.parts)


def imported(source):
    """The first words of everything that a source text imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("app", APPS)
def test_imports_go_one_way(app):
    wrong = [
        f"{path.relative_to(PROJECT)} imports {name}"
        for path in sources(app) for name in imported(path.read_text()) if name in MAY_NOT_IMPORT[app]
    ]
    assert wrong == []


def test_a_wrong_import_is_caught():
    found = set(imported("from claims.models import Claim\nimport outcomes.judging\n"))
    assert found & MAY_NOT_IMPORT["families"] == {"claims", "outcomes"}


def test_views_are_short():
    long = []
    for app in APPS:
        for path in sources(app):
            if path.stem != "views" and not path.stem.endswith("_views"):
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 >= LONGEST_VIEW:
                    long.append(f"{path.relative_to(PROJECT)}: {node.name}")
    assert long == []


def test_no_file_is_long():
    long = [
        str(path.relative_to(PROJECT)) for app in APPS for path in sources(app)
        if len(path.read_text().splitlines()) > LONGEST_FILE
    ]
    assert long == []


def templates():
    folders = [PROJECT / "templates", *(PROJECT / app / "templates" for app in APPS)]
    return {
        str(path.relative_to(folder)): path for folder in folders if folder.exists()
        for path in folder.rglob("*") if path.is_file()
    }


def test_every_template_is_used():
    named_by_django = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
    texts = [path.read_text() for app in APPS for path in sources(app)]
    texts += [path.read_text() for path in templates().values()]
    used = {name for text in texts for name in re.findall(r"[\"']([\w/]+\.(?:html|txt|svg))[\"']", text)}
    unused = set(templates()) - used - named_by_django
    assert sorted(name for name in unused if not name.startswith("gds/")) == []


def test_templates_have_no_script_or_style_of_their_own():
    wrong = [
        name for name, path in templates().items()
        if re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"|javascript:", path.read_text())
    ]
    assert wrong == []


def test_every_place_that_the_readme_names_is_there():
    readme = (PROJECT / "README.md").read_text()
    named = re.findall(r"`((?:families|outcomes|claims|troubled_families|docs|tests)/[\w./*-]+)", readme)
    assert len(named) > 15
    assert [place for place in named if not list(PROJECT.glob(place.removesuffix("/")))] == []
