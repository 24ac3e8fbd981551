-- Edits made here to sets of a change that is taken back go with it.
with recursive descendants as (
    select set_id from sets where import_id = $import_id
    union all
    select s.set_id from sets s join descendants d on s.replaces = d.set_id
)
update sets set retired_by = $import_id
where retired_by is null and set_id in (select set_id from descendants);
