-- Names that resolve to no exercise and were not called "not a lift", with the sets they hold.
select exercise as name, count(*)::integer as sets
from current_sets
where exercise_id is null and kind is null and ($athlete is null or athlete = $athlete)
group by exercise order by sets desc, name;
