-- The sets behind the volume numbers: one row a set and muscle, newest workout first, in the order they were done.
select * exclude (position)
from set_credits
where athlete = $athlete
  and ($from_date::date is null or day >= $from_date::date)
  and ($to_date::date is null or day <= $to_date::date)
  and ($muscle::varchar is null or muscle = $muscle)
order by started_at desc, import_id, source_line nulls last, set_id, muscle
