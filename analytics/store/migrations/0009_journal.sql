-- The journal as the file beside the log holds it, line for line: what a change needs to be made again besides the raw files.
-- A change and its line are one transaction, so the lines here say which of those in the file were committed.
create table journal (
    entry   integer not null,  -- 1.. in the order of the changes
    line    varchar not null,  -- JSON (analytics.store.journal), without the end of the line
    ends_at bigint  not null   -- bytes of the file up to the end of this line
);
