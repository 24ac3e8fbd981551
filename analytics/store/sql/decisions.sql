-- Every decision about exercises, newest first, its parts in their order.
select decision_id, kind, subject, as_written, value, decided_at, undone_at
from exercise_decisions
order by decision_id desc, part;
