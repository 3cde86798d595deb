"""Each ask in plain words: what is needed, over which days, and what a key worker can do about it."""

from families.accounts.enums import Role
from families.facts.enums import SpellKind
from outcomes.criteria.score.sentences import tool_in_words
from outcomes.ledger.enums import AskKind
from outcomes.sentences import named
from outcomes.suppliers import EVIDENCE
from outcomes.wording import both, counted, day, days_from_to, either, number, sentence


class Words:
    """How to name people (by id) and headlines (by code)."""

    def __init__(self, names=None, headline_names=None, somebody="this person"):
        self.names, self.headline_names, self.somebody = names or {}, headline_names or {}, somebody

    def person(self, person_id):
        """A person's name, or what stands for one."""
        return self.names.get(person_id) or self.somebody

    def headline(self, code):
        """A headline's name."""
        return named(code, self.headline_names)


def say(ask, words=None) -> str:
    """What is needed, in one sentence."""
    return sentence(NEEDED[ask.kind](ask, words or Words()))


def advise(ask, words=None) -> str:
    """What the key worker can do about it, in one sentence; blank where nothing needs doing."""
    return ADVICE[ask.kind](ask, words or Words())


def _when(ask, today_words="on or after"):
    if ask.last is None or ask.first == ask.last:
        return f"on {day(ask.first)}"
    return f"between {day(ask.first)} and {day(ask.last)}"


def _engagement(ask, words):
    return f"the day on which the family was engaged, here reckoned as {day(ask.first)}"


def _assessment(ask, words):
    return f"a whole-family assessment, by {day(ask.last)}"


def _plan(ask, words):
    people = both(words.person(person) for person in ask.covers)
    objectives = both(words.headline(code) for code in ask.objectives)
    covering = f" that covers {people}" if ask.covers and words.names else " that covers every member"
    goals = f", with an objective for {objectives}" if objectives else ""
    return f"a new plan{covering}{goals}, agreed by {day(ask.last)}"


def _lead_worker(ask, words):
    return f"a lead worker, by {day(ask.last)}"


def _attendance(ask, words):
    sessions = counted(ask.sessions, "session")
    more = "further " if any(share.possible and not share.together for share in ask.shares) else ""
    school = f" from {ask.school}" if ask.school else ""
    return (
        f"attendance of {words.person(ask.person_id)} for term {ask.about} "
        f"({days_from_to(ask.first, ask.last)}){school}, "
        f"at least {sessions.replace(' ', f' {more}', 1)}, {both(dict.fromkeys(_share(share) for share in ask.shares))}"
    )


def _share(share):
    percent = f"{number(share.percent)}%"
    if share.measure == "attendance":
        asked = f"{'at least' if share.inclusive else 'above'} {percent} attended"
    else:
        asked = f"{'no more than' if share.inclusive else 'below'} {percent} missed without permission"
    if share.together:
        several = len(share.together) > 1
        terms = f"over terms {both(share.together)} together" if several else "over all the terms together"
        with_known = f", with the {counted(share.possible, 'session')} on record" if share.possible else ""
        return f"{asked} {terms}{with_known}"
    if share.possible:
        return f"{asked}, with the {counted(share.possible, 'session')} on record"
    return asked


def _coverage(ask, words):
    return (
        f"complete information about {EVIDENCE[ask.about].many} for {days_from_to(ask.first, ask.last)}, "
        "with nothing new about this family"
    )


def _spell_end(ask, words):
    whose = f"{words.person(ask.person_id)}'s " if ask.person_id else "the family's "
    return f"an end to {whose}{_mid(SpellKind(ask.about).label)}, here reckoned as {day(ask.last)}"


def _mid(label):
    """A label inside a sentence: names keep their capitals."""
    keeps = ("Jobseeker", "Employment and S", "Income S", "Incapacity", "Carer's A", "Severe", "Universal", "Work P",
             "European")
    return label if label.startswith(keeps) else f"{label[:1].lower()}{label[1:]}"


def _work(ask, words):
    who = words.person(ask.person_id)
    others = f" (or {either(words.person(person) for person in ask.covers)} does)" if ask.covers else ""
    if ask.goes_on:
        return f"{who} stays in work and off benefit to {day(ask.last)}{others}"
    return f"{who} is in work and off benefit from {day(ask.first)} to {day(ask.last)}"


def _score(ask, words):
    tool = tool_in_words(ask.about)
    whose = "any one member" if ask.covers else words.person(ask.person_id) if ask.person_id else "the family"
    if ask.step == 1:
        return f"a first {tool} score of {whose}, on {day(ask.first)}"
    asked = []
    if ask.low is not None:
        asked.append(f"{number(ask.low)} or more")
    if ask.high is not None:
        asked.append(f"{number(ask.high)} or less")
    if ask.improve_by is not None:
        asked.append(f"{number(ask.improve_by)} {'above' if ask.higher else 'below'} the first score")
    again = "a further" if ask.step == 3 else "a"
    return f"{again} {tool} score of {whose}, {both(asked)}, {_when(ask)}"


def _decision(ask, words):
    roles = either(Role(role).label.lower() for role in ask.roles)
    return f"a decision by a {roles} that progress was made on {words.headline(ask.about)}, {_when(ask)}"


def _work_history(ask, words):
    return (
        f"whether {words.person(ask.person_id)} has been on a benefit, when it stopped, and any work since. Nothing on "
        "record yet can count"
    )


def _term_dates(ask, words):
    return "the dates of the coming school terms"


NEEDED = {
    AskKind.ENGAGEMENT: _engagement, AskKind.ASSESSMENT: _assessment, AskKind.PLAN: _plan,
    AskKind.LEAD_WORKER: _lead_worker, AskKind.ATTENDANCE: _attendance, AskKind.COVERAGE: _coverage,
    AskKind.SPELL_END: _spell_end, AskKind.WORK: _work, AskKind.SCORE: _score, AskKind.DECISION: _decision,
    AskKind.WORK_HISTORY: _work_history, AskKind.TERM_DATES: _term_dates,
}

ADVICE = {
    AskKind.ENGAGEMENT: lambda ask, words: "Record the day on which the family agreed to work with you.",
    AskKind.ASSESSMENT: lambda ask, words: "Carry out the assessment with every member, and record its date.",
    AskKind.PLAN: lambda ask, words: "Agree a plan with the whole family and record it here.",
    AskKind.LEAD_WORKER: lambda ask, words: "Ask your team manager to name the lead worker.",
    AskKind.ATTENDANCE: lambda ask, words: (
        "Ask the school for the record once the term is over. Until then, help with attendance."
    ),
    AskKind.COVERAGE: lambda ask, words: (
        "You cannot send this yourself. It comes in the supplier's file; your analyst knows when the next is due."
    ),
    AskKind.SPELL_END: lambda ask, words: "Record the last day here as soon as it has ended.",
    AskKind.WORK: lambda ask, words: (
        "Keep in touch, and keep a payslip or the employer's word." if ask.goes_on
        else "Record the job here when it begins, with a payslip, a contract or the employer's word."
    ),
    AskKind.SCORE: lambda ask, words: "Take the score with the family and record it here.",
    AskKind.DECISION: lambda ask, words: "Ask for the decision, with its reason, when there is progress to show.",
    AskKind.WORK_HISTORY: lambda ask, words: "Ask the adult, and ask Jobcentre Plus to confirm it.",
    AskKind.TERM_DATES: lambda ask, words: "Tell your analyst that the calendar of terms is too short.",
}
