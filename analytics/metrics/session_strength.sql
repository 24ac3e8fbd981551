-- Sets fit for a strength estimate: of each day and exercise the heaviest at every (reps, RIR), beside the lift's usual reps.
-- Lifts of the whole body (e1rm 'bw') only where a bodyweight is known, and never with assistance.
-- Without $athlete everybody's: a lift is then athlete and exercise, parted by chr(31), so that what judges lifts judges all of them at
-- once. $from_date leaves out days before it, $since the lifts that were not done after it.
with eligible as (
    select
        s.day,
        s.started_at,
        case when $athlete::varchar is null then s.athlete || chr(31) || s.exercise_id else s.exercise_id end as exercise_id,
        s.set_id,
        s.position,
        coalesce(s.weight_kg, 0) as weight_kg,
        case when s.e1rm = 'bw' then $bodyweight_kg::double end as bodyweight_kg,
        s.reps,
        s.effort_rir as rir,
        s.reps + coalesce(s.effort_rir, 0) as effective_reps,
        s.set_type = 'failure' as is_failure,
        s.e1rm = 'lp' as is_leg_press
    from judged_sets s, hard_set_limits l
    where ($athlete::varchar is null or s.athlete = $athlete)
      and ($from_date::date is null or s.day >= $from_date::date)
      and ($to_date::date is null or s.day <= $to_date::date)
      and s.reps >= 1
      and (
          (s.e1rm in ('yes', 'lp') and s.load_kind = 'external' and s.weight_kg > 0)
          or (
              s.e1rm = 'bw' and $bodyweight_kg::double is not null
              and s.load_kind <> 'assisted' and coalesce(s.weight_kg, 0) >= 0
          )
      )
      and s.set_type <> 'warmup'
      and not s.inferred_warmup
      and coalesce(s.effort_rir, 0) <= l.max_e1rm_rir
),
last_days as (
    select exercise_id, max(day) as last_day
    from eligible
    group by exercise_id
    having $since::date is null or max(day) > $since::date
),
recent_reps as (
    select e.exercise_id, e.effective_reps
    from eligible e
    join last_days using (exercise_id)
    where e.day > last_day - (7 * fact('e1rm.reference.window_weeks'))::integer
),
rep_counts as (
    select exercise_id, round(effective_reps) as effective_reps, count(*) as sets from recent_reps group by all
),
usual_reps as (
    select exercise_id, median_reps, modal_reps
    from (select exercise_id, median(effective_reps) as median_reps from recent_reps group by exercise_id)
    join (select exercise_id, arg_min(effective_reps, (-sets, effective_reps)) as modal_reps from rep_counts group by exercise_id)
        using (exercise_id)
)
select
    e.day,
    arg_min(e.started_at, (-e.weight_kg, e.started_at, e.position)) as started_at,
    e.exercise_id,
    arg_min(e.set_id, (-e.weight_kg, e.started_at, e.position)) as set_id,
    max(e.weight_kg) as weight_kg,
    any_value(e.bodyweight_kg) as bodyweight_kg,
    e.reps,
    e.rir,
    e.effective_reps,
    e.is_failure,
    e.is_leg_press,
    u.median_reps,
    u.modal_reps
from eligible e
join usual_reps u using (exercise_id)
group by all
