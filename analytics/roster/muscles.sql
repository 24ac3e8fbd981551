-- One row an athlete and leg muscle: hard sets of the week that begins on $week, and their mean over the weeks of the log up to the
-- window's length. An athlete whose log began after that week has no row.
with spans as (
    select
        athlete,
        least(
            fact('bal.window_weeks')::integer,
            date_diff('week', date_trunc('week', min(started_at))::date, $week::date) + 1
        ) as weeks
    from sets
    where retired_by is null
    group by athlete
),
worked as (
    select c.athlete, c.week, m.muscle, c.hard_sets * m.weight as hard_sets, m.is_direct
    from session_credits c
    join muscle_weights m using (exercise_id)
    where c.week between $week::date - (7 * (fact('bal.window_weeks') - 1))::integer and $week::date
),
sums as (
    select
        athlete,
        muscle,
        sum(hard_sets) as window_sets,
        sum(hard_sets) filter (is_direct) as direct_sets,
        sum(hard_sets) filter (week = $week::date) as week_sets
    from worked
    group by all
)
select
    p.athlete,
    $week::date as week,
    m.id as muscle,
    coalesce(s.window_sets, 0) / p.weeks as mean_sets,
    coalesce(s.week_sets, 0) as week_sets,
    coalesce(s.direct_sets, 0) / p.weeks as direct_mean_sets,
    p.weeks
from spans p
cross join muscles m
left join sums s on s.athlete = p.athlete and s.muscle = m.id
where p.weeks > 0 and m.region = 'lower'
order by p.athlete, m.sort
