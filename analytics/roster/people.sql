-- One row an athlete with a set: first and last day, and the workouts and hard leg sets of the week that begins on $week.
with spans as (
    select
        athlete,
        min(started_at)::date as first_day,
        max(started_at)::date as last_day,
        count(distinct started_at) filter (started_at >= $week::date and started_at < $week::date + 7) as workouts
    from sets
    where retired_by is null
    group by athlete
),
leg_exercises as (
    -- what has a muscle of the lower body as a main mover
    select distinct w.exercise_id
    from muscle_weights w
    join muscles m on m.id = w.muscle
    where m.region = 'lower' and w.is_direct
),
leg_work as (
    select athlete, sum(credit) as leg_sets
    from judged_sets
    join leg_exercises using (exercise_id)
    where is_hard and week = $week::date
    group by athlete
)
select athlete, first_day, last_day, workouts, coalesce(leg_sets, 0) as leg_sets
from spans
left join leg_work using (athlete)
order by athlete
