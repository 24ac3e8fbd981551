-- Which file holds which version of a workout, and what edits took out: from these two it follows which sets are
-- current, whatever the order in which files came.
create table versions (
    import_id  integer   not null,  -- the file (or the session typed in) that holds the workout
    athlete    varchar   not null,
    source     varchar   not null,
    minute     timestamp not null,  -- start of the workout, to the minute
    version    ubigint,             -- fingerprint of its sets; NULL for sets typed in, which add to a workout
    brought_by integer,             -- the import whose rows these are; for sets typed in, what they were added to
    sets       integer   not null,
    is_first   boolean   not null,  -- first or last workout of its file in the order of its rows: a file that was cut
    is_last    boolean   not null,  -- may hold a part of it
    file_last  timestamp not null   -- start of the last workout of the file: the later, the newer the export
);
create table removals (
    change_id integer not null,  -- an edit or a deletion
    set_id    bigint  not null   -- the set that it took out
);

insert into removals
select s.retired_by, s.set_id from sets s join imports i on i.import_id = s.retired_by where i.kind in ('edit', 'delete');
insert into removals
select s.import_id, s.replaces from sets s join imports i on i.import_id = s.import_id
where i.kind = 'edit' and i.undone_at is not null and s.replaces is not null;

insert into versions
with rows as (
    select s.*, i.kind, date_trunc('minute', s.started_at) as minute,
           hash(row(s.started_at, s.workout, s.exercise, s.block, s.set_number, s.set_type, round(s.weight_kg, 6), s.reps,
                    s.rir, round(s.distance_m, 3), s.duration_s, s.side, s.note)) as print
    from sets s join imports i using (import_id)
    where i.kind in ('file', 'manual')
)
select import_id, athlete, source, minute,
       case when any_value(kind) = 'file' then hash(list(print order by print)) end as version,
       case when any_value(kind) = 'file' then import_id end as brought_by,
       count(*) as sets, false as is_first, false as is_last,
       max(max(minute)) over (partition by import_id, athlete, source) as file_last
from rows group by import_id, athlete, source, minute;
