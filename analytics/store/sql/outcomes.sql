-- What became of the file's sets, counted by outcome.
with judged as (
    select
        g.sets,
        case
            when a.minute is null then 'new'
            when g.version = b.version then 'unchanged'
            when d.minute is not null then 'duplicate_of_other_app'
            when g.brought_by = c.joined_by or (g.brought_by = c.brought_by and c.joined_by is not null)
                then case when g.is_known then 'unchanged' else 'new' end
            when c.is_edited_here then case when g.is_known or g.version = b.filed_version then 'unchanged' else 'edited_here' end
            when c.brought_by = g.brought_by then case when coalesce(b.sets, 0) = 0 then 'new' else 'updated' end
            when g.is_known or t.minute is not null then 'unchanged'
            else 'older_version'
        end as outcome
    from staged_versions g
    left join affected a using (athlete, source, minute)
    left join before b using (athlete, source, minute)
    left join chosen c using (athlete, source, minute)
    left join doubles d using (athlete, source, minute)
    left join (from cut_off where import_id = $import_id) t using (athlete, source, minute)
)
select outcome, sum(sets)::integer from judged group by outcome;
