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
DRAFTS_PLANS = (PROGRAMME_MANAGER, ANALYST)
LOOKS_AFTER_FEEDS = (PROGRAMME_MANAGER, ANALYST)
MAKES_EXPORTS = (ANALYST, PROGRAMME_MANAGER)

PAGES = {
    # signing in, and one's own password
    "families:sign_in": (ANYONE,),
    "families:sign_out": EVERY_ROLE,
    "families:home": EVERY_ROLE,
    "families:change_password": EVERY_ROLE,
    # what one is told
    "families:notices": EVERY_ROLE,
    "families:open_notice": EVERY_ROLE,
    "families:read_notices": EVERY_ROLE,
    "families:choose_notices": EVERY_ROLE,
    # what one began to type
    "families:drafts": EVERY_ROLE,
    "families:discard_draft": EVERY_ROLE,
    # users
    "families:users": (ADMINISTRATOR,),
    "families:add_user": (ADMINISTRATOR,),
    "families:change_user": (ADMINISTRATOR,),
    "families:deactivate_user": (ADMINISTRATOR,),
    "families:set_password": (ADMINISTRATOR,),
    # finding families
    "families:search": WORKS_WITH_FAMILIES,
    "families:known_families": (PARTNER,),
    "families:own_actions": (PARTNER,),
    "families:own_action": (PARTNER,),
    "families:own_referrals": (PARTNER,),
    "families:due": WORKS_WITH_FAMILIES,
    "families:board": MANAGERS,
    # recording about a family
    "families:correct_plan": WORKS_WITH_FAMILIES,
    "families:screening": WORKS_WITH_FAMILIES,
    "families:assessment": WORKS_WITH_FAMILIES,
    "families:assessment_version": WORKS_WITH_FAMILIES,
    "families:readings": WORKS_WITH_FAMILIES,
    "families:record_readings": WORKS_WITH_FAMILIES,
    "families:own_readings": WORKS_WITH_FAMILIES,
    "families:correct_own_reading": WORKS_WITH_FAMILIES,
    "families:withdraw_own_reading": WORKS_WITH_FAMILIES,
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
    # the single family plan, and how the work goes on
    "families:plan": WORKS_WITH_FAMILIES,
    "families:agree_plan": WORKS_WITH_FAMILIES,
    "families:plan_versions": WORKS_WITH_FAMILIES,
    "families:plan_version": WORKS_WITH_FAMILIES,
    "families:plan_members": WORKS_WITH_FAMILIES,
    "families:add_objective": WORKS_WITH_FAMILIES,
    "families:change_objective": WORKS_WITH_FAMILIES,
    "families:take_out_objective": WORKS_WITH_FAMILIES,
    "families:add_action": WORKS_WITH_FAMILIES,
    "families:change_action": WORKS_WITH_FAMILIES,
    "families:settle_action": WORKS_WITH_FAMILIES,
    "families:review_plan": WORKS_WITH_FAMILIES,
    "families:correct_review": WORKS_WITH_FAMILIES,
    "families:meetings": WORKS_WITH_FAMILIES,
    "families:record_meeting": WORKS_WITH_FAMILIES,
    "families:meeting": WORKS_WITH_FAMILIES,
    "families:stage": WORKS_WITH_FAMILIES,
    "families:move_stage": WORKS_WITH_FAMILIES,
    "families:record_care_step": WORKS_WITH_FAMILIES,
    "families:allocation": MANAGERS,
    # people and homes
    "families:household": WORKS_WITH_FAMILIES,
    "families:add_person": WORKS_WITH_FAMILIES,
    "families:correct_person": WORKS_WITH_FAMILIES,
    "families:change_member": WORKS_WITH_FAMILIES,
    "families:correct_member": WORKS_WITH_FAMILIES,
    "families:record_relationship": WORKS_WITH_FAMILIES,
    "families:change_relationship": WORKS_WITH_FAMILIES,
    "families:correct_relationship": WORKS_WITH_FAMILIES,
    "families:record_unborn_child": WORKS_WITH_FAMILIES,
    "families:correct_unborn_child": WORKS_WITH_FAMILIES,
    "families:record_birth": WORKS_WITH_FAMILIES,
    "families:end_pregnancy": WORKS_WITH_FAMILIES,
    "families:withdraw_household": WORKS_WITH_FAMILIES,
    "families:record_address": WORKS_WITH_FAMILIES,
    "families:correct_address": WORKS_WITH_FAMILIES,
    "families:move_home": WORKS_WITH_FAMILIES,
    "families:leave_address": WORKS_WITH_FAMILIES,
    "families:split_family": WORKS_WITH_FAMILIES,
    "families:join_family": WORKS_WITH_FAMILIES,
    "families:move_member": WORKS_WITH_FAMILIES,
    "families:professionals": WORKS_WITH_FAMILIES,
    "families:record_professional": WORKS_WITH_FAMILIES,
    "families:correct_professional": WORKS_WITH_FAMILIES,
    "families:end_professional": WORKS_WITH_FAMILIES,
    "families:record_contact": WORKS_WITH_FAMILIES,
    "families:withdraw_professional": WORKS_WITH_FAMILIES,
    "families:timeline": WORKS_WITH_FAMILIES,
    # notes
    "families:notes": WORKS_WITH_FAMILIES,
    "families:note": WORKS_WITH_FAMILIES,
    "families:write_note": WORKS_WITH_FAMILIES,
    "families:add_to_note": WORKS_WITH_FAMILIES,
    "families:take_back_note": WORKS_WITH_FAMILIES,
    "families:notes_in_error": (AUDITOR,),
    # what the information is used for, and who objects
    "families:purposes": WORKS_WITH_FAMILIES,
    "families:plan_copy": WORKS_WITH_FAMILIES,
    "families:plan_copy_file": WORKS_WITH_FAMILIES,
    "families:held": WORKS_WITH_FAMILIES,
    "families:record_notice": WORKS_WITH_FAMILIES,
    "families:record_objection": WORKS_WITH_FAMILIES,
    "families:correct_objection": WORKS_WITH_FAMILIES,
    "families:take_back_objection": WORKS_WITH_FAMILIES,
    "families:withdraw_from_ledger": WORKS_WITH_FAMILIES,
    "families:purpose_bases": (PROGRAMME_MANAGER, ANALYST, AUDITOR),
    "families:set_basis": (PROGRAMME_MANAGER,),
    # chronologies
    "families:chronologies": WORKS_WITH_FAMILIES,
    "families:begin_chronology": WORKS_WITH_FAMILIES,
    "families:chronology": WORKS_WITH_FAMILIES,
    "families:choose_lines": WORKS_WITH_FAMILIES,
    "families:write_line": WORKS_WITH_FAMILIES,
    "families:lock_chronology": WORKS_WITH_FAMILIES,
    "families:reopen_chronology": WORKS_WITH_FAMILIES,
    "families:copy_chronology": WORKS_WITH_FAMILIES,
    "families:chronology_line": WORKS_WITH_FAMILIES,
    "families:take_out_line": WORKS_WITH_FAMILIES,
    # documents
    "families:documents": WORKS_WITH_FAMILIES,
    "families:document": WORKS_WITH_FAMILIES,
    "families:attach_document": WORKS_WITH_FAMILIES,
    "families:withdraw_document": WORKS_WITH_FAMILIES,
    "families:referrals": WORKS_WITH_FAMILIES,
    "families:record_referral": WORKS_WITH_FAMILIES,
    "families:referral": WORKS_WITH_FAMILIES,
    "families:correct_referral": WORKS_WITH_FAMILIES,
    "families:acknowledge_referral": WORKS_WITH_FAMILIES,
    "families:decide_referral": WORKS_WITH_FAMILIES,
    "families:tell_outcome": WORKS_WITH_FAMILIES,
    "families:register_family": WORKS_WITH_FAMILIES,
    # files
    "families:loads": (ANALYST,),
    "families:load": (ANALYST,),
    "families:load_rejects": (ANALYST,),
    "families:load_files": (ANALYST,),
    # feeds, and files that are not as usual
    "families:feeds": LOOKS_AFTER_FEEDS,
    "families:feed": LOOKS_AFTER_FEEDS,
    "families:change_feed": LOOKS_AFTER_FEEDS,
    "families:decide": LOOKS_AFTER_FEEDS,
    # what the facts prove
    "outcomes:my_families": WORKS_WITH_FAMILIES,
    "outcomes:save_list": WORKS_WITH_FAMILIES,
    "outcomes:forget_list": WORKS_WITH_FAMILIES,
    "outcomes:family": WORKS_WITH_FAMILIES,
    "outcomes:ledger": WORKS_WITH_FAMILIES,
    "outcomes:needs": (*WORKS_WITH_FAMILIES, ANALYST, PARTNER),
    "outcomes:needs_file": (*MANAGERS, ANALYST, PARTNER),
    "outcomes:sentences": READS_RULES,
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
    "outcomes:night": READS_NIGHTS,
    "outcomes:night_families": (PROGRAMME_MANAGER, ANALYST),
    "claims:night_queue": READS_NIGHTS,
    "outcomes:held_up": (PROGRAMME_MANAGER, ANALYST),
    "outcomes:replays": READS_NIGHTS,
    "outcomes:replay": READS_NIGHTS,
    "outcomes:replay_differences": READS_NIGHTS,
    # claims
    "claims:queue": (*READS_CLAIMS, ANALYST),
    "claims:claim": (*READS_CLAIMS, ANALYST),
    "claims:bulk": (*READS_CLAIMS, ANALYST),
    "claims:check": CHECKS_CLAIMS,
    "claims:exception": DECIDES_CLAIMS,
    "claims:exceptions": READS_CLAIMS,
    "claims:pack": (*READS_CLAIMS, ANALYST),
    "claims:packs": READS_CLAIMS,
    "claims:pack_bundle": READS_CLAIMS,
    "claims:reliance": (*READS_CLAIMS, ANALYST),
    "claims:reliance_file": (*READS_CLAIMS, ANALYST),
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
    "claims:audits": READS_CLAIMS,
    "claims:sampling": AUDITS_CLAIMS,
    "claims:draw_sample": AUDITS_CLAIMS,
    "claims:campaign": READS_CLAIMS,
    "claims:replace_departed": AUDITS_CLAIMS,
    "claims:close_campaign": AUDITS_CLAIMS,
    "claims:campaign_file": READS_CLAIMS,
    "claims:sample_item": READS_CLAIMS,
    "claims:reply_to_finding": DECIDES_CLAIMS,
    "claims:conclude_finding": AUDITS_CLAIMS,
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
    "claims:plan_programme": MAKES_EXPORTS,
    "claims:years": MAKES_EXPORTS,
    "claims:years_families": MAKES_EXPORTS,
    "claims:savings": MAKES_EXPORTS,
    "claims:savings_families": MAKES_EXPORTS,
    "claims:savings_file": MAKES_EXPORTS,
    "claims:unit_costs": MAKES_EXPORTS,
    "claims:own_unit_cost": MAKES_EXPORTS,
    "claims:savings_assumptions": MAKES_EXPORTS,
    "claims:record_averted": DECIDES_CLAIMS,
    # returns to the department
    "claims:progress": MAKES_EXPORTS,
    "claims:progress_families": MAKES_EXPORTS,
    "claims:progress_file": MAKES_EXPORTS,
    "claims:returns": (*READS_CLAIMS, ANALYST),
    "claims:return_schema": (*READS_CLAIMS, ANALYST),
    "claims:return": (*READS_CLAIMS, ANALYST),
    "claims:returned_file": (*READS_CLAIMS, ANALYST),
    "claims:prepare_return": MAKES_EXPORTS,
    "claims:return_faults": MAKES_EXPORTS,
    "claims:correct_return": MAKES_EXPORTS,
    "claims:exports": MAKES_EXPORTS,
    "claims:export": MAKES_EXPORTS,
}

