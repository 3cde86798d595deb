"""No fact about a family has two places where it is typed: every field of every form, by the fact that it sets."""

import importlib
import pkgutil
from collections import defaultdict

from django import forms

import families

# What asks for nothing about a family: filters, what a person says of themselves, files, feeds, and acts to confirm.
ASKS_NOTHING = {
    "accounts.forms.ChangePasswordForm", "accounts.forms.ConfirmForm", "accounts.forms.NewUserForm",
    "accounts.forms.SignInForm", "accounts.forms.UserForm", "as_of.AsOfForm", "due.forms.DueFilter",
    "facts.forms.FactForm", "facts.forms.SentOnceForm", "facts.forms.WithdrawForm", "facts.load_forms.LoadFilesForm",
    "facts.load_forms.LoadsFilter", "feeds.forms.DecideForm", "feeds.forms.FeedForm", "finding_views.SearchForm",
    "forms.PlainForm", "meetings.forms.KeptForm", "notices.forms.NoticesForm",
    "notes.forms.NotesFilter", "plans.forms.CompareForm",
    "plans.forms.TakeOutForm", "purposes.forms.BasisForm", "purposes.forms.CopyForm", "timeline.forms.TimelineForm",
    "chronologies.forms.LockForm", "screening.forms.ScreeningForm", "scoring.forms.ReadingsForm",
    "meetings.forms.ScoresForm", "assessments.forms.AssessmentForm", "plans.forms.MembersForm",
}
# Of these, five ask once a headline, a domain, a section or a member; their fields are made for the family at hand.
MADE_FOR_THE_FAMILY = {
    "screening.forms.ScreeningForm": "problem: supplied by whom, how sure, identified on",
    "scoring.forms.ReadingsForm": "reading of a tool on file: worker's, family's, in their words",
    "meetings.forms.ScoresForm": "the same in the room, through the same action",
    "assessments.forms.AssessmentForm": "assessment: what was found, section by section",
    "plans.forms.MembersForm": "plan: whom it covers, and why somebody is left out",
}
# Fields that choose what a fact is about, guard against sending twice, or show a part of the page; none is a fact.
CHOOSES = {"once", "token", "asked", "opened", "person", "about", "who", "whose"}

# A recorded fact put right, ended or settled on the fact's own page, from what is held: nothing is typed again.
CHANGES_WHAT_IS_HELD = {
    "facts.forms.EndSpellForm", "household.forms.EndForm", "household.forms.MemberChangeForm",
    "household.forms.MemberCorrectionForm", "household.forms.RelationshipChangeForm", "plans.forms.PlanForm",
    "plans.forms.ChangeObjectiveForm", "plans.forms.SettleForm", "plans.forms.ReopenForm",
    "partners.forms.OwnActionForm", "problem_forms.ChangeProblemForm",
    "professionals.forms.ProfessionalCorrectionForm", "purposes.forms.TakeBackForm",
    "documents.forms.WithdrawDocumentForm", "notes.forms.TakeBackForm", "chronologies.forms.ReopenForm",
    "chronologies.forms.CopyForm", "scoring.forms.OwnReadingForm", "scoring.forms.WithdrawOwnReadingForm",
    "meetings.forms.StandingActionForm",
}
# Said in the room instead, through the same action; whoever records the meeting types it nowhere else.
SAID_IN_THE_ROOM = {
    "action: what is to be done", "action: by whom", "action: by when", "objective: what will be different",
    "professional: name", "professional: agency",
}

