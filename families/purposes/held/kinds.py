"""What kinds of record are held, how one of each reads to those whom it is about, and what is not written out.

Together they are everything in this app's register of personal data (`families/personal_data.py`): a test reads one row
of each kind, and fails if it meets a field of the register neither there nor in `NOT_WRITTEN_OUT`.
"""

from families.assessments.questions import FAMILY, questions
from families.enums import HouseholdRole, Sex
from families.facts.dates import day_in_words
from families.household.rules import kin_of
from families.models import (
    Address,
    Attendance,
    CareStep,
    Chronology,
    ChronologyTurn,
    ClaimMade,
    Document,
    Event,
    FamilyDetails,
    Judgement,
    LeadWorker,
    Meeting,
    Membership,
    NoticeGiven,
    Objection,
    Objective,
    OwnReading,
    PersonDetails,
    Plan,
    PlannedMember,
    PlanReview,
    Problem,
    Professional,
    ProfessionalContact,
    Referral,
    Score,
    ScreeningHeld,
    Spell,
    StageMove,
    Talk,
    TermRecord,
    UnbornChild,
    Voice,
)
from families.models import Agreement as Version
from families.purposes.held.rows import (
    Category,
    about_members,
    actions,
    assessments,
    chronology_lines,
    lineage,
    notes,
    of_family,
    of_member,
    of_owner,
    of_owner_here,
    of_person,
    relationships,
    source_of,
    taken_back,
    voices,
)

WITHHELD = "There is more text about this. It names somebody else: ask your worker to go through it with you."
SHARED = "There is more text about this. It is about somebody else too: ask your worker to go through it with you."
SCORES = ("Scores", "Your own scores")
NOT_WRITTEN_OUT = {
    "What a worker has begun to write and not finished": "Draft.typed Draft.what",
    "What was recorded in error, or withdrawn, and why: ask your worker": "NoteError.reason OwnReadingEnd.reason "
    "Document.withdrawn_because",
    "The files attached to the record: ask to see them": "DocumentContent.content",
    "Each version of the plan you agreed, word for word: your worker prints it for you": "Agreement.content",
    "Files from others that wait to be let in, or were handed back to them": "HeldFile.content Load.message "
    "Load.rejected_file",
    "Messages to workers about what is written here": "Notice.kind Notice.says Notice.page Notice.parts Notice.key",
    "Names as they are kept for the search": "KnownName.plain KnownName.keys",
    "Numbers by which computers tie one record to another": "Event.source_ref Spell.source_ref PlanAction.objective "
    "PlanAction.meeting ChronologyLine.source ChronologyLine.row",
    "What was worked out from all this, and which payments were claimed by it: ask your worker": "",
}


def day(name):
    """The day in this field, in words; blank where there is none."""
    return lambda row: day_in_words(getattr(row, name)) if getattr(row, name) else ""


def days(row):
    """From when to when."""
    until = f" to {day_in_words(row.ends_on)}" if row.ends_on else " until now"
    return f"{day_in_words(row.starts_on)}{until}" if row.starts_on else f"Not known since when{until}"


def known(**said):
    """What is known of these, each by itself: "Postcode: LS1 4AP"."""
    named = {name.replace("_", " "): value for name, value in said.items() if value}
    return [f"{name[0].upper()}{name[1:]}: {value}" for name, value in named.items()]


def person_in_words(row, copy):
    return "; ".join([f"{row.forename} {row.surname}", *known(
        born=day("date_of_birth")(row), sex=Sex(row.sex).label if row.sex else "", unique_pupil_number=row.upn,
        National_Insurance_number=row.nino, NHS_number=row.nhs_number, ethnicity=row.ethnicity,
        our_number=row.person.reference,
    )])


def family_facts(row, copy):
    return known(
        our_number=row.family.reference, programme=row.get_framework_display(), ward=row.ward, postcode=row.postcode,
        tenure=row.tenure, lead_agency=row.lead_agency, how_help_is_given=row.delivery_route,
        stage_of_the_work=row.get_stage_display(), working_with_you_since=day("engaged_on")(row),
        assessed_on=day("assessed_on")(row), closed_on=day("closed_on")(row), closed_because=row.closed_reason,
    )


def address_facts(row, copy):
    return known(
        use=row.get_use_display(), ward=row.ward, tenure=row.tenure, number_of_the_property=row.uprn,
    )


def school_in_words(row, copy):
    missed = row.authorised + row.unauthorised
    return f"{row.school}: {missed} of {row.possible} sessions missed, {row.unauthorised} without permission"


def headline_of(row, copy):
    return copy.headlines.get(row.headline, row.headline)


