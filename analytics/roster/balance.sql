-- One row an athlete and week of the window that ends with the week of $week, also for weeks before the log, which are zeros: the sums
-- of quad_posterior_ratio.sql and hinge_curl_balance.sql, their names as there.
with limits as (
    select
        fact('bal.window_weeks')::integer - 1 as weeks_before,
        fact('bal.curl_share.missing_weeks')::integer - 1 as last_weeks_before
),
spans as (
    select athlete, date_trunc('week', min(started_at))::date as first_week
    from sets
    where retired_by is null
    group by athlete
),
credits as materialized (
    select athlete, week, exercise_id, sum(hard_sets) as hard_sets
    from session_credits
    where week between $week::date - (7 * (fact('bal.window_weeks') - 1))::integer and $week::date
    group by all
),
movements as (
    select
        c.athlete,
        c.week,
        sum(c.hard_sets * e.kd_share) as knee_dominant_sets,
        sum(c.hard_sets * e.hd_share) as hip_dominant_sets
    from credits c
    join exercises e on e.id = c.exercise_id
    group by c.athlete, c.week
),
muscles_of_week as (
    select
        c.athlete,
        c.week,
        sum(c.hard_sets * m.weight) filter (m.muscle = 'quads') as quad_sets,
        sum(c.hard_sets * m.weight) filter (m.muscle = 'hamstrings') as hamstring_sets,
        sum(c.hard_sets * m.weight) filter (
            m.muscle = 'hamstrings' and e.pattern in ('hinge', 'bridge', 'hip_ext_iso', 'swing')
        ) as hip_sets,
        sum(c.hard_sets * m.weight) filter (m.muscle = 'hamstrings' and e.pattern in ('knee_flexion', 'iso_hold')) as knee_sets,
        sum(c.hard_sets * m.weight) filter (
            m.muscle = 'hamstrings' and e.ham_length_bias = 'long'
            and e.pattern in ('hinge', 'bridge', 'hip_ext_iso', 'swing', 'knee_flexion', 'iso_hold')
        ) as long_sets
    from credits c
    join muscle_weights m using (exercise_id)
    join exercises e on e.id = c.exercise_id
    group by c.athlete, c.week
),
every_week as (
    select
        p.athlete,
        p.first_week,
        ($week::date - 7 * n.ago::integer)::date as week,
        coalesce(d.knee_dominant_sets, 0) as week_knee_dominant_sets,
        coalesce(d.hip_dominant_sets, 0) as week_hip_dominant_sets,
        coalesce(m.quad_sets, 0) as week_quad_sets,
        coalesce(m.hamstring_sets, 0) as week_hamstring_sets,
        coalesce(m.hip_sets, 0) as week_hip_sets,
        coalesce(m.knee_sets, 0) as week_knee_sets,
        coalesce(m.long_sets, 0) as week_long_sets
    from spans p
    cross join limits l
    cross join lateral (select unnest(generate_series(0, l.weeks_before)) as ago) n
    left join movements d on d.athlete = p.athlete and d.week = ($week::date - 7 * n.ago::integer)::date
    left join muscles_of_week m on m.athlete = p.athlete and m.week = ($week::date - 7 * n.ago::integer)::date
)
select
    athlete,
    week,
    week_knee_dominant_sets,
    week_hip_dominant_sets,
    week_quad_sets,
    week_hamstring_sets,
    sum(week_knee_dominant_sets) over whole as knee_dominant_sets,
    sum(week_hip_dominant_sets) over whole as hip_dominant_sets,
    sum(week_quad_sets) over whole as quad_sets,
    sum(week_hamstring_sets) over whole as hamstring_sets,
    sum(week_quad_sets + week_hamstring_sets) over whole as quad_and_hamstring_sets,
    sum(week_hip_sets) over whole as hip_sets,
    sum(week_knee_sets) over whole as knee_sets,
    sum(week_long_sets) over whole as long_sets,
    sum(week_hip_sets) over last_weeks as last_hip_sets,
    sum(week_knee_sets) over last_weeks as last_knee_sets,
    greatest(1, count(*) filter (week >= first_week) over whole) as weeks,
    count(*) filter (week >= first_week) over last_weeks as last_weeks
from every_week, limits
window
    whole as (partition by athlete order by week rows between weeks_before preceding and current row),
    last_weeks as (partition by athlete order by week rows between last_weeks_before preceding and current row)
order by athlete, week
