"""Who sends what, and how far their files reach: one feed is stale, one has a gap, so that both can be seen."""

from claims.demo.days import ago

POLICE = "Exampleshire Police"
YOUTH_JUSTICE = "Youth Justice Service"
SCHOOLS = "Schools of Exampleshire"
SOCIAL_CARE = "Children's social care"
EARLY_HELP = "Early Help Service"
HOMES = "Brightmoor Homes"
JOBCENTRE = "Jobcentre Plus"
CAREERS = "Careers Exampleshire"
MENTAL_HEALTH = "Exampleshire Mental Health Trust"
RECOVERY = "Clearwell Recovery Service"
PRISONS = "Prison service"
ASSESSMENT = "Whole-family assessment"

PREFIXES = {
    POLICE: "POL", YOUTH_JUSTICE: "YJS", SCHOOLS: "SCH", SOCIAL_CARE: "CSC", EARLY_HELP: "EHS", HOMES: "BMH",
    JOBCENTRE: "JCP", CAREERS: "CEX", MENTAL_HEALTH: "MHT", RECOVERY: "CRS", PRISONS: "HMP",
}

# Each feed: the source, how many days ago its last file ends, its kinds. Police, schools and landlord send every day.
FEEDS = (
    (POLICE, 0, ("proven_offence", "asb_incident", "domestic_abuse_incident", "police_callout", "missing_episode")),
    (SCHOOLS, 0, ("fixed_exclusion", "permanent_exclusion", "alternative_provision", "not_on_roll")),
    (SOCIAL_CARE, 1, ("child_in_need", "child_protection", "looked_after")),
    (EARLY_HELP, 8, ("early_help",)),
    (PRISONS, 16, ("custody",)),
    (CAREERS, 12, ("neet",)),
)
# How often each source sends a file, in days.
BEATS = {
    POLICE: 7, SCHOOLS: 7, SOCIAL_CARE: 7, EARLY_HELP: 14, HOMES: 30, CAREERS: 30, PRISONS: 30, YOUTH_JUSTICE: 30,
    JOBCENTRE: 30, MENTAL_HEALTH: 90, RECOVERY: 90,
}
FIRST_COVERED = 1250  # days ago
STALE = 97  # days ago: eviction notices stopped reaching us
GAP = (121, 96)  # days ago: rent arrears were not sent while the landlord changed systems


def add_coverage(files, today):
    """What the feeds cover."""
    first = ago(today, FIRST_COVERED)
    for source, last, kinds in FEEDS:
        for kind in kinds:
            files.add("coverage", kind=kind, starts_on=first, ends_on=ago(today, last), source=source)
    files.add("coverage", kind="eviction_notice", starts_on=first, ends_on=ago(today, STALE), source=HOMES)
    files.add("coverage", kind="rent_arrears", starts_on=first, ends_on=ago(today, GAP[0]), source=HOMES)
    files.add("coverage", kind="rent_arrears", starts_on=ago(today, GAP[1]), ends_on=ago(today, 2), source=HOMES)
