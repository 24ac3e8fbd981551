-- Sets fit for a strength value, by lift and time: near enough to failure, and lifts of the whole body only where a bodyweight is known.
select
    exercise_id,
    day,
    started_at,
    set_id,
    weight_kg,
    reps,
    rir,
    is_failure,
    is_leg_press,
    is_bodyweight
from lift_sets
where athlete = $athlete
  and ($to_date::date is null or day <= $to_date::date)
  and is_near_failure
  and (not is_bodyweight or $bodyweight_kg::double is not null)
