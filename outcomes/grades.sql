-- What a plan asks of the facts themselves: a verdict that is met, but rests on a fact of a lower grade than its criterion
-- allows, cannot be told. A higher number is a lower grade.

UPDATE work_verdict v
SET status = 'no_data', reason = 'GRADE_TOO_LOW'
FROM work_criterion c
WHERE c.criterion_id = v.criterion_id AND v.status = 'met' AND v.grade > c.lowest_grade;
