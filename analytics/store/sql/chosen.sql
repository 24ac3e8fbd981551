-- For each affected workout, the version that counts (`brought_by`: whose rows they are; NULL where no file stands) and
-- who decided so. A workout that was edited here keeps the version that was edited. Else the newest export wins, that is
-- the file whose last workout is the latest, and among these the one that came last.
create or replace temp table chosen as
with of_files as (from standing where version is not null),
edits as (
    select s.athlete, s.source, date_trunc('minute', s.started_at) as minute, s.import_id as brought_by, r.change_id
    from removed r join sets s using (set_id) join imports i using (import_id)
    where s.replaces is null and i.kind = 'file'
    union all
    select athlete, source, minute, brought_by, import_id from standing where version is null
),
edited as (
    select athlete, source, minute,
           arg_max_null(brought_by, change_id) as brought_by, max(change_id) as decided_by
    from edits e
    where brought_by is null
       or exists (select 1 from of_files f
                  where f.athlete = e.athlete and f.source = e.source and f.minute = e.minute
                    and f.brought_by = e.brought_by)
    group by all
),
newest as (
    select athlete, source, minute,
           arg_max(brought_by, (file_last, import_id)) as brought_by,
           arg_max(import_id, (file_last, import_id)) as decided_by
    from of_files
    anti join cut_off using (import_id, athlete, source, minute)
    group by all
)
select
    a.athlete, a.source, a.minute,
    case when e.minute is null then n.brought_by else e.brought_by end as brought_by,
    case when e.minute is null then n.decided_by else e.decided_by end as decided_by,
    e.minute is not null as is_edited_here
from affected a
left join edited e using (athlete, source, minute)
left join newest n using (athlete, source, minute);
