-- Workouts whose own sets add up to very many hours: one row a set that has a time, longest first.
select
    set_id, started_at, workout, exercise, weight_kg, reps, duration_s, import_id, file, source_line,
    sum(duration_s) over (partition by started_at, source) / 3600 as hours
from current_sets
where athlete = $athlete and duration_s > 0
qualify hours > fact('quality.workout_hours')
order by started_at desc, duration_s desc, set_id
