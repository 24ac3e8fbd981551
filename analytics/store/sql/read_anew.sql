-- How many sets of workouts that the file does not hold left with it: an earlier reading of the same bytes had put them
-- elsewhere in time.
select count(*)::integer
from verdicts v join sets s using (set_id)
where v.retired_by is null and v.verdict is not null
  and (s.athlete, s.source, date_trunc('minute', s.started_at)) not in (select (athlete, source, minute) from staged_versions)
  and not exists (select 1 from doubles d
                  where d.athlete = s.athlete and d.source = s.source and d.minute = date_trunc('minute', s.started_at));
