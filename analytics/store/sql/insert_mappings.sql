-- What the decisions about names come to.
insert into mappings (name_key, as_written, exercise_id, mapped_at)
select
    unnest($keys::varchar[]),
    unnest($as_written::varchar[]),
    unnest($exercise_ids::varchar[]),
    unnest($mapped_at::timestamp[]);
