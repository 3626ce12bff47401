/* oxlint-disable max-lines -- the layout of the case file in one piece */
import { ruleTables } from "./rule-tables.ts";

/** The first layout that was released. Files of the one before it came from trial versions. */
export const firstLayout = 2;

/**
 * The layout of a case file: the first step makes `firstLayout`, each further one the next. A step that was released is never edited; a change is a new step.
 * Times are seconds since 1970 UTC; `t` is -99999999999 where a record has no readable eventTime. A record is named by its
 * file and its ordinal in it, from 1.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE case_info (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  -- Custody: who imported, when, on which host, with which version.
  CREATE TABLE import_run (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'cancelled', 'failed')),
    host TEXT NOT NULL,
    user TEXT NOT NULL,
    program TEXT NOT NULL,
    paths TEXT NOT NULL,
    -- The folder in which relative paths began.
    folder TEXT NOT NULL DEFAULT ''
  ) STRICT;

  -- Every file that was found, read or not; and every member of an archive, whose parent is the archive's file. Ids of
  -- files are multiples of 2^24, those of members are counted up from their parent's.
  CREATE TABLE input (
    id INTEGER PRIMARY KEY,
    parent INTEGER REFERENCES input (id),
    run INTEGER NOT NULL REFERENCES import_run (id),
    root TEXT NOT NULL,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    modified_at TEXT NOT NULL,
    sha256 TEXT,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'reading', 'read', 'skipped', 'unreadable')),
    format TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    encoding TEXT NOT NULL DEFAULT 'utf-8',
    text_bytes INTEGER NOT NULL DEFAULT 0,
    records INTEGER NOT NULL DEFAULT 0,
    -- Of the kept text, where it follows neither from sha256 nor from the file's own bytes.
    text_sha256 TEXT
  ) STRICT;
  CREATE UNIQUE INDEX input_file ON input (root, path, modified_at) WHERE parent IS NULL;
  CREATE INDEX input_parent ON input (parent) WHERE parent IS NOT NULL;

  -- Dictionaries. Events hold ids.
  CREATE TABLE text (id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE action (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, name INTEGER NOT NULL) STRICT;
  CREATE TABLE actor (
    id INTEGER PRIMARY KEY,
    type INTEGER NOT NULL,
    principal_id INTEGER NOT NULL,
    arn INTEGER NOT NULL,
    account INTEGER NOT NULL,
    user_name INTEGER NOT NULL,
    invoked_by INTEGER NOT NULL,
    issuer_arn INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE place (id INTEGER PRIMARY KEY, region INTEGER NOT NULL, account INTEGER NOT NULL) STRICT;

  -- Events as columns: a run of records of one file. The layout of data is that of segments.ts.
  CREATE TABLE segment (
    input INTEGER NOT NULL,
    first INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    t_min INTEGER,
    t_max INTEGER,
    data BLOB NOT NULL,
    eids BLOB NOT NULL,
    PRIMARY KEY (input, first)
  ) STRICT;

  -- Records that are an event that stands elsewhere already, and where.
  CREATE TABLE duplicate (
    input INTEGER NOT NULL,
    record INTEGER NOT NULL,
    home_input INTEGER NOT NULL,
    home_record INTEGER NOT NULL,
    PRIMARY KEY (input, record)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX duplicate_home ON duplicate (home_input, home_record);

  -- Records that share an eventID with a different one: the first is 0.
  CREATE TABLE variant (
    input INTEGER NOT NULL,
    record INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (input, record)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE odd_id (
    input INTEGER NOT NULL,
    record INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (input, record)
  ) STRICT, WITHOUT ROWID;

  -- The texts of the files. Stream 0: the file's own text; gzip: its bytes as delivered; zstd: a piece of the inflated
  -- text (of a Parquet file its bytes). Stream 1: the records that were taken out of wrappers.
  CREATE TABLE raw_block (
    input INTEGER NOT NULL,
    stream INTEGER NOT NULL DEFAULT 0,
    start INTEGER NOT NULL,
    length INTEGER NOT NULL,
    codec TEXT NOT NULL CHECK (codec IN ('gzip', 'zstd')),
    data BLOB NOT NULL,
    PRIMARY KEY (input, stream, start)
  ) STRICT;

  -- Events that rules look at, with their JSON as it stood in the file.
  CREATE TABLE relevant_event (
    input INTEGER NOT NULL,
    record INTEGER NOT NULL,
    t INTEGER NOT NULL,
    eid BLOB NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    action INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    place INTEGER NOT NULL,
    access_key INTEGER NOT NULL,
    ip INTEGER NOT NULL,
    error INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    raw BLOB NOT NULL,
    PRIMARY KEY (input, record)
  ) STRICT;
  -- The same in words, for any SQLite tool.
  CREATE VIEW relevant_event_text AS SELECT
    datetime(nullif(e.t, -99999999999), 'unixepoch') AS time, source.value AS event_source, name.value AS event_name,
    account.value AS account, region.value AS region, type.value AS actor_type, arn.value AS actor_arn,
    key.value AS access_key, ip.value AS source_ip, error.value AS error_code, e.flags & 4 = 0 AS succeeded,
    i.path AS file, e.record, e.offset, CAST(e.raw AS TEXT) AS json
  FROM relevant_event e JOIN input i ON i.id = e.input
  LEFT JOIN action a ON a.id = e.action LEFT JOIN text source ON source.id = a.source LEFT JOIN text name ON name.id = a.name
  LEFT JOIN place p ON p.id = e.place LEFT JOIN text account ON account.id = p.account LEFT JOIN text region ON region.id = p.region
  LEFT JOIN actor c ON c.id = e.actor LEFT JOIN text type ON type.id = c.type LEFT JOIN text arn ON arn.id = c.arn
  LEFT JOIN text key ON key.id = e.access_key LEFT JOIN text ip ON ip.id = e.ip LEFT JOIN text error ON error.id = e.error
  WHERE NOT EXISTS (SELECT 1 FROM duplicate d WHERE d.input = e.input AND d.record = e.record);
  CREATE INDEX relevant_event_order ON relevant_event (t, eid, input, record);
  CREATE INDEX relevant_event_eid ON relevant_event (eid);

  -- Which STS calls handed out which access keys, and for which role: leads from a session back to who began it, and from
  -- a role to its sessions. Of each segment the lines "record access-key role": the ARN where the segment names the
  -- role first, then the number of that ARN in the segment, from 0; nothing where the call names none.
  CREATE TABLE session_start (
    input INTEGER NOT NULL,
    first INTEGER NOT NULL,
    keys TEXT NOT NULL,
    PRIMARY KEY (input, first)
  ) STRICT;

  CREATE TABLE problem (
    id INTEGER PRIMARY KEY,
    input INTEGER REFERENCES input (id),
    position INTEGER,
    record INTEGER,
    reason TEXT NOT NULL,
    sample TEXT NOT NULL DEFAULT '',
    -- 0 something could not be read; 1 a note about records that were read; 2 an eventID on different records.
    is_note INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX problem_input ON problem (input);

  -- Findings: the body is value number place of the JSON list that finding_block holds as zstd; summary is what lists
  -- show of them, in the same order.
  CREATE TABLE finding (
    key TEXT NOT NULL,
    t INTEGER,
    -- What counts, under what was set for rules by hand; beside it what the analysis found.
    severity INTEGER NOT NULL,
    block INTEGER NOT NULL,
    place INTEGER NOT NULL,
    own_severity INTEGER NOT NULL,
    -- 1: its rule is switched off; lists and counts leave it out.
    is_off INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX finding_key ON finding (key);
  CREATE UNIQUE INDEX finding_place ON finding (block, place);
  -- Made by: the analysis, or the users' own rules. Each replaces its own.
  CREATE TABLE finding_block (
    id INTEGER PRIMARY KEY,
    summary BLOB NOT NULL,
    data BLOB NOT NULL,
    made_by TEXT NOT NULL CHECK (made_by IN ('analysis', 'rules'))
  ) STRICT;
  -- Numbers are given once per key and never again, also when a later analysis drops the finding.
  CREATE TABLE finding_number (key TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE) STRICT;

  -- The journal of what people set by hand. A change of many findings at once is one; one that takes another back, or
  -- does it again, names it. Nothing in it is ever changed or removed. At: UTC ISO.
  CREATE TABLE hand_change (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('status', 'owner', 'check', 'note', 'view', 'engagement', 'rule')),
    -- The change that this one takes back; where that took back another, it does the other again.
    undoes INTEGER REFERENCES hand_change (id)
  ) STRICT;
  -- What a change set: of a finding (its key) or, for a view, of a screen, or of a rule (its name). Item: the text of a check, the number of a
  -- note, the name of a view, of a rule off or severity. Null: nothing, as before the first change.
  CREATE TABLE hand_line (
    id INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES hand_change (id),
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    item TEXT NOT NULL,
    before TEXT,
    after TEXT
  ) STRICT;
  CREATE INDEX hand_line_change ON hand_line (change);
  CREATE INDEX hand_line_subject ON hand_line (kind, subject, item, id, after);
  CREATE TRIGGER hand_change_update BEFORE UPDATE ON hand_change BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER hand_change_delete BEFORE DELETE ON hand_change BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER hand_line_update BEFORE UPDATE ON hand_line BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER hand_line_delete BEFORE DELETE ON hand_line BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
  -- What holds now: the last line of each thing.
  CREATE VIEW hand_value AS
    SELECT kind, subject, item, after AS value, max(id) AS line FROM hand_line GROUP BY kind, subject, item;

  -- Records whose text is in stream 1: where their wrapper (a JSON value, a row) stands in stream 0, and its ordinal.
  CREATE TABLE wrapped_record (
    input INTEGER NOT NULL,
    record INTEGER NOT NULL,
    position INTEGER,
    length INTEGER,
    item INTEGER NOT NULL,
    PRIMARY KEY (input, record)
  ) STRICT, WITHOUT ROWID;

  -- Insight events, or the wrappers that hold them: kept apart from events.
  CREATE TABLE insight_event (
    id INTEGER PRIMARY KEY,
    input INTEGER NOT NULL,
    position INTEGER,
    length INTEGER,
    item INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX insight_event_input ON insight_event (input);

  -- Files as delivered that raw_block can't give back: compressed and damaged, or with more behind the end.
  CREATE TABLE delivered (input INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;

  -- What digests say about a log file; written by verify. digest_input is the digest file that lists it.
  CREATE TABLE log_validation (
    input INTEGER PRIMARY KEY,
    status TEXT NOT NULL,
    sentence TEXT NOT NULL,
    digest_input INTEGER
  ) STRICT;

  -- What a person said of the moment of a snapshot file, at which import. UTC ISO.
  CREATE TABLE stated_moment (
    input INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES import_run (id),
    taken_at TEXT NOT NULL
  ) STRICT;

  -- The journal of live fixes. Each line has the SHA-256 of the line before and of itself. Body: JSON, without anything
  -- secret. At: UTC ISO. Nothing in it is ever changed or removed.
  CREATE TABLE live_line (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('switch', 'connect', 'begin', 'intent', 'outcome', 'end')),
    run INTEGER,
    step INTEGER,
    body TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE INDEX live_line_run ON live_line (run, id);
  CREATE TRIGGER live_line_update BEFORE UPDATE ON live_line BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER live_line_delete BEFORE DELETE ON live_line BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER live_line_insert BEFORE INSERT ON live_line WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM live_line)
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

  -- The number of lines and the hash of the last one, written with each line: a journal whose end was cut off no longer fits.
  CREATE TABLE live_head (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    lines INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER live_line_head AFTER INSERT ON live_line BEGIN
    INSERT INTO live_head VALUES (1, NEW.id, NEW.hash) ON CONFLICT (only) DO UPDATE SET lines = NEW.id, hash = NEW.hash;
  END;
  CREATE TRIGGER live_head_update BEFORE UPDATE ON live_head WHEN NEW.lines <> OLD.lines + 1
    BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
  CREATE TRIGGER live_head_delete BEFORE DELETE ON live_head BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
${ruleTables}  `,
];
