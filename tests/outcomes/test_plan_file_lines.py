"""Faults are found on their lines however the plan file is laid out. No database."""

import tomllib

import pytest

from outcomes.plan_file import PlanFaults, parse
from outcomes.plan_file.lines import LineIndex
from tests.outcomes.sound_plan import SHIPPED, SOUND, faults_of


def test_lists_and_texts_over_several_lines_do_not_shift_the_lines_after_them():
    source = SOUND.replace('name = "Crime"', 'name = """\\\n  Crime \\\n  [x] = 1"""').replace(
        '["benefit_jsa", "benefit_esa"]', '[\n  # the first\n\n  "benefit_jsa",\n  "benefit_esa"]'
    )
    source = source.replace('roles = ["programme_manager"]', "roles = []")
    assert [fault.line for fault in faults_of(source)] == [79 + 2 + 4]


def test_inline_tables_and_dotted_keys_have_their_lines():
    source = """\
code = "expanded"
name = "Inline"
version = 1
effective_from = 2015-04-01
eligibility . "headlines_needed" = 0
claim = { routes = ["sustained"], preferred = "neither" }
headline = [
  { code = "a", name = "A", criterion = [
    { code = "one", kind = "judgement", roles = ["auditor"] },
    { code = "two", kind = "judgement", roles = ["auditor",
      "No-one"] },
  ] },
  { code = "a", name = "A" , criterion = [{ code = "three", kind = "clear_period", events = [] }] },
]
"""
    assert [(fault.line, fault.message[:24]) for fault in faults_of(source)] == [
        (5, '"headlines_needed" must '),
        (6, '"preferred" must be one '),
        (11, '"roles" holds "No-one", w'[:24]),
        (13, 'The code "a" was already'),
        (13, "It must be named what ha"),
    ]


def test_rules_as_one_line_are_read_like_rules_under_a_heading():
    start = SOUND.index("  [headline.criterion.rules]")
    end = SOUND.index('[[headline]]\ncode = "health"')
    one_line = (
        "  rules.benefit_jsa = { days = 182, within_days = 210, gap_days = 28 }\n"
        "  rules.default = { days = 91, within_days = 91, gap_days = 0 }\n\n"
    )
    assert parse(SOUND[:start] + one_line + SOUND[end:]) == parse(SOUND)
    spoilt_line = one_line.replace("gap_days = 0", "gap_days = -1")
    (fault,) = faults_of(SOUND[:start] + spoilt_line + SOUND[end:])
    assert fault.line == 62


@pytest.mark.parametrize("source", [SOUND, *(path.read_text() for path in SHIPPED)])
def test_every_value_is_found_on_a_line_that_holds_it(source):
    lines, rows = LineIndex(source), source.split("\n")
    assert lines.complete

    def look(path, value):
        if isinstance(value, dict):
            for key, inner in value.items():
                look((*path, key), inner)
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                look((*path, index), inner)
        else:
            row = rows[lines.line_of(path) - 1]
            assert str(value) in row or str(value).lower() in row, (path, value, row)
            if isinstance(path[-1], str):
                assert path[-1] in row

    look((), tomllib.loads(source))


@pytest.mark.parametrize("cut", range(0, len(SOUND), 7))
def test_plan_cut_short_anywhere_is_read_or_refused_within_it(cut):
    source = SOUND[:cut]
    try:
        faults = [] if parse(source) else None
    except PlanFaults as refusal:
        faults = refusal.faults
    assert all(1 <= fault.line <= source.count("\n") + 1 for fault in faults)


@pytest.mark.parametrize(
    "name",
    [
        r'"a \" ] } # b"',
        r'"ends in a backslash \\"',
        r"'no escape here \'",
        r'"""a \""" b"""',
        '"""closed after two marks of its own"""""',
        "'''closed after one mark of its own''''",
        '"[[headline]]"',
    ],
)
def test_quotation_marks_and_brackets_within_names_do_not_mislead(name):
    (fault,) = faults_of(SOUND.replace('"Crime"', name).replace("months = 6", "months = 0"))
    assert fault.line == 40
