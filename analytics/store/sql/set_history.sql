-- A set as it was at each step, newest first: as it reads now, before each edit, and as the file brought it.
with recursive lineage as (
    select set_id, replaces, 0 as step from sets where set_id = $set_id
    union all
    select s.set_id, s.replaces, l.step + 1 from lineage l join sets s on s.set_id = l.replaces
)
select s.set_id, i.kind, i.imported_at, i.file, s.import_id, s.source_line, s.started_at, s.workout, s.exercise, s.set_type,
       s.weight_kg, s.reps, s.rir, s.distance_m, s.duration_s, s.side, s.note
from lineage l join sets s on s.set_id = l.set_id join imports i on i.import_id = s.import_id
order by l.step;
