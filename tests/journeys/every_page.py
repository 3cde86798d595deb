"""How every page is reached: the demonstration, one record of each kind a page is about, and each page's addresses."""

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.urls import reverse

from claims.enums import ClaimStatus
from claims.models import AuditCampaign, Claim, ClaimAlert, FundingYear, Return, SampleItem, SubmissionWindow
from claims.returns.schemas import MADE_ON_THEIR_OWN, SCHEMAS
from families.access import PAGES
from families.accounts.enums import Role
from families.drafts.actions import Sent, keep_draft
from families.facts.actions import load_paths
from families.facts.recording import record_event, record_judgement, record_score, record_spell
from families.models import Family, Feed, Load, User
from families.partners.reading import actions_of
from families.two_clocks import present_moment
from outcomes.drafts.actions import (
    discard_draft,
    start_draft,
    start_preview,
    take_in_core,
    waiting_preview_chunks,
    work_preview_chunk,
)
from outcomes.families_list import families_waiting
from outcomes.models import Night, OutcomesPlan, PlanDraft, Replay
from outcomes.replays.actions import ask_for_replay, waiting_parts, work_replay_part
from tests.families.around import people_around
from tests.families.plans.building import plan_around
from tests.outcomes.authority import TODAY
from tests.outcomes.drafts.building import EXAMPLE, next_text

POSTED_ONLY = {
    "families:sign_out", "outcomes:arrange_draft", "outcomes:remove_draft_example", "outcomes:start_draft_preview",
    "claims:approve", "claims:check", "claims:bulk", "claims:add_to_window", "claims:take_out_of_window",
    "claims:replace_departed", "claims:pack_bundle",
    "claims:export", "outcomes:needs_file", "families:open_notice", "families:read_notices",
    "outcomes:save_list", "outcomes:forget_list",
}
FILES = {
    "families:plan_copy_file",
    "families:load_rejects", "families:document", "claims:return_file", "claims:returned_file", "claims:return_faults",
    "claims:progress_file", "claims:savings_file", "claims:campaign_file",
    "claims:pack", "claims:reliance_file",
}
ODD_FILE = "source_ref,source,kind,occurred_on,person_ref\nO-1,Exampleshire Police,police_callout,2024-01-31,X-1\n"
BAD_FILE = "person_ref,forename,surname,date_of_birth\nX-1,Ann,Hill,2010-02-31\nX-2,Bo,Hill,\n"


@dataclass(frozen=True)
class Council:
    """The demonstration as tests look at it. `ours` is a family that every role of family work may open."""

    ours: Family
    typed: dict
    around: dict

    def user(self, role):
        """Who has this role; of several, the first."""
        return User.objects.filter(role=role).order_by("pk").first()

    def claim(self, *statuses):
        """A claim in each of these statuses."""
        return [Claim.objects.filter(status=status).order_by("pk").first() for status in statuses]


def demonstrate(families=60):
    """Loads the demonstration into an empty database, and types in what no file brings."""
    call_command("demo", families=families, today=TODAY, stdout=io.StringIO())
    keyworker, teammanager, analyst = (
        User.objects.get(username=name) for name in ("keyworker", "teammanager", "analyst")
    )
    both = Family.objects.visible_to(keyworker) & Family.objects.visible_to(teammanager)
    ours = both.filter(pk__in=Claim.objects.values("family")).order_by("pk").first()
    said = {"family": ours, "by": teammanager}
    typed = {
        "event": record_event(kind="police_callout", occurred_on=TODAY, **said),
        "spell": record_spell(kind="rent_arrears", starts_on=TODAY, **said),
        "score": record_score(tool="debt/pounds", scored_on=TODAY, score=5, **said),
        "judgement": record_judgement(headline="health", decided_on=TODAY, achieved=True, reason="Seen", **said),
    }
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "people.csv").write_text(BAD_FILE, encoding="utf-8")
        load_paths(paths=[Path(folder, "people.csv")], by=analyst)
        Path(folder, "events.csv").write_text(ODD_FILE, encoding="utf-8")
        load_paths(paths=[Path(folder, "events.csv")], by=analyst, total=9)
    draft(analyst)
    return Council(ours, typed, people_around(ours, teammanager) | plan_around(ours, teammanager))


