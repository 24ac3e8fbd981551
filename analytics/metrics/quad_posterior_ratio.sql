-- Knee- and hip-dominant, quad, hamstring, glute, side-hip and single-leg sets: each week's own, and sums over the window that ends with it.
with spans as (select fact('bal.window_weeks')::integer - 1 as weeks_before),
credits as materialized (
    select week, exercise_id, sum(hard_sets) as hard_sets
    from session_credits
    where athlete = $athlete and ($to_date::date is null or started_at::date <= $to_date::date)
    group by all
),
movements as (
    select
        c.week,
        sum(c.hard_sets * e.kd_share) as knee_dominant_sets,
        sum(c.hard_sets * e.hd_share) as hip_dominant_sets,
        -- the hip held level on one leg; a curl or a raise done one leg at a time does not ask for that
        sum(c.hard_sets) filter (e.unilateral and e.pattern in ('squat', 'lunge', 'hinge', 'bridge', 'hip_ext_iso'))
            as single_leg_sets
    from credits c
    join exercises e on e.id = c.exercise_id
    group by c.week
),
muscles_of_week as (
    select
        c.week,
        sum(c.hard_sets * m.weight) filter (m.muscle = 'quads') as quad_sets,
        sum(c.hard_sets * m.weight) filter (m.muscle = 'hamstrings') as hamstring_sets,
        sum(c.hard_sets * m.weight) filter (m.muscle = 'glute_max') as glute_sets,
        sum(c.hard_sets * m.weight) filter (m.muscle = 'glute_med') as glute_med_sets
    from credits c
    join muscle_weights m using (exercise_id)
    group by c.week
),
every_week as (
    select
        week,
        coalesce(d.knee_dominant_sets, 0) as week_knee_dominant_sets,
        coalesce(d.hip_dominant_sets, 0) as week_hip_dominant_sets,
        coalesce(m.quad_sets, 0) as week_quad_sets,
        coalesce(m.hamstring_sets, 0) as week_hamstring_sets,
        coalesce(m.glute_sets, 0) as week_glute_sets,
        coalesce(m.glute_med_sets, 0) as week_glute_med_sets,
        coalesce(d.single_leg_sets, 0) as week_single_leg_sets
    from weeks_of_log($athlete, $to_date)
    left join movements d using (week)
    left join muscles_of_week m using (week)
)
select
    every_week.*,
    sum(week_knee_dominant_sets) over four_weeks as knee_dominant_sets,
    sum(week_hip_dominant_sets) over four_weeks as hip_dominant_sets,
    sum(week_quad_sets) over four_weeks as quad_sets,
    sum(week_hamstring_sets) over four_weeks as hamstring_sets,
    sum(week_glute_sets) over four_weeks as glute_sets,
    count(*) over four_weeks as weeks
from every_week, spans
window four_weeks as (order by week rows between weeks_before preceding and current row)
order by week
