"""What may be said about who is what to whom: values in, words or a sentence out."""

from dataclasses import dataclass
from datetime import timedelta

from families.household.enums import ELDERS, MUTUAL, TURNED, RelationshipKind

ONE_DAY = timedelta(days=1)
# What somebody may become to another from one day on, by what they were until then.
BECOMES = {
    RelationshipKind.PARTNER: RelationshipKind.EX_PARTNER,
    RelationshipKind.EX_PARTNER: RelationshipKind.PARTNER,
}


@dataclass(frozen=True)
class Kin:
    """A relationship as one of the two sees it: what the other is to them."""

    kind: str
    is_turned: bool
    other_id: int

    @property
    def words(self):
        """What the other person is: "Parent", "Child"."""
        kind = RelationshipKind(self.kind)
        if self.is_turned and kind == RelationshipKind.CARER:
            return "Cares for"
        return TURNED.get(kind, kind.label) if self.is_turned else kind.label


def either_way(kind, person_id, other_id):
    """The two ids as one row keeps them: of two who are the same to each other, the lower first."""
    if kind in MUTUAL and person_id > other_id:
        return other_id, person_id
    return person_id, other_id


def kin_of(person_id, kind, row_person_id, row_other_id):
    """The row "`row_person_id` is `kind` of `row_other_id`" as `person_id`, one of the two, sees it."""
    if person_id == row_other_id:
        return Kin(kind, False, row_person_id)
    return Kin(kind, kind not in MUTUAL, row_other_id)


def choices_of_kinds():
    """Every way of saying what one person is to another: form value -> words. `:turned` swaps the two."""
    found = {}
    for kind in RelationshipKind:
        found[kind.value] = kind.label
        if kind in TURNED:
            found[f"{kind.value}:turned"] = TURNED[kind]
    return found


def read_kind(value):
    """A form's value as (kind, whether the two are swapped)."""
    kind, _, turned = value.partition(":")
    return RelationshipKind(kind), bool(turned)


def wrong_with_ages(kind, elder_born, younger_born):
    """A sentence if somebody would be older than their parent or grandparent; blank where a birthday is not known."""
    if kind not in ELDERS or elder_born is None or younger_born is None or elder_born < younger_born:
        return ""
    return f"A {RelationshipKind(kind).label.lower()} must be older than the child. Check the two dates of birth."


def overlaps(first, other):
    """Whether two stretches of days, both ends included (None: without end), share a day."""
    return (
        (first[1] is None or other[0] is None or other[0] <= first[1])
        and (other[1] is None or first[0] is None or first[0] <= other[1])
    )


def day_before(on):
    """The last day of what ends when something else begins."""
    return on - ONE_DAY


def age_on(born, on):
    """Whole years; None where the birthday is not known. Somebody born on 29 February turns on 28 in other years."""
    if born is None or born > on:
        return None
    if (born.month, born.day) == (2, 29):
        born = born.replace(day=28)
        is_leap = on.year % 4 == 0 and (on.year % 100 != 0 or on.year % 400 == 0)
        if is_leap and (on.month, on.day) == (2, 28):
            return on.year - born.year - 1
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
