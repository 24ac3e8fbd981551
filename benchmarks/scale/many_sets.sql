-- Sets of athletes who train for ten years: 50,000 sets each, in 2,500 workouts of four lifts with five sets, the first of them light.
-- No chance in it: the same sets for the same number, made as whole columns.
insert into sets (
    set_id, athlete, started_at, workout, exercise, block, set_number, set_type, weight_kg, reps, rir, source, import_id, source_line
)
with numbered as (
    select
        i,
        i // $sets_each as athlete_number,
        (i % $sets_each) // 20 as workout_number,
        (i % 20) // 5 as lift_number,
        i % 5 as sets_before,
        (i * 7919 + (i // $sets_each) * 104729) % 997 as mixed
    from range($sets) s(i)
),
lifts as (
    select *, $exercises[1 + (workout_number * 4 + lift_number) % len($exercises)] as exercise from numbered
)
select
    i + 1,
    format('athlete {:05d}', athlete_number),
    timestamp '2016-01-04 17:00:00'
        + to_days((workout_number * 146 // 100)::integer)
        + to_minutes((workout_number * 13 + athlete_number * 7) % 120),
    format('Session {}', 1 + workout_number % 6),
    exercise,
    1 + lift_number,
    1 + sets_before,
    case when sets_before = 0 and workout_number % 2 = 0 then 'warmup' else 'working' end,
    case when sets_before = 0 then 0.5 else 1 end * (40 + 2.5 * (workout_number // 100 + athlete_number % 8 + mixed % 3)),
    5 + mixed % 8,
    case when mixed % 3 > 0 then mixed % 5 end,
    'hindsight',
    $import_id,
    i
from lifts
