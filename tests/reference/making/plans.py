"""Made-up outcomes plans that vary every parameter of every kind."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

FRAMEWORKS = ["phase-1", "expanded", "supporting-families"]

KINDS_OF_CRITERIA = frozenset(
    ["school_terms", "clear_period", "reduction", "continuous_work", "score", "judgement"]
)

# What a criterion means where its table is silent; a plan made here leaves some of these out.
DEFAULTS = {
    "school_terms": {
        "inclusive": False,
        "terms": 3,
        "aggregation": "each",
        "min_possible": 20,
        "children": "all",
        "lag_days": 45,
    },
    "clear_period": {"months": 6, "lag_days": 45},
    "reduction": {"months": 6, "baseline_months": 12, "lag_days": 45},
    "continuous_work": {"work": ["employment"], "min_age": 18, "lookback_days": 28},
    "score": {"hold_months": 3, "baseline_months": 3, "higher_is_better": True},
    "judgement": {"valid_months": 12},
}

BENEFITS = ["benefit_jsa", "benefit_esa", "benefit_is", "benefit_uc"]


@dataclass
class Headline:
    """A headline of a made-up plan: its code and the kinds of its criteria, each with a maker."""

    code: str
    makers: list


def make_plan_tables(rng, as_of, kinds):
    """All versions of the plans of all frameworks, as tables, in the order of taking effect."""
    tables = []
    both_routes = rng.choice(FRAMEWORKS)
    for framework in FRAMEWORKS:
        not_yet = framework == "supporting-families" and rng.random() < 0.15
        starts = [
            as_of + timedelta(days=5) if not_yet else date(2012, 4, 1),
            as_of + timedelta(days=30) if not_yet else as_of - timedelta(days=rng.choice([0, 1, 200])),
            as_of + timedelta(days=90) if not_yet else as_of + timedelta(days=rng.choice([1, 60])),
        ]
        both = ["sustained", "employment"]
        routes = both if framework == both_routes else rng.choice([both, both[:1], both[1:], both])
        for version, effective_from in enumerate(starts, start=1):
            tables.append(make_plan(rng, framework, version, effective_from, routes, kinds))
    return tables


def make_plan(rng, framework, version, effective_from, routes, kinds):
    """One version of one framework's plan."""
    eligibility = {"headlines_needed": rng.choice([1, 2, 2, 3])}
    if rng.random() < 0.7:
        eligibility["non_resident_cap"] = rng.choice([0, 1, 1, 2])
    if "continuous_work" not in kinds:
        routes = ["sustained"]
    claim = {"routes": list(routes)}
    if rng.random() < 0.6:
        claim["preferred"] = rng.choice(routes)
    always = rng.choice(["", "education", "home", "money"])
    headlines = []
    for headline in headlines_of(rng, version):
        made = [maker(rng) for maker in headline.makers]
        criteria = [criterion for criterion in made if criterion["kind"] in kinds]
        if not criteria:
            continue
        for number, criterion in enumerate(criteria, start=1):
            criterion["code"] = f"{criterion['kind'].replace('_', '-')}-{number}"
        table = {"code": headline.code, "name": f"Headline {headline.code}"}
        if headline.code == always:
            table["applies"] = "always"
        elif rng.random() < 0.5:
            table["applies"] = "when_raised"
        if rng.random() < 0.35:
            table["require"] = "any"
        elif rng.random() < 0.5:
            table["require"] = "all"
        table["criterion"] = [left_out(rng, criterion) for criterion in criteria]
        headlines.append(table)
    return {
        "code": framework,
        "name": f"Outcomes plan {framework}",
        "version": version,
        "effective_from": effective_from,
        "eligibility": eligibility,
        "claim": claim,
        "headline": headlines,
    }


