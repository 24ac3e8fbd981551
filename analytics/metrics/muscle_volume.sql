-- Per week and muscle: the week's hard sets, and their mean over the weeks of the log up to the window's length.
with spans as (select fact('bal.window_weeks')::integer - 1 as weeks_before),
week_muscles as (
    select
        c.week,
        m.muscle,
        sum(c.hard_sets * m.weight) as hard_sets,
        sum(c.hard_sets * m.weight) filter (m.is_direct) as direct_sets
    from session_credits c
    join muscle_weights m using (exercise_id)
    where c.athlete = $athlete and ($to_date::date is null or c.started_at::date <= $to_date::date)
    group by all
),
every_week as (
    select
        w.week,
        m.id as muscle,
        m.sort,
        coalesce(s.hard_sets, 0) as week_sets,
        coalesce(s.direct_sets, 0) as direct_sets
    from weeks_of_log($athlete, $to_date) w
    cross join muscles m
    left join week_muscles s on s.week = w.week and s.muscle = m.id
),
windowed as (
    select
        week,
        muscle,
        sort,
        week_sets,
        avg(week_sets) over four_weeks as mean_sets,
        avg(direct_sets) over four_weeks as direct_mean_sets,
        count(*) over four_weeks as weeks
    from every_week, spans
    window four_weeks as (partition by muscle order by week rows between weeks_before preceding and current row)
)
select week, muscle, mean_sets, week_sets, direct_mean_sets, weeks
from windowed
order by week, sort
