"""Files about who: districts, people, families, who belongs where."""

from families.enums import Framework, HouseholdRole, Sex, Stage
from families.facts.datasets.cells import Code, Day, Named, Reference, Text, UpperCode, Whole
from families.facts.datasets.shape import (
    UNKNOWN_FAMILY,
    UNKNOWN_PERSON,
    Check,
    Column,
    Dataset,
    Identity,
    NoOverlap,
    dates_in_order,
)
from families.facts.loading.lead_workers import LEAD_WORKERS

DISTRICTS = Dataset(
    name="districts",
    one="district",
    columns=(
        Column("code", Reference(40), required=True),
        Column("name", Text(120), required=True),
        Column("coordinator", Text(120)),
        Column("estimate", Whole(most=1_000_000)),
    ),
    key=("code",),
    table="families_district",
    values={"code": "s.code", "name": "s.name", "coordinator": "s.coordinator", "estimate": "s.estimate"},
    held_by=("code",),
    on_two_clocks=False,
)

PEOPLE = Dataset(
    name="people",
    one="person",
    columns=(
        Column("person_ref", Reference(40), required=True),
        Column("forename", Text(80), required=True),
        Column("surname", Text(80), required=True),
        Column("date_of_birth", Day(), required=True),
        Column("sex", UpperCode(tuple(Sex.values))),
        Column("upn", Text(20)),
        Column("nino", Text(20)),
        Column("nhs_number", Text(20)),
        Column("ethnicity", Text(80)),
    ),
    key=("person_ref",),
    table="families_persondetails",
    values={
        "person_id": "person.id", "forename": "s.forename", "surname": "s.surname",
        "date_of_birth": "s.date_of_birth", "sex": "s.sex", "upn": "s.upn", "nino": "s.nino",
        "nhs_number": "s.nhs_number", "ethnicity": "s.ethnicity",
    },
    held_by=("person_id",),
    joins=("person",),
    identity=Identity("families_person", "reference", "person_id"),
    checks=(
        Check(
            "w.v_date_of_birth > %(today)s",
            'date_of_birth "{v_date_of_birth}" is in the future. Give the date of birth, or leave the person out '
            "until the birth.",
        ),
        Check(
            "w.v_date_of_birth < %(today)s - interval '120 years'",
            'date_of_birth "{v_date_of_birth}" is more than 120 years ago.',
        ),
    ),
)

FAMILIES = Dataset(
    name="families",
    one="family",
    columns=(
        Column("family_ref", Reference(40), required=True),
        Column("framework", Code(tuple(Framework.values)), required=True),
        Column("district", Reference(40)),
        Column("ward", Text(80)),
        Column("postcode", Text(10)),
        Column("tenure", Text(80)),
        Column("identified_on", Day(), required=True),
        Column("stage", Code(tuple(Stage.values)), required=True),
        Column("engaged_on", Day()),
        Column("assessed_on", Day()),
        Column("lead_worker", Named(120)),
        Column("lead_agency", Text(120)),
        Column("delivery_route", Text(120)),
        Column("closed_on", Day()),
        Column("closed_reason", Text(200)),
    ),
    key=("family_ref",),
    table="families_familydetails",
    values={
        "family_id": "family.id", "framework": "s.framework", "district_id": "district.id", "ward": "s.ward",
        "postcode": "s.postcode", "tenure": "s.tenure", "identified_on": "s.identified_on", "stage": "s.stage",
        "engaged_on": "s.engaged_on", "assessed_on": "s.assessed_on", "lead_agency": "s.lead_agency",
        "delivery_route": "s.delivery_route", "closed_on": "s.closed_on", "closed_reason": "s.closed_reason",
    },
    held_by=("family_id",),
    joins=("family", "district"),
    identity=Identity("families_family", "reference", "family_id"),
    checks=(
        Check(
            "w.district IS NOT NULL AND w.v_district_id IS NULL",
            'district "{district}" is not known. Load districts.csv with this district first, or correct the code.',
        ),
        dates_in_order("identified_on", "closed_on"),
    ),
    also=LEAD_WORKERS,
)

MEMBERSHIPS = Dataset(
    name="memberships",
    one="membership",
    columns=(
        Column("family_ref", Reference(40), required=True),
        Column("person_ref", Reference(40), required=True),
        Column("role", Code(tuple(HouseholdRole.values)), required=True),
        Column("starts_on", Day(), required=True),
        Column("ends_on", Day()),
    ),
    key=("family_ref", "person_ref", "starts_on"),
    table="families_membership",
    values={
        "family_id": "family.id", "person_id": "person.id", "role": "s.role", "starts_on": "s.starts_on",
        "ends_on": "s.ends_on",
    },
    held_by=("family_id", "person_id", "starts_on"),
    joins=("family", "person"),
    checks=(UNKNOWN_FAMILY, UNKNOWN_PERSON, dates_in_order("starts_on", "ends_on")),
    no_overlap=NoOverlap(
        same=("family_id", "person_id"),
        in_file="This membership shares days with the one in row {row}: one person is in one family once at a time.",
        held="This membership shares days with one already held, {days}: one person is in one family once at a time.",
    ),
)
