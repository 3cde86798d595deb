-- The work tables of one judgement. They live in the session and are empty at the start of every transaction. They have
-- no index, since emptying one makes the session forget every plan that reads its table, and texts of limited length,
-- since those need no second table for long ones: that would be emptied too, at every end of a transaction.

-- The families judged: open on the day, with the plan in force for their framework (none: no plan is in force).
CREATE TEMP TABLE IF NOT EXISTS work_family (
    family_id bigint, framework varchar(40), plan_id bigint, engaged_on date, assessed_on date,
    lead_worker boolean
) ON COMMIT DELETE ROWS;

-- Every stretch of membership that has begun, with the person's birthday and years of compulsory schooling.
CREATE TEMP TABLE IF NOT EXISTS work_membership (
    family_id bigint, person_id bigint, role varchar(30), starts_on date, ends_on date, on_the_day boolean,
    date_of_birth date, school_from date, school_until date
) ON COMMIT DELETE ROWS;

-- Accepted problems identified by the day.
CREATE TEMP TABLE IF NOT EXISTS work_problem (
    family_id bigint, headline varchar(50), person_id bigint
) ON COMMIT DELETE ROWS;

-- The criteria of the plans in force, and which of them are judged for which family.
CREATE TEMP TABLE IF NOT EXISTS work_criterion (
    criterion_id bigint, plan_id bigint, headline_id bigint, headline varchar(50), applies varchar(20),
    require varchar(10), kind varchar(20), parameters jsonb, feeds text[], lowest_grade smallint
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS work_case (
    family_id bigint, criterion_id bigint, headline varchar(50), engaged_on date, raised boolean
) ON COMMIT DELETE ROWS;

-- For each criterion, the unbroken stretches of days on which every feed it rests on is complete by what is of a grade
-- or better, and those on which it is so by anything.
CREATE TEMP TABLE IF NOT EXISTS work_vouched (
    criterion_id bigint, grade smallint, first_day date, last_day date
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS work_covered (criterion_id bigint, first_day date, last_day date) ON COMMIT DELETE ROWS;

CREATE TEMP TABLE IF NOT EXISTS work_verdict (
    family_id bigint, criterion_id bigint, person_id bigint, status varchar(10), reason varchar(20), window_starts_on date,
    window_ends_on date, value varchar(20), threshold varchar(20), due_on date, grade smallint
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS work_headline (
    family_id bigint, headline_id bigint, headline varchar(50), applies varchar(20), raised boolean,
    status varchar(10), reason varchar(20), due_on date
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS work_readiness (
    family_id bigint, framework varchar(40), plan_id bigint, engaged boolean, eligible boolean, sustained varchar(10),
    employment varchar(10), claimable boolean, route varchar(20), earliest_on date, blockers text[], in_the_way jsonb
) ON COMMIT DELETE ROWS;

-- What keeping needs: the families whose verdicts are kept, the verdicts and readiness in force and whether they still
-- stand, and the families for which something changed.
CREATE TEMP TABLE IF NOT EXISTS work_kept (family_id bigint) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS work_standing (
    id bigint, family_id bigint, criterion_id bigint, person_id bigint, stands boolean
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS work_standing_readiness (id bigint, family_id bigint, stands boolean) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS work_changed (family_id bigint) ON COMMIT DELETE ROWS;