# Commands are run by whoever holds the machine. Where a command acts as a person (`--by`), that person must be
# in the row, and the action checks it again.
COMMANDS = {
    "load": (OPERATOR, ANALYST),
    "outcomes_plan": (OPERATOR, ANALYST, PROGRAMME_MANAGER),
    "evaluate": (OPERATOR,),
    "replay": (OPERATOR,),
    "export": (OPERATOR, *MAKES_EXPORTS),
    "returns": (OPERATOR,),
    "claims": CHECKS_CLAIMS,
    "demo": (OPERATOR,),
    "add_administrator": (OPERATOR,),
}

NAVIGATION = [
    ("Files", "families:loads"),
    ("Families", "outcomes:my_families"),
    ("Waiting for a lead", "families:allocation"),
    ("Board", "families:board"),
    ("To do", "families:due"),
    ("Find a family", "families:search"),
    ("Referrals", "families:referrals"),
    ("Known families", "families:known_families"),
    ("Our actions", "families:own_actions"),
    ("Our referrals", "families:own_referrals"),
    ("Still needed", "outcomes:needs"),
    ("Claims", "claims:queue"),
    ("Claim alerts", "claims:alerts"),
    ("Submission windows", "claims:windows"),
    ("Audits", "claims:audits"),
    ("Notes in error", "families:notes_in_error"),
    ("Progress", "claims:progress"),
    ("Returns", "claims:returns"),
    ("Funding", "claims:funding"),
    ("Targets", "claims:years"),
    ("Savings", "claims:savings"),
    ("Feeds", "families:feeds"),
    ("Nights", "outcomes:nights"),
    ("Outcomes plans", "outcomes:plan_list"),
    ("Exports", "claims:exports"),
    ("Lawful basis", "families:purpose_bases"),
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
