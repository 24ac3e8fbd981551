-- Repetitions far off what the lifter does in that lift: one row a set in doubt, with what was usual around it.
-- Many reps with a light load are a choice; many reps with the usual load are a slip of the finger.
with limits as (
    select
        max(number) filter (key = 'quality.reps_ratio') as reps_ratio,
        max(number) filter (key = 'quality.reps_strength_ratio') as strength_ratio,
        max(number) filter (key = 'quality.most_reps') as most_reps,
        max(number) filter (key = 'quality.least_workouts') as least_workouts,
        max(number) filter (key = 'e1rm.k') as k
    from facts
),
lifts as (
    select c.*, c.weight_kg * (1 + l.k * (c.reps - 1)) as implied_kg
    from current_sets c, limits l
    where c.athlete = $athlete and c.reps > 0 and coalesce(c.kind, 'strength') = 'strength'
),
bests as (
    select exercise, started_at, max(reps) as most, min(reps) as fewest, max(implied_kg) as best_kg from lifts group by all
),
usual as (
    select
        *,
        count(*) over around as workouts,
        quantile_disc(most, 0.8) over around as usual_high_reps,  -- of five workouts the highest but one
        quantile_disc(fewest, 0.1) over around as usual_low_reps,
        quantile_disc(best_kg, 0.8) over around as usual_best_kg
    from bests
    window around as (
        partition by exercise order by started_at
        rows between fact('quality.workouts_around')::integer preceding
                 and fact('quality.workouts_around')::integer following exclude current row
    )
)
select
    f.set_id, f.started_at, f.workout, f.exercise, f.weight_kg, f.reps, f.duration_s, f.import_id, f.file, f.source_line,
    case when u.workouts >= l.least_workouts then u.workouts else 0 end as workouts,
    u.usual_low_reps, u.usual_high_reps
from lifts f join usual u using (exercise, started_at), limits l
where f.reps > l.most_reps
   or (
        u.workouts >= l.least_workouts
        and f.reps >= l.reps_ratio * u.usual_high_reps
        and (f.implied_kg is null or u.usual_best_kg is null or f.implied_kg > l.strength_ratio * u.usual_best_kg)
   )
order by f.started_at desc, f.source_line nulls last, f.set_id
