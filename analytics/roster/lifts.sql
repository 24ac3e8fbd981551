-- Everybody's sets fit for a strength value (session_strength.sql) from $from_date on, of the lifts that were done after $since. A lift
-- is athlete and exercise, parted by chr(31), so that what judges lifts judges all of them at once.
with fit as (
    select *
    from lift_sets
    where ($from_date::date is null or day >= $from_date::date)
      and ($to_date::date is null or day <= $to_date::date)
      and is_near_failure
      and (not is_bodyweight or $bodyweight_kg::double is not null)
),
still_done as (
    select athlete, exercise_id
    from fit
    group by athlete, exercise_id
    having $since::date is null or max(day) > $since::date
)
select
    f.athlete || chr(31) || f.exercise_id as exercise_id,
    f.day,
    f.started_at,
    f.set_id,
    f.weight_kg,
    f.reps,
    f.rir,
    f.is_failure,
    f.is_leg_press,
    f.is_bodyweight
from fit f
join still_done using (athlete, exercise_id)
