-- The workouts whose current sets may change when a change is made or taken back.
create or replace temp table affected as
with recursive ancestors as (
    select set_id, replaces, athlete, source, started_at from sets
    where import_id = $import_id or set_id in (select set_id from removals where change_id = $import_id)
    union
    select s.set_id, s.replaces, s.athlete, s.source, s.started_at from sets s join ancestors a on s.set_id = a.replaces
),
read_before as (
    select v.athlete, v.source, v.minute
    from versions v join imports i using (import_id)
    where i.sha256 = (select sha256 from imports where import_id = $import_id)
)
select athlete, source, date_trunc('minute', started_at) as minute from ancestors where replaces is null
union
select athlete, source, minute from versions where import_id = $import_id
union
select athlete, source, minute from read_before;
