"""A version of a plan as it is kept, and what changed from one version to another. No queries."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from families.facts.dates import day_in_words
from families.plans.enums import ActionState


def content_of(working):
    """The plan in words as it stands, for keeping: members, objectives with their actions."""
    return {
        "members": [
            {
                "person": one.person_id, "name": one.name,
                "is_covered": bool(one.decided and one.decided.is_covered),
                "reason": one.decided.reason if one.decided else "",
            }
            for one in working.members
        ],
        "objectives": [
            {
                "thread": str(one.row.thread), "headline": one.row.headline, "name": one.headline, "who": one.who,
                "what": one.row.what, "reached_on": iso(one.row.reached_on),
                "actions": [action_content(action.row) for action in one.actions],
            }
            for one in working.objectives
        ],
    }


def action_content(row):
    """One action for keeping."""
    return {
        "thread": str(row.thread), "what": row.what, "owner": row.owner_name, "agency": row.agency,
        "due_on": iso(row.due_on), "state": row.state, "settled_on": iso(row.settled_on), "reason": row.reason,
    }


def iso(on):
    """A day as text, or nothing."""
    return on.isoformat() if on else ""


def words_for(day):
    """A kept day in words."""
    return day_in_words(date.fromisoformat(day))


def digest_of(content):
    """What stands for a plan's content in a form, so that a change by somebody else is noticed."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """One thing that two versions say differently: about what, and what each says (blank: nothing)."""

    about: str
    before: str
    after: str


def compare(older, newer):
    """What changed from one version's content to another's, in the order of the newer one."""
    return [
        *differences(members_in_words(older), members_in_words(newer)),
        *differences(objectives_in_words(older), objectives_in_words(newer)),
        *differences(actions_in_words(older), actions_in_words(newer)),
    ]


def differences(before, after):
    """What two dicts of key -> (about, words) say differently."""
    keys = [*after, *(key for key in before if key not in after)]
    nothing = ("", "")
    return [
        Difference((after.get(key) or before[key])[0], before.get(key, nothing)[1], after.get(key, nothing)[1])
        for key in keys if before.get(key, nothing)[1] != after.get(key, nothing)[1]
    ]


def members_in_words(content):
    """Whom the plan covers, by person."""
    return {
        one["person"]: (one["name"], "Covered" if one["is_covered"] else f"Left out: {one['reason']}")
        for one in content["members"]
    }


def objectives_in_words(content):
    """What will be different, by objective."""
    return {
        one["thread"]: (f"Objective: {one['name']}", objective_in_words(one)) for one in content["objectives"]
    }


def objective_in_words(one):
    """One objective."""
    reached = f" Reached on {words_for(one['reached_on'])}." if one["reached_on"] else ""
    return f"{one['who']}: {one['what']}{reached}"


def actions_in_words(content):
    """What is to be done, by action."""
    return {
        action["thread"]: (f"Action: {one['name']}", action_in_words(action))
        for one in content["objectives"] for action in one["actions"]
    }


def action_in_words(one):
    """One action: what, who, by when, and what became of it."""
    says = f"{one['what']} ({one['owner']}, {one['agency']}), by {words_for(one['due_on'])}"
    if one["state"] == ActionState.TO_DO:
        return says
    reason = f": {one['reason']}" if one["reason"] else ""
    return f"{says}. {ActionState(one['state']).label} on {words_for(one['settled_on'])}{reason}"
