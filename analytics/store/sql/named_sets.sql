-- Sets by what they are rather than by their numbers: the change that brought the set they began as, its line there and which
-- of that line's it is (the order of their numbers is that of the file), and the edit that they came from.
with recursive lineage as (
    select set_id, set_id as root, replaces from sets where set_id in (select unnest($set_ids::bigint[]))
    union all
    select l.set_id, s.set_id, s.replaces from lineage l join sets s on s.set_id = l.replaces
),
roots as (select set_id, root from lineage where replaces is null),
lines as (select distinct import_id, coalesce(source_line, -1) as line from sets where set_id in (select root from roots)),
places as (
    select s.set_id as root, s.import_id, s.source_line,
           row_number() over (partition by s.import_id, s.source_line order by s.set_id) as nth
    from sets s join lines l on l.import_id = s.import_id and l.line = coalesce(s.source_line, -1)
    where s.replaces is null
)
select s.set_id, p.import_id as change, p.source_line as line, p.nth,
       case when s.replaces is not null then s.import_id end as edit,
       s.athlete, s.started_at, s.exercise, s.block, s.set_number, s.weight_kg, s.reps
from roots r join places p using (root) join sets s using (set_id);
