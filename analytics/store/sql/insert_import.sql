-- One change of the log: a file, a session typed in, an edit or a deletion.
insert into imports by name
select $import_id as import_id, $kind as kind, $imported_at as imported_at, $athlete as athlete, $file as file,
       $sha256 as sha256, $format as format, $unit as unit, $unit_how as unit_how, $date_order as date_order,
       $date_order_how as date_order_how, $time_zone as time_zone, $time_zone_how as time_zone_how,
       $encoding as encoding, $delimiter as delimiter, $rows as rows, $added as added, $unchanged as unchanged,
       $updated as updated, $skipped as skipped, $rejected as rejected, $skipped_why as skipped_why,
       $first_at as first_at, $last_at as last_at;
