-- Hard sets of each kind of lift over the weeks up to each week: all of them, and those below and above the kind's range of reps.
with limits as (
    select
        max(number) filter (key = 'bal.window_weeks')::integer - 1 as weeks_before,
        max(number) filter (key = 'reps.curl.near_failure_high') as curl_high,
        max(number) filter (key = 'reps.curl.near_failure_rir') as curl_rir
    from facts
),
ranges as (
    select
        split_part(key, '.', 2) as lift_group,
        max(number) filter (key like '%.low') as low,
        max(number) filter (key like '%.high') as high
    from facts
    where key like 'reps.%.low' or key like 'reps.%.high'
    group by all
),
-- The catalogue's usual reps tell deadlifts (up to 8) and swings (from 10) from their neighbours; moves whose load nobody
-- chooses (bodyweight, bands) and cable hinges have reps of their own and no range here.
grouped as (
    select
        id as exercise_id,
        case
            when load_kind <> 'external' then null
            when unilateral and pattern in ('hinge', 'lunge') then 'single_leg'
            when pattern = 'hinge' and e1rm = 'yes' and try_cast(rep_hi as integer) <= 8 then 'deadlift'
            when pattern = 'hinge' and e1rm = 'yes' and coalesce(try_cast(rep_hi as integer), 12) <= 12 then 'hinge'
            when pattern = 'bridge' and e1rm = 'yes' and not unilateral then 'thrust'
            when pattern = 'knee_flexion' then 'curl'
            when pattern = 'swing' and try_cast(rep_lo as integer) >= 10 then 'swing'
        end as lift_group
    from exercises
),
done as (
    select
        s.week,
        g.lift_group,
        s.performed_sets as sets,
        s.reps < r.low as is_below,
        s.reps > case
            when g.lift_group = 'curl' and s.effort_rir <= l.curl_rir then greatest(l.curl_high, r.high) else r.high
        end as is_above
    from judged_sets s
    join grouped g using (exercise_id)
    join ranges r using (lift_group)
    cross join limits l
    where s.is_hard and s.reps > 0 and s.athlete = $athlete and ($to_date::date is null or s.day <= $to_date::date)
),
every_week as (
    select
        w.week,
        r.lift_group,
        r.low,
        r.high,
        coalesce(sum(d.sets), 0) as sets,
        coalesce(sum(d.sets) filter (d.is_below), 0) as below_sets,
        coalesce(sum(d.sets) filter (d.is_above), 0) as above_sets
    from weeks_of_log($athlete, $to_date) w
    cross join ranges r
    left join done d on d.week = w.week and d.lift_group = r.lift_group
    group by all
)
select
    week,
    lift_group as "group",
    low,
    high,
    sum(sets) over four_weeks as sets,
    sum(below_sets) over four_weeks as below_sets,
    sum(above_sets) over four_weeks as above_sets
from every_week, limits
window four_weeks as (partition by lift_group order by week rows between weeks_before preceding and current row)
order by week, lift_group
