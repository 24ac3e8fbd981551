-- Sets that carry a note, oldest first.
select day, started_at, set_id, exercise_id, note
from current_sets
where athlete = $athlete
  and ($from_date::date is null or day >= $from_date::date)
  and ($to_date::date is null or day <= $to_date::date)
  and note <> ''
order by started_at, import_id, source_line nulls last, set_id
