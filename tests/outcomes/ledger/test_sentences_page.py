"""The page of all sentences: every answer that the rules can give is on it, and each can be read without a glossary."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import outcomes
from families.accounts.enums import Role
from outcomes.enums import Blocker, CriterionKind, Reason, Status
from outcomes.ledger.examples import EXAMPLES
from outcomes.ledger.sentences import every_blocker, every_sentence
from tests.outcomes.authority import sign_in, user

CRITERIA = Path(outcomes.__file__).parent / "criteria"
CODES = {*Status.values, *Reason.values, *Blocker.values}
HARDEST_GRADE = 11  # school years, by the automated readability index, over everything said of one kind


def answers_of(sql):
    """The (status, reason) pairs that a rule's text can yield."""
    pairs = set(re.findall(r"ARRAY\['(\w+)', '(\w*)'\]", sql))
    if not pairs:
        pairs = {(status, "") for status in re.findall(r"(?:THEN|ELSE) '(\w+)'", sql)}
    return {(status, reason) for status, reason in pairs if status in Status.values}


@pytest.mark.parametrize("kind", CriterionKind.values)
def test_every_answer_that_a_rule_can_give_has_an_example(kind):
    answers = answers_of((CRITERIA / kind / "rule.sql").read_text())
    of_every_kind = {(Status.NO_DATA, Reason.GRADE_TOO_LOW)}
    assert answers == {(str(status), str(reason)) for status, reason in EXAMPLES[kind]} - of_every_kind
    assert len(answers) >= 3


def test_what_can_be_said_of_every_kind_has_an_example_too():
    assert "reason = 'GRADE_TOO_LOW'" in (CRITERIA.parent / "grades.sql").read_text()
    assert {reason for cases in EXAMPLES.values() for _, reason in cases if reason} == set(Reason)


def test_an_answer_without_an_example_is_seen():
    answers = answers_of("THEN ARRAY['no_data', 'SOMETHING_NEW'] ELSE ARRAY['met', '']")
    assert answers - {*EXAMPLES["score"]} == {("no_data", "SOMETHING_NEW")}


def everything_said():
    for kind in every_sentence():
        for said in kind.said:
            for text in (said.example.found, said.example.missing, said.example.supplier, said.example.first_day):
                if text:
                    yield kind.name, said, text


def test_no_sentence_holds_a_code_and_each_is_whole():
    for _, _, text in everything_said():
        assert not set(re.findall(r"[A-Za-z_]+", text)) & {code for code in CODES if "_" in code}, text
        assert text[0].isupper() or text[0].isdigit(), text
        assert text.endswith("."), text
        assert "  " not in text, text


def test_whoever_reads_that_something_is_not_met_reads_what_comes_next():
    for kind in every_sentence():
        for said in kind.said:
            if said.status not in (Status.MET, Status.NEUTRAL):
                assert said.example.missing, (kind.name, said)
                assert said.example.first_day, (kind.name, said)


def grade(text):
    """The automated readability index: years of school needed to read a text (Senter and Smith, 1967)."""
    words = re.findall(r"[\w'’%-]+", text)
    sentences = max(len(re.findall(r"[.:](?:\s|$)", text)), 1)
    letters = sum(len(word) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43


def test_the_sentences_are_easy_to_read():
    texts = {}
    for name, _, text in everything_said():
        texts.setdefault(name, []).append(text)
    grades = {name: round(grade(" ".join(said)), 1) for name, said in texts.items()}
    assert {name: found for name, found in grades.items() if found > HARDEST_GRADE} == {}
    assert grade("The cat sat.") < 2 < HARDEST_GRADE < grade(
        "Notwithstanding countervailing considerations, the determination necessitates comprehensive substantiation "
        "throughout the evaluation period irrespective of administrative circumstances"
    )


@pytest.mark.django_db
def test_page_shows_every_sentence(client):
    user(Role.KEY_WORKER)
    sign_in(client, "a.key_worker")
    body = client.get("/sentences/").content.decode()
    for _, _, text in everything_said():
        assert text.replace("'", "&#x27;") in body
    for line in every_blocker():
        assert line.replace("'", "&#x27;") in body
    names = [kind.name.replace("'", "&#x27;") for kind in every_sentence()]
    headings = [body.index(f">{name}</h2>") for name in names]
    assert all(one < other for one, other in pairwise(headings))
