"""What is said about faulty plan files, and on which line. No database."""

import pytest

from outcomes.plan_file import PlanFaults, parse
from tests.outcomes.sound_plan import SOUND, faults_of, spoilt

# What to replace, by what, on which line the fault then stands, and what its sentence says.
FAULTY = [
    # The top of the plan
    ('code = "expanded"\n', "", 1, '"code" is missing at the top of the plan'),
    ('code = "expanded"', 'code = "Expanded"', 1, "lower-case letters"),
    ('code = "expanded"', 'code = "-expanded"', 1, "beginning with a letter or a digit"),
    ('code = "expanded"', f'code = "{"x" * 41}"', 1, "at most 40 characters"),
    ('code = "expanded"', "code = 7", 1, "must be a code in quotation marks"),
    ('name = "Plan of Exampleshire"\n', "", 1, '"name" is missing'),
    ('name = "Plan of Exampleshire"', 'name = "  "', 2, "one line of text"),
    ('name = "Plan of Exampleshire"', 'name = "two\\nlines"', 2, "must stand on one line"),
    ('name = "Plan of Exampleshire"', f'name = "{"x" * 201}"', 2, "at most 200 characters"),
    ("version = 2", "version = 0", 3, '"version" must be a whole number from 1 to 9999, not 0'),
    ("version = 2", 'version = "2"', 3, "Leave out the quotation marks"),
    ("version = 2", "version = 1.5", 3, "whole number"),
    ("version = 2", "version = true", 3, "not true"),
    ("version = 2", "verison = 2", 3, 'Did you mean "version"?'),
    ("version = 2", "verison = 2", 1, '"version" is missing'),
    ("version = 2", "# version = 2", 1, '"version" is missing'),
    ("= 2016-09-01", '= "2016-09-01"', 4, "a date such as 2016-09-01, without quotation marks"),
    ("= 2016-09-01", "= 2016-09-01T00:00:00", 4, "Leave out the time"),
    ("= 2016-09-01", "= 2016", 4, "a date such as"),
    # Parts that occur once
    ("[eligibility]\n", "eligibility = 2\n[eligible]\n", 6, "under a line [eligibility]"),
    ("[eligibility]\n", "[eligibilty]\n", 6, 'Did you mean "eligibility"?'),
    ("headlines_needed = 2\n", "", 6, '"headlines_needed" is missing in [eligibility]'),
    ("headlines_needed = 2", "headlines_needed = 0", 7, "from 1 to 50"),
    ("headlines_needed = 2", "headlines_needed = 5", 7, "the plan has only 4 headlines"),
    ("non_resident_cap = 1", "non_resident_cap = -1", 8, "from 0 to 50"),
    ("non_resident_cap = 1", "effective_from = 2016-01-01", 8, "It belongs at the top of the plan."),
    ("non_resident_cap = 1", "routes = []", 8, "It belongs in [claim]."),
    ('routes = ["sustained", "employment"]\n', "", 10, '"routes" is missing in [claim]'),
    ('"sustained", "employment"', "", 11, 'must name at least one of "sustained", "employment"'),
    ('"sustained", "employment"', '"sustained", "emploiment"', 11, 'Did you mean "employment"?'),
    ('"sustained", "employment"', '"sustained", "sustained"', 11, 'names "sustained" twice'),
    ('"sustained", "employment"', '"employment"', 12, "cannot be preferred"),
    ('preferred = "sustained"', 'preferred = "both"', 12, 'one of "sustained", "employment"'),
    # Headlines
    ('code = "crime"', 'code = "education"', 32, "already used for another headline on line 15"),
    ('code = "crime"\n', "", 31, '"code" is missing in [[headline]]'),
    ('code = "crime"', 'code = "crime and disorder"', 32, "lower-case letters"),
    ('name = "Crime"\n', "", 31, '"name" is missing in [[headline]]'),
    (
        'applies = "when_raised"',
        'applies = "sometimes"',
        17,
        '"applies" must be one of "when_raised", "always"',
    ),
    ('applies = "when_raised"', 'applies = "when raised"', 17, 'Did you mean "when_raised"?'),
    ('require = "any"', "require = 1", 54, '"require" must be one of "all", "any"'),
    ('require = "any"', 'requires = "any"', 54, 'Did you mean "require"?'),
    ('require = "any"', "headlines_needed = 2", 54, "It belongs in [eligibility]."),
    ('require = "any"', "percent = 2", 54, 'It belongs in criteria of kind "school_terms"'),
    ('  code = "absence"\n', "", 20, '"code" is missing in [[headline.indicator]]'),
    ('  name = "Absent"', "  title = 3", 22, '"title" is not known in [[headline.indicator]]'),
    ("[[headline.indicator]]\n", "[headline.indicator]\n", 20, "under a line [[headline.indicator]]"),
    # Criteria, whatever their kind
    ('code = "fewer"', 'code = "clear"', 43, "already used for another criterion on line 36"),
    ('  code = "fewer"\n', "", 42, '"code" is missing in [[headline.criterion]]'),
    ('  kind = "reduction"\n', "", 42, '"kind" is missing in [[headline.criterion]]'),
    ('kind = "reduction"', 'kind = "reductoin"', 44, 'Did you mean "reduction"?'),
    ('kind = "reduction"', 'kind = "magic"', 44, '"kind" must be one of "school_terms", "clear_period"'),
    (
        "months = 6",
        "mnths = 6",
        40,
        '"mnths" is not known in a criterion of kind "clear_period". Did you mean',
    ),
    ("months = 6", "percent = 6", 40, 'It belongs in criteria of kind "school_terms"'),
    # School terms
    ('  measure = "attendance"\n', "", 24, '"measure" is missing in a criterion of kind "school_terms"'),
    (
        'measure = "attendance"',
        'measure = "absence"',
        27,
        '"measure" must be one of "attendance", "unauthorised"',
    ),
    ("  percent = 90\n", "", 24, '"percent" is missing in a criterion of kind "school_terms"'),
    ("percent = 90", "percent = 101", 28, "a number from 0 to 100 (percent of possible sessions)"),
    ("percent = 90", "percent = -0.5", 28, "a number from 0 to 100"),
    ("percent = 90", 'percent = "90%"', 28, "Write the number alone, without quotation marks."),
    ("percent = 90", "percent = 90.00001", 28, "at most 4 decimals"),
    ("percent = 90", "percent = nan", 28, "a number from 0 to 100"),
    ("percent = 90", "percent = inf", 28, "a number from 0 to 100"),
    ("percent = 90", "percent = 1e-99999999999999999999", 28, "a number from 0 to 100"),
    ("percent = 90", "percent = [90]", 28, "not a list"),
    ("percent = 90", "percent = 90\n  terms = 13", 29, "from 1 to 12 (terms)"),
    ("percent = 90", "percent = 90\n  terms = 0", 29, "from 1 to 12 (terms)"),
    ("percent = 90", "percent = 90\n  min_possible = -1", 29, "from 0 to 1000 (sessions)"),
    ("percent = 90", "percent = 90\n  lag_days = 401", 29, "from 0 to 400 (days)"),
    ("percent = 90", 'percent = 90\n  inclusive = "yes"', 29, "true or false"),
    (
        "percent = 90",
        'percent = 90\n  aggregation = "sum"',
        29,
        '"aggregation" must be one of "each", "pooled"',
    ),
    ("percent = 90", 'percent = 90\n  children = "some"', 29, '"children" must be one of "all", "named"'),
    ("max_fixed_exclusions = 2", "max_fixed_exclusions = -1", 29, "from 0 to 100 (exclusions)"),
    # Clear period
    (
        '  events = ["proven_offence"]\n  spells = ["custody"]\n',
        "",
        35,
        'absent, in "events", "spells" or both',
    ),
    ('events = ["proven_offence"]', 'events = "proven_offence"', 38, "Put it in square brackets"),
    (
        'events = ["proven_offence"]',
        'events = ["burglary"]',
        38,
        '"burglary", which is not known. Allowed: "fixed_',
    ),
    ('events = ["proven_offence"]', 'events = ["proven_offences"]', 38, 'Did you mean "proven_offence"?'),
    ('events = ["proven_offence"]', 'events = ["custody"]', 38, "is a spell and cannot stand among events"),
    ('events = ["proven_offence"]', "events = [3]", 38, "not a word in quotation marks"),
    ('spells = ["custody"]', 'spells = ["asb_incident"]', 39, "is an event and cannot stand among spells"),
    ("months = 6", "months = 0", 40, "from 1 to 60 (months)"),
    ("months = 6", "months = 61", 40, "from 1 to 60 (months)"),
    ("months = 6", "age_under = 0", 40, "from 1 to 120 (years)"),
    # Reduction
    ('    "police_callout",\n', '    "police_callout", "rent_arrears",\n', 47, "cannot stand among events"),
    ('"asb_incident",   #', '"asb_incidents",  #', 46, 'Did you mean "asb_incident"?'),
    ('    "asb_incident",   # from the police\n    "police_callout",\n', "", 45, "must name at least one of"),
    ("percent = 33.5", "percent = 0", 49, "above 0 and up to 100 (percent)"),
    ("percent = 33.5", "percent = 100.5", 49, "above 0 and up to 100 (percent)"),
    ("percent = 33.5", "percent = 33.5\n  baseline_months = 0", 50, "from 1 to 60 (months)"),
    ("  percent = 33.5\n", "", 42, '"percent" is missing in a criterion of kind "reduction"'),
    # Continuous work
    ('  benefits = ["benefit_jsa", "benefit_esa"]\n', "", 56, '"benefits" is missing'),
    (
        '["benefit_jsa", "benefit_esa"]',
        '["benefit_jsa", "benefit_pip"]',
        59,
        '"benefit_pip", which is not known',
    ),
    (
        '["benefit_jsa", "benefit_esa"]',
        '["benefit_jsa", "employment"]',
        59,
        "cannot be both work and a benefit",
    ),
    ('["benefit_jsa", "benefit_esa"]', '["benefit_esa"]', 62, "which is not among the benefits"),
    (
        "  default = { days = 91, within_days = 91, gap_days = 0 }\n",
        "",
        61,
        'There is no rule for "benefit_esa"',
    ),
    (
        "default = {",
        "defualt = {",
        63,
        'There is a rule for "defualt", which is not among the benefits. Did you mean',
    ),
    ("days = 182", "days = 211", 62, '"days" (211) cannot be more than "within_days" (210)'),
    ("days = 182", "days = 0", 62, "from 1 to 1000 (days)"),
    ("within_days = 210", "within_days = 1001", 62, "from 1 to 1000 (days)"),
    (", gap_days = 28 }", ", gap_days = -1 }", 62, "from 0 to 1000 (days)"),
    (", gap_days = 28 }", " }", 62, 'The rule "benefit_jsa" needs "gap_days"'),
    (
        ", gap_days = 28 }",
        ", gapdays = 28 }",
        62,
        '"gapdays" is not known in a work rule. Did you mean "gap_days"?',
    ),
    ("default = { days = 91, within_days = 91, gap_days = 0 }", "default = 91", 63, "must be a table with"),
    ('["work_programme"]', '["police_callout"]', 60, "cannot stand among spells"),
    ('["work_programme"]', "[]\n  min_age = 121", 61, "from 0 to 120 (years)"),
    ('["work_programme"]', "[]\n  lookback_days = -1", 61, "from 0 to 400 (days)"),
    ('["work_programme"]', "[]\n  work = []", 61, '"work" must name at least one of'),
    # Score
    ("  improve_by = 2\n", "", 69, 'a good reading is, by "at_least", "improve_by" or both'),
    ("improve_by = 2", "improve_by = 0", 73, "above 0"),
    ("improve_by = 2", 'at_least = "seven"', 73, "a number from -1000000 to 1000000 (points)"),
    ('  tool = "family_star/wellbeing"\n', "", 69, '"tool" is missing in a criterion of kind "score"'),
    ('subject = "family"', 'subject = "everybody"', 74, '"subject" must be one of "family", "each_person"'),
    ('  subject = "family"\n', "", 69, '"subject" is missing'),
    ('subject = "family"', 'subject = "family"\n  hold_months = 61', 75, "from 0 to 60 (months)"),
    # Judgement
    ('  roles = ["programme_manager"]\n', "", 76, '"roles" is missing in a criterion of kind "judgement"'),
    ('roles = ["programme_manager"]', "roles = []", 79, '"roles" must name at least one of "key_worker"'),
    ('roles = ["programme_manager"]', 'roles = ["Head"]', 79, '"Head", which is not known'),
    ('roles = ["programme_manager"]', 'roles = ["auditor"]\n  valid_months = 0', 80, "from 1 to 60 (months)"),
    # Not TOML at all
    ("version = 2", "version 2", 3, "There must be an equals sign"),
    ("version = 2", "version = two", 3, "Words stand in quotation marks"),
    ("version = 2", "version =", 3, "This value cannot be read"),
    ("version = 2", "version = 2 3", 3, "Something follows that does not belong on this line"),
    ("version = 2", f"version = {'9' * 5000}", 3, "too many digits"),
    ("version = 2", f"version = {'[' * 5000}", 1, "nested too deeply"),
    ("= 2016-09-01", "= 2016-02-30", 4, "There is no such date"),
    (
        'name = "Plan of Exampleshire"',
        'name = "Plan of Exampleshire',
        2,
        "quotation marks opened on this line",
    ),
    ('name = "Plan of Exampleshire"', "name = \u201cPlan of Exampleshire\u201d", 2, "curly quotation marks"),
    ('name = "Plan of Exampleshire"', 'name = "C:\\plans"', 2, "A backslash in quotation marks"),
    ('name = "Plan of Exampleshire"', 'name = """Plan', 2, "The quotation marks opened here are not closed"),
    ("[eligibility]", "[eligibility", 6, "not closed"),
    ("[claim]", "[eligibility]", 10, "This heading was already used above"),
    ("non_resident_cap = 1", "headlines_needed = 3", 8, "already set above"),
    ('    "police_callout",\n  ]', '    "police_callout",', 45, "The list that begins here is not closed"),
    ("percent = 33.5", 'events = [\n  "asb_incident",\n  ]', 49, "already set above"),
    ("gap_days = 28 }", "gap_days = 28", 62, "The curly brackets must be closed"),
]


