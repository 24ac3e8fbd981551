-- Sessions of each lift and day, oldest first: its hard sets' top load, the reps at that load and at any, their least RIR, beside
-- the smallest difference between two loads that the lifter ever worked with on it. Assistance is no load: those sets have 0 kg.
with loads as (
    select distinct exercise_id, weight_kg as kg
    from judged_sets
    where athlete = $athlete
      and ($to_date::date is null or day <= $to_date::date)
      and exercise_id is not null
      and weight_kg > 0
      and set_type <> 'warmup'
),
between_loads as (
    select exercise_id, kg - lag(kg) over (partition by exercise_id order by kg) as step_kg from loads
),
smallest_steps as (
    -- 20.4 and 20.41 kg are one load in two units
    select exercise_id, min(step_kg) as step_kg from between_loads where step_kg >= fact('prog.least_step_kg') group by all
),
hard as (
    select
        exercise_id,
        day,
        load_kind,
        reps,
        effort_rir,
        case when load_kind = 'assisted' then 0 else coalesce(weight_kg, 0) end as kg
    from judged_sets
    where athlete = $athlete
      and ($to_date::date is null or day <= $to_date::date)
      and is_hard
      and exercise_id is not null
),
tops as (
    select
        exercise_id,
        day,
        max(load_kind) as load_kind,
        max(kg) as weight_kg,
        min(reps) as fewest_reps,
        min(effort_rir) as least_rir
    from hard
    group by all
),
at_top as (
    select h.exercise_id, h.day, min(h.reps) as fewest_at_top, max(h.reps) as most_at_top
    from hard h
    join tops t using (exercise_id, day)
    where t.weight_kg - h.kg < fact('prog.least_step_kg')
    group by all
)
select
    t.exercise_id,
    e.equipment,
    r.is_main,
    try_cast(e.rep_hi as double) as top_reps,
    t.day,
    t.load_kind,
    t.weight_kg,
    t.fewest_reps,
    a.fewest_at_top,
    a.most_at_top,
    t.least_rir,
    s.step_kg
from tops t
join at_top a using (exercise_id, day)
join exercises e on e.id = t.exercise_id
join lift_roles r on r.exercise_id = t.exercise_id
left join smallest_steps s on s.exercise_id = t.exercise_id
order by t.exercise_id, t.day