def headlines_of(rng, version):
    """The headlines of a version; the first version has one that is later dropped."""
    headlines = [
        Headline("education", [three_terms, few_terms]),
        Headline("absence", [pooled_terms]),
        Headline("absence-2", [one_term]),
        Headline("crime", [reduction_of(["asb_incident"]), clear_of(["police_callout"], [])]),
        Headline("young-crime", [young(reduction_of(["proven_offence"]))]),
        Headline("calls", [reduction_of(["police_callout", "missing_episode"])]),
        Headline("young-clear", [young(clear_of(["missing_episode"], ["alternative_provision"]))]),
        Headline("help", [clear_of([], ["child_in_need", "child_protection"])]),
        Headline("care", [clear_of([], ["looked_after"]), judgement]),
        Headline("abuse", [clear_of(["domestic_abuse_incident"], []), score_of_family]),
        Headline("home", [clear_of(["eviction_notice"], ["rent_arrears"])]),
        Headline(
            "work", [work_by_benefit, clear_of([], ["neet"])] if rng.random() < 0.3 else [work_by_benefit]
        ),
        Headline("work-short", [short_work]),
        Headline("health", [score_of_persons]),
        Headline("money", [debt, judgement]),
        Headline("wellbeing", [judgement]),
    ]
    if version == 1:
        headlines.append(Headline("legacy", [clear_of(["asb_incident"], ["custody"])]))
    return headlines


def left_out(rng, criterion):
    """The criterion without some of the parameters that say only what is the default anyway."""
    defaults = DEFAULTS[criterion["kind"]]
    return {
        name: value
        for name, value in criterion.items()
        if not (name in defaults and defaults[name] == value and rng.random() < 0.5)
    }


def three_terms(rng):
    """Attendance or absence over three terms, exclusions tested."""
    measure = rng.choice(["attendance", "attendance", "unauthorised"])
    return {
        "kind": "school_terms",
        "measure": measure,
        "percent": rng.choice([90, 85, Decimal("92.5")]) if measure == "attendance" else rng.choice([15, 10]),
        "inclusive": rng.random() < 0.3,
        "terms": 3,
        "aggregation": "each",
        "min_possible": rng.choice([20, 20, 40]),
        "max_fixed_exclusions": rng.choice([0, 1, 2, 2]),
        "children": "all",
    }


def few_terms(rng):
    """Attendance over one or two terms."""
    return {
        "kind": "school_terms",
        "measure": "attendance",
        "percent": rng.choice([90, 80, Decimal("87.5")]),
        "inclusive": rng.random() < 0.5,
        "terms": rng.choice([1, 2]),
        "aggregation": rng.choice(["each", "pooled"]),
        "min_possible": rng.choice([0, 1, 20]),
        "max_fixed_exclusions": rng.choice([1, 2]),
        "children": rng.choice(["named", "all"]),
        "lag_days": rng.choice([0, 45]),
    }


def pooled_terms(rng):
    """Unauthorised absence or attendance pooled over two to four terms, of named children."""
    measure = rng.choice(["attendance", "unauthorised"])
    return {
        "kind": "school_terms",
        "measure": measure,
        "percent": rng.choice([90, 95]) if measure == "attendance" else rng.choice([15, Decimal("7.5")]),
        "inclusive": rng.random() < 0.5,
        "terms": rng.choice([2, 3, 4]),
        "aggregation": "pooled",
        "min_possible": rng.choice([20, 30]),
        "children": rng.choice(["named", "named", "all"]),
    }


def one_term(rng):
    """Unauthorised absence in the last term."""
    return {
        "kind": "school_terms",
        "measure": "unauthorised",
        "percent": rng.choice([5, 15, Decimal("2.5")]),
        "inclusive": rng.random() < 0.5,
        "terms": 1,
        "aggregation": rng.choice(["each", "pooled"]),
        "min_possible": 20,
        "children": "named",
    }


def clear_of(events, spells):
    """A maker of criteria that ask for none of these for some months."""

    def clear_period(rng):
        criterion = {
            "kind": "clear_period",
            "months": rng.choice([6, 6, 3, 1, 12]),
            "lag_days": rng.choice([45, 45, 0, 7, 90]),
        }
        if events:
            criterion["events"] = list(events)
        if spells:
            criterion["spells"] = list(spells)
        return criterion

    return clear_period


def reduction_of(events):
    """A maker of criteria that ask for fewer of these than before."""

    def reduction(rng):
        return {
            "kind": "reduction",
            "events": list(events),
            "percent": rng.choice([60, 50, 33, Decimal("37.5"), 100, 20]),
            "months": rng.choice([6, 6, 3, 12]),
            "baseline_months": rng.choice([12, 12, 6]),
            "lag_days": rng.choice([45, 45, 0, 90]),
        }

    return reduction


