-- Loaded sets logged for one side and near enough to failure: of each day, exercise and side the heaviest at every (reps, RIR).
-- Unmarked warm-ups need no judging: the best of a side is taken, and a warm-up is weaker.
select
    s.day,
    s.exercise_id,
    s.side,
    max(s.weight_kg) as load_kg,
    s.reps,
    s.effort_rir as rir,
    s.reps + coalesce(s.effort_rir, 0) as effective_reps
from effort_sets s, hard_set_limits l
where s.athlete = $athlete
  and ($to_date::date is null or s.day <= $to_date::date)
  and s.side in ('left', 'right')
  and s.e1rm in ('yes', 'lp')
  and s.load_kind = 'external'
  and s.weight_kg > 0
  and s.reps >= 1
  and s.set_type <> 'warmup'
  and coalesce(s.effort_rir, 0) <= l.max_e1rm_rir
group by all
order by s.day, s.exercise_id, s.side
