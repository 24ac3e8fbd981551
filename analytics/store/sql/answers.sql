-- An athlete's answers to findings, newest first, those that were taken back too; the columns as model.Answer has them.
select answer_id, answer, until_day, because, answered_at, athlete, rule, subject, severity, headline, undone_at
from finding_answers
where athlete = $athlete
order by answer_id desc
