"""The only writers of saved lists."""

from django.db import transaction

from families.believing import insert
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused
from outcomes.models import SavedList

MOST_LISTS = 20


@transaction.atomic
def save_list(*, by, name, asked):
    """Keeps what this person chose, under a name of theirs. `asked` holds the words of the address that are filled."""
    name = " ".join(name.split())
    if not name:
        raise Refused("Give the list a name.")
    if len(name) > SavedList._meta.get_field("name").max_length:
        raise Refused("The name must be 60 characters or fewer.")
    if SavedList.objects.filter(user=by).count() >= MOST_LISTS:
        raise Refused(f"You have {MOST_LISTS} lists. Take one away before you save another.")
    saved = SavedList(user=by, name=name, asked={key: value for key, value in asked.items() if value})
    insert(saved)
    record(Verb.MANAGED, by=by, about=saved, detail="list of families")
    return saved


@transaction.atomic
def forget_list(*, saved, by):
    """Takes a list of one's own away; the families stay where they are."""
    if saved.user_id != by.pk:
        raise Refused("That list is not yours.")
    record(Verb.MANAGED, by=by, about=saved, detail="list of families taken away")
    SavedList.objects.filter(pk=saved.pk).delete()