def draft(by):
    """A previewed draft with an example, which departs from its core plan where a newer core changed too; and a draft
    that was discarded."""
    plan = OutcomesPlan.objects.get(code="expanded")
    core = take_in_core(text=plan.toml, by=by)
    take_in_core(text=next_text(plan, ("percent = 90\n", "percent = 95\n")), by=by)
    departing = next_text(plan, ("percent = 90\n", "percent = 85\n"))
    draft = start_draft(code="expanded", text=departing, examples=EXAMPLE, core=core, by=by)
    start_preview(draft=draft, by=by)
    for chunk in list(waiting_preview_chunks()):
        work_preview_chunk(chunk)
    discard_draft(draft=start_draft(code="phase-1", text=departing, by=by), by=by)


def of_the_draft(**more):
    """A page about our draft."""
    return lambda council, role: [{"pk": PlanDraft.objects.get(state="open").pk, **more}]


def of_drafts(council, role):
    """A draft that is being written, and one that was discarded."""
    return [{"pk": draft.pk} for draft in PlanDraft.objects.order_by("pk")]


def of_our_family(council, role):
    """A page about our family."""
    return [{"token": council.ours.token}]


def of_a_typed(kind):
    """A page about what was typed in about our family."""
    return lambda council, role: [{"token": council.ours.token, "pk": council.typed[kind].pk}]


def of_our_people(name):
    """A page about the people round our family, or about a referral, which has an address of its own."""

    def found(council, role):
        parts = council.around[f"families:{name}"]
        of_no_family = "thread" in parts and name != "add_action"
        return [parts if of_no_family else {"token": council.ours.token, **parts}]

    return found


def of_a_claim(*statuses):
    """Addresses of a page about a claim in each status that there is; for those who decide nothing, in the first."""
    def found(council, role):
        there = [{"token": claim.token} for claim in council.claim(*statuses) if claim]
        return there if role == Role.PROGRAMME_MANAGER else there[:1]
    return found


def of_audits(council, role):
    """The audits, closed and open."""
    return [{"pk": campaign.pk} for campaign in AuditCampaign.objects.order_by("pk")]


def of_each_state():
    """A claim of a sample in each state that there is."""
    found = SampleItem.objects.order_by("state", "-pk").distinct("state")
    return sorted(found, key=lambda item: (item.state != "to_reply", item.pk))


def of_a_user(council, role):
    """Somebody whom an administrator looks after."""
    return [{"pk": council.user(Role.ANALYST).pk}]


def of_families(council, role):
    """Our family; for a programme manager, a family that waits for each thing there is besides."""
    others = {}
    if role == Role.PROGRAMME_MANAGER:
        others = {family.waiting_for: family for family in families_waiting(council.user(role)).order_by("-pk")}
    return [{"token": family.token} for family in [council.ours, *others.values()]]


def of_windows(council, role):
    """The window that was submitted and the one that was not."""
    return [{"pk": window.pk} for window in SubmissionWindow.objects.order_by("opens_on")]


def of_the_latest_night(council, role):
    """The demonstration's latest night."""
    return [{"pk": Night.objects.latest("business_date").pk}]


def of_a_replay(council, role):
    """A replay of the demonstration's latest night, made when it is first looked at."""
    return [{"pk": (Replay.objects.first() or replayed()).pk}]


def replayed():
    """A replay of today, worked to the end."""
    replay = ask_for_replay(as_of=TODAY, known_at=present_moment(), by=None)
    for part in waiting_parts(replay):
        work_replay_part(part)
    return replay


def of_a_draft(council, role):
    """Something that this person began to type."""
    typed = Sent(typed={"kinds": ["due"]}, boxes=frozenset())
    draft = keep_draft(
        by=council.user(role), family=None, page="families:choose_notices", parts={}, what="Choose notices", sent=typed,
    )
    return [{"pk": draft.pk}]


def of_a_feed(council, role):
    """The feed of which a file is held, and one that is late."""
    feeds = Feed.objects.filter(dataset="events", source__in=["Exampleshire Police", "Brightmoor Homes"])
    return [{"pk": feed.pk} for feed in feeds]


def of_an_alert(council, role):
    return [{"pk": alert.pk} for alert in ClaimAlert.objects.open()[:1]]


def of_returns(council, role):
    """A return of a window, one that was corrected, and its correction."""
    return [{"pk": pk} for pk in Return.objects.order_by("pk").values_list("pk", flat=True)]


def of_the_latest_return(council, role):
    """A return that nobody corrected yet."""
    return [{"pk": Return.objects.latest_editions().exclude(name="pbr-return").latest("pk").pk}]


