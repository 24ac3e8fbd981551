-- The hard sets of one week, in the order they were done: exercise, day, reps (seconds of a hold) and load; assistance is no load.
select
    exercise_id,
    day,
    performed_sets,
    case when load_mode = 'hold' and duration_s > 0 then duration_s else reps end as reps,
    case when load_kind <> 'assisted' then weight_kg end as weight_kg
from judged_sets
where athlete = $athlete
  and is_hard
  and week = $week::date
  and day <= $to_date::date
order by started_at, position, set_id
