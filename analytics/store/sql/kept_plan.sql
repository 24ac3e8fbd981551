-- The newest plan of a week that stands.
select plan_id, plan
from plans
where athlete = $athlete and week = $week and undone_at is null
order by plan_id desc
limit 1;
