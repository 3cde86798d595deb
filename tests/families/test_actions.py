"""The one door for writes: every action is keyword-only, says by whom, is atomic, and records an event."""

import ast
import inspect

import pytest

import families.accounts.actions
import families.actions
import families.facts.actions
import families.facts.recording
import families.plans.actions

MODULES = [
    families.accounts.actions, families.actions, families.facts.actions, families.facts.recording,
    families.plans.actions,
]
WRITES_A_SESSION = {"sign_in", "sign_out", "change_own_password"}  # take the request first
BY_NOBODY = {"refuse_sign_in"}  # nobody is signed in yet


def called_in(function):
    """The names of the functions that a function calls."""
    return {
        node.func.id for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def tree_of(module):
    return {node.name: node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.FunctionDef)}


def records(name, functions, seen=()):
    """Whether a function records an event, itself or through others of its module."""
    calls = called_in(functions[name])
    if "record" in calls:
        return True
    return any(records(call, functions, (*seen, name)) for call in calls if call in functions and call not in seen)


def actions(module):
    """The functions that take `by` by keyword and are the whole of a transaction."""
    return [
        name for name, node in tree_of(module).items()
        if any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
    ]


ACTIONS = [(module, name) for module in MODULES for name in actions(module)]


def test_there_are_actions_to_look_at():
    assert {name for _, name in ACTIONS} >= {"record_plan", "withdraw_fact", "add_user", "assign_lead_worker"}


@pytest.mark.parametrize(("module", "name"), ACTIONS)
def test_every_action_records_an_event(module, name):
    assert records(name, tree_of(module))


@pytest.mark.parametrize(("module", "name"), ACTIONS)
def test_every_action_is_called_by_keyword_and_says_by_whom(module, name):
    arguments = tree_of(module)[name].args
    assert [a.arg for a in arguments.args] == (["request"] if name in WRITES_A_SESSION else [])
    assert "by" in [a.arg for a in arguments.kwonlyargs] or name in BY_NOBODY


def test_an_action_that_records_nothing_is_caught():
    functions = {node.name: node for node in ast.parse(
        "def quiet(*, by):\n    help()\ndef help():\n    pass\ndef loud(*, by):\n    helped()\n"
        "def helped():\n    record(1)\n"
    ).body}
    assert (records("quiet", functions), records("loud", functions)) == (False, True)
