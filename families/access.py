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
DECIDES_CLAIMS = (PROGRAMME_MANAGER,)
READS_RULES = (*WORKS_WITH_FAMILIES, ANALYST, AUDITOR)
READS_NIGHTS = (PROGRAMME_MANAGER, ANALYST, AUDITOR)
DRAFTS_PLANS = (PROGRAMME_MANAGER, ANALYST)
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
    # drafts of outcomes plans
    "outcomes:drafts": DRAFTS_PLANS,
    "outcomes:start_draft": DRAFTS_PLANS,
    "outcomes:take_in_core": DRAFTS_PLANS,
    "outcomes:draft": DRAFTS_PLANS,
    "outcomes:draft_history": DRAFTS_PLANS,
    "outcomes:discard_draft": DRAFTS_PLANS,
    "outcomes:draft_particulars": DRAFTS_PLANS,
    "outcomes:add_draft_headline": DRAFTS_PLANS,
    "outcomes:draft_headline": DRAFTS_PLANS,
    "outcomes:add_draft_criterion": DRAFTS_PLANS,
    "outcomes:draft_criterion": DRAFTS_PLANS,
    "outcomes:arrange_draft": DRAFTS_PLANS,
    "outcomes:draft_text": DRAFTS_PLANS,
    "outcomes:draft_examples": DRAFTS_PLANS,
    "outcomes:add_draft_example": DRAFTS_PLANS,
    "outcomes:draft_example_from_family": DRAFTS_PLANS,
    "outcomes:draft_example": DRAFTS_PLANS,
    "outcomes:draft_example_particulars": DRAFTS_PLANS,
    "outcomes:remove_draft_example": DRAFTS_PLANS,
    "outcomes:draft_example_table": DRAFTS_PLANS,
    "outcomes:draft_preview": DRAFTS_PLANS,
    "outcomes:start_draft_preview": DRAFTS_PLANS,
    "outcomes:draft_departures": DRAFTS_PLANS,
    "outcomes:rebase_draft": DRAFTS_PLANS,
    "outcomes:publish_draft": DRAFTS_PLANS,
    # claims
    "claims:queue": READS_CLAIMS,
    "claims:claim": READS_CLAIMS,
    "claims:approve": DECIDES_CLAIMS,
    "claims:decline": DECIDES_CLAIMS,
    "claims:reconsider": DECIDES_CLAIMS,
    "claims:withdraw": DECIDES_CLAIMS,
    "claims:windows": READS_CLAIMS,
    "claims:open_window": DECIDES_CLAIMS,
    "claims:window": READS_CLAIMS,
    "claims:add_to_window": DECIDES_CLAIMS,
    "claims:take_out_of_window": DECIDES_CLAIMS,
    "claims:submit": DECIDES_CLAIMS,
    "claims:return_file": READS_CLAIMS,
    "claims:pay": DECIDES_CLAIMS,
    "claims:reject": DECIDES_CLAIMS,
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
    "claims": DECIDES_CLAIMS,
    "demo": (OPERATOR,),
    "add_administrator": (OPERATOR,),
}

NAVIGATION = [
    ("Families", "outcomes:my_families"),
    ("Find a family", "families:search"),
    ("Known families", "families:known_families"),
    ("Claims", "claims:queue"),
    ("Submission windows", "claims:windows"),
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
