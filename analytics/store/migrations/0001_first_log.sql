-- The first schema: sets as performed, the changes that brought or replaced them, and what the user decided.
create sequence set_ids;
create sequence change_ids;

create table sets (
    set_id             bigint    not null default nextval('set_ids'),
    athlete            varchar   not null,
    started_at         timestamp not null,  -- local wall clock
    workout            varchar,
    exercise           varchar   not null,  -- as written
    stated_exercise_id varchar,             -- catalogue id that the file itself named
    block              integer   not null,
    set_number         integer   not null,
    set_type           varchar   not null,
    stated_load_kind   varchar,             -- load kind that the file itself told
    weight_kg          double,
    reps               double,
    rir                double,
    distance_m         double,
    duration_s         double,
    side               varchar,
    note               varchar,
    source             varchar   not null,
    import_id          integer   not null,  -- the change that brought this row
    source_line        integer,
    retired_by         integer,             -- the change that replaced it; NULL while current
    replaces           bigint               -- the set that this row is an edit of
);

create table imports (
    import_id      integer   not null default nextval('change_ids'),
    kind           varchar   not null,  -- file, manual, edit, delete
    imported_at    timestamp not null,
    athlete        varchar   not null,
    file           varchar   not null,
    sha256         varchar,
    format         varchar   not null,
    unit           varchar   not null,
    unit_how       varchar   not null,
    date_order     varchar   not null,
    date_order_how varchar   not null,
    time_zone      varchar   not null,
    time_zone_how  varchar   not null,
    encoding       varchar   not null,
    delimiter      varchar   not null,
    rows           integer   not null,
    added          integer   not null,
    unchanged      integer   not null,
    updated        integer   not null,
    skipped        integer   not null,
    rejected       integer   not null,
    skipped_why    varchar   not null,  -- JSON: reason -> rows
    first_at       timestamp,
    last_at        timestamp,
    undone_at      timestamp
);

create table problems (
    import_id integer not null,
    line      integer not null,
    "column"  varchar not null,
    value     varchar not null,
    reason    varchar not null
);

create table mappings (
    name_key    varchar   not null,  -- the name after normalising
    as_written  varchar   not null,
    exercise_id varchar   not null,  -- catalogue id, or not_a_lift
    mapped_at   timestamp not null
);

create table settings (key varchar not null, value varchar not null);

-- exercise names seen so far, and what the shipped catalogue makes of them (rebuilt when the catalogue changes)
create table exercise_names (exercise varchar not null, name_key varchar not null, exercise_id varchar);
