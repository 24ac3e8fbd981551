-- Current sets of one athlete in a period, newest workout first, as they were done within it.
select * from current_sets
where athlete = $athlete
  and ($from_date is null or day >= $from_date)
  and ($to_date is null or day <= $to_date)
  and ($exercise_id is null or exercise_id = $exercise_id)
  and ($muscle is null or exercise_id in (select exercise_id from contributions where muscle = $muscle and weight > 0))
  and ($search = '' or contains(lower(exercise || ' ' || coalesce(workout, '') || ' ' || coalesce(note, '')), lower($search)))
order by started_at desc, import_id, source_line nulls last, set_id;
