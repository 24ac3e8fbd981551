-- What `retired_by` of each set of the affected workouts has to be; NULL for those that are current.
create or replace temp table verdicts as
with recursive family as (
    select s.set_id, s.set_id as root, s.import_id, s.retired_by, s.athlete, s.source,
           date_trunc('minute', s.started_at) as minute, s.import_id as root_import
    from sets s
    semi join affected a
        on a.athlete = s.athlete and a.source = s.source and a.minute = date_trunc('minute', s.started_at)
    where s.replaces is null
    union all
    select s.set_id, f.root, s.import_id, s.retired_by, f.athlete, f.source, f.minute, f.root_import
    from family f join sets s on s.replaces = f.set_id
),
judged as (
    select f.*,
           case
               when i.undone_at is not null and (i.kind <> 'file') then f.import_id
               when r.kind = 'manual' and r.undone_at is not null then f.root_import
               when r.kind = 'file' and c.brought_by is distinct from f.root_import
                    and c.joined_by is distinct from f.root_import then coalesce(c.decided_by, f.root_import)
               when x.change_id is not null then x.change_id
               else h.held_by
           end as verdict
    from family f
    join imports i on i.import_id = f.import_id
    join imports r on r.import_id = f.root_import
    left join chosen c on c.athlete = f.athlete and c.source = f.source and c.minute = f.minute
    left join removed x on x.set_id = f.set_id
    left join doubles h on h.athlete = f.athlete and h.source = f.source and h.minute = f.minute
)
select set_id, retired_by, verdict from judged where verdict is distinct from retired_by;
