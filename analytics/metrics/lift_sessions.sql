-- Sessions of each lift and day, oldest first: its hard sets' top load, the reps at that load and at any, their least RIR, beside
-- the smallest difference between two loads that the lifter ever worked with on it. Assistance is no load: those sets have 0 kg.
with loads as (
    select distinct exercise_id, weight_kg as kg
    from current_sets
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
        *,
        case when load_kind = 'assisted' then 0 else coalesce(weight_kg, 0) end as kg,
        max(kg) over (partition by exercise_id, day) as heaviest_kg
    from judged_sets
    where athlete = $athlete
      and ($to_date::date is null or day <= $to_date::date)
      and is_hard
      and exercise_id is not null
)
select
    h.exercise_id,
    e.equipment,
    r.is_main,
    try_cast(e.rep_hi as double) as top_reps,
    h.day,
    max(h.load_kind) as load_kind,
    max(h.kg) as weight_kg,
    min(h.reps) as fewest_reps,
    min(h.reps) filter (heaviest_kg - kg < fact('prog.least_step_kg')) as fewest_at_top,
    max(h.reps) filter (heaviest_kg - kg < fact('prog.least_step_kg')) as most_at_top,
    min(h.effort_rir) as least_rir,
    any_value(t.step_kg) as step_kg
from hard h
join exercises e on e.id = h.exercise_id
join lift_roles r on r.exercise_id = h.exercise_id
left join smallest_steps t on t.exercise_id = h.exercise_id
group by all
order by h.exercise_id, h.day
