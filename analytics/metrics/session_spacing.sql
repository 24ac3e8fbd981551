-- Successive workouts that each hold space.min_sets hard sets of a muscle, and the hours between their starts.
with session_muscles as (
    select c.started_at, m.muscle, sum(c.hard_sets * m.weight) as hard_sets
    from session_credits c
    join muscle_weights m using (exercise_id)
    where c.athlete = $athlete
      and m.weight > 0
      and ($to_date::date is null or c.started_at::date <= $to_date::date)
    group by all
),
full_sessions as (
    select * from session_muscles where hard_sets >= fact('space.min_sets')
),
pairs as (
    select
        muscle,
        lag(started_at) over by_muscle as earlier_at,
        started_at as later_at,
        lag(hard_sets) over by_muscle as earlier_sets,
        hard_sets as later_sets
    from full_sessions
    window by_muscle as (partition by muscle order by started_at)
)
select
    p.muscle,
    p.earlier_at,
    p.later_at,
    date_diff('second', p.earlier_at, p.later_at) / 3600 as hours,
    p.earlier_sets,
    p.later_sets
from pairs p
join muscles m on m.id = p.muscle
where p.earlier_at is not null
order by p.later_at, m.sort
