"""The form of a meeting: many small forms on one page, which show what was typed also before it is checked."""

from crispy_forms_gds.layout import Layout
from django import forms
from django.forms.utils import ErrorList
from django.utils.timezone import localdate

from families.forms import PlainForm, day, hidden, long_text, one_from_list, one_of, some_of, text
from families.meetings.actions import NewAction, Newcomer, ScoredTool, SettledAction, TalkedThrough
from families.plans.enums import ActionState
from families.plans.forms import LONGEST
from families.plans.owners import in_words
from families.scoring.forms import DomainScores
from families.scoring.tools_on_file import tools

NEWCOMERS = 3
ROWS_TO_BEGIN_WITH, ROWS_MORE, MOST_ROWS = 2, 2, 30


def with_more_rows(data):
    """The form with more rows for the problem for which they were asked; one goes on in the first of them."""
    code = data.get("more", "")
    if not code:
        return data
    data = data.copy()
    rows = data.get(f"rows-{code}", "")
    rows = int(rows) if rows.isdecimal() else ROWS_TO_BEGIN_WITH
    data[f"rows-{code}"] = str(min(rows + ROWS_MORE, MOST_ROWS))
    data["last_field"] = f"id_new-{code}-{min(rows + 1, MOST_ROWS)}-what"
    return data


class KeptForm(PlainForm):
    """A form that shows what was typed of it; it is checked only once the meeting is to be recorded."""

    def __init__(self, *args, is_checked, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_checked:
            self.leave_unchecked()

    @property
    def is_written_in(self):
        """Whether anybody typed or chose anything, checked or not."""
        values = [bound.value() for bound in self.visible_fields()] if self.is_bound else []
        return any(any(value) if isinstance(value, list) else value for value in values)

    @property
    def is_blank(self):
        """Whether nothing was typed."""
        return not any(self.cleaned_data.get(name) for name in self.fields) and not self.errors


class HeadForm(KeptForm):
    """When the meeting was, who came, when the next one is, and what else was said."""

    held_on = day("When was the meeting?", what="the date of the meeting", past=True,
                  need="Enter the date of the meeting")
    came = some_of("Who came?", [])
    next_on = day("When is the next meeting?", what="the date of the next meeting")
    note = long_text("What else was said", rows=3)

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **{"initial": {"held_on": localdate()}, **kwargs})
        self.fields["came"].choices = [(one.value, in_words(one)) for one in owners.all]

    def clean(self):
        """The next meeting is after this one."""
        data = super().clean()
        if data.get("held_on") and data.get("next_on") and data["next_on"] <= data["held_on"]:
            self.add_error("next_on", "The next meeting must be after this one")
        return data


class NewcomerForm(KeptForm):
    """Somebody else who came."""

    name = text("Name", max_length=120)
    agency = text("Agency", max_length=120)
    stays = forms.BooleanField(label="Works with the family from now on", required=False)

    def clean(self):
        """A name and an agency, or neither."""
        data = super().clean()
        if data.get("name") and not data.get("agency"):
            self.add_error("agency", "Enter the agency of the person who came")
        if not data.get("name") and (data.get("agency") or data.get("stays")):
            self.add_error("name", "Enter the name of the person who came")
        return data

    def newcomer(self):
        """As `record_meeting` takes it."""
        return Newcomer(**self.cleaned_data)


class TalkForm(KeptForm):
    """What was said of one problem, and what will be different where the plan does not say so yet."""

    family_words = long_text("What the family says, in their own words", rows=3)
    worker_note = long_text("Your note", rows=3)
    aim = long_text(
        "What will be different?", rows=2, max_length=LONGEST,
        help_text="The plan has no objective for this problem yet. Say it as the family would.",
    )

    def __init__(self, *args, objectives, **kwargs):
        super().__init__(*args, **kwargs)
        if objectives:
            del self.fields["aim"]


