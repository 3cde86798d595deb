"""The rules' statements as files: each says what it is, none is long, every kind of criterion has one."""

import re
from pathlib import Path

import pytest

import outcomes
from outcomes.criteria import KINDS
from outcomes.judging import statement

HERE = Path(outcomes.__file__).parent
FILES = sorted(HERE.rglob("*.sql"))


def test_every_kind_of_criterion_has_its_rule():
    folders = {file.parent.name for file in FILES if file.name == "rule.sql"}
    assert folders == set(KINDS)


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(HERE)) for file in FILES])
def test_statement_begins_by_saying_what_it_is(file):
    lines = file.read_text().splitlines()
    said = []
    for line in lines:
        if not line.startswith("-- "):
            break
        said.append(line.removeprefix("-- "))
    assert " ".join(said).endswith(".")
    assert len(" ".join(said)) > 40
    assert len(lines) <= 400
    assert max(map(len, lines)) <= 140


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(HERE)) for file in FILES])
def test_statement_reads_beliefs_only_as_known_then(file):
    """Every table of beliefs that a statement names is read under `BELIEVED`, by the name it has there."""
    text = file.read_text()
    for table, name in re.findall(r"(?:FROM|JOIN) (families_\w+) (\w+)\b", text):
        if table not in ("families_family", "families_person"):
            assert f"BELIEVED({name})" in text, (table, name)
    assert statement(str(file.relative_to(HERE))).count("recorded_at") == len(re.findall(r"BELIEVED\(", text))
