-- Sets that can be a lift's best of the day, by lift and time: loaded from outside, whatever was left in reserve, warm-ups left out.
select exercise_id, day, reps, weight_kg
from lift_sets
where athlete = $athlete and ($to_date::date is null or day <= $to_date::date) and not is_bodyweight
