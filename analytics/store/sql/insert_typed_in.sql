-- Sets typed in add to whatever version of their workout is current.
insert into versions by name
select $import_id as import_id, g.athlete, g.source, g.minute, null as version, min(i.import_id) as brought_by,
       any_value(g.sets) as sets, false as is_first, false as is_last, any_value(g.file_last) as file_last
from staged_versions g
left join sets s
    on s.retired_by is null and s.replaces is null
    and s.athlete = g.athlete and s.source = g.source and date_trunc('minute', s.started_at) = g.minute
left join imports i on i.import_id = s.import_id and i.kind = 'file'
group by g.athlete, g.source, g.minute;
