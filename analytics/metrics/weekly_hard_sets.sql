-- Hard sets of every week of the log and every muscle; weeks without training are rows of zeros.
-- A week begins $days_before_monday days before the Monday of its ISO week: 0, or 1 for weeks from Sunday.
with session_muscles as (
    select
        c.started_at,
        m.muscle,
        sum(c.hard_sets * m.weight) as hard_sets,
        sum(c.hard_sets * m.weight) filter (m.is_direct) as direct_sets,
        sum(c.effort_known_sets * m.weight) as effort_known_sets,
        sum(c.close_sets * m.weight) as close_sets
    from session_credits c
    join muscle_weights m using (exercise_id)
    where c.athlete = $athlete
      and m.weight > 0
      and ($to_date::date is null or c.started_at::date <= $to_date::date)
    group by all
),
week_muscles as (
    select
        week_of(started_at::date, $days_before_monday) as week,
        muscle,
        sum(hard_sets) as hard_sets,
        sum(direct_sets) as direct_sets,
        count(*) filter (hard_sets >= fact('freq.session_counts_from')) as sessions,
        sum(effort_known_sets) as effort_known_sets,
        sum(close_sets) as close_sets,
        max(hard_sets) as max_session_sets
    from session_muscles
    group by all
)
select
    w.week,
    m.id as muscle,
    coalesce(s.hard_sets, 0) as hard_sets,
    coalesce(s.direct_sets, 0) as direct_sets,
    coalesce(s.sessions, 0) as sessions,
    coalesce(s.effort_known_sets, 0) / nullif(s.hard_sets, 0) as effort_known_share,
    coalesce(s.close_sets, 0) / nullif(s.hard_sets, 0) as close_share,
    coalesce(s.max_session_sets, 0) as max_session_sets
from weeks_of_log($athlete, $to_date, days_before_monday := $days_before_monday) w
cross join muscles m
left join week_muscles s on s.week = w.week and s.muscle = m.id
order by w.week, m.sort
