-- Every plan that an athlete kept, newest first; goal and kind as the plan itself says.
select
    plan_id,
    week,
    made_at,
    json_extract_string(plan, '$.goal') as goal,
    json_extract_string(plan, '$.kind') as kind,
    undone_at
from plans
where athlete = $athlete
order by plan_id desc;
