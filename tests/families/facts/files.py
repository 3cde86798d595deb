"""Small files as partners send them, made in code, and a small authority to load them into."""

import csv
import io

import openpyxl

from families.facts.datasets import DATASETS

EVENT = "source_ref,source,kind,occurred_on,person_ref,family_ref,withdrawn,note"

WORLD = {
    "terms": """
        code,starts_on,ends_on,counts
        2015-aut,2015-09-01,2015-12-18,yes
        2016-spr,2016-01-04,2016-03-24,yes
    """,
    "districts": """
        code,name,coordinator,estimate
        N,North,Ann Field,120
    """,
    "people": """
        person_ref,forename,surname,date_of_birth,sex,upn,nino,nhs_number,ethnicity
        P1,Ann,Hill,1980-05-01,F,,,,
        P2,Bob,Hill,2006-05-01,M,,,,
        P3,Cay,Hill,2008-05-01,F,,,,
        P4,Dan,Vale,1979-05-01,M,,,,
        P5,Eve,Vale,2007-05-01,F,,,,
        P6,Fay,Lone,1990-05-01,,,,,
    """,
    "families": """
        family_ref,framework,district,identified_on,stage,engaged_on,lead_worker
        F1,expanded,N,2015-10-01,active_plan,2015-11-01,Jo Key
        F2,expanded,N,2015-10-01,active_plan,2015-11-01,
    """,
    "memberships": """
        family_ref,person_ref,role,starts_on,ends_on
        F1,P1,adult,2015-01-01,
        F1,P2,child,2015-01-01,
        F1,P3,child,2015-01-01,2015-12-31
        F2,P4,adult,2015-01-01,
        F2,P5,child,2015-01-01,
    """,
    "problems": """
        family_ref,headline,person_ref,identified_on,source,status
        F1,education,P2,2015-10-01,school,accepted
        F1,work,,2015-10-01,jcp,suspected
    """,
    "plans": """
        family_ref,agreed_on,covers,objectives
        F1,2015-11-01,P2 P1,work education
        F2,2015-11-01,,
    """,
    "term_records": """
        person_ref,term,school,possible,authorised,unauthorised
        P2,2015-aut,Hill Top,120,3,1
        P2,2016-spr,Hill Top,110,0,0
    """,
    "events": """
        source_ref,source,kind,occurred_on,person_ref,family_ref,withdrawn,note
        E1,police,asb_incident,2015-12-01,P1,,,
        E2,police,police_callout,2015-12-02,,F1,,At night
        E3,schools,fixed_exclusion,2015-12-03,P2,,no,
    """,
    "spells": """
        source_ref,source,kind,starts_on,ends_on,person_ref,family_ref,withdrawn,note
        S1,dwp,benefit_jsa,2014-01-01,2015-12-31,P1,,,
        S2,social care,child_in_need,2015-06-01,,P2,,,
    """,
    "scores": """
        person_ref,family_ref,tool,scored_on,score
        P1,,dash/risk,2015-12-01,14
        ,F1,family_star/parenting,2015-12-01,3.5
    """,
    "judgements": """
        family_ref,headline,decided_on,decided_by,achieved,reason
        F1,education,2016-06-01,Jo Key,yes,Goes every day
    """,
    "coverage": """
        kind,starts_on,ends_on,source
        asb_incident,2015-01-01,2016-06-30,police
    """,
    "claims": """
        family_ref,framework,route,claimed_on,amount,status
        F2,phase-1,sustained,2014-10-01,800,paid
    """,
}


def table(text):
    """The cells of a table written as indented CSV."""
    return list(csv.reader(line.strip() for line in text.strip().splitlines()))


def as_csv(rows, *, delimiter=",", newline="\r\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(rows)
    return out.getvalue().encode(encoding)


def as_workbook(rows, *, sheet="Sheet1", others=()):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for title in others:
        book.create_sheet(title).append(["something", "else"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(folder, name, content):
    """Writes a file, from bytes or from a table's text, and gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else as_csv(table(content)))
    return path


def put_world(folder):
    """Writes every dataset of the small authority."""
    assert set(WORLD) == set(DATASETS)
    for name, text in WORLD.items():
        put(folder, f"{name}.csv", text)
    return folder


def handed_back(path):
    """The rows of a rejects file, as dictionaries."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def figures(load):
    """Rows, taken, handed back, unchanged."""
    return load.rows, load.accepted, load.rejected, load.unchanged