@pytest.mark.parametrize(
    ("old", "new", "line", "fragment"),
    FAULTY,
    ids=[f"{line}-{fragment[:40]}" for _, _, line, fragment in FAULTY],
)
def test_faulty_plan_is_refused_with_its_line(old, new, line, fragment):
    faults = faults_of(spoilt(old, new))
    assert [fault.line for fault in faults if fragment in fault.message] == [line], faults


@pytest.mark.parametrize(
    ("old", "new", "line", "fragment"),
    FAULTY,
    ids=[f"{line}-{fragment[:40]}" for _, _, line, fragment in FAULTY],
)
def test_lines_are_the_same_with_windows_line_ends(old, new, line, fragment):
    spoilt_plan = spoilt(old, new)
    assert faults_of(spoilt_plan.replace("\n", "\r\n")) == faults_of(spoilt_plan)


@pytest.mark.parametrize(
    ("old", "new", "fragment"), [(old, new, fragment) for old, new, _, fragment in FAULTY]
)
def test_every_fault_is_a_sentence(old, new, fragment):
    for fault in faults_of(spoilt(old, new)):
        assert fault.message[0].isupper() or fault.message[0] == '"'
        assert fault.message[-1] in ".?"
        assert "\n" not in fault.message


def test_all_faults_are_reported_at_once_in_the_order_of_lines():
    source = SOUND
    for old, new in [
        ("version = 2", "version = 0"),
        ("headlines_needed = 2", "headlines_needed = 9"),
        ('code = "crime"', 'code = "education"'),
        ("percent = 90", "percent = 900"),
        ('"asb_incident",   #', '"arson", #'),
        ('    "police_callout",', '    "custody",'),
        ("days = 182", "days = 999"),
        ("benefit_jsa = {", "benefit_is = {"),
        ("  improve_by = 2\n", "  improve = 2\n"),
        ('roles = ["programme_manager"]', "roles = []"),
    ]:
        assert source.count(old) == 1
        source = source.replace(old, new)
    assert [fault.line for fault in faults_of(source)] == [3, 7, 28, 32, 46, 47, 62, 62, 69, 73, 79]