class StandingActionForm(KeptForm):
    """What became of an action of the plan. `opened` is the belief that was on the screen."""

    opened = hidden()
    state = one_of("What became of it?", ActionState.choices)
    reason = text("Note", max_length=LONGEST, help_text="For something no longer needed: why.")
    due_on = day("New date", what="the new date", help_text="Where it is put off.")

    def clean(self):
        """What is no longer needed is so for a reason; only what is still to do can be put off."""
        data = super().clean()
        if data.get("state") == ActionState.NOT_NEEDED and not data.get("reason"):
            self.add_error("reason", "Enter why it is no longer needed")
        if data.get("due_on") and data.get("state") in (ActionState.DONE, ActionState.NOT_NEEDED):
            self.add_error("due_on", "Leave the new date empty for something that is settled")
        return data

    def settled(self, actions):
        """As `record_meeting` takes it, or None where nothing changed. `actions` has the rows by number."""
        said = self.cleaned_data
        state = said.get("state") or ActionState.TO_DO
        if state == ActionState.TO_DO and not said.get("due_on"):
            return None
        return SettledAction(actions[said["opened"]], state, said.get("reason", ""), said.get("due_on"))


class NewActionForm(KeptForm):
    """An action that was agreed; a row in which nothing was typed is none."""

    what = text("What is to be done?", max_length=LONGEST, width="")
    owner = one_from_list("Who does it?", [])
    due_on = day("By when?", what="the date it is to be done", help_text="")

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners

    def clean(self):
        """All of it, or nothing."""
        data = super().clean()
        needed = {
            "what": "Enter what is to be done", "owner": "Select who does it",
            "due_on": "Enter the date it is to be done",
        }
        if any(data.get(name) for name in needed) or self.errors:
            for name, sentence in needed.items():
                if name not in self.errors and not data.get(name):
                    self.add_error(name, sentence)
        return data

    def agreed(self):
        """As `record_meeting` takes it."""
        return NewAction(**self.cleaned_data)


