-- Staged rows by workout (athlete, source, start minute), beside what the log already holds of that workout.
-- bag: order-free fingerprint of the rows; filed_bag: of the rows as imported, before edits made here.
create or replace temp table groups as
with staged_groups as (
    select athlete, source, minute, count(*) as staged_rows,
           list(print order by print) as bag,
           list(essence order by essence) as essence_bag
    from staged group by all
),
logged as (
    select s.*, date_trunc('minute', s.started_at) as minute, i.kind as brought_by, r.kind as retired_kind
    from sets s
    join imports i using (import_id)
    left join imports r on r.import_id = s.retired_by
    semi join staged_groups g
        on g.athlete = s.athlete and g.source = s.source and g.minute = date_trunc('minute', s.started_at)
    where i.undone_at is null
),
printed as (
    select *, set_print(started_at, workout, exercise, block, set_number, set_type, weight_kg, reps, rir,
                        distance_m, duration_s, side, note) as print
    from logged
),
logged_groups as (
    select athlete, source, minute,
           count(*) filter (retired_by is null) as current_rows,
           list(print order by print) filter (retired_by is null) as bag,
           list(print order by print) filter (
               brought_by in ('file', 'manual') and (retired_by is null or retired_kind in ('edit', 'delete'))) as filed_bag,
           bool_or((brought_by = 'edit' and retired_by is null)
                   or (retired_kind in ('edit', 'delete') and brought_by in ('file', 'manual'))) as is_edited
    from printed group by all
)
select
    g.athlete, g.source, g.minute, g.staged_rows, g.essence_bag,
    case
        when l.minute is null or (coalesce(l.current_rows, 0) = 0 and not l.is_edited) then 'new'
        when g.bag = l.bag or g.bag = l.filed_bag then 'unchanged'
        when l.is_edited then 'edited_here'
        else 'updated'
    end as outcome
from staged_groups g
left join logged_groups l using (athlete, source, minute);
