-- Hamstring sets by what the muscle did (extend the hip, bend the knee) and at what length: each week's own and its window's sums.
with spans as (
    select
        fact('bal.window_weeks')::integer - 1 as weeks_before,
        fact('bal.curl_share.missing_weeks')::integer - 1 as last_weeks_before
),
worked as (
    select
        c.week,
        c.hard_sets * m.weight as hard_sets,
        m.muscle,
        m.muscle = 'hamstrings' and e.pattern in ('hinge', 'bridge', 'hip_ext_iso', 'swing') as is_hip,
        m.muscle = 'hamstrings' and e.pattern in ('knee_flexion', 'iso_hold') as is_knee,
        e.ham_length_bias = 'long' as is_long
    from session_credits c
    join muscle_weights m using (exercise_id)
    join exercises e on e.id = c.exercise_id
    where c.athlete = $athlete
      and m.muscle in ('quads', 'hamstrings')
      and ($to_date::date is null or c.started_at::date <= $to_date::date)
),
sums as (
    select
        week,
        sum(hard_sets) filter (is_hip) as hip_sets,
        sum(hard_sets) filter (is_knee) as knee_sets,
        sum(hard_sets) filter ((is_hip or is_knee) and is_long) as long_sets,
        sum(hard_sets) as quad_and_hamstring_sets
    from worked
    group by week
),
every_week as (
    select
        week,
        coalesce(s.hip_sets, 0) as week_hip_sets,
        coalesce(s.knee_sets, 0) as week_knee_sets,
        coalesce(s.long_sets, 0) as week_long_sets,
        coalesce(s.quad_and_hamstring_sets, 0) as week_quad_and_hamstring_sets
    from weeks_of_log($athlete, $to_date)
    left join sums s using (week)
)
select
    week,
    week_hip_sets,
    week_knee_sets,
    sum(week_hip_sets) over four_weeks as hip_sets,
    sum(week_knee_sets) over four_weeks as knee_sets,
    sum(week_long_sets) over four_weeks as long_sets,
    sum(week_quad_and_hamstring_sets) over four_weeks as quad_and_hamstring_sets,
    count(*) over four_weeks as weeks,
    sum(week_hip_sets) over last_weeks as last_hip_sets,
    sum(week_knee_sets) over last_weeks as last_knee_sets,
    count(*) over last_weeks as last_weeks
from every_week, spans
window
    four_weeks as (order by week rows between weeks_before preceding and current row),
    last_weeks as (order by week rows between last_weeks_before preceding and current row)
order by week
