"""The same rules in DuckDB: one thread, data already in memory, verdicts left in memory."""

import json
import re
import tempfile
from pathlib import Path

import duckdb
from django.db import connection

from tests.benchmarks.evaluation.database import AS_OF

HERE = Path(__file__).parent
BELIEF = "recorded_at, superseded_at"
SOURCES = {
    "all_details": f"SELECT family_id, framework, identified_on, engaged_on, assessed_on, closed_on, {BELIEF} "
                   "FROM families_familydetails",
    "all_person": f"SELECT person_id, date_of_birth, {BELIEF} FROM families_persondetails",
    "all_membership": f"SELECT family_id, person_id, role, starts_on, ends_on, {BELIEF} FROM families_membership",
    "all_problem": f"SELECT family_id, headline, person_id, identified_on, status, {BELIEF} FROM families_problem",
    "all_plan": f"SELECT family_id, agreed_on, to_json(covers) AS covers, to_json(objectives) AS objectives, {BELIEF} "
                "FROM families_plan",
    "all_leadworker": f"SELECT family_id, starts_on, ends_on, {BELIEF} FROM families_leadworker",
    "all_term": f"SELECT term_id, starts_on, ends_on, counts, {BELIEF} FROM families_termdates",
    "all_termrecord": f"SELECT person_id, term_id, possible, authorised, unauthorised, {BELIEF} "
                      "FROM families_termrecord",
    "all_event": f"SELECT kind, occurred_on, person_id, family_id, {BELIEF} FROM families_event",
    "all_spell": f"SELECT kind, starts_on, ends_on, person_id, family_id, {BELIEF} FROM families_spell",
    "all_score": f"SELECT person_id, family_id, tool, scored_on, score, {BELIEF} FROM families_score",
    "all_judgement": f"SELECT family_id, headline, decided_on, decider_role, achieved, {BELIEF} "
                     "FROM families_judgement",
    "all_claimmade": f"SELECT family_id, framework, claimed_on, status, {BELIEF} FROM families_claimmade",
    "all_coverage": f"SELECT kind, starts_on, ends_on, {BELIEF} FROM families_coverage",
    "all_outcomes_plan": "SELECT id AS plan_id, code, version, effective_from, headlines_needed, non_resident_cap, "
                         "to_json(routes) AS routes, preferred FROM outcomes_outcomesplan",
    "reference_of_family": "SELECT id AS family_id, reference FROM families_family",
    "reference_of_person": "SELECT id AS person_id, reference FROM families_person",
}
LISTS = {"covers": "BIGINT[]", "objectives": "VARCHAR[]", "routes": "VARCHAR[]"}
TYPES = {16: "BOOLEAN", 20: "BIGINT", 23: "INTEGER", 1082: "DATE", 1184: "TIMESTAMPTZ", 1700: "DECIMAL(14, 4)"}
PARAMETERS = {
    "terms": "INTEGER", "min_possible": "INTEGER", "max_fixed_exclusions": "INTEGER", "lag_days": "INTEGER",
    "months": "INTEGER", "age_under": "INTEGER", "baseline_months": "INTEGER", "min_age": "INTEGER",
    "lookback_days": "INTEGER", "hold_months": "INTEGER", "valid_months": "INTEGER", "percent": "DECIMAL(9, 4)",
    "at_least": "DECIMAL(14, 4)", "improve_by": "DECIMAL(14, 4)", "inclusive": "BOOLEAN", "higher_is_better": "BOOLEAN",
    "measure": "VARCHAR", "aggregation": "VARCHAR", "children": "VARCHAR", "tool": "VARCHAR", "subject": "VARCHAR",
    "events": "VARCHAR[]", "spells": "VARCHAR[]", "work": "VARCHAR[]", "benefits": "VARCHAR[]",
    "barred_by": "VARCHAR[]", "roles": "VARCHAR[]",
}


def loaded():
    """A DuckDB connection that holds every table the rules read."""
    duck = duckdb.connect(config={"threads": 1})
    with tempfile.TemporaryDirectory() as folder, connection.cursor() as cursor:
        for name, query in SOURCES.items():
            cursor.execute(f"SELECT * FROM ({query}) AS q LIMIT 0")
            columns = {column.name: TYPES.get(column.type_code, "VARCHAR") for column in cursor.description}
            path = Path(folder) / f"{name}.csv"
            with path.open("w", encoding="utf-8") as file:
                cursor.copy_expert(f"COPY ({query}) TO STDOUT (FORMAT csv, FORCE_QUOTE *, NULL 'none')", file)
            read = ", ".join(
                f"{column}::JSON::{LISTS[column]} AS {column}" if column in LISTS else column for column in columns
            )
            duck.execute(
                f"CREATE TABLE {name} AS SELECT {read} FROM read_csv(?, columns = {columns}, header = false, "
                "nullstr = 'none', quote = '\"')", [str(path)],
            )
    _load_criteria(duck)
    return duck


