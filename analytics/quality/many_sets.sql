-- Days with very many sets of one lift: one row a set of such a day, with the most sets of any other day.
with days as (
    select day, exercise, count(*) as sets from current_sets where athlete = $athlete group by all
),
usual as (
    select *, max(sets) over others as usual_most
    from days
    window others as (
        partition by exercise order by day rows between unbounded preceding and unbounded following exclude current row
    )
)
select
    c.set_id, c.started_at, c.workout, c.exercise, c.weight_kg, c.reps, c.duration_s, c.import_id, c.file, c.source_line,
    c.day, u.usual_most
from current_sets c join usual u using (day, exercise)
where c.athlete = $athlete and u.sets > fact('quality.day_sets')
order by c.started_at desc, c.source_line nulls last, c.set_id
