"""The draw as arithmetic: sizes, shares, the order of the keys, the interval; and every step of a claim of a sample."""

import hashlib
import itertools
import random
from fractions import Fraction

import pytest

from claims.campaigns import rules
from claims.campaigns.enums import ItemState, Method, Part, Step
from claims.campaigns.intervals import Stratum, clopper_pearson, estimate
from claims.campaigns.risks import must_be_audited, risks_in, shipped, tickets_of, with_tickets
from claims.campaigns.rules import ITEM_MOVES, Framed, item_after
from families.accounts.enums import Role


@pytest.mark.parametrize(
    ("minimum", "count", "size"),
    [(1, 260, 26), (1, 50, 5), (1, 51, 6), (1, 9, 1), (1, 1, 1), (5, 9, 5), (5, 4, 4), (5, 51, 6), (5, 0, 0)],
)
def test_a_tenth_is_rounded_up_and_no_fewer_than_the_minimum(minimum, count, size):
    assert rules.sample_size(count, percent=10, minimum=minimum) == size


@pytest.mark.parametrize(
    ("count", "percent", "left", "size"), [(260, 10, 234, 26), (51, 10, 45, 6), (3, 10, 2, 1), (60, 100, 54, 54)]
)
def test_failed_sample_grows_by_its_percentage_at_least_one_and_never_beyond_what_is_left(count, percent, left, size):
    assert rules.extension_size(count, percent=percent, left=left) == size


def test_shares_follow_the_largest_remainder_and_no_group_gives_none():
    sizes = {"a": 51, "b": 30, "c": 18, "d": 1}
    assert rules.largest_remainder(10, sizes) == {"a": 5, "b": 3, "c": 2, "d": 0}
    assert rules.first_shares(10, sizes) == {"a": 5, "b": 3, "c": 2, "d": 1}
    assert rules.largest_remainder(1, {"a": 1, "b": 1}) == {"a": 1, "b": 0}
    assert rules.first_shares(3, {}) == {}


def test_shares_add_up_and_stay_within_their_groups():
    rng = random.Random(5)
    for _ in range(300):
        sizes = {f"g{number}": rng.randrange(0, 30) for number in range(rng.randrange(1, 9))}
        total = rng.randrange(0, sum(sizes.values()) + 1)
        shares = rules.largest_remainder(total, sizes)
        assert sum(shares.values()) == total
        assert all(0 <= shares[name] <= sizes[name] for name in sizes)
        assert all(share >= min(1, sizes[name]) for name, share in rules.first_shares(total, sizes).items())


def frame(count=60, **more):
    districts = itertools.cycle(["Northford", "Southford", "Westmarsh"])
    return [
        Framed(
            f"C-{number:06}", "d" * 64, 80_000, "sustained", next(districts), "", weight=1 + number % 3,
            must=number % 20 == 0, **more,
        )
        for number in range(1, count + 1)
    ]


def test_key_is_what_anybody_gets_by_hand():
    assert rules.key_of("5eed", "C-000001") == hashlib.sha256(b"5eed:C-000001:1").hexdigest()
    assert rules.key_of("5eed", "C-000001", 3) == min(
        hashlib.sha256(b"5eed:C-000001:%d" % ticket).hexdigest() for ticket in (1, 2, 3)
    )


@pytest.mark.parametrize(("method", "groups"), [("simple", ""), ("stratified", "district"), ("risk", "")])
def test_same_frame_and_seed_give_the_same_claims_in_whatever_order_they_come(method, groups):
    asked = {"seed": "5eed", "method": method, "groups": groups, "percent": 10, "minimum": 5}
    shuffled = frame()
    random.Random(1).shuffle(shuffled)
    first = rules.first_sample(frame(), **asked)
    assert first == rules.first_sample(shuffled, **asked)
    assert [reference for reference, part in first if part == Part.MUST] == ["C-000020", "C-000040", "C-000060"]
    assert rules.first_sample(frame(), **{**asked, "seed": "other"}) != first


def test_known_seed_draws_the_known_claims():
    """Written down once, so that another machine, or a later version, that draws otherwise is noticed."""
    drawn = {
        method: [
            reference for reference, part in rules.first_sample(
                frame(), seed="2016-09", method=method, groups=groups, percent=10, minimum=5
            ) if part == Part.DRAWN
        ]
        for method, groups in (("simple", ""), ("stratified", "district"), ("risk", ""))
    }
    assert drawn == KNOWN


