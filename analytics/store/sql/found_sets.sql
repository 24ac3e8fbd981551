-- One page of an athlete's current sets, newest workout first, as they were done within it, an edited one where it was
-- done: the columns of `current_sets` with `came_from` (the file a set first came from, however often it was edited),
-- `is_edited` and `found_in_all`. A page beyond the last one is the last one.
with recursive lineage as (
    select set_id, replaces from sets where retired_by is null and replaces is not null and athlete = $athlete
    union all
    select l.set_id, s.replaces from lineage l join sets s on s.set_id = l.replaces where s.replaces is not null
),
origin as (
    select l.set_id, i.file, s.import_id as first_import_id, s.set_id as first_set_id
    from lineage l join sets s on s.set_id = l.replaces join imports i using (import_id)
    where s.replaces is null
),
found as (
    select c.set_id, c.started_at, c.source_line, coalesce(o.first_import_id, c.import_id) as first_import_id,
           coalesce(o.first_set_id, c.set_id) as first_set_id, coalesce(o.file, c.file) as came_from,
           o.set_id is not null as is_edited
    from current_sets c left join origin o using (set_id)
    where c.athlete = $athlete
      and ($from_date is null or c.day >= $from_date)
      and ($to_date is null or c.day <= $to_date)
      and ($exercise_id is null or c.exercise_id = $exercise_id)
      and ($muscle is null
           or c.exercise_id in (select exercise_id from contributions where muscle = $muscle and weight > 0))
      and ($search = ''
           or contains(lower(c.exercise || ' ' || coalesce(c.workout, '') || ' ' || coalesce(c.note, '')), lower($search)))
      and ($file is null or coalesce(o.file, c.file) = $file)
),
placed as (
    select set_id, came_from, is_edited,
           row_number() over (order by started_at desc, first_import_id, source_line nulls last, first_set_id) as place,
           count(*) over () as found_in_all
    from found
)
select c.*, p.came_from, p.is_edited, p.found_in_all
from placed p join current_sets c using (set_id)
where (p.place - 1) // $rows = least($page - 1, (p.found_in_all - 1) // $rows)
order by p.place;
