-- Workouts that count as a session of a muscle: its sets, and the hours since the session before.
with session_muscles as (
    select
        c.started_at,
        m.muscle,
        sum(c.hard_sets * m.weight) as hard_sets,
        coalesce(sum(c.hard_sets * m.weight) filter (m.is_direct), 0) as direct_sets
    from session_credits c
    join muscle_weights m using (exercise_id)
    where c.athlete = $athlete
      and m.weight > 0
      and ($to_date::date is null or c.started_at::date <= $to_date::date)
    group by all
)
select
    s.started_at,
    s.muscle,
    s.hard_sets,
    s.direct_sets,
    date_diff('second', lag(s.started_at) over (partition by s.muscle order by s.started_at), s.started_at) / 3600 as hours
from session_muscles s
join muscles m on m.id = s.muscle
where s.hard_sets >= fact('freq.session_counts_from')
order by s.started_at, m.sort
