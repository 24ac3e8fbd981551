-- What the lifter really does: recognised strength exercises with their sets, most sets first.
select c.exercise_id, e.name, e.pattern, max(c.day) as last_day, count(*)::integer as sets
from current_sets c
join exercises e on e.id = c.exercise_id
where c.athlete = $athlete
  and e.kind = 'strength'
  and ($to_date::date is null or c.day <= $to_date::date)
group by all
order by sets desc, c.exercise_id
