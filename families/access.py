"""Who may call what: the one reviewed table of addresses, commands and roles, and the navigation from it.

An address that is missing here answers "not found" to everybody. Which *families* a person may open is decided
by `FamilyQuerySet.visible_to`; whether a person may *do* a thing, by the permissions each action checks. This
table is the outer door, and it is never the only one.
"""

from django.urls import NoReverseMatch, reverse

from families.accounts.enums import Role

ANYONE = "anyone"  # signed in or not
OPERATOR = "operator"  # whoever holds the machine; the act is the system's own

KEY_WORKER, TEAM_MANAGER, PROGRAMME_MANAGER = Role.KEY_WORKER, Role.TEAM_MANAGER, Role.PROGRAMME_MANAGER
ANALYST, AUDITOR, PARTNER, ADMINISTRATOR = Role.ANALYST, Role.AUDITOR, Role.PARTNER, Role.ADMINISTRATOR

EVERY_ROLE = tuple(Role)
MANAGERS = (TEAM_MANAGER, PROGRAMME_MANAGER)
WORKS_WITH_FAMILIES = (KEY_WORKER, *MANAGERS)
READS_CLAIMS = (PROGRAMME_MANAGER, AUDITOR)
CHECKS_CLAIMS = (PROGRAMME_MANAGER, ANALYST)
DECIDES_CLAIMS = (PROGRAMME_MANAGER,)
AUDITS_CLAIMS = (AUDITOR,)
READS_RULES = (*WORKS_WITH_FAMILIES, ANALYST, AUDITOR)
READS_NIGHTS = (PROGRAMME_MANAGER, ANALYST, AUDITOR)
MAKES_EXPORTS = (ANALYST, PROGRAMME_MANAGER)

PAGES = {
    # signing in, and one's own password
    "families:sign_in": (ANYONE,),
    "families:sign_out": EVERY_ROLE,
    "families:home": EVERY_ROLE,
    "families:change_password": EVERY_ROLE,
    # users
    "families:users": (ADMINISTRATOR,),
    "families:add_user": (ADMINISTRATOR,),
    "families:change_user": (ADMINISTRATOR,),
    "families:deactivate_user": (ADMINISTRATOR,),
    "families:set_password": (ADMINISTRATOR,),
    # finding families
    "families:search": MANAGERS,
    "families:known_families": (PARTNER,),
    # recording about a family
    "families:record_plan": WORKS_WITH_FAMILIES,
    "families:correct_plan": WORKS_WITH_FAMILIES,
    "families:record_problem": WORKS_WITH_FAMILIES,
    "families:change_problem": WORKS_WITH_FAMILIES,
    "families:record_event": WORKS_WITH_FAMILIES,
    "families:correct_event": WORKS_WITH_FAMILIES,
    "families:record_spell": WORKS_WITH_FAMILIES,
    "families:correct_spell": WORKS_WITH_FAMILIES,
    "families:end_spell": WORKS_WITH_FAMILIES,
    "families:record_score": WORKS_WITH_FAMILIES,
    "families:correct_score": WORKS_WITH_FAMILIES,
    "families:record_judgement": WORKS_WITH_FAMILIES,
    "families:correct_judgement": WORKS_WITH_FAMILIES,
    "families:withdraw_fact": WORKS_WITH_FAMILIES,
    "families:assign_lead_worker": MANAGERS,
    # files
    "families:loads": (ANALYST,),
    "families:load": (ANALYST,),
    "families:load_rejects": (ANALYST,),
    "families:load_files": (ANALYST,),
    # what the facts prove
    "outcomes:my_families": WORKS_WITH_FAMILIES,
    "outcomes:family": WORKS_WITH_FAMILIES,
    "outcomes:plan_list": READS_RULES,
    "outcomes:plan": READS_RULES,
    "outcomes:nights": READS_NIGHTS,
    # claims
    "claims:queue": (*READS_CLAIMS, ANALYST),
    "claims:claim": (*READS_CLAIMS, ANALYST),
    "claims:bulk": (*READS_CLAIMS, ANALYST),
    "claims:check": CHECKS_CLAIMS,
    "claims:exception": DECIDES_CLAIMS,
    "claims:exceptions": READS_CLAIMS,
    "claims:alerts": READS_CLAIMS,
    "claims:owed": READS_CLAIMS,
    "claims:dismiss_alert": DECIDES_CLAIMS,
    "claims:withdraw_for_alert": DECIDES_CLAIMS,
    "claims:approve": DECIDES_CLAIMS,
    "claims:decline": DECIDES_CLAIMS,
    "claims:reconsider": DECIDES_CLAIMS,
    "claims:withdraw": DECIDES_CLAIMS,
    "claims:spot_check": DECIDES_CLAIMS,
    "claims:repay": DECIDES_CLAIMS,
    "claims:sample": AUDITS_CLAIMS,
    "claims:release": AUDITS_CLAIMS,
    "claims:audit": AUDITS_CLAIMS,
    "claims:windows": READS_CLAIMS,
    "claims:open_window": DECIDES_CLAIMS,
    "claims:window": READS_CLAIMS,
    "claims:add_to_window": DECIDES_CLAIMS,
    "claims:take_out_of_window": DECIDES_CLAIMS,
    "claims:sign_off": DECIDES_CLAIMS,
    "claims:submit": DECIDES_CLAIMS,
    "claims:return_file": READS_CLAIMS,
    "claims:pay": DECIDES_CLAIMS,
    "claims:reject": DECIDES_CLAIMS,
    "claims:funding": MAKES_EXPORTS,
    "claims:agree_funding": DECIDES_CLAIMS,
    "claims:correct_funding": DECIDES_CLAIMS,
    "claims:funding_families": MAKES_EXPORTS,
    "claims:check_figure": MAKES_EXPORTS,
    "claims:exports": MAKES_EXPORTS,
    "claims:export": MAKES_EXPORTS,
}

# Commands are run by whoever holds the machine. Where a command acts as a person (`--by`), that person must be
# in the row, and the action checks it again.
COMMANDS = {
    "load": (OPERATOR, ANALYST),
    "outcomes_plan": (OPERATOR, ANALYST, PROGRAMME_MANAGER),
    "evaluate": (OPERATOR,),
    "export": (OPERATOR, *MAKES_EXPORTS),
    "claims": CHECKS_CLAIMS,
    "demo": (OPERATOR,),
    "add_administrator": (OPERATOR,),
}

NAVIGATION = [
    ("Families", "outcomes:my_families"),
    ("Find a family", "families:search"),
    ("Known families", "families:known_families"),
    ("Claims", "claims:queue"),
    ("Claim alerts", "claims:alerts"),
    ("Submission windows", "claims:windows"),
    ("Funding", "claims:funding"),
    ("Files", "families:loads"),
    ("Nights", "outcomes:nights"),
    ("Outcomes plans", "outcomes:plan_list"),
    ("Exports", "claims:exports"),
    ("Users", "families:users"),
]


def may_call(user, name):
    """Whether this person, signed in or not, may call the address of this name ("app:name")."""
    roles = PAGES.get(name, ())
    return ANYONE in roles or (user.is_authenticated and user.role in roles)


def navigation(role):
    """The pages offered to a role: label, URL name and address, the first being the role's first page."""
    found = []
    for label, name in NAVIGATION:
        if role not in PAGES.get(name, ()):
            continue
        try:
            found.append({"label": label, "name": name, "url": reverse(name)})
        except NoReverseMatch:  # a row may be reviewed before its page is built
            continue
    return found
