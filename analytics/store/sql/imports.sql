-- Every change of the log, newest first.
select import_id, imported_at, kind, file, format, athlete, unit, unit_how, date_order, date_order_how, time_zone,
       time_zone_how, encoding, delimiter, rows, added, unchanged, updated, skipped, rejected, skipped_why,
       first_at, last_at, undone_at
from imports order by import_id desc;