def young(maker):
    """The same criteria, for facts of persons under an age only."""

    def young_maker(rng):
        return {**maker(rng), "age_under": rng.choice([18, 18, 16])}

    return young_maker


def work_by_benefit(rng):
    """Work after out-of-work benefits, with a rule of its own for some of them."""
    rules = {
        "benefit_jsa": {"days": 182, "within_days": 210, "gap_days": 28},
        "benefit_uc": {"days": rng.choice([56, 60]), "within_days": 70, "gap_days": 7},
        "default": {"days": 91, "within_days": 91, "gap_days": 0},
    }
    names = list(rules)
    rng.shuffle(names)
    return {
        "kind": "continuous_work",
        "work": rng.choice([["employment"], ["employment", "work_programme"], "employment"]),
        "benefits": list(BENEFITS),
        "barred_by": rng.choice([["esf_provision"], ["work_programme", "esf_provision"]]),
        "min_age": rng.choice([18, 18, 19]),
        "lookback_days": rng.choice([28, 0, 60]),
        "rules": {name: rules[name] for name in names},
    }


def short_work(rng):
    """Work for a short while, one rule for all."""
    days = rng.choice([14, 28])
    criterion = {
        "kind": "continuous_work",
        "benefits": rng.sample([*BENEFITS, "benefit_ca", "benefit_ib"], 4),
        "min_age": rng.choice([0, 16, 18]),
        "lookback_days": 28,
        "rules": {"default": {"days": days, "within_days": days + rng.choice([0, 2]), "gap_days": 2}},
    }
    if rng.random() < 0.5:
        criterion["barred_by"] = ["esf_provision"]
    return criterion


def score_of_family(rng):
    """A tool that is filled in with the whole family; higher is better."""
    criterion = {
        "kind": "score",
        "tool": "family_star/parenting",
        "subject": "family",
        "hold_months": rng.choice([3, 1, 6]),
        "baseline_months": rng.choice([3, 1, 12]),
        "higher_is_better": True,
    }
    asked = rng.choice([["at_least"], ["improve_by"], ["at_least", "improve_by"]])
    if "at_least" in asked:
        criterion["at_least"] = rng.choice([7, Decimal("6.5")])
    if "improve_by" in asked:
        criterion["improve_by"] = rng.choice([2, Decimal("1.5")])
    return criterion


def score_of_persons(rng):
    """A tool that is filled in with each person."""
    return {
        "kind": "score",
        "tool": "family_star/wellbeing",
        "subject": "each_person",
        "improve_by": rng.choice([1, 2]),
        "hold_months": rng.choice([3, 2]),
        "baseline_months": 3,
        "higher_is_better": True,
    }


def debt(rng):
    """What is owed, in pounds; lower is better."""
    criterion = {
        "kind": "score",
        "tool": "debt/pounds",
        "subject": rng.choice(["family", "each_person"]),
        "hold_months": rng.choice([3, 1, 0]),
        "baseline_months": rng.choice([3, 0]),
        "higher_is_better": False,
    }
    if rng.random() < 0.6:
        criterion["at_least"] = 500
    else:
        criterion["improve_by"] = 250
    return criterion


def judgement(rng):
    """A manager's recorded decision."""
    return {"kind": "judgement", "roles": ["manager"], "valid_months": rng.choice([12, 6, 1])}


def plan_text(plan):
    """A plan's table as the text of its TOML file."""
    lines = [f"{name} = {toml_value(plan[name])}" for name in ("code", "name", "version", "effective_from")]
    for table in ("eligibility", "claim"):
        lines += ["", f"[{table}]"]
        lines += [f"{name} = {toml_value(value)}" for name, value in plan[table].items()]
    for headline in plan["headline"]:
        lines += ["", "[[headline]]"]
        lines += [f"{name} = {toml_value(value)}" for name, value in headline.items() if name != "criterion"]
        for criterion in headline["criterion"]:
            lines += ["", "  [[headline.criterion]]"]
            lines += [
                f"  {name} = {toml_value(value)}" for name, value in criterion.items() if name != "rules"
            ]
            if "rules" in criterion:
                lines.append("  [headline.criterion.rules]")
                lines += [f"  {name} = {toml_value(rule)}" for name, rule in criterion["rules"].items()]
    return "\n".join(lines) + "\n"


def toml_value(value):
    """A value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(one) for one in value) + "]"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value)
