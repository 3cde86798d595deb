"""What is said about verdicts, criteria and readiness."""

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest

import outcomes
from families.facts.enums import EventKind, SpellKind
from outcomes import sentences
from outcomes.enums import CriterionKind, Reason
from outcomes.suppliers import EVIDENCE
from tests.outcomes.verdicts import AS_OF, verdict

NAMES = {7: "Ada"}
CRITERIA = Path(outcomes.__file__).parent / "criteria"
CHOICE = re.compile(r"'(met|pending|not_met|regressed|no_data|neutral)', '([A-Z_]*)'")
LATEST = {"window_starts_on": date(2025, 9, 3), "window_ends_on": date(2026, 7, 21)}
CHILD = {"person_id": 7, "person_reference": "P-7"}

# One row per thing that a rule can say: the verdict, and all that a key worker reads.
TABLE = [
    (
        verdict("school_terms", "met", value="93.20", **LATEST, **CHILD),
        "Ada's lowest attendance in any of these terms was 93.2%. Exclusions stayed within what is allowed.",
        "", "", "",
    ),
    (
        verdict("school_terms", "pending", due_on=date(2027, 3, 3), **CHILD),
        "Fewer than 3 full school terms that count for Ada have ended since the family was engaged.",
        "More terms have to end first.", "", "3 March 2027, if attendance is good enough until then.",
    ),
    (
        verdict("school_terms", "pending", **CHILD),
        "Fewer than 3 full school terms that count for Ada have ended since the family was engaged.",
        "More terms have to end first, and the dates of the coming terms are not in the calendar yet.",
        "This normally comes from schools.", "No day can be given until the dates of the coming terms are known.",
    ),
    (
        verdict("school_terms", "neutral", "TOO_FEW_TERMS", **CHILD),
        "Fewer than 3 full school terms that count for Ada have ended, and no problem names Ada. This does not hold "
        "the family back.", "", "", "",
    ),
    (
        verdict("school_terms", "neutral", "LEFT_SCHOOL_AGE", **CHILD),
        "Ada passed school age before 3 full school terms had ended. This test no longer applies, and does not count "
        "as progress.", "", "", "",
    ),
    (
        verdict("school_terms", "no_data", "TERM_MISSING", **LATEST, **CHILD),
        "At least one of these terms has no attendance record for Ada. Without it nothing is proven.",
        "Ada's attendance record for every one of these terms.", "This normally comes from schools.",
        "As soon as the missing information arrives, if it is good enough.",
    ),
    (
        verdict("school_terms", "no_data", "TOO_FEW_SESSIONS", value="95.00", **LATEST, **CHILD),
        "In at least one of these terms Ada could have attended fewer than 20 half-day sessions. That is too little to "
        "judge by.",
        "The school's full record for that term. If the record is right, a later term has to take its place.",
        "This normally comes from schools.", "As soon as the missing information arrives, if it is good enough.",
    ),
    (
        verdict("school_terms", "no_data", "FEED_GAP", value="93.20", **LATEST, **CHILD),
        "Ada's lowest attendance in any of these terms was 93.2%. No one has told us about exclusions for all of these "
        "days, so having none on record proves nothing.",
        "Word on exclusions for every day from 3 September 2025 to 21 July 2026, even if there were none.",
        "This normally comes from schools.", "As soon as the missing information arrives, if it is good enough.",
    ),
    (
        verdict("school_terms", "not_met", "ATTENDANCE", value="84.10", **LATEST, **CHILD),
        "Ada's lowest attendance in any of these terms was 84.1%. That does not meet the test.",
        "Later terms that meet the test: 3 full school terms in a row.", "",
        "No day can be given yet: it depends on the terms to come.",
    ),
    (
        verdict("school_terms", "not_met", "ATTENDANCE", **LATEST, **CHILD),
        "Ada's attendance was not good enough in at least one of these terms. That does not meet the test.",
        "Later terms that meet the test: 3 full school terms in a row.", "",
        "No day can be given yet: it depends on the terms to come.",
    ),
    (
        verdict("school_terms", "not_met", "EXCLUSIONS", value="97.00", **LATEST, **CHILD),
        "Ada was excluded from school more than 2 times during these terms, or permanently. That is more than is "
        "allowed.",
        "Later terms that meet the test: 3 full school terms in a row.", "",
        "No day can be given yet: it depends on the terms to come.",
    ),
    (
        verdict("school_terms", "regressed", value="84.10", **LATEST, **CHILD),
        "Ada met this test over earlier terms, but no longer does. Ada's lowest attendance in any of these terms was "
        "84.1%.", "Later terms that meet the test: 3 full school terms in a row.", "",
        "No day can be given yet: it depends on the terms to come.",
    ),
    (
        verdict("clear_period", "met", value="190", **LATEST),
        "No proven offence, anti-social behaviour incident or time in custody in 6 months. The information that would "
        "have told us covers every day of them.", "", "", "",
    ),
    (
        verdict("clear_period", "pending", value="1", due_on=date(2026, 3, 3), **LATEST),
        "None is on record since 3 September 2025: 1 day so far.", "More time has to pass without one.", "",
        "3 March 2026, if there is none until then and the information is complete.",
    ),
    (
        verdict("clear_period", "pending", value="0", due_on=date(2026, 3, 3), **LATEST),
        "The clear time only begins on 3 September 2025.", "More time has to pass without one.", "",
        "3 March 2026, if there is none until then and the information is complete.",
    ),
    (
        verdict("clear_period", "regressed"),
        "The family had gone 6 months without any, but this is going on now: time in custody.",
        "It has to end first.", "", "No day can be given. 6 months have to pass after it ends.",
    ),
    (
        verdict("clear_period", "regressed", "NEW_FACT", value="43", due_on=date(2026, 3, 3), **LATEST),
        "The family had gone 6 months without any proven offence, anti-social behaviour incident or time in custody, "
        "but then something new happened. None is on record since 3 September 2025: 43 days so far.",
        "The full time has to pass again without one.", "",
        "3 March 2026, if there is none until then and the information is complete.",
    ),
    (
        verdict("clear_period", "not_met", "OPEN_SPELL"),
        "This is still going on: time in custody.", "It has to end first.", "",
        "No day can be given. 6 months have to pass after it ends.",
    ),
    (
        verdict("clear_period", "no_data", "FEED_STALE", value="200", **LATEST),
        "None is on record for 200 days. But the latest information has not reached us, so having none on record "
        "proves nothing.",
        "Information about proven offences, anti-social behaviour incidents and time in custody up to at least "
        "7 October 2026, even if there were none.",
        "This normally comes from the police.", "As soon as the missing information arrives, if there was none.",
    ),
    (
        verdict("clear_period", "no_data", "FEED_GAP", value="200", due_on=date(2027, 1, 31), **LATEST),
        "None is on record for 200 days. But the information we have does not cover all of these days, so having none "
        "on record proves nothing.",
        "Information about proven offences, anti-social behaviour incidents and time in custody for every day from "
        "3 September 2025 to 21 July 2026, even if there were none.",
        "This normally comes from the police.",
        "As soon as the missing information arrives, if there was none. Without it, 31 January 2027 at the earliest.",
    ),
    (
        verdict("reduction", "met", value="72.00", **LATEST),
        "72% fewer a month than before the family was engaged.", "", "", "",
    ),
    (
        verdict("reduction", "pending", value="-20.50", due_on=date(2027, 3, 3), **LATEST),
        "The first 6 months since the family was engaged are not over yet. So far: 20.5% more a month than before the "
        "family was engaged.",
        "More time has to pass.", "", "3 March 2027, if few enough happen until then.",
    ),
    (
        verdict("reduction", "not_met", "NOT_ENOUGH", value="0.00", **LATEST),
        "There are as many a month as before the family was engaged. That is not enough.",
        "Time without new ones. Each stops counting 6 months after it happened.", "",
        "No day can be given: it depends on what happens in the months to come.",
    ),
    (
        verdict("reduction", "not_met", "NEW_FACT", **LATEST),
        "There was no anti-social behaviour incident in the 12 months before the family was engaged, and there has "
        "been since.", "Time without new ones. Each stops counting 6 months after it happened.", "",
        "No day can be given: it depends on what happens in the months to come.",
    ),
    (
        verdict("reduction", "neutral", "NO_BASELINE", **LATEST),
        "There was no anti-social behaviour incident in the 12 months before the family was engaged, and there is none "
        "now. There is nothing to reduce, so this does not count as progress.", "", "", "",
    ),
    (
        verdict("reduction", "no_data", "FEED_GAP", value="100.00", **LATEST),
        "On record: 100% fewer a month than before the family was engaged. But the information we have does not cover "
        "all of the 12 months before the family was engaged, so it proves nothing.",
        "Information about anti-social behaviour incidents for every day of the 12 months before the family was "
        "engaged.",
        "This normally comes from the police.",
        "As soon as the missing information arrives, if the fall is still large enough.",
    ),
    (
        verdict("reduction", "no_data", "FEED_STALE", **LATEST),
        "None is on record. But the latest information has not reached us, so it proves nothing.",
        "Information about anti-social behaviour incidents from 3 September 2025 up to at least 7 October 2026, even "
        "if there were none.",
        "This normally comes from the police.",
        "As soon as the missing information arrives, if the fall is still large enough.",
    ),
    (
        verdict("continuous_work", "met", value="185", threshold="182", **LATEST, **CHILD),
        "Ada has been in work and off benefit since 3 September 2025: 185 days count.", "", "", "",
    ),
    (
        verdict(
            "continuous_work", "pending", value="45", threshold="182", due_on=date(2027, 3, 3), **LATEST, **CHILD
        ),
        "Ada has been in work and off benefit since 3 September 2025: 45 days count.",
        "Proof that Ada stays in work and off benefit for longer.",
        "This normally comes from the key worker and Jobcentre Plus (DWP).",
        "3 March 2027, if Ada is in work and off benefit every day until then.",
    ),
    (
        verdict("continuous_work", "not_met", "NOT_WORKING", **CHILD),
        "No move from benefit into work is on record for Ada: work that goes on now, and that began no more than 28 "
        "days after a benefit that counts.",
        "Whichever is not on record yet: the benefit, that it has stopped, and proof of the work (a payslip, a "
        "contract or the employer's word).",
        "This normally comes from the key worker and Jobcentre Plus (DWP).",
        "No day can be given until both are on record.",
    ),
    (
        verdict("continuous_work", "not_met", "DOUBLE_FUNDING", value="45", threshold="182", **LATEST, **CHILD),
        "Ada was on the Work Programme when this work began on 3 September 2025. That programme is paid for the same "
        "result, so this work cannot count.",
        "A job that began while Ada was not on it, or work by another adult.",
        "This normally comes from the key worker and Jobcentre Plus (DWP).",
        "No day can be given: this work can never count.",
    ),
    (
        verdict("continuous_work", "regressed", "STOPPED_WORKING", **CHILD),
        "Ada had been in work and off benefit for long enough, but there is no record that this goes on.",
        "Proof that the work goes on, or a new job.",
        "This normally comes from the key worker and Jobcentre Plus (DWP).",
        "No day can be given until the work has begun again.",
    ),
    (
        verdict("score", "met"),
        "Family star (parenting): the score for the family improved enough, and has stayed so.", "", "", "",
    ),
    (
        verdict("score", "pending", due_on=date(2027, 3, 3), **CHILD),
        "Family star (parenting): the score for Ada has improved enough, but not yet for long enough.",
        "A good score on or after the day below.", "This normally comes from the key worker.",
        "3 March 2027, if a score on or after that day is still good.",
    ),
    (
        verdict("score", "pending", "NO_SECOND_READING"),
        "Family star (parenting): there is only one score for the family, so nothing shows an improvement yet.",
        "A second score.", "This normally comes from the key worker.",
        "No day can be given until there is a second score.",
    ),
    (
        verdict("score", "no_data", "NO_READING"),
        "Family star (parenting): no score for the family is on record since the family was engaged or in the "
        "3 months before.",
        "A first score now, and a second one later.", "This normally comes from the key worker.",
        "No day can be given until there are two scores.",
    ),
    (
        verdict("score", "not_met"),
        "Family star (parenting): the latest score for the family is not good enough.", "A better score.",
        "This normally comes from the key worker.", "No day can be given: it depends on the next score.",
    ),
    (
        verdict("score", "regressed"),
        "Family star (parenting): the score for the family had improved and stayed so, but the latest one is not good "
        "enough.", "A better score.", "This normally comes from the key worker.",
        "No day can be given: it depends on the next score.",
    ),
    (
        verdict("judgement", "met"),
        "The latest decision says that progress was made. The record of decisions gives the reason. A claim that rests "
        "on this is always checked.", "", "", "",
    ),
    (
        verdict("judgement", "not_met"),
        "The latest decision says that progress was not made. The record of decisions gives the reason.",
        "A new decision, once there is progress.", "This normally comes from a team manager or programme manager.",
        "The day on which a new decision says that progress was made.",
    ),
    (
        verdict("judgement", "pending"),
        "There is no decision that counts: none since the family was engaged, or only one that is too old.",
        "A decision, with its reason.", "This normally comes from a team manager or programme manager.",
        "The day on which a decision says that progress was made.",
    ),
]