def _load_criteria(duck):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, h.plan_id, h.code, c.code, h.applies, h.require, c.kind, c.parameters::text, "
            "'employment' = ANY (p.routes) FROM outcomes_criterion c JOIN outcomes_headline h ON h.id = c.headline_id "
            "JOIN outcomes_outcomesplan p ON p.id = h.plan_id"
        )
        criteria = cursor.fetchall()
    columns = ", ".join(f"{name} {kind}" for name, kind in PARAMETERS.items())
    duck.execute(
        "CREATE TABLE criterion (criterion_id BIGINT, plan_id BIGINT, headline VARCHAR, code VARCHAR, applies VARCHAR, "
        f"require VARCHAR, kind VARCHAR, pays_for_work BOOLEAN, feeds VARCHAR[], threshold VARCHAR, {columns})"
    )
    duck.execute(
        "CREATE TABLE rule (criterion_id BIGINT, place INTEGER, benefit VARCHAR, days INTEGER, within_days INTEGER, "
        "gap_days INTEGER)"
    )
    for *of_plan, parameters, pays_for_work in criteria:
        parameters = json.loads(parameters)
        said = [of_plan[-1], pays_for_work, _feeds(of_plan[-1], parameters), _threshold(parameters)]
        cells = [*of_plan[:-1], *said, *(parameters.get(name) for name in PARAMETERS)]
        duck.execute(f"INSERT INTO criterion VALUES ({', '.join('?' * len(cells))})", cells)
        for place, rule in enumerate(parameters.get("rules", [])):
            duck.execute("INSERT INTO rule VALUES (?, ?, ?, ?, ?, ?)", [
                of_plan[0], place, rule["benefit"], rule["days"], rule["within_days"], rule["gap_days"],
            ])


def _feeds(kind, parameters):
    if kind == "school_terms":
        tested = parameters.get("max_fixed_exclusions") is not None
        return ["fixed_exclusion", "permanent_exclusion"] if tested else []
    if kind in ("clear_period", "reduction"):
        return sorted({*parameters.get("events", []), *parameters.get("spells", [])})
    return []


def _threshold(parameters):
    for name in ("percent", "months", "at_least", "improve_by"):
        if parameters.get(name) is not None:
            text = str(parameters[name])
            return text.rstrip("0").rstrip(".") if "." in text else text
    return ""


def judge(duck, *, as_of, known_at):
    """Fills the tables `verdict` and `readiness`."""
    for file in ("duckdb_rules.sql", "duckdb_rules_2.sql"):
        text = (HERE / file).read_text(encoding="utf-8")
        moment = f"TIMESTAMPTZ '{known_at.isoformat()}'"
        text = re.sub(
            r"BELIEVED\((\w+)\)",
            rf"(\1.recorded_at <= {moment} AND coalesce(\1.superseded_at > {moment}, true))", text,
        )
        duck.execute(text.replace("AS_OF", f"DATE '{as_of}'"))


def export_verdicts(duck):
    """The rows of the export of verdicts, in its order, as texts."""
    return _rows(duck, f"""
        SELECT '{AS_OF}', p.code, p.version, f.reference, c.headline, c.code, coalesce(n.reference, ''), v.status,
               v.reason, v.window_starts_on, v.window_ends_on, v.value, v.threshold, v.due_on
        FROM verdict v JOIN criterion c USING (criterion_id) JOIN all_outcomes_plan p USING (plan_id)
        JOIN reference_of_family f USING (family_id) LEFT JOIN reference_of_person n ON n.person_id = v.person_id
        ORDER BY f.reference, c.headline, c.code, n.reference NULLS FIRST""")


def export_readiness(duck):
    """The rows of the export of readiness, in its order, as texts."""
    return _rows(duck, f"""
        SELECT '{AS_OF}', f.reference, r.framework, coalesce(r.plan, ''), r.version,
               CASE WHEN engaged THEN 'yes' ELSE 'no' END, CASE WHEN eligible THEN 'yes' ELSE 'no' END, sustained,
               employment, CASE WHEN claimable THEN 'yes' ELSE 'no' END, route, earliest_on, blockers
        FROM readiness r JOIN reference_of_family f USING (family_id) ORDER BY f.reference""")


def _rows(duck, query):
    result = duck.execute(query)
    while rows := result.fetchmany(2000):
        for row in rows:
            yield tuple("" if cell is None else str(cell) for cell in row)
