-- One decision about exercises: a row for each thing decided, in the order given.
insert into exercise_decisions
select
    $decision_id::integer,
    generate_subscripts($subjects::varchar[], 1),
    unnest($kinds::varchar[]),
    unnest($subjects::varchar[]),
    unnest($as_written::varchar[]),
    unnest($values::varchar[]),
    $now::timestamp,
    null;
