"""Actions are the only writers: called by keyword, in somebody's name, and never unlogged."""

import ast
import functools
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
APPS = ("families", "outcomes", "claims", "troubled_families")

# The rooms of the writers; facts that people type in have one of their own beside the loader's.
ROOMS = {"actions", "recording"}
THE_SYSTEM = "the system itself does it, in nobody's name"
WRITES_NOTHING = "reads or refuses, and writes nothing"
# Called from outside the actions, yet not by keyword and in somebody's name.
EXCEPTIONS = {
    "sign_in": "the session that it opens lives in the request",
    "sign_out": "the session that it ends lives in the request",
    "change_own_password": "the session that goes on lives in the request",
    "refuse_sign_in": "nobody has signed in yet",
    "record": "the log itself: what was done comes first",
    "record_many": "the log itself: what was done comes first",
    "judge_on_change": THE_SYSTEM,
    "judge_on_demand": THE_SYSTEM,
    "forget_ended_sessions": THE_SYSTEM,
    "forget_old_drafts": THE_SYSTEM,
    "check_not_written_elsewhere": WRITES_NOTHING,
    "update_queue_after_judging": THE_SYSTEM,
    "settle_lines": THE_SYSTEM,
    "refresh_needs": THE_SYSTEM,
    "open_night": THE_SYSTEM,
    "open_missed_night": THE_SYSTEM,
    "work_chunk": THE_SYSTEM,
    "finish_nights": THE_SYSTEM,
    "note_unforeseen": THE_SYSTEM,
    "work_preview_chunk": THE_SYSTEM,
    "run_examples": WRITES_NOTHING,
    "waiting_preview_chunks": WRITES_NOTHING,
    "work_replay_part": THE_SYSTEM,
    "finish_replays": THE_SYSTEM,
    "waiting_parts": WRITES_NOTHING,
    "family_ranges": WRITES_NOTHING,
    "waiting_chunks": WRITES_NOTHING,
    "lock_families": WRITES_NOTHING,
    "facts_of": WRITES_NOTHING,
    "send_needs": "the stream that is written to comes first",
    "export_to": "the stream that is written to comes first",
    "send_savings": "the stream that is written to comes first",
    "send_summary": "the stream that is written to comes first",
}
# Writers whose acts the log does not name one by one.
UNLOGGED = {
    "judge_and_keep": "verdicts are their own record",
    "judge_on_change": "the change that led to it is logged",
    "judge_on_demand": "verdicts are their own record",
    "refresh_needs": "what is still needed follows from the judgement",
    "forget_ended_sessions": "a session is nobody's record",
    "end_draft": "what was typed is sent off, and that is logged",
    "work_chunk": "its night is logged, its claims are",
    "finish_nights": "its night is logged",
    "work_preview_chunk": "its preview is logged, and nothing about a family is changed",
    "work_replay_part": "its replay is logged",
    "finish_replays": "its replay is logged",
}


def is_action_module(path):
    return bool(ROOMS & {path.stem, *path.relative_to(PROJECT).parts})


def modules():
    for app in APPS:
        yield from (path for path in sorted((PROJECT / app).rglob("*.py")) if "migrations" not in path.parts)


@functools.cache
def functions():
    """Every function of the actions' modules, and every method of their classes, by name."""
    return {
        node.name: node
        for path in modules() if is_action_module(path)
        for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)
    }


@functools.cache
def used_outside():
    """The names that modules other than the actions' take from them."""
    names = set()
    for path in modules():
        if is_action_module(path):
            continue
        tree = ast.parse(path.read_text())
        aliases = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                from_actions = bool(ROOMS & set(node.module.split(".")))
                names |= {name.name for name in node.names if from_actions}
                aliases |= {name.asname or name.name for name in node.names if from_actions or name.name in ROOMS}
        names |= {
            node.attr for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases
        }
    return names


def actions():
    return {name: node for name, node in functions().items() if name in used_outside()}


def calls(node):
    """The names that a function calls, or hands on to be called."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} | {
        each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)
    }


def is_logged(name, known):
    """Whether a function, or one of the actions' functions that it calls, writes to the log."""
    reached, fresh = set(), {name}
    while fresh:
        called = set().union(*(calls(known[each]) for each in fresh))
        reached |= fresh
        if called & {"record", "record_many"}:
            return True
        fresh = called & known.keys() - reached
    return False


def test_actions_are_found():
    found = actions()
    assert {"agree_plan", "record_event", "load_paths", "publish_draft", "approve_claim"} <= found.keys()
    assert len(found) > 25


@pytest.mark.parametrize("name", sorted(actions().keys() - EXCEPTIONS.keys()))
def test_action_is_called_by_keyword_and_in_somebodys_name(name):
    given = actions()[name].args
    assert [one.arg for one in (*given.posonlyargs, *given.args)] == []
    assert "by" in [one.arg for one in given.kwonlyargs]


def test_exceptions_are_actions_that_need_one():
    found = actions()
    needless = [
        name for name in EXCEPTIONS
        if name not in found or (not found[name].args.args and "by" in [one.arg for one in found[name].args.kwonlyargs])
    ]
    assert needless == []


@pytest.mark.parametrize(
    "name",
    sorted(
        actions().keys() - UNLOGGED.keys() - {"record", "record_many"}
        - {name for name, why in EXCEPTIONS.items() if why == WRITES_NOTHING}
    ),
)
def test_action_is_logged(name):
    assert is_logged(name, functions())


def test_an_action_that_is_not_logged_is_seen():
    known = {
        node.name: node
        for node in ast.parse("def act(*, by):\n    change()\n\ndef change():\n    Row.objects.update(x=1)\n").body
    }
    assert not is_logged("act", known)