def test_fault_knows_its_place_in_the_data():
    (fault,) = faults_of(spoilt("percent = 33.5", "percent = 0"))
    assert fault.path == ("headline", 1, "criterion", 1, "percent")
    assert str(fault).startswith('Line 49: "percent" must be')


def test_plan_faults_print_one_line_each():
    source = spoilt("version = 2", "version = 0").replace("months = 6", "months = 0")
    with pytest.raises(PlanFaults) as caught:
        parse(source)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == ["Line 3", "Line 40"]


def test_empty_file_says_what_every_plan_needs():
    messages = [fault.message for fault in faults_of("")]
    assert {fault.line for fault in faults_of("")} == {1}
    for missing in ("code", "name", "version", "effective_from", "headlines_needed", "routes"):
        assert any(message.startswith(f'"{missing}" is missing') for message in messages)
    assert "The plan has no headline. Each begins with a line [[headline]]." in messages


def test_empty_list_of_headlines_is_refused_where_it_stands():
    source = "headline = []\n" + SOUND[: SOUND.index("[[headline]]")]
    assert [(fault.line, fault.message[:26]) for fault in faults_of(source)] == [
        (1, "The plan has no headline. ")
    ]


def test_headline_without_criteria_is_refused():
    source = SOUND + '\n[[headline]]\ncode = "empty"\nname = "Empty"\n'
    (fault,) = faults_of(source)
    assert fault.line == SOUND.count("\n") + 2
    assert fault.message.startswith('There is no criterion under the headline "empty".')


