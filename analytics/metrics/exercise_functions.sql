-- Hard sets by muscle and exercise in the last full weeks, with what the catalogue says of the movement.
with span as (
    select
        coalesce(date_trunc('week', $to_date::date + 1)::date, max(week) + 7) as until,
        (7 * fact('bal.window_weeks'))::integer as days
    from weeks_of_log($athlete, $to_date)
)
select
    m.muscle,
    c.exercise_id,
    sum(c.hard_sets * m.weight) as hard_sets,
    any_value(m.is_direct) as direct,
    any_value(e.pattern) as pattern,
    any_value(e.ham_length_bias) as ham_length,
    any_value(e.unilateral) as unilateral,
    count(distinct c.started_at) as sessions,
    any_value(s.until - s.days) as window_from,
    any_value(s.until - 1) as window_to
from span s
join session_credits c on c.week >= s.until - s.days and c.week < s.until
join muscle_weights m using (exercise_id)
join exercises e on e.id = c.exercise_id
where c.athlete = $athlete and m.weight > 0
group by m.muscle, c.exercise_id
order by m.muscle, hard_sets desc, c.exercise_id
