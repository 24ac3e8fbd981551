-- What the user decided about exercises, one row per thing decided; a decision about many at once has many rows and one number.
-- Nothing is deleted: what holds is what the decisions without undone_at come to, oldest first (own_exercises.py).
create sequence decision_ids;

create table exercise_decisions (
    decision_id integer   not null,
    part        integer   not null,  -- 1.. within the decision
    kind        varchar   not null,  -- name, exercise (new), change, removal, muscles
    subject     varchar   not null,  -- the key of a name, or an exercise id
    as_written  varchar,             -- the name, for kind name
    value       varchar,             -- exercise id or not_a_lift; JSON of an exercise, of what changed, of muscles; NULL: back to what is shipped
    decided_at  timestamp not null,
    undone_at   timestamp
);

insert into exercise_decisions
select nextval('decision_ids'), 1, 'name', name_key, as_written, exercise_id, mapped_at, null
from (select * from mappings order by mapped_at, name_key);

-- mappings stays: what the decisions about names come to, written anew with each decision
