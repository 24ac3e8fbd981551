-- What came of a file, once it is merged.
update imports set added = $added, unchanged = $unchanged, updated = $updated, skipped = $skipped, skipped_why = $skipped_why
where import_id = $import_id;
