-- An athlete's answers to findings, newest first, those that were taken back too.
select answer_id, answer, severity, until_day, because, answered_at, athlete, rule, subject, headline, undone_at
from finding_answers
where athlete = $athlete
order by answer_id desc