def test_headline_in_single_brackets_is_refused():
    source = SOUND[: SOUND.index("[[headline]]")] + '[headline]\ncode = "x"\nname = "X"\n'
    assert [(fault.line, fault.message) for fault in faults_of(source)] == [
        (14, "Each headline must be a part of the file under a line [[headline]], in double brackets.")
    ]


def test_employment_route_needs_a_criterion_of_continuous_work():
    start, end = SOUND.index('[[headline]]\ncode = "work"'), SOUND.index('[[headline]]\ncode = "health"')
    source = SOUND[:start] + SOUND[end:]
    (fault,) = faults_of(source)
    assert (fault.line, '"employment" needs a criterion of kind' in fault.message) == (11, True)
    assert parse(source.replace('"sustained", "employment"', '"sustained"')).routes == ("sustained",)


def test_misspelt_kind_does_not_also_count_as_missing():
    faults = faults_of(spoilt('kind = "continuous_work"', 'kind = "continous_work"'))
    assert [(fault.line, fault.message.endswith('Did you mean "continuous_work"?')) for fault in faults] == [
        (58, True)
    ]


def test_bytes_that_are_not_utf_8_are_refused_with_their_line():
    faults = faults_of(spoilt("Plan of Exampleshire", "Plan of Ynys Môn").encode("latin-1"))
    assert [(fault.line, "Save it again with the encoding UTF-8" in fault.message) for fault in faults] == [
        (2, True)
    ]
