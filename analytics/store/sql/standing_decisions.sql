-- What was decided about exercises and not taken back, oldest first.
select kind, subject, as_written, value, decided_at
from exercise_decisions
where undone_at is null
order by decision_id, part;
