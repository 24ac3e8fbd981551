-- Plans that the lifter kept, one row a version; the newest that stands is the plan of its week. Nothing is ever overwritten.
create sequence plan_ids;

create table plans (
    plan_id   integer   not null,
    athlete   varchar   not null,
    week      date      not null,  -- Monday of the ISO week that it is for
    made_at   timestamp not null,
    plan      varchar   not null,  -- the plan itself as JSON (analytics.plans.model)
    undone_at timestamp
);
