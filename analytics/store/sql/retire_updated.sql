-- The log's version of every workout that the file brings in another version.
update sets set retired_by = $import_id
from groups g
where sets.retired_by is null and g.outcome = 'updated'
  and sets.athlete = g.athlete and sets.source = g.source and date_trunc('minute', sets.started_at) = g.minute;
