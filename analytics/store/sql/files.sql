-- The files that an athlete's current sets first came from.
with recursive lineage as (
    select set_id, replaces, import_id from sets where retired_by is null and athlete = $athlete
    union all
    select s.set_id, s.replaces, s.import_id from lineage l join sets s on s.set_id = l.replaces
)
select distinct i.file from lineage l join imports i using (import_id) where l.replaces is null order by 1;
