-- Holds far longer than the lifter's own in that lift: one row a set in doubt, with what was usual around it.
with lifts as (
    select * from current_sets
    where athlete = $athlete and duration_s > 0 and coalesce(kind, 'strength') = 'strength'
),
bests as (
    select exercise, started_at, max(duration_s) as longest from lifts group by all
),
usual as (
    select
        *,
        count(*) over around as workouts,
        quantile_disc(longest, 0.1) over around as usual_low_s,
        quantile_disc(longest, 0.8) over around as usual_high_s  -- of five workouts the highest but one
    from bests
    window around as (
        partition by exercise order by started_at
        rows between fact('quality.workouts_around')::integer preceding
                 and fact('quality.workouts_around')::integer following exclude current row
    )
)
select
    f.set_id, f.started_at, f.workout, f.exercise, f.weight_kg, f.reps, f.duration_s, f.import_id, f.file, f.source_line,
    u.workouts, u.usual_low_s, u.usual_high_s
from lifts f join usual u using (exercise, started_at)
where u.workouts >= fact('quality.least_workouts') and f.duration_s >= fact('quality.hold_ratio') * u.usual_high_s
order by f.started_at desc, f.source_line nulls last, f.set_id
