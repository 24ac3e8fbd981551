-- Hard sets that each exercise gave each muscle, week by week; weeks without any have no row.
select
    c.week,
    m.muscle,
    c.exercise_id,
    sum(c.hard_sets * m.weight) as hard_sets,
    coalesce(sum(c.hard_sets * m.weight) filter (m.is_direct), 0) as direct_sets
from session_credits c
join muscle_weights m using (exercise_id)
where c.athlete = $athlete
  and m.weight > 0
  and ($to_date::date is null or c.started_at::date <= $to_date::date)
group by all
order by c.week, m.muscle, hard_sets desc, c.exercise_id
