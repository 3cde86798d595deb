"""The plans of some families of the demonstration's key workers in words, worked on as key workers do: objectives,
actions done, overdue and to come, versions, reviews, and meetings of the team around the family."""

import random
from datetime import timedelta

from claims.demo.days import ago
from claims.models import Claim
from families.meetings.actions import NewAction, TalkedThrough, record_meeting
from families.models import Family
from families.plans.actions import agree_plan
from families.plans.enums import OwnerKind, Stance
from families.plans.owners import Owners
from families.plans.reading import parts_of, plan_in_force
from families.plans.recording import add_action, add_objective, record_review, say_whom_it_covers, settle_action
from families.plans.rules import what_is_missing
from families.plans.working import WorkingPlan
from families.stages.actions import record_care_step

LED_BY = {"keyworker": 5, "keyworker2": 2}  # of how many of each key worker's families this is told
REVIEW_EVERY = timedelta(weeks=12)
OBJECTIVES = {
    "crime": ("The young people stay out of trouble.", "Go to the youth club together", "Meet the police officer"),
    "education": ("The children are at school every day.", "Agree a morning routine", "Meet the head of year"),
    "help": ("The children are safe and looked after.", "Make a bedtime plan", "Visit the children’s centre"),
    "safe-from-harm": ("The children are safe and looked after.", "Make a bedtime plan", "Visit the children’s centre"),
    "work": ("There is a wage coming in.", "See the employment adviser", "Write a CV"),
    "domestic-abuse": ("Everybody feels safe at home.", "Make a safety plan", "Ring the helpline together"),
    "health": ("Mum has the treatment that she needs.", "Book a longer GP appointment", "Start the course"),
    "substance-use": ("Nobody drinks at home.", "Keep the appointments", "Find a group nearby"),
    "family-relationships": ("We talk without shouting.", "Have a family meal on Sundays", "Start the parents’ course"),
    "early-years": ("The little one is ready for school.", "Take up the free nursery place", "Book the two-year check"),
    "housing": ("The rent is paid and the flat is dry.", "Agree a repayment plan", "Report the damp again"),
    "finance": ("The debts go down every month.", "See the debt adviser", "Make a budget"),
}
USUAL = ("This is no trouble any more.", "Talk it through", "Agree the next step")
WORDS = ("It has been easier since you come.", "I am tired, but it is better.", "I do not want another form.")


def run(today, users):
    """Tells of the plans of some families, from a day alone."""
    rng = random.Random(today.toordinal())
    for name, most in LED_BY.items():
        families = Family.objects.visible_to(users[name]).exclude(pk__in=Claim.objects.values("family"))
        for number, family in enumerate(families.order_by("reference")[:most]):
            Telling(family, users[name], today, rng).tell(is_first=number == 0)


class Telling:
    """Tells of one family's plan."""

    def __init__(self, family, by, today, rng):
        self.said = {"family": family, "by": by}
        self.family, self.by, self.today, self.rng = family, by, today, rng
        self.working = WorkingPlan(family)
        self.owners = Owners(family, by=by)

    def tell(self, is_first):
        """The plan, and for a family whose plan was whole before, a version, a review and a meeting."""
        if not self.working.raised or not self.working.members:
            return
        say_whom_it_covers(decided={one.person_id: (True, "") for one in self.working.members}, **self.said)
        for headline in sorted(self.working.raised):
            self.objective(headline)
        plan = plan_in_force(self.family, self.today)
        if plan is None or what_is_missing(parts_of(plan)):
            return
        self.agree(plan)
        self.meet()
        if is_first:
            record_care_step(
                direction="down", stepped_on=ago(self.today, 60), team="Family assessment team",
                reason="The children are no longer in need; early help goes on.", **self.said,
            )

    def objective(self, headline):
        """What will be different, with one action done, one overdue or to come."""
        what, *actions = OBJECTIVES.get(headline, USUAL)
        objective = add_objective(headline=headline, what=what, **self.said)
        for number, words in enumerate(actions):
            action = add_action(
                objective=objective.thread, what=words, owner=self.somebody(),
                due_on=self.today + timedelta(days=self.rng.randint(-20, 30)), **self.said,
            )
            if number == 0:
                settle_action(
                    action=action, by=self.by, state="done", settled_on=ago(self.today, self.rng.randint(1, 30))
                )

    def somebody(self):
        """Who does it: the worker, somebody of the family, or a professional."""
        kind = self.rng.choice((OwnerKind.USER, OwnerKind.PERSON, OwnerKind.PROFESSIONAL))
        among = [one for one in self.owners.all if one.kind == kind and kind != OwnerKind.USER]
        return self.rng.choice(among).value if among else f"{OwnerKind.USER}:{self.by.pk}"

    def agree(self, plan):
        """A version, agreed after the plan that a file brought, and a review of it."""
        agreed_on = max(plan.agreed_on + timedelta(days=1), ago(self.today, 100))
        working = WorkingPlan(self.family, on=agreed_on)
        if working.missing:
            return
        adults = [one for one in working.members if one.role == "adult"] or working.members
        voices = {one.person_id: (Stance.NOT_ASKED, "") for one in working.members}
        voices |= {one.person_id: (Stance.IN_PART, self.rng.choice(WORDS)) for one in adults[:1]}
        voices |= {one.person_id: (Stance.AGREED, "") for one in adults[1:]}
        agree_plan(agreed_on=agreed_on, voices=voices, **self.said)
        held_on = max(agreed_on, ago(self.today, self.rng.randint(6, 14)))
        record_review(
            held_on=held_on, has_changed=False, what="We went through every action. The mornings are the hardest.",
            next_on=held_on + REVIEW_EVERY, **self.said,
        )

    def meet(self):
        """A meeting at which each problem was talked through, and something more agreed about the first."""
        held_on = ago(self.today, self.rng.randint(1, 5))
        came = [one.value for one in self.owners.all if one.kind != OwnerKind.USER][:4]
        objectives = {one.row.headline: one.row.thread for one in WorkingPlan(self.family).objectives}
        talks = [
            TalkedThrough(
                headline, self.rng.choice(WORDS), "Better than last time.", objective=thread,
                agreed=(self.next_step(held_on),) if number == 0 else (),
            )
            for number, (headline, thread) in enumerate(sorted(objectives.items()))
        ]
        record_meeting(
            held_on=held_on, next_on=self.today + timedelta(days=28), talks=talks,
            came=[*came, f"{OwnerKind.USER}:{self.by.pk}"], note="The flat is dry since the repair.", **self.said,
        )

    def next_step(self, held_on):
        """What the worker does within a week."""
        return NewAction("Ring each other on Friday", f"{OwnerKind.USER}:{self.by.pk}", held_on + timedelta(days=7))
