"""A random walk through the lives of families and claims, with everything that must never break looked at on the way.

The walk keeps its own books of who touched what and of the money, apart from the product's.
"""

import random
from collections import Counter, defaultdict
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from claims import actions
from claims.bulk.actions import act_on_many, preview_of
from claims.bulk.rules import seal_of
from claims.campaigns import actions as campaigns
from claims.campaigns.reading import campaign_of
from claims.contributors import person_behind
from claims.enums import RejectionCode
from claims.models import Claim, ClaimAlert, MoneyLine, SampleItem, SubmissionWindow
from claims.submission import SubmissionRefused
from families.accounts.enums import Role
from families.lineage.actions import record_lineage, withdraw_lineage
from families.models import ClaimMade, Event, LineageEvent, Membership, Person, PersonDetails
from families.permissions import Refused
from tests.claims import building
from tests.claims.building import believe, day, family, judge, user, window, withdraw

KINDS = ("split", "join", "merge", "re_registration")
STEPS = {
    "late_fact": 14, "fact_is_withdrawn": 7, "member_leaves": 4, "member_joins": 4, "claimed_elsewhere": 0.3,
    "tie": 3, "untie": 3, "new_family": 7, "night": 4, "check": 8, "approve": 8, "fill_window": 6, "draw": 5,
    "view": 14, "reply": 4, "conclude": 5, "replace": 2, "close_audit": 5, "submit_window": 5, "decline": 1,
    "put_back": 2, "withdraw": 1, "pay": 7, "reject": 1, "spot_check": 3, "repay": 3, "decide_alert": 3,
    "day_passes": 3,
}
ONE_PER_LINE = """
    SELECT claim.reference, other.reference
    FROM claims_claim claim
    CROSS JOIN LATERAL families_line_of(claim.family_id) kin
    JOIN claims_claim other ON other.family_id = kin AND other.framework = claim.framework AND other.id > claim.id
    WHERE claim.status = ANY(%(live)s) AND other.status = ANY(%(live)s)
      AND (claim.line_id IS NOT NULL AND other.line_id IS NOT NULL
           OR other.family_id IN (SELECT claims_one_family(claim.family_id)))
"""
# What was sent was in the frame of an audit that is closed, and if it was drawn, somebody found it to stand.
SENT_UNAUDITED = """
    SELECT claim.reference
    FROM claims_claim claim
    LEFT JOIN claims_auditcampaign campaign ON campaign.window_id = claim.window_id AND campaign.closed_at IS NOT NULL
    LEFT JOIN claims_frameclaim framed ON framed.campaign_id = campaign.id AND framed.claim_id = claim.id
        AND framed.digest = claim.evidence_digest
    LEFT JOIN claims_sampleitem item ON item.row_id = framed.id
    LEFT JOIN claims_auditview view ON view.item_id = item.id
    LEFT JOIN claims_auditconclusion conclusion ON conclusion.item_id = item.id
    WHERE claim.submitted_at IS NOT NULL
      AND (framed.id IS NULL OR item.id IS NOT NULL AND NOT coalesce(conclusion.stands, view.stands, false))
"""
LIVE = [
    "queued", "checked", "approved", "in_sample", "audit_passed", "signed_off", "submitted", "paid", "spot_valid",
    "spot_invalid",
]


class NothingToDo(Exception):
    """No claim stands where a step could do something with it."""


