-- The workouts whose current sets may change with this file: those that another file or session also speaks of, and all
-- of an earlier reading of the same bytes.
create or replace temp table affected as
select g.athlete, g.source, g.minute
from staged_versions g
semi join (from versions where import_id <> $import_id) using (athlete, source, minute)
union
select v.athlete, v.source, v.minute
from versions v join imports i using (import_id)
where i.sha256 = $sha256 and v.import_id <> $import_id;
