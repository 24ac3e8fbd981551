-- Loads far off what the lifter does in that lift: one row a set in doubt, with what was usual around it.
-- Strength is the logarithm of the set's estimated maximum, so that a heavy single and a light set of ten compare.
with limits as (
    select
        max(number) filter (key = 'quality.load_ratio') as high_ratio,
        max(number) filter (key = 'quality.slip_ratio') as slip_ratio,
        max(number) filter (key = 'quality.spreads') as spreads,
        max(number) filter (key = 'quality.least_spread') / 100 as least_spread,
        max(number) filter (key = 'quality.least_workouts') as least_workouts,
        max(number) filter (key = 'e1rm.k') as k,
        max(number) filter (key = 'e1rm.max_n_soft') as max_n
    from facts
),
lifts as (
    select
        c.*,
        ln(c.weight_kg * (1 + l.k * (least(coalesce(nullif(c.reps, 0), 1), l.max_n) - 1))) as strength,
        case when c.load_kind = 'external' then l.high_ratio else l.slip_ratio end as ratio  -- body weight is not in the load
    from current_sets c, limits l
    where c.athlete = $athlete and c.weight_kg > 0 and coalesce(c.kind, 'strength') = 'strength' and c.load_kind <> 'assisted'
),
bests as (
    select exercise, started_at, max(strength) as best, max(weight_kg) as top_kg
    from lifts where set_type <> 'warmup' group by all
),
usual as (
    -- a workout's best beside those of the workouts around it, itself left out: progress before and after it is in there
    select
        *,
        count(*) over around as workouts,
        median(best) over around as middle,
        mad(best) over around * 1.4826 as spread,  -- as a standard deviation, for a normal distribution
        quantile_disc(best, 0.1) over around as low,
        quantile_disc(best, 0.9) over around as high,
        quantile_disc(best, 0.8) over around as rather_high,  -- of five workouts the highest but one
        quantile_disc(top_kg, 0.1) over around as usual_low_kg,
        quantile_disc(top_kg, 0.9) over around as high_kg,
        quantile_disc(top_kg, 0.8) over around as rather_high_kg
    from bests
    window around as (
        partition by exercise order by started_at
        rows between fact('quality.workouts_around')::integer preceding
                 and fact('quality.workouts_around')::integer following exclude current row
    )
),
compared as (
    select f.*, u.* exclude (exercise, started_at), greatest(u.spread, l.least_spread) * l.spreads as far
    from lifts f join usual u using (exercise, started_at), limits l
    where u.workouts >= l.least_workouts
),
off_history as (
    select
        *,
        case
            when strength > high + ln(ratio) and strength > middle + far then 'above'
            -- among few workouts one lost point must not hide another
            when strength > rather_high + ln(l.slip_ratio) and strength > middle + far then 'above'
            -- a light set is a warm-up; only a workout whose best is far below is a slip
            when best < low - ln(l.slip_ratio) and best < middle - far and set_type <> 'warmup' then 'below'
        end as how_off,
        if(strength > high, high_kg, rather_high_kg) as usual_high_kg
    from compared, limits l
),
neighbours as (
    select set_id, lag(weight_kg) over in_block as before_kg, lead(weight_kg) over in_block as after_kg
    from lifts
    where set_type = 'working' and load_kind = 'external'
    window in_block as (partition by exercise, started_at, source, block order by set_number)
)
select
    set_id, started_at, workout, exercise, weight_kg, reps, duration_s, import_id, file, source_line,
    how_off, workouts, usual_low_kg, usual_high_kg
from off_history where how_off is not null
union all
select
    f.set_id, f.started_at, f.workout, f.exercise, f.weight_kg, f.reps, f.duration_s, f.import_id, f.file, f.source_line,
    'between' as how_off, 0 as workouts, least(n.before_kg, n.after_kg) as usual_low_kg, greatest(n.before_kg, n.after_kg) as usual_high_kg
from lifts f join neighbours n using (set_id), limits l
where f.weight_kg * l.slip_ratio < least(n.before_kg, n.after_kg)
  and f.set_id not in (select set_id from off_history where how_off is not null)
order by started_at desc, source_line nulls last, set_id
