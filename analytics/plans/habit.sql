-- What was done before a planned week: one row a day and exercise (or name without one), in the order of the day; warm-ups are left out.
-- Looked at are the last full weeks before `first_open` (or before the log ended) and what came after them.
with done as (
    select
        *,
        case
            when kind is null then 'not recognised'
            when set_credit is null or set_credit <= 0 then 'without set credit'
        end as left_out,
        row_number() over (partition by day order by started_at, import_id, source_line nulls last, set_id) as place
    from judged_sets
    where athlete = $athlete
      and day <= $to_date::date
      and set_type <> 'warmup'
      and not inferred_warmup
),
reach as (
    select least($first_open::date, max(week) + 7) as first_open from done where left_out is null
)
select
    d.week,
    d.day,
    d.week >= r.first_open as is_running,
    d.exercise_id,
    coalesce(e.name, min(d.exercise)) as name,
    d.left_out,
    sum(d.performed_sets) as sets,
    coalesce(sum(d.performed_sets) filter (d.is_hard), 0) as hard_sets,
    coalesce(
        median(case when d.load_mode = 'hold' and d.duration_s > 0 then d.duration_s else d.reps end) filter (d.is_hard), 1
    ) as reps,
    min(d.place) as place,
    arg_min(d.workout, d.place) filter (d.workout is not null) as workout,
    min(d.started_at) filter (d.started_at > d.day::timestamp) as started_at
from done d
cross join reach r
left join exercises e on e.id = d.exercise_id
where d.week >= r.first_open - (7 * fact('plan.look_back_weeks'))::integer
group by d.week, d.day, r.first_open, d.exercise_id, case when d.exercise_id is null then d.exercise end, e.name, d.left_out
order by d.day, place
