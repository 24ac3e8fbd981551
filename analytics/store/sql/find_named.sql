-- The sets that are named as `sql/named_sets` does it (the frame `named`, by `place`): the one in that place, if it is of that
-- exercise; else, where files are read otherwise than before, one that says the same, current ones first.
with recursive lines as (select distinct change, coalesce(line, -1) as line from named),
numbered as (
    select s.set_id, s.import_id, coalesce(s.source_line, -1) as line, s.exercise,
           row_number() over (partition by s.import_id, s.source_line order by s.set_id) as nth
    from sets s join lines l on l.change = s.import_id and l.line = coalesce(s.source_line, -1)
    where s.replaces is null
),
family as (
    select n.place, n.edit, r.set_id, null::integer as came_from
    from named n
    join numbered r on r.import_id = n.change and r.line = coalesce(n.line, -1) and r.nth = n.nth
    union all
    select f.place, f.edit, s.set_id, s.import_id from family f join sets s on s.replaces = f.set_id
),
found as (
    select f.place, f.set_id, 1 as choice
    from family f join named n using (place) join sets s on s.set_id = f.set_id
    where f.came_from is not distinct from f.edit and s.exercise = n.exercise
    union all
    select n.place, s.set_id, case when s.retired_by is null then 2 else 3 end
    from named n
    join sets s
        on s.athlete = n.athlete and s.started_at = n.started_at::timestamp and s.exercise = n.exercise
        and s.block = n.block and s.set_number = n.set_number
        and s.weight_kg is not distinct from n.weight_kg and s.reps is not distinct from n.reps
)
select place, arg_min(set_id, (choice, set_id)) as set_id from found group by place;
