"""Recording facts about a family, and putting right what was typed in here."""

from functools import partial

from django.db.models import Q
from django.http import Http404

from families.facts import recording
from families.facts.forms import EndSpellForm, EventForm, JudgementForm, ScoreForm, SpellForm, WithdrawForm
from families.facts.models import Event, Judgement, Score, Spell
from families.facts.vocabulary import TOOLS
from families.facts.words import in_words
from families.members import people_of
from families.models import Problem
from families.permissions import check_was_typed_here
from families.plans.models import Plan
from families.plans.reading import headlines_for
from families.problem_views import person_of
from families.recording_pages import find_belief, form_page, open_family
from families.scoring.tools_on_file import kinds

WITHDRAWABLE = {
    "event": Event, "spell": Spell, "score": Score, "judgement": Judgement, "problem": Problem, "plan": Plan,
}


def record_event_page(request, token):
    """Something that happened."""
    family = open_family(request, token)
    form = EventForm(request.POST or None, people=people_of(family))
    act = about_somebody(recording.record_event, family=family, by=request.user)
    return form_page(request, family, form, act, heading="Record an event", done="The event is recorded.")


def correct_event_page(request, token, pk):
    """A correction of an event."""
    family = open_family(request, token)
    event = find_typed(Event, family, pk)
    form = EventForm(request.POST or None, people=people_of(family), fact=event)
    act = about_somebody(recording.correct_event, event=event, family=family, by=request.user)
    return form_page(
        request, family, form, act, heading="Correct an event", done="The event is corrected.", old=event
    )


def record_spell_page(request, token):
    """Something that was so over days."""
    family = open_family(request, token)
    form = SpellForm(request.POST or None, people=people_of(family))
    act = about_somebody(recording.record_spell, family=family, by=request.user)
    return form_page(request, family, form, act, heading="Record work, a benefit or care", done="It is recorded.")


def correct_spell_page(request, token, pk):
    """A correction of a spell."""
    family = open_family(request, token)
    spell = find_typed(Spell, family, pk)
    form = SpellForm(request.POST or None, people=people_of(family), fact=spell)
    act = about_somebody(recording.correct_spell, spell=spell, family=family, by=request.user)
    return form_page(
        request, family, form, act, heading="Correct work, a benefit or care", done="It is corrected.", old=spell
    )


def end_spell_page(request, token, pk):
    """The last day of a spell that was still open."""
    family = open_family(request, token)
    spell = find_typed(Spell, family, pk)
    form = EndSpellForm(request.POST or None)
    act = partial(recording.end_spell, spell=spell, family=family, by=request.user)
    return form_page(
        request, family, form, act, heading="Record the last day", done="The last day is recorded.", old=spell,
        about=in_words(spell, people_of(family)),
    )


def record_score_page(request, token):
    """A reading of a tool."""
    family = open_family(request, token)
    people = people_of(family)
    form = ScoreForm(request.POST or None, people=people, tools=tools_of(family, people))
    act = about_somebody(recording.record_score, family=family, by=request.user)
    return form_page(request, family, form, act, heading="Record a score", done="The score is recorded.")


def tools_of(family, people, corrected=None):
    """The tools that can be chosen: those of any outcomes plan, and those already scored in this family.

    A tool on file is scored in both views on its own page (`families/scoring/`), and here only `corrected`.
    """
    scored = Score.objects.current().filter(Q(family=family) | Q(person__in=list(people)))
    names = TOOLS.names(set(scored.values_list("tool", flat=True)))
    return {code: name for code, name in names.items() if code not in kinds() or code == corrected}


def correct_score_page(request, token, pk):
    """A correction of a reading."""
    family = open_family(request, token)
    reading = find_typed(Score, family, pk)
    people = people_of(family)
    tools = tools_of(family, people, reading.tool)
    form = ScoreForm(request.POST or None, people=people, tools=tools, fact=reading)

    def act(score, person, **said):
        recording.correct_score(
            score=reading, value=score, person=person_of(person), family=family, by=request.user, **said
        )

    return form_page(
        request, family, form, act, heading="Correct a score", done="The score is corrected.", old=reading
    )


def record_judgement_page(request, token):
    """One's own decision about a headline."""
    family = open_family(request, token)
    form = JudgementForm(request.POST or None, headlines=headlines_for(family))
    act = partial(recording.record_judgement, family=family, by=request.user)
    return form_page(
        request, family, form, act, heading="Record a decision", done="The decision is recorded.", about=counts(request)
    )


def correct_judgement_page(request, token, pk):
    """A correction of a decision."""
    family = open_family(request, token)
    judgement = find_typed(Judgement, family, pk)
    form = JudgementForm(request.POST or None, headlines=headlines_for(family), fact=judgement)
    act = partial(recording.correct_judgement, judgement=judgement, family=family, by=request.user)
    return form_page(
        request, family, form, act, heading="Correct a decision", done="The decision is corrected.", old=judgement,
        about=counts(request),
    )


def withdraw_fact_page(request, token, kind, pk):
    """Asks whether to withdraw something that was typed in by mistake, and does it."""
    family = open_family(request, token)
    if kind not in WITHDRAWABLE:
        raise Http404
    fact = find_typed(WITHDRAWABLE[kind], family, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    act = partial(recording.withdraw_fact, fact=fact, family=family, by=request.user)
    return form_page(
        request, family, form, act, heading="Withdraw a record", done="The record is withdrawn.", old=fact,
        template="families/withdraw.html", about=in_words(fact, people_of(family)),
    )


def find_typed(kind, family, pk):
    """A record of this kind about the family. Raises Refused when it came in a file: others put that right."""
    row = find_belief(recording.facts_of(kind, family), pk)
    check_was_typed_here(row)
    return row


def about_somebody(action, **fixed):
    """The action, taking the person as the form names them."""
    return lambda person, **said: action(person=person_of(person), **fixed, **said)


def counts(request):
    """Whose decisions count."""
    role = request.user.get_role_display().lower()
    return f"You decide as {role}. It counts where the outcomes plan lets a {role} decide about this headline."
