-- Working sets of main lifts and of accessories over the weeks up to each week, by the reps that were left in reserve.
with spans as (select fact('bal.window_weeks')::integer - 1 as weeks_before),
targets as (
    select
        split_part(key, '.', 2) as role,
        max(number) filter (key like '%.low') as low,
        max(number) filter (key like '%.high') as high
    from facts
    where key in ('rir.main.low', 'rir.main.high', 'rir.accessory.low', 'rir.accessory.high')
    group by all
),
roles as (select exercise_id, case when is_main then 'main' else 'accessory' end as role from lift_roles),
-- Sets that were too easy to be hard belong here too: they are what a look at the effort is for.
done as (
    select
        s.week,
        r.role,
        s.performed_sets as sets,
        s.effort_rir is not null as is_known,
        s.effort_rir < t.low as is_below,
        s.effort_rir > t.high as is_above
    from judged_sets s
    join roles r using (exercise_id)
    join targets t using (role)
    where s.athlete = $athlete
      and ($to_date::date is null or s.day <= $to_date::date)
      and s.set_type <> 'warmup'
      and not s.inferred_warmup
      and s.set_credit > 0
      and s.reps > 0
),
every_week as (
    select
        w.week,
        t.role,
        t.low,
        t.high,
        coalesce(sum(d.sets), 0) as sets,
        coalesce(sum(d.sets) filter (d.is_known), 0) as known_sets,
        coalesce(sum(d.sets) filter (d.is_below), 0) as below_sets,
        coalesce(sum(d.sets) filter (d.is_above), 0) as above_sets
    from weeks_of_log($athlete, $to_date) w
    cross join targets t
    left join done d on d.week = w.week and d.role = t.role
    group by all
)
select
    week,
    role,
    low,
    high,
    sum(sets) over four_weeks as sets,
    sum(known_sets) over four_weeks as known_sets,
    sum(below_sets) over four_weeks as below_sets,
    sum(above_sets) over four_weeks as above_sets
from every_week, spans
window four_weeks as (partition by role order by week rows between weeks_before preceding and current row)
order by week, role desc