KNOWN = {
    "simple": ["C-000026", "C-000050", "C-000001", "C-000049", "C-000011", "C-000044"],
    "stratified": ["C-000001", "C-000049", "C-000026", "C-000050", "C-000012", "C-000033"],
    "risk": ["C-000026", "C-000050", "C-000035", "C-000052", "C-000058", "C-000010"],
}


def test_growing_sample_goes_on_in_the_same_order_and_passes_over_what_left():
    order = rules.order_of(frame(), seed="5eed", method=Method.SIMPLE)
    [(name, references)] = order.items()
    taken = set(references[:5])
    assert rules.next_in(order, taken, {name: 2}, lambda one: True) == (references[5:7], [])
    gone = references[5]
    assert rules.next_in(order, taken, {name: 2}, lambda one: one != gone) == (references[6:8], [gone])
    assert rules.next_in(order, set(references), {name: 2}, lambda one: True) == ([], [])


def test_claim_with_more_tickets_is_drawn_earlier_in_proportion():
    claims = [Framed("light", "", 0, "", "", "", weight=1), Framed("heavy", "", 0, "", "", "", weight=3)]
    first = [
        next(iter(rules.order_of(claims, seed=f"{seed}", method=Method.RISK).values()))[0] for seed in range(4000)
    ]
    assert 0.73 < first.count("heavy") / 4000 < 0.77


def test_risks_that_ship_have_reasons_and_give_tickets():
    assert all(risk.reason and risk.name and risk.tickets >= 1 for risk in shipped())
    assert [risk.code for risk in shipped() if risk.must] == ["judgement", "substituted"]
    given = [[], ["neutral"], ["low_grade", "late_facts"]]
    assert [tickets_of(codes, shipped()) for codes in given] == [1, 2, 5]
    assert [tickets_of(codes, with_tickets({"low_grade": 0, "neutral": 9})) for codes in given] == [1, 10, 3]
    assert must_be_audited(["neutral", "judgement"])
    assert not must_be_audited(["neutral", "exception"])


def verdict(criterion, kind, status):
    return {
        "criterion": criterion, "kind": kind, "parameters": {"events": []}, "person": "", "status": status,
        "reason": "", "grade": 1, "facts": [], "window_starts_on": "", "window_ends_on": "",
    }


@pytest.mark.parametrize(("require", "other", "found"), [
    ("any", "no_data", ["substituted"]), ("any", "not_met", []), ("all", "no_data", []),
])
def test_a_test_met_in_the_place_of_one_that_could_not_be_told_is_always_audited(require, other, found):
    headline = {
        "code": "health", "name": "Health", "raised": True, "require": require, "status": "met",
        "verdicts": [verdict("one", "clear_period", "met"), verdict("two", "score", other)],
    }
    evidence = {"readiness": {"route": "sustained"}, "plan": {"version": 1}, "headlines": [headline], "facts": []}
    assert risks_in(evidence) == found
    assert must_be_audited(found) == bool(found)


# From SciPy 1.17, binomtest(wrong, audited).proportion_ci(0.95, "exact"), rounded to seven decimals.
REFERENCE = [
    (0, 1, 0.0, 0.975), (0, 5, 0.0, 0.5218238), (1, 5, 0.0050508, 0.7164179), (5, 9, 0.2120085, 0.8630043),
    (0, 26, 0.0, 0.1322746), (1, 26, 0.0009733, 0.1963696), (2, 26, 0.0094554, 0.2513029),
    (26, 26, 0.8677254, 1.0), (3, 60, 0.0104323, 0.1392432), (10, 100, 0.0490047, 0.1762226),
    (1, 500, 5.06e-05, 0.0110925), (137, 1370, 0.0846202, 0.1171189),
]


@pytest.mark.parametrize(("wrong", "audited", "low", "high"), REFERENCE)
def test_interval_is_that_of_clopper_and_pearson_rounded_outwards(wrong, audited, low, high):
    ours = clopper_pearson(wrong, audited)
    assert low - 0.00002 < ours[0] <= low + 0.0000001
    assert high - 0.0000001 <= ours[1] < high + 0.00002


def test_estimate_says_what_is_certain_when_every_claim_was_looked_at():
    found = estimate([Stratum(claims=20, audited=20, wrong=3)])
    assert (found.low, found.high, found.likely, found.high_pence) == (3, 3, 3, 0)
    assert found.percent(found.likely) == 15


