-- The workouts of the file. `brought_by` is the import that already holds the same version (this one, where none does),
-- `is_known` whether one does.
create or replace temp table staged_versions as
with workouts as (
    select athlete, source, minute, hash(list(print order by print)) as version, count(*)::integer as sets,
           min(file_order) as first_row, max(file_order) as last_row
    from staged group by all
),
known as (
    select athlete, source, minute, version, min(brought_by) as brought_by
    from versions where version is not null group by all
)
select
    w.athlete, w.source, w.minute, w.version, w.sets,
    coalesce(k.brought_by, $import_id) as brought_by,
    k.brought_by is not null as is_known,
    w.first_row = min(w.first_row) over file as is_first,
    w.last_row = max(w.last_row) over file as is_last,
    max(w.minute) over file as file_last
from workouts w
left join known k using (athlete, source, minute, version)
window file as (partition by w.athlete, w.source);
