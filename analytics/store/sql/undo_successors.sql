-- Rows that a change replaced, and who holds them once it is taken back: a later change that replaced its rows in turn,
-- the rows' own change where that was taken back as well, or nobody (they are current again).
create or replace temp table comebacks as
with replaced as (
    select set_id, import_id, athlete, source, date_trunc('minute', started_at) as minute
    from sets where retired_by = $import_id and import_id <> $import_id
),
own as (
    select s.replaces, s.athlete, s.source, date_trunc('minute', s.started_at) as minute, s.retired_by, r.kind as retired_kind
    from sets s join imports r on r.import_id = s.retired_by
    where s.import_id = $import_id and s.retired_by <> $import_id
),
later_edit as (select replaces as set_id, max(retired_by) as successor from own where replaces is not null group by all),
later_file as (
    select athlete, source, minute, max(retired_by) as successor
    from own where replaces is null and retired_kind = 'file' group by all
)
select r.set_id,
       coalesce(e.successor, f.successor, case when i.undone_at is not null then r.import_id end) as retired_by
from replaced r
join imports i on i.import_id = r.import_id
left join later_edit e on e.set_id = r.set_id
left join later_file f on f.athlete = r.athlete and f.source = r.source and f.minute = r.minute;
