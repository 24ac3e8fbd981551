-- Of each exercise, whole number of reps and load: how many sets there were, and the first of them. Warm-ups and assistance left out.
select
    s.exercise_id,
    floor(s.reps)::integer as reps,
    coalesce(s.weight_kg, 0) as weight_kg,
    count(*)::integer as sets,
    first(s.started_at order by s.started_at, s.position) as started_at,
    first(s.set_id order by s.started_at, s.position) as set_id,
    first(s.effort_rir order by s.started_at, s.position) as rir,
    first(s.load_kind order by s.started_at, s.position) = 'bodyweight' as is_bodyweight
from judged_sets s
where s.athlete = $athlete
  and ($to_date::date is null or s.day <= $to_date::date)
  and ($from_date::date is null or s.day >= $from_date::date)
  and s.exercise_id is not null
  and s.reps >= 1
  and ((s.load_kind = 'external' and s.weight_kg > 0) or s.load_kind = 'bodyweight')
  and s.set_type <> 'warmup'
  and not s.inferred_warmup
group by s.exercise_id, floor(s.reps), coalesce(s.weight_kg, 0)
