-- Workouts dated in the future, or before anybody logged: one row a set of such a workout.
select
    set_id, started_at, workout, exercise, weight_kg, reps, duration_s, import_id, file, source_line,
    day > $today::date as is_future
from current_sets
where athlete = $athlete and (day > $today::date or year(day) < fact('quality.first_year'))
order by started_at desc, source_line nulls last, set_id
