-- Days with strength sets: workouts, sets without marked warm-ups, and hard sets, each once: all of them, and those that train the legs.
with leg_exercises as (
    -- a main mover between hip and foot; the lower back works in rows as well, so it makes no leg set
    select distinct w.exercise_id
    from muscle_weights w
    join muscles m on m.id = w.muscle
    where w.is_direct and m.region = 'lower' and m.id <> 'erectors'
)
select
    s.day,
    count(distinct s.started_at) as workouts,
    count(*) filter (where s.set_type <> 'warmup') as sets,
    coalesce(sum(s.credit), 0) as hard_sets,
    coalesce(sum(s.credit) filter (l.exercise_id is not null), 0) as leg_hard_sets
from judged_sets s
left join leg_exercises l using (exercise_id)
where s.athlete = $athlete and ($to_date::date is null or s.day <= $to_date::date)
group by s.day
order by s.day
