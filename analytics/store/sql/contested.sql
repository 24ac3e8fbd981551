-- Whether anything else in the log speaks of the athletes' workouts that a file holds which came in before ($before): another
-- file or reading, a session typed in, an edit, another app; or that import was taken back. Where nothing does, the file once
-- more changes no set.
with athletes as (select distinct athlete from staged_versions),
same as (select import_id from readings where stamp = $stamp)
select
    exists (select 1 from versions v semi join staged_versions g using (athlete, source, minute)
            where v.import_id not in (select import_id from same))
    or exists (select 1 from imports where sha256 = $sha256 and import_id not in (select import_id from same)
               and import_id <> $import_id)
    or exists (select 1 from imports where import_id = $before and undone_at is not null)
    or exists (select 1 from versions semi join athletes using (athlete) group by athlete having count(distinct source) > 1)
    or exists (select 1 from removals r join sets s using (set_id) semi join athletes a on a.athlete = s.athlete);