class Walk:
    """One walk; the same seed makes the same steps."""

    def __init__(self, seed, clock):
        self.rng, self.clock = random.Random(seed), clock
        self.done, self.refused, self.idle = Counter(), Counter(), Counter()
        self.families, self.events, self.people = [], [], defaultdict(set)
        self.touched_family, self.touched_person = defaultdict(set), defaultdict(set)
        roles = {Role.PROGRAMME_MANAGER: 4, Role.ANALYST: 2, Role.AUDITOR: 3}
        self.staff = {
            role: [
                user(role, staff_number=f"W-{role[:3]}{number}", is_active=True) for number in range(count)
            ] + [user(role, staff_number=f" w-{role[:3]}0")]
            for role, count in roles.items()
        }
        self.everybody = [person for people in self.staff.values() for person in people]
        self.window, self.audited = None, []
        for _ in range(12):
            self.new_family()

    def step(self):
        """One random step: done, or refused with a sentence; anything else is a fault."""
        name = self.rng.choices(list(STEPS), STEPS.values())[0]
        try:
            if getattr(self, name)() is not False:
                self.done[name] += 1
        except Refused:
            self.refused[name] += 1
        except NothingToDo:
            self.idle[name] += 1

    # who

    def any_of(self, role):
        return self.rng.choice(self.staff[role])

    def manager(self):
        return self.any_of(Role.PROGRAMME_MANAGER)

    def somebody_or_a_file(self):
        return self.rng.choice(self.everybody) if self.rng.random() < 0.15 else None

    def touched(self, claim):
        """The persons who contributed to a claim's result, by the walk's own books."""
        found = set(self.touched_family[claim.family_id])
        for person_id in self.people[claim.family_id]:
            found |= self.touched_person[person_id]
        return found

    def vouched(self, claims, by):
        for claim in claims:
            assert person_behind(by) not in self.touched(claim), (claim, by)

    def claim_in(self, *statuses, number=1):
        found = list(Claim.objects.filter(status__in=statuses).order_by("pk").values_list("pk", flat=True))
        if not found:
            raise NothingToDo
        chosen = self.rng.sample(found, min(number, len(found)))
        return list(Claim.objects.filter(pk__in=chosen).select_related("family", "checked_by", "approved_by"))

    # families

    def new_family(self):
        made = family()
        self.families = [*self.families[-30:], made]
        self.people[made.pk] |= set(Membership.objects.filter(family=made).values_list("person", flat=True))

    def late_fact(self):
        made, by = self.rng.choice(self.families), self.somebody_or_a_file()
        on = day(self.rng.choice([-5, -60, *[-305] * 5, *[-310] * 5]))
        person = self.rng.choice(sorted(self.people[made.pk])) if self.rng.random() < 0.5 else None
        about = {"person_id": person} if person else {"family": made}
        number = self.done["late_fact"] + self.refused["late_fact"]
        self.events.append(believe(
            Event, by=by, source="police", source_ref=f"W{number}-{self.rng.random()}", kind="asb_incident",
            occurred_on=on, **about,
        ))
        self.note(by, made.pk, person)

    def note(self, by, family_id, person_id=None):
        if by and person_id:
            self.touched_person[person_id].add(person_behind(by))
        elif by:
            self.touched_family[family_id].add(person_behind(by))

    def fact_is_withdrawn(self):
        if not self.events:
            return False
        event = self.events.pop(self.rng.randrange(len(self.events)))
        by = self.somebody_or_a_file()
        withdraw(event, by=by)
        self.note(by, event.family_id, event.person_id)

    def member_leaves(self):
        made, by = self.rng.choice(self.families), self.somebody_or_a_file()
        rows = list(Membership.objects.current().filter(family=made, ends_on=None, role="child").order_by("pk"))
        if not rows:
            return False
        row = self.rng.choice(rows)
        with transaction.atomic():
            withdraw(row, by=by)
            believe(
                Membership, by=by, family=made, person=row.person, role=row.role, starts_on=row.starts_on,
                ends_on=max(row.starts_on, day(-self.rng.randrange(40))),
            )
        self.note(by, made.pk)

    def member_joins(self):
        made, by = self.rng.choice(self.families), self.somebody_or_a_file()
        if self.rng.random() < 0.5:
            person = Person.objects.create(reference=f"W-{self.rng.random()}")
            believe(PersonDetails, person=person, forename="Bo", surname="New", date_of_birth=day(-3000))
        else:
            person = Person.objects.get(pk=self.rng.choice(sorted(self.people[self.rng.choice(self.families).pk])))
            if Membership.objects.current().filter(family=made, person=person).exists():
                return False
        believe(Membership, by=by, family=made, person=person, role="child", starts_on=day(-self.rng.randrange(30)))
        self.people[made.pk].add(person.pk)
        self.note(by, made.pk)

    def claimed_elsewhere(self):
        made = self.rng.choice(self.families)
        on = day(-self.rng.randrange(1, 90))
        if ClaimMade.objects.current().filter(family=made, claimed_on=on).exists():
            return False
        believe(ClaimMade, family=made, framework="expanded", route="sustained", claimed_on=on, status="paid")

    def tie(self):
        earlier, later = self.rng.sample(self.families, 2)
        record_lineage(
            kind=self.rng.choice(KINDS), earlier=earlier, later=later, happened_on=day(-self.rng.randrange(50)),
            by=self.manager(),
        )

    def untie(self):
        events = list(LineageEvent.objects.current().select_related("earlier", "later").order_by("pk"))
        if not events:
            return False
        withdraw_lineage(event=self.rng.choice(events), by=self.manager())

    def night(self):
        judge(*self.families)

    def day_passes(self):
        self.clock.today += timedelta(days=1)

    # claims

    def bulk(self, act, statuses, by, **given):
        claims = self.claim_in(*statuses, number=4)
        rows = [row for row in preview_of(act=act, claims=claims, by=by) if row.is_done]
        if not rows:
            raise Refused("All of them are refused.")
        done = act_on_many(act=act, claims=[row.claim for row in rows], by=by, seal=seal_of(act, rows), **given)
        if act in ("check", "approve"):
            self.vouched(done, by)
        return True

    def check(self):
        by = self.any_of(self.rng.choice([Role.PROGRAMME_MANAGER, Role.ANALYST]))
        if self.rng.random() < 0.5:
            return self.bulk("check", ["queued"], by)
        for claim in self.claim_in("queued"):
            actions.check_claim(claim=claim, by=by, digest=claim.evidence_digest)
            self.vouched([claim], by)

    def approve(self):
        by = self.manager()
        if self.rng.random() < 0.5:
            return self.bulk("approve", ["checked"], by)
        for claim in self.claim_in("checked", "queued", "approved"):
            done = actions.approve_claim(claim=claim, by=by, digest=claim.evidence_digest)
            self.vouched([claim], by)
            assert person_behind(by) != person_behind(done.checked_by)

    # audits

    def draw(self):
        if self.window is None:
            return False
        method = self.rng.choice(["simple", "stratified", "risk"])
        groups = self.rng.choice(["route", "worker"]) if method == "stratified" else ""
        building.draw(self.window, self.any_of(Role.AUDITOR), method=method, groups=groups, seed=f"{self.rng.random()}")
        self.audited.append(self.window)
        self.window = None

    def item_in(self, *states):
        found = list(SampleItem.objects.filter(state__in=states, campaign__closed_at=None).order_by("pk"))
        if not found:
            raise NothingToDo
        return self.rng.choice(found)

    def independent(self, item, by):
        claim = item.row.claim
        self.vouched([claim], by)
        assert person_behind(by) not in (person_behind(claim.checked_by), person_behind(claim.approved_by))

    def view(self):
        by, item = self.any_of(Role.AUDITOR), self.item_in("to_review")
        building.review(item, by, stands=self.rng.random() < 0.8)
        self.independent(item, by)

    def reply(self):
        campaigns.reply_to_finding(
            item=self.item_in("to_reply"), by=self.manager(), agrees=self.rng.random() < 0.5, reason="Seen."
        )

    def conclude(self):
        by, item = self.any_of(Role.AUDITOR), self.item_in("to_reply", "replied")
        was = item.state
        done = campaigns.conclude(item=item, by=by, stands=self.rng.random() < 0.4, reason="Seen.")
        assert done.state == "failed" or was == "replied"
        if done.state == "accepted":
            self.independent(done, by)

    def open_audit(self):
        found = [campaign_of(into) for into in self.audited]
        found = [campaign for campaign in found if campaign.closed_at is None]
        if not found:
            raise NothingToDo
        return self.rng.choice(found)

    def replace(self):
        campaigns.replace_departed(campaign=self.open_audit(), by=self.any_of(Role.AUDITOR))

    def close_audit(self):
        campaigns.close_campaign(campaign=self.open_audit(), by=self.any_of(Role.AUDITOR))

    def decline(self):
        for claim in self.claim_in("queued", "checked"):
            actions.decline_claim(claim=claim, by=self.manager(), reason="No.")

    def put_back(self):
        return self.bulk(
            "put_back", ["declined", "audit_failed", "checked", "approved"], self.manager(), reason="Again."
        )

    def fill_window(self):
        by = self.manager()
        if self.window is None or self.rng.random() < 0.1:
            self.window = window(by, framework="expanded", code=f"W{self.rng.random()}")
        claims = self.claim_in("approved", "audit_passed", number=5)
        actions.add_to_window(claims=claims, window=self.window, by=by)

    def submit_window(self):
        if not self.audited:
            return False
        by = self.manager()
        into = SubmissionWindow.objects.get(pk=self.rng.choice(self.audited).pk)
        try:
            actions.sign_off_window(
                window=into, by=by, chief_officer="Ade Chief", finance_officer="Bo Money", signed_on=day()
            )
            done = actions.submit_window(window=into, by=by)
        except SubmissionRefused as refused:
            for claim, _ in refused.refusals:
                if claim.status != "in_sample":
                    actions.take_out_of_window(claim=claim, by=by)
            raise
        self.audited.remove(into)
        for claim in done.claims.select_related("checked_by", "approved_by"):
            assert not {person_behind(claim.checked_by), person_behind(claim.approved_by)} & self.touched(claim)

    def withdraw(self):
        for claim in self.claim_in("approved", "submitted", "paid", "paid", "spot_valid", "signed_off"):
            actions.withdraw_claim(claim=claim, by=self.manager(), reason="No.")

    def pay(self):
        for claim in self.claim_in("submitted"):
            amount = self.rng.choice([None, claim.amount, claim.amount - 1])
            actions.record_payment(claim=claim, by=self.manager(), paid_on=day(), amount=amount)

    def reject(self):
        for claim in self.claim_in("submitted"):
            code = self.rng.choice(RejectionCode.values)
            actions.record_rejection(claim=claim, by=self.manager(), code=code)

    def spot_check(self):
        for claim in self.claim_in("paid"):
            valid = self.rng.random() < 0.6
            actions.record_spot_check(claim=claim, by=self.manager(), valid=valid, code="NO_LEAD_WORKER")

    def repay(self):
        for claim in self.claim_in("spot_invalid", "withdrawn"):
            actions.record_repayment(claim=claim, by=self.manager(), repaid_on=day())

    def decide_alert(self):
        alerts = list(ClaimAlert.objects.open().order_by("pk").select_related("claim__family"))
        if not alerts:
            return False
        alert = self.rng.choice(alerts)
        act = actions.withdraw_for_alert if self.rng.random() < 0.5 else actions.dismiss_alert
        act(alert=alert, by=self.manager(), reason="Seen.")

    # what must never break

    def look(self):
        """At most one live claim of a line; the lines of money add up, by sums of the walk's own."""
        with connection.cursor() as cursor:
            cursor.execute(ONE_PER_LINE, {"live": LIVE})
            assert cursor.fetchall() == []
            cursor.execute(SENT_UNAUDITED)
            assert cursor.fetchall() == []
        wanted = Counter()
        rows = Claim.objects.values_list("status", "amount", "paid_amount", "repaid_amount")
        for status, amount, paid, repaid in rows:
            wanted["due"] += amount if status == "submitted" else 0
            wanted["received"] += (paid or 0) - (repaid or 0)
            wanted["owed"] += paid or 0 if status in ("spot_invalid", "withdrawn") else 0
        entered = Counter()
        for account, pence in MoneyLine.objects.values_list("account", "pence"):
            entered[account] += pence
        assert +wanted == +entered


class Clock:
    """The days of a walk: its today, which the product takes for the real one."""

    def __init__(self, monkeypatch, days_ago):
        self.today = timezone.localdate() - timedelta(days=days_ago)
        monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: self.today)