def said(explanation):
    """Everything an explanation says."""
    return [text for text in dataclasses.astuple(explanation) if text]


def label(value):
    return f"{value.kind}-{value.status}-{value.reason}" if hasattr(value, "kind") else ""


@pytest.mark.parametrize(("given", "found", "missing", "supplier", "first_day"), TABLE, ids=label)
def test_explain_says_what_a_key_worker_needs(given, found, missing, supplier, first_day):
    explanation = sentences.explain(given, NAMES, AS_OF)
    assert (explanation.found, explanation.missing, explanation.supplier, explanation.first_day) == (
        found, missing, supplier, first_day,
    )
    assert explanation.window
    assert explanation.threshold


def choices_of(kind):
    """The statuses and reasons that a kind's rule names."""
    named = set(CHOICE.findall((CRITERIA / kind / "rule.sql").read_text()))
    # The rule of judgements gives bare statuses.
    return named or {("met", ""), ("not_met", ""), ("pending", "")}


@pytest.mark.parametrize("kind", CriterionKind.values)
def test_every_status_and_reason_of_a_rule_has_a_sentence_and_is_in_the_table(kind):
    assert {(str(status), str(reason)) for status, reason in sentences.KINDS[kind].SAYS} == choices_of(kind)
    assert {(row[0].status, row[0].reason) for row in TABLE if row[0].kind == kind} == choices_of(kind)