# Each page whose address has parts that vary: what they may be, each a record that is there in the demonstration.
PARTS = {
    "families:change_user": of_a_user,
    "families:deactivate_user": of_a_user,
    "families:set_password": of_a_user,
    "outcomes:forget_list": lambda council, role: [{"pk": 1}],
    "families:own_action": lambda council, role: [
        {"thread": row.thread} for row in actions_of(council.user(Role.PARTNER)).filter(state="to_do")[:1]
    ],
    "families:discard_draft": of_a_draft,
    "families:open_notice": lambda council, role: [{"pk": 1}],
    "families:correct_plan": lambda council, role: [
        {"token": council.ours.token, "pk": council.ours.plans.current().latest("agreed_on").pk}
    ],
    "families:screening": of_our_family,
    "families:assessment": of_our_family,
    "families:readings": of_our_family,
    "families:own_readings": of_our_family,
    "families:held": of_our_family,
    "families:plan_copy": of_our_family,
    "families:plan_copy_file": lambda council, role: [{"token": council.ours.token, "size": "large"}],
    "families:record_readings": lambda council, role: [{"token": council.ours.token, "tool": "family_star"}],
    "families:change_problem": lambda council, role: [
        {"token": council.ours.token, "pk": council.ours.problems.current().first().pk}
    ],
    "families:record_event": of_our_family,
    "families:correct_event": of_a_typed("event"),
    "families:record_spell": of_our_family,
    "families:correct_spell": of_a_typed("spell"),
    "families:end_spell": of_a_typed("spell"),
    "families:record_score": of_our_family,
    "families:correct_score": of_a_typed("score"),
    "families:record_judgement": of_our_family,
    "families:correct_judgement": of_a_typed("judgement"),
    "families:withdraw_fact": lambda council, role: [
        {"token": council.ours.token, "kind": "event", "pk": council.typed["event"].pk}
    ],
    "families:assign_lead_worker": of_our_family,
    **{
        f"families:{name}": of_our_family for name in (
            "household", "add_person", "record_relationship", "record_unborn_child", "record_address", "split_family",
            "join_family", "move_member", "professionals", "record_professional", "timeline", "plan", "agree_plan",
            "plan_versions", "plan_members", "add_objective", "review_plan", "stage", "record_care_step",
            "meetings", "record_meeting",
            "notes", "write_note",
            "documents", "attach_document", "chronologies",
            "begin_chronology",
            "purposes", "record_notice", "record_objection",
        )
    },
    **{
        f"families:{name}": of_our_people(name) for name in (
            "correct_person", "change_member", "correct_member", "change_relationship", "correct_relationship",
            "correct_unborn_child", "record_birth", "end_pregnancy", "withdraw_household", "correct_address",
            "move_home", "leave_address", "correct_professional", "end_professional", "record_contact",
            "meeting", "plan_version", "change_objective", "take_out_objective", "add_action",
            "change_action", "settle_action", "correct_review", "move_stage",
            "withdraw_professional", "correct_own_reading", "withdraw_own_reading",
            "chronology", "choose_lines", "write_line", "lock_chronology",
            "reopen_chronology", "copy_chronology", "chronology_line", "take_out_line", "document", "withdraw_document",
            "note", "add_to_note", "take_back_note", "referral", "correct_referral", "acknowledge_referral",
            "decide_referral", "tell_outcome", "register_family", "assessment_version",
            "correct_objection",
            "take_back_objection", "withdraw_from_ledger",
        )
    },
    "families:set_basis": lambda council, role: [{"purpose": "research"}],
    "families:load": lambda council, role: [
        {"pk": Load.objects.filter(state=state).latest("pk").pk} for state in ("part", "done")
    ],
    "families:load_rejects": lambda council, role: [{"pk": Load.objects.filter(state="part").latest("pk").pk}],
    "families:decide": lambda council, role: [{"pk": Load.objects.filter(state="held").latest("pk").pk}],
    "families:feed": of_a_feed,
    "families:change_feed": of_a_feed,
    "outcomes:held_up": of_a_feed,
    "outcomes:family": of_families,
    "outcomes:ledger": of_families,
    "outcomes:replay": of_a_replay,
    "outcomes:replay_differences": of_a_replay,
    "outcomes:plan": lambda council, role: [
        {"code": plan.code, "version": plan.version} for plan in OutcomesPlan.objects.filter(code="expanded")
    ],
    "outcomes:draft": of_drafts,
    "outcomes:draft_history": of_the_draft(),
    "outcomes:discard_draft": of_the_draft(),
    "outcomes:draft_particulars": of_the_draft(),
    "outcomes:add_draft_headline": of_the_draft(),
    "outcomes:draft_headline": of_the_draft(headline="education"),
    "outcomes:add_draft_criterion": of_the_draft(headline="education"),
    "outcomes:draft_criterion": lambda council, role: [
        *of_the_draft(headline="work", criterion="continuous-work")(council, role),
        *of_the_draft(headline="education", criterion="attendance")(council, role),
    ],
    "outcomes:arrange_draft": of_the_draft(),
    "outcomes:draft_text": of_the_draft(),
    "outcomes:draft_examples": of_drafts,
    "outcomes:add_draft_example": of_the_draft(),
    "outcomes:draft_example_from_family": of_the_draft(),
    "outcomes:draft_example": of_the_draft(number=0),
    "outcomes:draft_example_particulars": of_the_draft(number=0),
    "outcomes:remove_draft_example": of_the_draft(number=0),
    "outcomes:draft_example_table": lambda council, role: [
        *of_the_draft(number=0, table="family")(council, role),
        *of_the_draft(number=0, table="verdicts")(council, role),
    ],
    "outcomes:draft_preview": of_drafts,
    "outcomes:start_draft_preview": of_the_draft(),
    "outcomes:draft_departures": of_the_draft(),
    "outcomes:rebase_draft": of_the_draft(),
    "outcomes:publish_draft": of_drafts,
    "claims:claim": of_a_claim(*ClaimStatus.values),
    "claims:pack": of_a_claim("approved", "paid"),
    "claims:reliance_file": lambda council, role: [{"form": "csv"}],
    "claims:check": of_a_claim("queued"),
    "claims:approve": of_a_claim("checked"),
    "claims:decline": of_a_claim("queued", "paid"),
    "claims:reconsider": of_a_claim("declined", "audit_failed"),
    "claims:withdraw": of_a_claim("approved"),
    "claims:exception": of_a_claim("queued", "paid"),
    "claims:dismiss_alert": of_an_alert,
    "claims:withdraw_for_alert": of_an_alert,
    "claims:draw_sample": of_windows,
    "claims:campaign": of_audits,
    "claims:close_campaign": of_audits,
    "claims:replace_departed": of_audits,
    "claims:sample_item": lambda council, role: [{"pk": item.pk} for item in of_each_state()],
    "claims:reply_to_finding": lambda council, role: [{"pk": item.pk} for item in of_each_state()[:2]],
    "claims:conclude_finding": lambda council, role: [{"pk": item.pk} for item in of_each_state()[:2]],
    "claims:campaign_file": lambda council, role: [
        {"pk": AuditCampaign.objects.first().pk, "name": name} for name in ("frame", "sample")
    ],
    "claims:spot_check": of_a_claim("paid"),
    "claims:repay": of_a_claim("spot_invalid", "withdrawn"),
    "claims:take_out_of_window": of_a_claim("approved"),
    "claims:pay": of_a_claim("submitted"),
    "claims:reject": of_a_claim("submitted"),
    "claims:window": of_windows,
    "claims:add_to_window": of_windows,
    "claims:sign_off": of_windows,
    "claims:submit": of_windows,
    "outcomes:night": of_the_latest_night,
    "outcomes:night_families": of_the_latest_night,
    "claims:night_queue": of_the_latest_night,
    "claims:correct_funding": lambda council, role: [{"pk": FundingYear.objects.latest("year").pk}],
    "claims:progress_file": lambda council, role: [{"form": "csv"}],
    "claims:savings_file": lambda council, role: [{"form": "csv"}],
    "claims:return": of_returns,
    "claims:correct_return": of_the_latest_return,
    "claims:return_schema": lambda council, role: [{"name": name} for name in SCHEMAS],
    "claims:prepare_return": lambda council, role: [{"name": name} for name in MADE_ON_THEIR_OWN],
    "claims:return_faults": lambda council, role: [{"name": name, "form": "csv"} for name in MADE_ON_THEIR_OWN],
    "claims:returned_file": lambda council, role: [
        {"pk": sent.pk, "form": "csv"} for sent in Return.objects.order_by("pk")
    ],
    "claims:return_file": lambda council, role: [
        {"pk": window.pk, "form": "csv"} for window in SubmissionWindow.objects.exclude(submitted_at=None)
    ],
}


def addresses_of(name, council, role):
    """The addresses at which a page is looked at as this role."""
    if name not in PARTS:
        return [reverse(name)]
    addresses = [reverse(name, kwargs=parts) for parts in PARTS[name](council, role)]
    assert addresses, f"the demonstration holds nothing that {name} could show as {role.label.lower()}"
    return addresses


def pages_of(role):
    """The names of the pages that this role may open."""
    return [name for name, roles in PAGES.items() if role in roles and name not in POSTED_ONLY | FILES]
