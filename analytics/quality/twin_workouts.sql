-- Two workouts of one day that hold the same sets: one row a set of the later one, with the start of the first.
-- Names are compared as resolved and loads to a tenth, since another app writes both in its own way.
with logged as (
    select
        *,
        concat_ws('|', coalesce(exercise_id, exercise), coalesce(round(weight_kg, 1)::varchar, ''), coalesce(reps::varchar, ''),
                  coalesce(duration_s::varchar, ''), coalesce(round(distance_m)::varchar, ''), coalesce(side, '')) as content
    from current_sets where athlete = $athlete
),
workouts as (
    select
        day, started_at, source,
        count(*) as sets,
        count(distinct content) as kinds,
        string_agg(content, ';' order by content) as content
    from logged group by all
),
twins as (
    select *, first_value(started_at) over same as first_at, first_value(source) over same as first_source
    from workouts
    where sets >= fact('quality.repeated_sets') and kinds > 1
    window same as (partition by day, content order by started_at, source)
)
select
    s.set_id, s.started_at, s.workout, s.exercise, s.weight_kg, s.reps, s.duration_s, s.import_id, s.file, s.source_line,
    t.first_at
from logged s join twins t using (started_at, source)
where (t.first_at, t.first_source) <> (t.started_at, t.source)
order by s.started_at desc, s.source_line nulls last, s.set_id
