-- For each affected workout, the version that counts (`brought_by`: whose rows they are; NULL where no file stands) and
-- who decided so. A workout that was edited here keeps the version that was edited. Else the newest export wins, that is
-- the file whose last workout is the latest, and among these the one that came last. Where one file ends in the middle of
-- a workout and another one begins there, the rows of the other (`joined_by`) belong to it too.
create or replace temp table chosen as
with of_files as (from standing where version is not null),
edits as (
    select s.athlete, s.source, date_trunc('minute', s.started_at) as minute, s.import_id as brought_by, r.change_id
    from removed r join sets s using (set_id) join imports i using (import_id)
    where s.replaces is null and i.kind = 'file'
    union all
    select athlete, source, minute, brought_by, import_id from standing where version is null
),
edited as (
    select athlete, source, minute,
           arg_max_null(brought_by, change_id) as brought_by, max(change_id) as decided_by
    from edits e
    where brought_by is null
       or exists (select 1 from of_files f
                  where f.athlete = e.athlete and f.source = e.source and f.minute = e.minute
                    and f.brought_by = e.brought_by)
    group by all
),
newest as (
    select athlete, source, minute,
           arg_max(brought_by, (file_last, import_id)) as brought_by,
           arg_max(import_id, (file_last, import_id)) as decided_by
    from of_files
    anti join cut_off using (import_id, athlete, source, minute)
    group by all
),
counting as (
    select
        a.athlete, a.source, a.minute,
        case when e.minute is null then n.brought_by else e.brought_by end as brought_by,
        case when e.minute is null then n.decided_by else e.decided_by end as decided_by,
        e.minute is not null as is_edited_here
    from affected a
    left join edited e using (athlete, source, minute)
    left join newest n using (athlete, source, minute)
),
joined as (
    select c.athlete, c.source, c.minute, max(b.brought_by) as joined_by
    from counting c
    join of_files a using (athlete, source, minute, brought_by)
    join of_files b on b.athlete = c.athlete and b.source = c.source and b.minute = c.minute and b.brought_by <> c.brought_by
    join contents m on m.athlete = c.athlete and m.source = c.source and m.minute = c.minute and m.brought_by = a.brought_by
    join contents o on o.athlete = c.athlete and o.source = c.source and o.minute = c.minute and o.brought_by = b.brought_by
    anti join cut_off t
        on t.import_id = b.import_id and t.athlete = b.athlete and t.source = b.source and t.minute = b.minute
    where ((a.is_first and not a.is_last and b.is_last and not b.is_first)
           or (a.is_last and not a.is_first and b.is_first and not b.is_last))
      and 2 * list_sum([least(coalesce(m.bag[content], 0), o.bag[content]) for content in map_keys(o.bag)]) < least(m.sets, o.sets)
    group by all
)
select c.*, j.joined_by from counting c left join joined j using (athlete, source, minute);
