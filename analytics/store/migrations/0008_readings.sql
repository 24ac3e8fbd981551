-- What was told of a file besides its sets, so that the same bytes need not be read again by the same decisions.
create table readings (
    import_id integer not null,  -- the file
    stamp     varchar not null,  -- fingerprint of its name and bytes, of what was chosen, and of the importers themselves
    told      varchar not null   -- JSON (analytics.store.readings)
);
