"""Judging: the one statement of each rule, for a night, a family, a what-if and a replay alike."""

from outcomes.family_judgement import FamilyJudgement


def judge_family(family, *, as_of=None, known_at=None):
    """Judges one family and writes nothing. Dates default to today and now. None when the family is not open then."""
    return judge_families_now([family.pk], as_of=as_of, known_at=known_at).get(family.pk)


def judge_families_now(family_ids, *, as_of=None, known_at=None) -> dict[int, FamilyJudgement]:
    """Judges these families together and writes nothing: family id -> judgement, for those that are open."""
    raise NotImplementedError
