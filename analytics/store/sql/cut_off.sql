-- Versions at the edge of their file that are only a part of another one: the file was cut there, so they do not count.
create or replace temp table cut_off as
with of_files as (from standing where version is not null)
select distinct part.import_id, part.athlete, part.source, part.minute
from of_files part
join contents p using (athlete, source, minute, brought_by)
join of_files whole
    on whole.athlete = part.athlete and whole.source = part.source and whole.minute = part.minute
join contents w
    on w.athlete = whole.athlete and w.source = whole.source and w.minute = whole.minute and w.brought_by = whole.brought_by
where (part.is_first or part.is_last) and w.sets > p.sets
  and list_bool_and([coalesce(w.bag[content], 0) >= p.bag[content] for content in map_keys(p.bag)]);
