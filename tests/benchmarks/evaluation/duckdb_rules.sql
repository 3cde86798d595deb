-- The rules of evaluation for DuckDB, written apart from the product's: sweeps over boundaries instead of multiranges,
-- running sums instead of windows of terms. The tables hold every belief; `criterion` has its parameters as columns.

CREATE OR REPLACE MACRO later(day, months) AS (day + to_months(months))::DATE;
CREATE OR REPLACE MACRO hundredths(n, d) AS
    CASE WHEN n < 0 THEN '-' ELSE '' END || ((abs(n)::BIGINT * 200 + d) // (2 * d) // 100)::VARCHAR || '.'
    || lpad(((abs(n)::BIGINT * 200 + d) // (2 * d) % 100)::VARCHAR, 2, '0');
CREATE OR REPLACE MACRO worst(status) AS
    list_position(['neutral', 'met', 'pending', 'no_data', 'not_met', 'regressed'], status);
CREATE OR REPLACE MACRO best(status) AS
    list_position(['met', 'pending', 'neutral', 'no_data', 'regressed', 'not_met'], status);
CREATE OR REPLACE MACRO is_hopeful(status) AS status IN ('pending', 'regressed');

CREATE TABLE family AS
SELECT d.family_id, d.framework, p.plan_id, CASE WHEN d.engaged_on <= AS_OF THEN d.engaged_on END AS engaged_on,
       d.assessed_on <= AS_OF AS assessed
FROM all_details d
LEFT JOIN (SELECT code, arg_max(plan_id, (effective_from, version)) AS plan_id FROM all_outcomes_plan
           WHERE effective_from <= AS_OF GROUP BY code) p ON p.code = d.framework
WHERE BELIEVED(d) AND d.identified_on <= AS_OF AND (d.closed_on IS NULL OR d.closed_on > AS_OF);

CREATE TABLE member AS
SELECT m.family_id, m.person_id, m.role, m.starts_on, coalesce(m.ends_on, DATE '9999-01-01') AS ends_on,
       m.ends_on IS NULL OR m.ends_on >= AS_OF AS on_the_day, b.date_of_birth
FROM all_membership m JOIN family USING (family_id) JOIN all_person b USING (person_id)
WHERE BELIEVED(m) AND BELIEVED(b) AND m.starts_on <= AS_OF;

CREATE TABLE problem AS
SELECT p.family_id, p.headline, p.person_id FROM all_problem p JOIN family USING (family_id)
WHERE BELIEVED(p) AND p.status = 'accepted' AND p.identified_on <= AS_OF;

CREATE TABLE raised AS SELECT DISTINCT family_id, headline FROM problem;

CREATE TABLE judged AS
SELECT f.family_id, f.engaged_on, c.criterion_id, c.kind, c.headline
FROM family f JOIN criterion c USING (plan_id) LEFT JOIN raised r ON r.family_id = f.family_id AND r.headline = c.headline
WHERE f.engaged_on IS NOT NULL
  AND (r.headline IS NOT NULL OR c.applies = 'always' OR (c.kind = 'continuous_work' AND c.pays_for_work));

-- Days on which all feeds of a criterion are complete: merge each feed's rows, then sweep over their boundaries.
CREATE TABLE covered AS
WITH feed AS (
    SELECT DISTINCT v.kind, v.starts_on, least(v.ends_on, AS_OF - 1) AS ends_on
    FROM all_coverage v WHERE BELIEVED(v) AND v.starts_on < AS_OF
), marked AS (
    SELECT *, starts_on > max(ends_on) OVER (PARTITION BY kind ORDER BY starts_on, ends_on
                                             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1 AS begins
    FROM feed
), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY kind ORDER BY starts_on, ends_on) AS number FROM marked
), stretch AS (
    SELECT kind, min(starts_on) AS starts_on, max(ends_on) AS ends_on FROM numbered GROUP BY kind, number
), wanted AS (
    SELECT criterion_id, unnest(feeds) AS kind, len(feeds) AS feeds FROM criterion
), boundary AS (
    SELECT criterion_id, feeds, day, sum(step) AS step
    FROM (SELECT criterion_id, feeds, starts_on AS day, 1 AS step FROM wanted JOIN stretch USING (kind)
          UNION ALL SELECT criterion_id, feeds, ends_on + 1, -1 FROM wanted JOIN stretch USING (kind))
    GROUP BY criterion_id, feeds, day
), swept AS (
    SELECT criterion_id, feeds, day, sum(step) OVER (PARTITION BY criterion_id ORDER BY day) AS depth,
           lead(day) OVER (PARTITION BY criterion_id ORDER BY day) AS until
    FROM boundary
), piece AS (
    SELECT *, lag(until) OVER (PARTITION BY criterion_id ORDER BY day) IS DISTINCT FROM day AS begins
    FROM swept WHERE depth = feeds
), pieces AS (
    SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY criterion_id ORDER BY day) AS number FROM piece
)
SELECT criterion_id, min(day) AS first_day, max(until) - 1 AS last_day FROM pieces GROUP BY criterion_id, number;

CREATE TABLE fact_event AS
SELECT e.kind, e.occurred_on, e.person_id, e.family_id FROM all_event e WHERE BELIEVED(e) AND e.occurred_on <= AS_OF;
CREATE TABLE fact_spell AS
SELECT s.kind, s.starts_on, s.ends_on, s.person_id, s.family_id FROM all_spell s
WHERE BELIEVED(s) AND s.starts_on <= AS_OF;

-- 5.1 Running sums over a child's terms give every run of terms as a difference of two rows.
CREATE TABLE verdict AS
WITH child AS (
    SELECT j.family_id, j.criterion_id, j.engaged_on, m.person_id, n.named, later(m.date_of_birth, 60) AS fifth,
           last_day(make_date(year(later(m.date_of_birth, 192)) + (month(later(m.date_of_birth, 192)) >= 9)::INT, 6, 1))
               AS june
    FROM judged j
    JOIN criterion c ON c.criterion_id = j.criterion_id
    JOIN member m ON m.family_id = j.family_id AND m.on_the_day AND m.role = 'child'
    LEFT JOIN (SELECT DISTINCT p.family_id, p.headline, w.person_id, true AS named
               FROM problem p JOIN member w ON w.family_id = p.family_id AND w.person_id = coalesce(p.person_id, w.person_id)
              ) n ON n.family_id = j.family_id AND n.headline = j.headline AND n.person_id = m.person_id
    WHERE j.kind = 'school_terms' AND (c.children = 'all' OR n.named)
), schooled AS (
    SELECT *, june - ((isodow(june) + 2) % 7)::INT AS school_until,
           CASE WHEN month(fifth) <= 3 THEN make_date(year(fifth), 3, 31)
                WHEN month(fifth) <= 8 THEN make_date(year(fifth), 8, 31) ELSE make_date(year(fifth), 12, 31) END AS school_from
    FROM child
), attendance AS (
    SELECT r.person_id, r.term_id, sum(r.possible)::INT AS possible, sum(r.authorised)::INT AS authorised,
           sum(r.unauthorised)::INT AS unauthorised
    FROM all_termrecord r WHERE BELIEVED(r) AND r.person_id IN (SELECT person_id FROM child) GROUP BY ALL
), term AS (
    SELECT k.term_id, k.starts_on, k.ends_on FROM all_term k WHERE BELIEVED(k) AND k.counts
), row_of_term AS (
    SELECT s.family_id, s.criterion_id, s.person_id, k.starts_on, k.ends_on, a.possible,
           CASE c.measure WHEN 'attendance' THEN possible - authorised - unauthorised ELSE unauthorised END AS part,
           row_number() OVER subject AS nth, count(*) FILTER (WHERE k.ends_on < AS_OF) OVER whole AS terms_over,
           c.percent, c.inclusive, c.measure, c.min_possible, c.terms
    FROM schooled s
    JOIN criterion c ON c.criterion_id = s.criterion_id
    JOIN term k ON k.starts_on >= greatest(s.engaged_on, s.school_from) AND k.starts_on <= s.school_until
    LEFT JOIN attendance a ON a.person_id = s.person_id AND a.term_id = k.term_id
    WINDOW whole AS (PARTITION BY s.family_id, s.criterion_id, s.person_id),
           subject AS (PARTITION BY s.family_id, s.criterion_id, s.person_id ORDER BY k.starts_on)
), summed AS (
    SELECT *, sum((possible IS NULL)::INT) OVER so_far AS missing,
           sum(coalesce(possible < min_possible, false)::INT) OVER so_far AS few,
           sum(coalesce(possible >= min_possible AND NOT
               CASE WHEN measure = 'attendance' AND inclusive THEN 100 * part >= percent * possible
                    WHEN measure = 'attendance' THEN 100 * part > percent * possible
                    WHEN inclusive THEN 100 * part <= percent * possible ELSE 100 * part < percent * possible END, false)::INT
           ) OVER so_far AS failing,
           sum(coalesce(part, 0)) OVER so_far AS parts, sum(coalesce(possible, 0)) OVER so_far AS wholes
    FROM row_of_term
    WINDOW so_far AS (PARTITION BY family_id, criterion_id, person_id ORDER BY nth)
), run AS (
    SELECT z.family_id, z.criterion_id, z.person_id, z.nth = z.terms_over AS is_last, a.starts_on AS first_day,
           z.ends_on AS last_day, z.missing - coalesce(b.missing, 0) AS missing, z.few - coalesce(b.few, 0) AS few,
           z.failing - coalesce(b.failing, 0) AS failing, (z.parts - coalesce(b.parts, 0))::BIGINT AS part,
           (z.wholes - coalesce(b.wholes, 0))::BIGINT AS possible
    FROM summed z
    JOIN summed a ON a.family_id = z.family_id AND a.criterion_id = z.criterion_id AND a.person_id = z.person_id
        AND a.nth = z.nth - z.terms + 1
    LEFT JOIN summed b ON b.family_id = z.family_id AND b.criterion_id = z.criterion_id AND b.person_id = z.person_id
        AND b.nth = z.nth - z.terms
    WHERE z.nth <= z.terms_over
), exclusion AS (
    SELECT r.family_id, r.criterion_id, r.person_id, r.last_day, count(*) FILTER (WHERE e.kind = 'fixed_exclusion') AS fixed,
           count(*) FILTER (WHERE e.kind = 'permanent_exclusion') AS permanent
    FROM run r JOIN fact_event e ON e.person_id = r.person_id AND e.occurred_on BETWEEN r.first_day AND r.last_day
    WHERE e.kind IN ('fixed_exclusion', 'permanent_exclusion') GROUP BY ALL
), tested AS (
    SELECT r.*, CASE WHEN c.aggregation = 'each' THEN r.failing > 0 WHEN r.missing + r.few > 0 THEN false
               WHEN c.measure = 'attendance' AND c.inclusive THEN 100 * part < c.percent * possible
               WHEN c.measure = 'attendance' THEN 100 * part <= c.percent * possible
               WHEN c.inclusive THEN 100 * part > c.percent * possible ELSE 100 * part >= c.percent * possible END AS absent,
           coalesce(c.max_fixed_exclusions IS NOT NULL AND (x.fixed > c.max_fixed_exclusions OR x.permanent > 0), false)
               AS excluded
    FROM run r JOIN criterion c USING (criterion_id)
    LEFT JOIN exclusion x USING (family_id, criterion_id, person_id, last_day)
), last_value AS (
    SELECT family_id, criterion_id, person_id,
           CASE WHEN count(*) FILTER (WHERE possible IS NULL OR possible = 0) = 0 THEN
               CASE WHEN any_value(measure) = 'attendance' THEN arg_min(hundredths(100 * part, possible), part / possible)
                    ELSE arg_max(hundredths(100 * part, possible), part / possible) END END AS value
    FROM row_of_term WHERE nth <= terms_over AND nth > terms_over - terms GROUP BY ALL
), passed AS (
    SELECT DISTINCT family_id, criterion_id, person_id FROM tested
    WHERE NOT is_last AND missing + few = 0 AND NOT absent AND NOT excluded
), said AS (
    SELECT s.*, r.first_day, r.last_day, c.threshold,
           CASE WHEN r.missing > 0 THEN '' WHEN c.aggregation = 'pooled' THEN
                CASE WHEN r.possible > 0 THEN hundredths(100 * r.part, r.possible) ELSE '' END ELSE coalesce(v.value, '') END AS value,
           CASE WHEN r.family_id IS NULL AND s.named IS NULL THEN ['neutral', 'TOO_FEW_TERMS']
                WHEN r.family_id IS NULL AND s.school_until < AS_OF THEN ['neutral', 'LEFT_SCHOOL_AGE']
                WHEN r.family_id IS NULL THEN ['pending', '']
                WHEN (r.absent OR r.excluded) AND p.family_id IS NOT NULL THEN ['regressed', '']
                WHEN r.absent THEN ['not_met', 'ATTENDANCE'] WHEN r.excluded THEN ['not_met', 'EXCLUSIONS']
                WHEN r.missing > 0 THEN ['no_data', 'TERM_MISSING'] WHEN r.few > 0 THEN ['no_data', 'TOO_FEW_SESSIONS']
                WHEN c.max_fixed_exclusions IS NOT NULL AND coalesce(w.last_day < r.last_day, true) THEN ['no_data', 'FEED_GAP']
                ELSE ['met', ''] END AS said
    FROM schooled s
    JOIN criterion c USING (criterion_id)
    LEFT JOIN (SELECT * FROM tested WHERE is_last) r USING (family_id, criterion_id, person_id)
    LEFT JOIN last_value v USING (family_id, criterion_id, person_id)
    LEFT JOIN passed p USING (family_id, criterion_id, person_id)
    LEFT JOIN covered w ON w.criterion_id = s.criterion_id AND r.first_day BETWEEN w.first_day AND w.last_day
)
SELECT s.family_id, s.criterion_id, s.person_id, said[1] AS status, said[2] AS reason, s.first_day AS window_starts_on,
       s.last_day AS window_ends_on, CASE WHEN s.first_day IS NULL THEN '' ELSE s.value END AS value, s.threshold,
       CASE WHEN said[1] = 'pending' THEN k.ends_on + 1 END AS due_on
FROM said s
LEFT JOIN row_of_term k ON k.family_id = s.family_id AND k.criterion_id = s.criterion_id AND k.person_id = s.person_id
    AND k.nth = k.terms;

-- 5.2 Bad stretches by gaps and islands.
INSERT INTO verdict
WITH test AS (
    SELECT j.*, c.months, c.age_under, c.lag_days, c.threshold, c.events, c.spells
    FROM judged j JOIN criterion c USING (criterion_id) WHERE j.kind = 'clear_period'
), event_of AS (
    SELECT criterion_id, unnest(events) AS kind FROM criterion WHERE kind = 'clear_period'
), spell_of AS (
    SELECT criterion_id, unnest(spells) AS kind FROM criterion WHERE kind = 'clear_period'
), lived AS (
    SELECT m.family_id, e.kind, e.occurred_on AS first_day, e.occurred_on AS last_day, false AS is_spell, m.date_of_birth,
           e.occurred_on AS on_day
    FROM fact_event e JOIN member m ON m.person_id = e.person_id AND e.occurred_on BETWEEN m.starts_on AND m.ends_on
    UNION ALL SELECT family_id, kind, occurred_on, occurred_on, false, NULL, occurred_on FROM fact_event WHERE person_id IS NULL
    UNION ALL
    SELECT m.family_id, s.kind, greatest(s.starts_on, m.starts_on), least(s.ends_on, m.ends_on, AS_OF), true,
           m.date_of_birth, s.starts_on
    FROM fact_spell s JOIN member m USING (person_id)
    UNION ALL SELECT family_id, kind, starts_on, least(ends_on, AS_OF), true, NULL, starts_on FROM fact_spell
    WHERE person_id IS NULL
), bad AS (
    SELECT t.family_id, t.criterion_id, t.months, t.engaged_on, greatest(l.first_day, t.engaged_on) AS first_day, l.last_day,
           l.is_spell
    FROM lived l
    JOIN (SELECT *, false AS is_spell FROM event_of UNION ALL SELECT *, true FROM spell_of) o
      ON o.kind = l.kind AND o.is_spell = l.is_spell
    JOIN test t ON t.family_id = l.family_id AND t.criterion_id = o.criterion_id
    WHERE greatest(l.first_day, t.engaged_on) <= l.last_day
      AND (t.age_under IS NULL OR l.on_day < later(l.date_of_birth, 12 * t.age_under))
), marked AS (
    SELECT *, max(last_day) OVER (PARTITION BY family_id, criterion_id ORDER BY first_day, last_day
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until_now
    FROM bad
), past AS (
    SELECT family_id, criterion_id, max(last_day) + 1 AS clear_from, bool_or(is_spell AND last_day = AS_OF) AS is_open,
           bool_or(first_day > coalesce(until_now + 1, engaged_on)
                   AND later(coalesce(until_now + 1, engaged_on), months) < first_day) AS before
    FROM marked GROUP BY ALL
), dated AS (
    SELECT t.*, coalesce(p.is_open, false) AS is_open, coalesce(p.before, false) AS before,
           coalesce(p.clear_from, t.engaged_on) AS s, later(s, t.months) AS due0, c.first_day AS fresh_from,
           greatest(s, c.first_day) AS s1, later(s1, t.months) AS due1
    FROM test t LEFT JOIN past p USING (family_id, criterion_id)
    LEFT JOIN covered c ON c.criterion_id = t.criterion_id AND AS_OF - 1 - t.lag_days BETWEEN c.first_day AND c.last_day
), said AS (
    SELECT d.*, CASE WHEN is_open AND before THEN ['regressed', ''] WHEN is_open THEN ['not_met', 'OPEN_SPELL']
               WHEN AS_OF < due0 AND before THEN ['regressed', 'NEW_FACT'] WHEN AS_OF < due0 THEN ['pending', '']
               WHEN fresh_from IS NULL THEN ['no_data', 'FEED_STALE']
               WHEN r.last_day >= due1 - 1 AND r.last_day >= AS_OF - 1 - lag_days THEN ['met', '']
               ELSE ['no_data', 'FEED_GAP'] END AS said
    FROM dated d LEFT JOIN covered r ON r.criterion_id = d.criterion_id AND d.s1 BETWEEN r.first_day AND r.last_day
)
SELECT family_id, criterion_id, NULL, said[1], said[2],
       CASE WHEN NOT is_open THEN CASE WHEN said[1] = 'met' THEN s1 ELSE s END END,
       CASE WHEN NOT is_open THEN CASE WHEN said[1] = 'met' THEN due1 ELSE due0 END - 1 END,
       CASE WHEN is_open THEN '' ELSE greatest(AS_OF - s, 0)::VARCHAR END, threshold,
       CASE WHEN said[1] = 'pending' OR said[2] = 'NEW_FACT' THEN due0 WHEN said[2] = 'FEED_GAP' AND due1 > AS_OF THEN due1 END
FROM said;

-- 5.3 Counts before and since.
INSERT INTO verdict
WITH test AS (
    SELECT j.*, c.months, c.baseline_months, c.percent, c.age_under, c.lag_days, c.threshold,
           later(j.engaged_on, -c.baseline_months) AS baseline_from, later(AS_OF, -c.months) AS current_from
    FROM judged j JOIN criterion c USING (criterion_id) WHERE j.kind = 'reduction'
), happened AS (
    SELECT m.family_id, e.kind, e.occurred_on, m.date_of_birth
    FROM fact_event e JOIN member m ON m.person_id = e.person_id AND e.occurred_on BETWEEN m.starts_on AND m.ends_on
    UNION ALL SELECT family_id, kind, occurred_on, NULL FROM fact_event WHERE person_id IS NULL
), counted AS (
    SELECT t.family_id, t.criterion_id,
           count(*) FILTER (WHERE h.occurred_on >= t.baseline_from AND h.occurred_on < t.engaged_on) AS number_before,
           count(*) FILTER (WHERE h.occurred_on >= greatest(t.current_from, t.engaged_on)) AS number_since
    FROM test t
    JOIN (SELECT criterion_id, unnest(events) AS kind FROM criterion WHERE kind = 'reduction') o USING (criterion_id)
    JOIN happened h ON h.family_id = t.family_id AND h.kind = o.kind
    WHERE t.age_under IS NULL OR h.occurred_on < later(h.date_of_birth, 12 * t.age_under) GROUP BY ALL
), said AS (
    SELECT t.*, coalesce(n.number_before, 0) AS b, coalesce(n.number_since, 0) AS c, b * months AS level, b * months - c * baseline_months AS fall,
           CASE WHEN AS_OF < later(t.engaged_on, t.months) THEN ['pending', '']
                WHEN b = 0 AND c > 0 THEN ['not_met', 'NEW_FACT']
                WHEN b > 0 AND 100 * fall < percent * level THEN ['not_met', 'NOT_ENOUGH']
                WHEN coalesce(v.last_day < t.engaged_on - 1, true) THEN ['no_data', 'FEED_GAP']
                WHEN coalesce(w.last_day < AS_OF - 1 - lag_days, true) THEN ['no_data', 'FEED_STALE']
                WHEN b = 0 THEN ['neutral', 'NO_BASELINE'] ELSE ['met', ''] END AS said
    FROM test t LEFT JOIN counted n USING (family_id, criterion_id)
    LEFT JOIN covered v ON v.criterion_id = t.criterion_id AND t.baseline_from BETWEEN v.first_day AND v.last_day
    LEFT JOIN covered w ON w.criterion_id = t.criterion_id AND t.current_from BETWEEN w.first_day AND w.last_day
)
SELECT family_id, criterion_id, NULL, said[1], said[2], current_from, AS_OF - 1,
       CASE WHEN level > 0 THEN hundredths(100 * fall, level) ELSE '' END, threshold,
       CASE WHEN said[1] = 'pending' THEN later(engaged_on, months) END
FROM said;