SETS = {
    "facts.forms.EventForm": {
        "kind": "event: kind", "occurred_on": "event: day", "grade": "event: how well founded", "note": "event: note",
    },
    "facts.forms.SpellForm": {
        "kind": "spell: kind", "starts_on": "spell: first day", "ends_on": "spell: last day",
        "grade": "spell: how well founded", "note": "spell: note",
    },
    "facts.forms.ScoreForm": {
        "tool": "score of a tool not on file: tool", "scored_on": "score of a tool not on file: day",
        "score": "score of a tool not on file: score", "grade": "score of a tool not on file: how well founded",
    },
    "facts.forms.JudgementForm": {
        "achieved": "judgement: achieved", "decided_on": "judgement: day", "reason": "judgement: reason",
    },
    "household.asking.PersonForm": {
        "forename": "person: forename", "surname": "person: surname", "date_of_birth": "person: date of birth",
        "sex": "person: sex", "upn": "person: UPN", "nino": "person: National Insurance number",
        "nhs_number": "person: NHS number",
    },
    "household.asking.AsksIfKnown": {},
    "household.forms.AddPersonForm": {
        "belongs": "membership of somebody added: role", "starts_on": "membership of somebody added: first day",
        "kind": "relationship of somebody added: kind", "other": "relationship of somebody added: to whom",
    },
    "household.forms.RegisterForm": {
        "belongs": "membership of the first: role", "framework": "family: framework", "district": "family: district",
        "identified_on": "family: identified on",
    },
    "household.forms.BirthForm": {
        "forename": "birth: forename", "surname": "birth: surname", "sex": "birth: sex", "born_on": "birth: day",
    },
    "household.forms.UnbornChildForm": {
        "other_parent": "unborn child: other parent", "due_on": "unborn child: due on",
        "starts_on": "unborn child: known since",
    },
    "household.forms.RelationshipForm": {
        "kind": "relationship: kind", "other": "relationship: to whom", "starts_on": "relationship: first day",
        "ends_on": "relationship: last day",
    },
    "household.forms.JoinForm": {"other": "join: which family", "happened_on": "join: day"},
    "household.forms.SplitForm": {"people": "split: who", "happened_on": "split: day"},
    "household.forms.MoveForm": {
        "to": "move of a person: to which family", "role": "move of a person: role there",
        "stays": "move of a person: stays here too", "moved_on": "move of a person: day",
    },
    "household.address_forms.PlaceForm": {
        "line_1": "home: first line", "line_2": "home: second line", "town": "home: town", "postcode": "home: postcode",
        "ward": "home: ward", "district": "home: district", "tenure": "home: tenure", "uprn": "home: UPRN",
        "is_confidential": "home: confidential",
    },
    "household.address_forms.AddressForm": {
        "use": "home: use", "starts_on": "home: first day", "ends_on": "home: last day",
    },
    "household.address_forms.MovedForm": {"moved_on": "move of the household: day"},
    "professionals.forms.ProfessionalForm": {
        "name": "professional: name", "agency": "professional: agency", "job": "professional: job",
        "phone": "professional: phone", "email": "professional: e-mail", "starts_on": "professional: first day",
    },
    "professionals.forms.ContactForm": {"happened_on": "contact: day", "kind": "contact: kind"},
    "problem_forms.LeadWorkerForm": {"worker": "lead worker: who", "starts_on": "lead worker: first day"},
    "referrals.forms.ReferralForm": {
        "received_on": "referral: received on", "referrer_name": "referral: by whom",
        "referrer_agency": "referral: from which agency", "referrer_phone": "referral: phone",
        "referrer_email": "referral: e-mail", "reason": "referral: reason", "district": "referral: district",
        "about": "referral: about whom",
    },
    "referrals.forms.AcknowledgeForm": {"acknowledged_on": "referral: acknowledged on"},
    "referrals.forms.DecideForm": {
        "outcome": "referral: outcome", "reference": "referral: family it led to", "decided_on": "referral: decided on",
    },
    "referrals.forms.TellForm": {"outcome_told_on": "referral: told on", "told": "referral: what they were told"},
    "purposes.forms.NoticeForm": {
        "version": "privacy notice: version", "given_on": "privacy notice: day", "way": "privacy notice: how",
    },
    "purposes.forms.ObjectionForm": {
        "purpose": "objection: to what", "objected_on": "objection: day", "reason": "objection: reason",
    },
    "plans.forms.ObjectiveForm": {"what": "objective: what will be different"},
    "plans.forms.ActionForm": {
        "what": "action: what is to be done", "owner": "action: by whom", "due_on": "action: by when",
    },
    "plans.forms.AgreeForm": {"agreed_on": "plan: agreed on"},
    "plans.forms.ReviewForm": {
        "held_on": "review: day", "has_changed": "review: whether the plan changed", "what": "review: what was found",
        "next_on": "review: next one",
    },
    "stages.forms.MoveForm": {"moved_on": "stage: day", "comment": "stage: why"},
    "stages.forms.CareStepForm": {
        "direction": "step up or down: which", "stepped_on": "step up or down: day", "team": "step up or down: team",
        "reason": "step up or down: reason",
    },
    "notes.forms.NoteForm": {
        "kind": "note: kind", "happened_on": "note: day", "text": "note: text", "significant": "note: significant",
        "mentions": "note: who is told",
    },
    "documents.forms.DocumentForm": {
        "file": "document: file", "title": "document: title", "kind": "document: kind", "dated_on": "document: day",
    },
    "chronologies.forms.ChronologyForm": {"title": "chronology: title", "purpose": "chronology: purpose"},
    "chronologies.forms.LineForm": {"on": "chronology line: day", "says": "chronology line: text"},
    "chronologies.forms.SentenceForm": {"sentence": "chronology: sentence on a line"},
    "meetings.forms.HeadForm": {
        "held_on": "meeting: day", "came": "meeting: who came", "next_on": "meeting: next one",
        "note": "meeting: what else was said",
    },
    "meetings.forms.NewcomerForm": {
        "name": "professional: name", "agency": "professional: agency", "stays": "meeting: stays with the family",
    },
    "meetings.forms.TalkForm": {
        "family_words": "meeting: what the family says of a problem", "worker_note": "meeting: note on a problem",
        "aim": "objective: what will be different",
    },
    "meetings.forms.NewActionForm": {
        "what": "action: what is to be done", "owner": "action: by whom", "due_on": "action: by when",
    },
}


