-- Sessions of loaded lifts with a rep range, oldest first: their hard sets' fewest reps, least RIR and top load, beside the smallest
-- difference between two loads that the lifter ever worked with on it.
with ranges as (
    select
        e.id as exercise_id,
        e.equipment,
        try_cast(e.rep_hi as double) as top_reps,
        r.is_main
    from exercises e
    join lift_roles r on r.exercise_id = e.id
    where load_kind = 'external' and try_cast(rep_hi as double) > 0
),
loads as (
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
)
select
    s.exercise_id,
    r.equipment,
    r.is_main,
    r.top_reps,
    s.day,
    min(s.reps) as fewest_reps,
    min(s.effort_rir) as least_rir,
    max(s.weight_kg) as weight_kg,
    any_value(t.step_kg) as step_kg
from judged_sets s
join ranges r using (exercise_id)
left join smallest_steps t using (exercise_id)
where s.athlete = $athlete
  and ($to_date::date is null or s.day <= $to_date::date)
  and s.is_hard
  and s.load_kind = 'external'
  and s.weight_kg > 0
  and s.reps > 0
group by all
order by s.exercise_id, s.day
