-- Every change of a log that has no journal, oldest first, with whose workouts it holds.
select i.import_id, i.kind, i.imported_at, i.athlete, i.file, i.sha256, i.format, i.unit, i.unit_how, i.date_order,
       i.date_order_how, i.time_zone, i.time_zone_how, i.rows, i.added, i.unchanged, i.updated, i.rejected, i.skipped_why,
       i.undone_at, coalesce(v.athletes, []) as athletes, r.told
from imports i
left join (select import_id, list(distinct athlete order by athlete) as athletes from versions group by all) v
    using (import_id)
left join (select import_id, any_value(told) as told from readings group by all) r using (import_id)
order by i.import_id;