def test_estimate_counts_claims_and_pounds_that_nobody_audited():
    found = estimate([Stratum(claims=260, audited=26, wrong=1, pence=234 * 80_000)])
    assert (found.low, found.high, found.likely) == (1, 51, 10)
    assert (found.low_pence, found.likely_pence, found.high_pence) == (0, 9 * 80_000, 50 * 80_000)
    assert found.percent(found.likely) == Fraction(38, 10)


def test_estimate_of_unequal_chances_adds_its_parts_up_and_knows_what_it_does_not_know():
    parts = [Stratum(claims=40, audited=4, wrong=0), Stratum(claims=10, audited=8, wrong=2)]
    found = estimate(parts)
    assert (found.claims, found.audited, found.wrong, found.low) == (50, 12, 2, 2)
    assert found.likely == Fraction(5, 2)
    assert found.high > sum(estimate([part]).high for part in parts) - 6
    unseen = estimate([*parts, Stratum(claims=5, audited=0, wrong=0)])
    assert unseen.likely is None
    assert unseen.high > found.high


def simulate(rng, method, groups):
    """One audit of claims of which it is known which are wrong: does the interval hold their number?"""
    claims = [
        Framed(
            f"C-{number}", "", 80_000, "", f"D{rng.randrange(4)}", "", 1 + rng.choice([0, 0, 1, 3]), rng.random() < 0.05
        )
        for number in range(rng.choice([12, 50, 150]))
    ]
    rate = rng.choice([0.02, 0.06, 0.15])
    wrong = {one.reference for one in claims if rng.random() < rate * (2 if one.district == "D0" else 1)}
    order = rules.order_of(claims, seed=f"{rng.random()}", method=method, groups=groups)
    seed_free = {name: list(references) for name, references in order.items()}
    drawn, stage = set(), []
    wanted = rules.shares_of(claims, percent=10, minimum=5, groups=groups)
    while any(wanted.values()):
        stage, _ = rules.next_in(seed_free, drawn, wanted, lambda one: True)
        drawn |= {*stage}
        left = {name: sum(one not in drawn for one in references) for name, references in order.items()}
        failed = any(one in wrong for one in stage)
        size = rules.extension_size(len(claims), percent=10, left=sum(left.values())) if failed else 0
        wanted = rules.largest_remainder(size, left)
    drawable = [one for one in claims if not one.must]
    classes = {}
    for one in drawable:
        classes.setdefault(one.weight if method == Method.RISK else 0, []).append(one.reference)
    found = estimate([
        Stratum(len(one), len(drawn & {*one}), len(drawn & wrong & {*one})) for _, one in sorted(classes.items())
    ])
    return found.low <= len(wrong & {one.reference for one in drawable}) <= found.high


@pytest.mark.parametrize(("method", "groups"), [("simple", ""), ("stratified", "district"), ("risk", "")])
def test_in_a_thousand_audits_with_known_faults_the_interval_holds_the_truth(method, groups):
    rng = random.Random(2016)
    held = sum(simulate(rng, method, groups) for _ in range(1000))
    assert held >= 950


def test_interval_that_is_too_narrow_is_seen(monkeypatch):
    """The planted fault: with tails of a half instead of a fortieth, too many of a thousand audits miss the truth."""
    monkeypatch.setattr("claims.campaigns.intervals.TAIL", 2)
    rng = random.Random(2016)
    assert sum(simulate(rng, Method.SIMPLE, "") for _ in range(1000)) < 950


def test_nothing_that_nobody_looked_at_or_answered_can_stand():
    """Whatever is done, in whatever order, a claim stands only by a person's finding or a conclusion after a reply."""
    into_accepted = {(move.before, move.step, move.by) for move in ITEM_MOVES if move.after == ItemState.ACCEPTED}
    assert into_accepted == {
        (ItemState.TO_REVIEW, Step.FIND_SOUND, Role.AUDITOR), (ItemState.REPLIED, Step.ACCEPT, Role.AUDITOR)
    }
    for state, step, role in itertools.product(ItemState, Step, Role):
        after = item_after(state, step, role)
        assert (after is None) == ((state, step, role) not in {(m.before, m.step, m.by) for m in ITEM_MOVES})
        if state in (ItemState.ACCEPTED, ItemState.FAILED, ItemState.LEFT):
            assert after is None
