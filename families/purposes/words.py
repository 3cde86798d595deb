"""What each purpose is, and what becomes of an objection to it, in the words that families read."""

from families.facts.words import WORDS, day_in_words
from families.purposes.enums import Purpose
from families.purposes.models import NoticeGiven, Objection

MEANS = {
    Purpose.SUPPORT: "Your workers use it to understand what you need and to help you.",
    Purpose.CLAIM_EVIDENCE: "It shows that things got better for you, so that the government pays towards the help.",
    Purpose.NATIONAL_STUDY: "The government’s statisticians get your name, birthday and address, and compare what "
    "became of many families. Nothing is decided about you by it.",
    Purpose.FAMILY_MONITORING: "The government gets figures about some of the families, under a number and not a name.",
    Purpose.RESEARCH: "Other researchers, whom the council allows, study how families fare.",
    Purpose.SERVICE_PLANNING: "The council counts who needs what, and plans its services by that.",
}
IF_YOU_OBJECT = {
    Purpose.SUPPORT: "A manager talks with you about what is used and what is not. The help does not end by itself.",
    Purpose.CLAIM_EVIDENCE: "A manager looks at your reasons before anything is claimed. The help goes on.",
    Purpose.NATIONAL_STUDY: "You are left out of what is sent. The help goes on, and so does everything else.",
    Purpose.FAMILY_MONITORING: "You are left out of what is sent. The help goes on, and so does everything else.",
    Purpose.RESEARCH: "You are left out. The help goes on, and so does everything else.",
    Purpose.SERVICE_PLANNING: "You are left out of lists with names. The help goes on, and so does everything else.",
}


def notice_in_words(row):
    return f"Privacy notice {row.version}, {row.get_way_display().lower()}, on {day_in_words(row.given_on)}"


def objection_in_words(row):
    return f"Objection to “{row.get_purpose_display()}” of {day_in_words(row.objected_on)}"


WORDS.update({NoticeGiven: notice_in_words, Objection: objection_in_words})