def for_one_alone(name):
    """A text that is written out only where the row is about nobody else besides."""
    return lambda row, copy: getattr(row, name) if len(row.about) < 2 else SHARED


def action_in_words(row, copy):
    owner = "You" if row.owner_person_id and row.owner_person_id == copy.person_id else (
        "Somebody of the family" if row.owner_person_id else f"{row.owner_name}, {row.agency}"
    )
    settled = f" on {day_in_words(row.settled_on)}" if row.settled_on else ""
    return [f"{owner}: {row.get_state_display().lower()}{settled}", row.reason]


def answers_in_words(row, copy):
    labels = {one.code: one.label for one in questions()}
    said = row.answers.get(str(copy.person_id) if copy.person_id else FAMILY, {})
    return [f"{labels.get(code, code)}: {text}" for code, text in said.items() if text]


def referral_facts(row, copy):
    return [row.reason, row.told, *known(
        phone=row.referrer_phone, e_mail=row.referrer_email, about=row.about, answered=day("acknowledged_on")(row),
        decided=f"{row.get_outcome_display()} {day('decided_on')(row)}".strip(),
        they_were_told=day("outcome_told_on")(row),
    )]


CATEGORIES = [
    Category("Who you are", of_person(PersonDetails), lambda row: "", person_in_words, along=("person",)),
    Category(
        "The family", of_family(FamilyDetails), lambda row: "",
        lambda row, copy: f"Known to the programme since {day_in_words(row.identified_on)}", family_facts, ("family",),
    ),
    Category(
        "How your record came about", lineage, day("happened_on"), lambda row, copy: row.get_kind_display(),
    ),
    Category(
        "Part of the family", of_member(Membership), days, lambda row, copy: HouseholdRole(row.role).label,
    ),
    Category(
        "Where you live", of_owner_here(Address, is_confidential=False), days,
        lambda row, copy: ", ".join(part for part in (row.line_1, row.line_2, row.town, row.postcode) if part),
        address_facts,
    ),
    Category(
        "How you are related to others", relationships, days,
        lambda row, copy: f"{kin_of(copy.person_id, row.kind, row.person_id, row.other_id).words}: another person",
    ),
    Category(
        "A child you expect", of_person(UnbornChild), days, lambda row, copy: f"Due {day_in_words(row.due_on)}",
    ),
    Category(
        "What the programme is to help with", of_owner_here(Problem), day("identified_on"),
        lambda row, copy: f"{headline_of(row, copy)} ({row.get_status_display().lower()})",
    ),
    Category(
        "What happened", of_owner(Event), day("occurred_on"), lambda row, copy: row.get_kind_display(),
        lambda row, copy: row.note,
    ),
    Category(
        "Work, benefits and care", of_owner(Spell), days, lambda row, copy: row.get_kind_display(),
        lambda row, copy: row.note,
    ),
    Category("School", of_person(TermRecord), lambda row: row.term.code, school_in_words, along=("term",)),
    Category(
        "Scores", of_owner(Score), day("scored_on"),
        lambda row, copy: f"{copy.tools.get(row.tool, row.tool)}: {row.score.normalize():f}",
    ),
    Category(
        "Your own scores", of_owner(OwnReading), day("scored_on"),
        lambda row, copy: f"{copy.tools.get(row.tool, row.tool)}: {row.score}", lambda row, copy: row.words,
    ),
    Category(
        "What you were asked at the start, and after", of_family(ScreeningHeld), day("held_on"),
        lambda row, copy: row.says, lambda row, copy: known(problems_found_under=str(row.found)),
    ),
    Category("Assessments", assessments, day("assessed_on"), lambda row, copy: "What was written", answers_in_words),
    Category(
        "Notes", notes, day("happened_on"), lambda row, copy: row.get_kind_display(),
        lambda row, copy: row.text if len((row.cites or row).about) < 2 else SHARED, ("cites",),
    ),
    Category(
        "Documents", about_members(Document, withdrawn_at=None), day("dated_on"),
        lambda row, copy: row.get_kind_display(),
        lambda row, copy: [for_one_alone("title")(row, copy), for_one_alone("file_name")(row, copy)],
    ),
    Category(
        "Decisions about progress", of_family(Judgement), day("decided_on"),
        lambda row, copy: f"{headline_of(row, copy)}: {'achieved' if row.achieved else 'not achieved'}, decided by "
        f"{row.decided_by}", lambda row, copy: row.reason,
    ),
    Category(
        "What is to change", of_owner_here(Objective), day("reached_on"), lambda row, copy: row.what, headline_of,
    ),
    Category("Who does what by when", actions, day("due_on"), lambda row, copy: row.what, action_in_words),
    Category(
        "Whether the plan is about you", of_member(PlannedMember), lambda row: "",
        lambda row, copy: "It is" if row.is_covered else "It is not", lambda row, copy: row.reason,
    ),
    Category(
        "Plans you agreed", of_family(Plan), day("agreed_on"),
        lambda row, copy: "For: "
        + ("; ".join(copy.headlines.get(one, one) for one in row.objectives) or "nothing yet"),
        lambda row, copy: known(about="every member" if row.covers is None else f"{len(row.covers)} of its members"),
    ),
    Category(
        "Versions of the plan", of_family(Version), day("agreed_on"), lambda row, copy: f"Version {row.number}",
    ),
    Category(
        "What you said to the plan", voices(Voice), lambda row: day("agreed_on")(row.agreement),
        lambda row, copy: f"{row.name}: {row.get_stance_display().lower()}", lambda row, copy: row.words,
        ("agreement__recorded_by",), lambda row: source_of(row.agreement),
    ),
    Category(
        "Reviews of the plan", of_family(PlanReview), day("held_on"), lambda row, copy: row.what,
        lambda row, copy: f"The next review: {day_in_words(row.next_on)}",
    ),
    Category(
        "Meetings about the plan", of_family(Meeting), day("held_on"), lambda row, copy: "A meeting",
        lambda row, copy: known(the_next_one=day("next_on")(row)),
    ),
    Category(
        "Who came to a meeting", of_family(Attendance, "meeting__family"), lambda row: day("held_on")(row.meeting),
        lambda row, copy: f"{row.name}, {row.agency} ({row.get_kind_display().lower()})",
        along=("meeting__recorded_by",), whom=lambda row: source_of(row.meeting),
    ),
    Category(
        "What was said at a meeting", of_family(Talk, "meeting__family"), lambda row: day("held_on")(row.meeting),
        headline_of, lambda row, copy: [row.family_words, row.worker_note], ("meeting__recorded_by",),
        lambda row: source_of(row.meeting),
    ),
    Category(
        "How the work went on", of_family(StageMove), day("moved_on"),
        lambda row, copy: f"{row.get_before_display()} to {row.get_after_display().lower()}",
        lambda row, copy: [row.reason, row.comment],
    ),
    Category(
        "To and from social care", of_family(CareStep), day("stepped_on"),
        lambda row, copy: f"{row.get_direction_display()} ({row.team})", lambda row, copy: row.reason,
    ),
    Category("Who leads the work", of_family(LeadWorker), days, lambda row, copy: row.name),
    Category(
        "Who works with you", of_family(Professional), days, lambda row, copy: f"{row.name}, {row.agency}",
        lambda row, copy: known(job=row.job, phone=row.phone, e_mail=row.email),
    ),
    Category(
        "When they were in touch", of_family(ProfessionalContact), day("happened_on"),
        lambda row, copy: row.get_kind_display(),
    ),
    Category(
        "Who asked us to help", of_family(Referral), day("received_on"),
        lambda row, copy: f"{row.referrer_name}, {row.referrer_agency}", referral_facts,
    ),
    Category(
        "Claims made for the family elsewhere", of_family(ClaimMade), day("claimed_on"),
        lambda row, copy: f"{row.get_route_display()}: {row.get_status_display().lower()}",
        lambda row, copy: known(
            programme=row.framework, number=row.reference, paid=f"£{row.amount / 100:,.2f}" if row.amount else "",
        ),
    ),
    Category(
        "Accounts put together from the record", of_family(Chronology), lambda row: "", lambda row, copy: row.title,
        lambda row, copy: row.purpose,
    ),
    Category(
        "What such an account says", chronology_lines, day("on"),
        lambda row, copy: SHARED if row.about and not copy.person_id else row.says,
        lambda row, copy: "" if row.about and not copy.person_id else [row.note, row.sentence],
        whom=lambda row: row.recorded_by or str(row.added_by),
    ),
    Category(
        "Why such an account was closed or opened again", of_family(ChronologyTurn, "chronology__family"),
        lambda row: day_in_words(row.at.date()), lambda row, copy: row.get_turn_display(),
        lambda row, copy: row.reason,
    ),
    Category(
        "Privacy notices given to you", of_owner_here(NoticeGiven), day("given_on"),
        lambda row, copy: f"{row.version}: {row.get_way_display().lower()}",
    ),
    Category(
        "Your objections", of_owner_here(Objection), day("objected_on"),
        lambda row, copy: row.get_purpose_display(), lambda row, copy: row.reason,
    ),
    Category(
        "Objections you took back", taken_back, day("taken_back_on"), lambda row, copy: "You no longer object",
    ),
]
