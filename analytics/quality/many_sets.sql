-- Days with very many sets of one lift: one row a set of such a day.
select
    set_id, started_at, workout, exercise, weight_kg, reps, duration_s, import_id, file, source_line, day,
    count(*) over (partition by day, exercise) as sets
from current_sets
where athlete = $athlete
qualify sets > fact('quality.day_sets')
order by started_at desc, source_line nulls last, set_id
