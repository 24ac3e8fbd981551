-- Sets that can be a lift's best of the day: of each day and exercise the heaviest at every number of reps, warm-ups left out.
select s.day, s.exercise_id, s.reps, max(s.weight_kg) as weight_kg
from judged_sets s
where s.athlete = $athlete
  and ($to_date::date is null or s.day <= $to_date::date)
  and s.load_kind = 'external'
  and s.weight_kg > 0
  and s.reps >= 1
  and s.e1rm in ('yes', 'lp')
  and s.set_type <> 'warmup'
  and not s.inferred_warmup
group by all
