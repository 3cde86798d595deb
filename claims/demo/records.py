"""What the demonstration's workers wrote down about their families: notes, documents, a chronology, a saved list."""

import random

from claims.demo.days import ago
from families.chronologies.actions import begin_chronology, choose_lines, lock_chronology, say_beside, write_line
from families.documents.actions import attach_document
from families.drafts.actions import Sent, keep_draft
from families.household.reading import Household
from families.models import Family
from families.notes.actions import add_note
from families.plans.reading import headlines_for
from families.plans.recording import add_action, add_objective
from families.timeline.reading import Timeline
from outcomes.saved_lists.actions import save_list

LED_BY = {"keyworker": 8, "keyworker2": 3}  # of how many of each key worker's families there are notes
NOTES = (
    ("visit", "Visited at home. The flat was warm and tidy, and breakfast was on the table. We talked about mornings: "
     "what helps is laying clothes out the evening before. Agreed to try it for two weeks.", False),
    ("call", "Rang to ask how the week went. The children were at school every day. She sounded tired but pleased.",
     False),
    ("professional", "The school's pastoral lead says attendance is better since the breakfast club. She will write if "
     "it drops again.", False),
    ("visit", "Nobody was in at the agreed time. Left a card. She rang an hour later and said sorry: the bus had not "
     "come. New visit agreed for Thursday.", False),
    ("message", "Text message: the appointment at the benefits office went well, and the payment has started.", False),
    ("meeting", "Everybody round the family met at the school. Each said what they do until the next time.", False),
    ("visit", "She told me of the argument on Saturday night and that the police came. Nobody was hurt. We went "
     "through the safety plan together.", True),
)
LETTER = "Dear family,\n\nThank you for coming to school on Monday. Breakfast club starts at 8.\n\nHill Top Academy\n"
MOST_LINES = 8


def run(today, users):
    """Writes about some families of each key worker; about the first, one of everything."""
    rng = random.Random(today.toordinal() + 1)
    for name, most in LED_BY.items():
        families = Family.objects.visible_to(users[name]).order_by("reference")[:most]
        for number, family in enumerate(families):
            notes(family, users[name], today, rng)
            if number == 0 and name == "keyworker":
                everything(family, users, today)
    save_list(by=users["keyworker"], name="Waiting for evidence", asked={"waiting_for": "evidence"})
    save_list(by=users["teammanager"], name="Nobody leads", asked={"worker": "nobody"})


def notes(family, by, today, rng):
    """Some notes of the last half year."""
    people = [one.person_id for one in Household(family, as_of=today).members]
    for kind, text, is_significant in rng.sample(NOTES, rng.randint(2, 4)):
        add_note(
            family=family, by=by, kind=kind, text=text, is_significant=is_significant,
            happened_on=ago(today, rng.randint(1, 180)), about=people[:1] if rng.randrange(2) else (),
        )


def everything(family, users, today):
    """A mention, a correction, a draft, a document and a locked chronology of one family."""
    by, manager = users["keyworker"], users["manager"]
    first = add_note(
        family=family, by=manager, kind="call", happened_on=ago(today, 3), mentions=[by.pk],
        text="The housing officer rang: the repair is booked for the 14th. Please tell the family.",
    )
    add_note(
        family=family, by=manager, kind="call", happened_on=ago(today, 2), cites=first, corrects=True, mentions=[by.pk],
        text="It is the 15th, not the 14th.",
    )
    keep_draft(
        by=by, family=family, page="families:write_note", parts={"token": str(family.token)}, what="Write a note",
        sent=Sent(boxes=frozenset(), last_field="id_text", typed={
            "kind": ["visit"], "text": ["Talked about the summer holidays and who could"],
            "happened_on_0": [str(today.day)], "happened_on_1": [str(today.month)], "happened_on_2": [str(today.year)],
        }),
    )
    attach_document(
        family=family, by=by, name="letter-of-the-school.txt", content=LETTER.encode(), kind="letter",
        title="Letter of the school", dated_on=ago(today, 20),
    )
    objective = add_objective(
        family=family, by=by, headline=next(iter(headlines_for(family))), what="Evenings at home are calm.",
    )
    add_action(
        family=family, by=by, objective=objective.thread, what="Drive past on Friday evenings and ring the next day",
        owner=f"user:{users['partner'].pk}", due_on=ago(today, -6),
    )
    chronology = begin_chronology(
        family=family, by=by, title="For the review meeting", purpose="the review with school and health"
    )
    choose_lines(chronology=chronology, by=by, keys=[line.key for line in Timeline(family)[:MOST_LINES]])
    write_line(
        chronology=chronology, by=by, on=ago(today, 30), says="She asked for help with mornings by herself.",
    )
    say_beside(line=chronology.lines.first(), by=by, sentence="This is where things began to turn.")
    lock_chronology(chronology=chronology, by=by)
