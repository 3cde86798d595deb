"""What a plan may say, and when a plan may be corrected."""

from families.permissions import Refused


def check_covers_members(covers, members, agreed_on):
    """A plan covers only people who were members on the day it was agreed."""
    there = {row.person_id for row in members if row.is_member_on(agreed_on)}
    names = {row.person_id: row.name for row in members}
    for person_id in covers or []:
        if person_id not in there:
            who = names.get(person_id, "Somebody the plan covers")
            raise Refused(f"{who} was not a member of the family on the day the plan was agreed.")
