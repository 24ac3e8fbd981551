-- The same file read again by other decisions: what its earlier reading put elsewhere in time is replaced by this one.
update sets set retired_by = $import_id
where retired_by is null
  and import_id in (select import_id from imports
                    where sha256 = $sha256 and kind = 'file' and undone_at is null and import_id <> $import_id)
  and athlete in (select distinct athlete from staged)
  and (athlete, source, date_trunc('minute', started_at)) not in (select (athlete, source, minute) from groups);