def asked():
    """Every form of the app, `module.Name` -> the fields that it adds to the forms it is made from."""
    for module in pkgutil.walk_packages(families.__path__, "families."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    found, fresh = {}, [forms.BaseForm]
    while fresh:
        form = fresh.pop()
        fresh += form.__subclasses__()
        if form.__module__.startswith("families."):
            inherited = {name for base in form.__mro__[1:] for name in getattr(base, "base_fields", ())}
            found[f"{form.__module__.removeprefix('families.')}.{form.__name__}"] = set(form.base_fields) - inherited
    return found


def twice(sets):
    """The facts that two forms ask for, with the forms; what may be said in the room instead is left out there."""
    places = defaultdict(set)
    for form, fields in sets.items():
        for fact in fields.values():
            if not (form.startswith("meetings.") and fact in SAID_IN_THE_ROOM):
                places[fact].add(form)
    return {fact: sorted(found) for fact, found in places.items() if len(found) > 1}


def test_every_field_is_listed_by_the_fact_it_sets():
    listed = ASKS_NOTHING | CHANGES_WHAT_IS_HELD
    found = asked()
    assert sorted(set(found) - listed - set(SETS)) == []
    assert sorted((listed | set(SETS)) - set(found)) == []
    assert MADE_FOR_THE_FAMILY.keys() <= ASKS_NOTHING
    assert {form: sorted(found[form] - CHOOSES - fields.keys()) for form, fields in SETS.items()} == {
        form: [] for form in SETS
    }
    assert {form: sorted(fields.keys() - found[form]) for form, fields in SETS.items()} == {form: [] for form in SETS}


def test_no_fact_is_asked_for_in_two_places():
    assert twice(SETS) == {}


def test_a_second_place_is_seen():
    assert twice({**SETS, "notes.forms.Again": {"day": "event: day"}}) == {
        "event: day": ["facts.forms.EventForm", "notes.forms.Again"],
    }