@pytest.mark.parametrize(("lowest", "grade", "found", "missing"), [
    ("official_record", 3, "What is on record for Ava Reed would be enough, but it rests in part on a worker’s "
     "observation. It must rest on official records.", "The same, shown by official records."),
    ("partner_statement", 4, "What is on record for Ava Reed would be enough, but it rests in part on the family’s own "
     "statement. It must rest on a partner’s statement or better.",
     "The same, shown by a partner’s statement or better."),
])
def test_explain_says_that_facts_are_not_founded_well_enough(lowest, grade, found, missing):
    given = verdict("school_terms", "no_data", "GRADE_TOO_LOW", person_id=7, person_reference="P-7", grade=grade)
    given = dataclasses.replace(given, parameters={**given.parameters, "lowest_grade": lowest})
    says = sentences.explain(given, {7: "Ava Reed"}, AS_OF)
    assert (says.found, says.missing) == (found, missing)
    assert says.first_day == "The day on which it is on record so."
    assert says.threshold.endswith(missing.replace("The same, shown by", "It must rest on"))
    assert says.rests_on == f"Nothing less well founded than {sentences.RESTS_ON[grade]}."


@pytest.mark.parametrize(("grade", "words"), [
    (None, ""), (1, "Official records only."), (2, "Nothing less well founded than a partner’s statement."),
    (5, "A person’s judgement."),
])
def test_rests_on_says_how_well_founded_a_verdict_is(grade, words):
    assert sentences.rests_on(grade) == words


def test_every_reason_is_given_by_some_rule():
    reasons = {reason for kind in CriterionKind.values for _, reason in choices_of(kind) if reason}
    assert reasons == set(Reason.values) - {Reason.GRADE_TOO_LOW}  # that one is decided in one place for all kinds


@pytest.mark.parametrize("row", TABLE, ids=lambda row: label(row[0]))
def test_explain_uses_no_code_and_whole_sentences(row):
    for text in said(sentences.explain(row[0], NAMES, AS_OF)):
        assert not re.search(r"[A-Z]{2,}_|_|\bNone\b(?! is on record)|[{}\[\]]|  ", text), text
        assert text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")


def test_explain_names_a_person_by_reference_where_the_name_is_not_known():
    given = verdict("school_terms", "neutral", "TOO_FEW_TERMS", person_id=8, person_reference="P-8")
    assert "no problem names P-8" in sentences.explain(given, NAMES, AS_OF).found


def test_every_kind_of_fact_has_words_and_a_supplier():
    assert set(EVIDENCE) == {*EventKind.values, *SpellKind.values}