class ScoresForm(DomainScores, KeptForm):
    """Where the worker and the family put the family as a whole on one tool, on the day of the meeting."""

    def __init__(self, *args, tool, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask(tool)

    @property
    def helper(self):
        """Domain by domain."""
        helper = super().helper
        helper.layout = Layout(*self.parts())
        return helper

    @property
    def is_open(self):
        """Whether anything was scored: then it is shown open."""
        return self.is_bound and any(self[name].value() for name in self.fields)

    def scored(self):
        """As `record_meeting` takes it, or None where nothing was scored."""
        found = ScoredTool(self.tool, **self.readings())
        return found if found.worker or found.own else None

    def clean(self):
        """Words go with a score."""
        data = super().clean()
        for code in self.said("words"):
            if data.get(f"own_{code}") is None:
                self.add_error(f"own_{code}", "Select their view, or leave out the words on it")
        return data


class ProblemPart:
    """One problem on the page: what is said of it, the actions that stand, and rows for new ones."""

    def __init__(self, code, name, objectives, *, data, is_checked, owners):
        self.code, self.name, self.objectives = code, name, objectives
        self.is_checked = is_checked
        self.talk = TalkForm(data, prefix=f"talk-{code}", objectives=objectives, is_checked=is_checked)
        rows = (data or {}).get(f"rows-{code}", "")
        self.rows = min(int(rows), MOST_ROWS) if rows.isdecimal() else ROWS_TO_BEGIN_WITH
        self.standing = [
            (action, StandingActionForm(
                data, prefix=f"act-{action.row.thread}", is_checked=is_checked, initial={"opened": action.row.pk},
            ))
            for objective in objectives for action in objective.actions if action.row.state == ActionState.TO_DO
        ]
        self.new = [
            NewActionForm(data, prefix=f"new-{code}-{number}", owners=owners, is_checked=is_checked)
            for number in range(1, self.rows + 1)
        ]

    @property
    def forms(self):
        """Every small form of it."""
        return [self.talk, *(form for _, form in self.standing), *self.new]

    @property
    def is_open(self):
        """Whether anything was typed of it, or is wrong with it: then it is shown open."""
        return any(form.errors or form.is_written_in for form in self.forms)

    def talked(self, actions):
        """As `record_meeting` takes it, or None where nothing was said of it."""
        said = self.talk.cleaned_data
        settled = tuple(filter(None, (form.settled(actions) for _, form in self.standing)))
        agreed = tuple(form.agreed() for form in self.new if form.cleaned_data.get("what"))
        words = {name: said.get(name, "") for name in ("family_words", "worker_note", "aim")}
        if not any((*words.values(), settled, agreed)):
            return None
        thread = self.objectives[0].row.thread if self.objectives else None
        return TalkedThrough(headline=self.code, objective=thread, agreed=agreed, settled=settled, **words)


class MeetingForm:
    """The whole page. `is_checked`: it is to be recorded now; without, it only shows what was typed so far."""

    def __init__(self, data, *, working, owners, is_checked=False):
        self.is_bound = data is not None
        self.refused = ErrorList()
        self.head = HeadForm(data, owners=owners, is_checked=is_checked)
        self.newcomers = [
            NewcomerForm(data, prefix=f"other-{number}", is_checked=is_checked) for number in range(1, NEWCOMERS + 1)
        ]
        self.scores = [
            ScoresForm(data, prefix=f"scores-{code}", tool=tool, is_checked=is_checked)
            for code, tool in tools().items()
        ]
        choices = owners.choices()
        by_headline = {}
        for objective in working.objectives:
            by_headline.setdefault(objective.row.headline, []).append(objective)
        names = {**working.raised, **{code: working.headlines.get(code, code) for code in by_headline}}
        self.problems = [
            ProblemPart(
                code, name, by_headline.get(code, []), data=data, is_checked=is_checked, owners=choices,
            )
            for code, name in sorted(names.items(), key=lambda one: one[1])
        ]

    @property
    def has_newcomers(self):
        """Whether somebody was typed in who is not on the list: then their boxes are open."""
        return any(form.is_bound and form[name].value() for form in self.newcomers for name in ("name", "agency"))

    @property
    def forms(self):
        """Every small form, in the order of the page."""
        of_problems = (form for problem in self.problems for form in problem.forms)
        return [self.head, *self.newcomers, *of_problems, *self.scores]

    @property
    def errors(self):
        """What is wrong, for the page's title: empty where nothing is."""
        return [*self.refused, *(form.errors for form in self.forms if form.errors)]

    def is_valid(self):
        """Whether it can be recorded as it stands."""
        are_valid = [form.is_valid() for form in self.forms]  # every one is checked, so that every error is shown
        if not all(are_valid):
            return False
        if not self.head.cleaned_data["came"] and all(form.is_blank for form in self.newcomers):
            self.head.add_error("came", "Select who came, or enter somebody else")
            return False
        return True

    def refuse(self, refused):
        """Shows an action's refusal at the top, with everything typed still in place."""
        self.refused.append(str(refused))

    def open_again(self):
        """Shows the actions as they are now, so that what was typed of them can be sent by whoever has read them."""
        for problem in self.problems:
            for action, small in problem.standing:
                small.data = small.data.copy()
                small.data[f"{small.prefix}-opened"] = str(action.row.pk)

    def opened(self):
        """The numbers of the beliefs that were on the screen."""
        return [form.cleaned_data.get("opened") for problem in self.problems for _, form in problem.standing]

    def said(self, actions):
        """As `record_meeting` takes it; `actions` has the plan's actions that were on the screen, by number."""
        head = self.head.cleaned_data
        return {
            **head, "newcomers": [form.newcomer() for form in self.newcomers if form.cleaned_data.get("name")],
            "talks": list(filter(None, (problem.talked(actions) for problem in self.problems))),
            "scores": list(filter(None, (form.scored() for form in self.scores))),
        }
