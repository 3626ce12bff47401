/** The part of the layout that holds the users' own rules. */
export const ruleTables = `
  -- Files of users' own Sigma rules, as they were added. One that is no longer in use stays, with who took it out.
  CREATE TABLE rule_file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    removed_at TEXT,
    removed_by TEXT,
    -- The file, zstd; null: it could not be read, and note says why.
    data BLOB,
    note TEXT NOT NULL DEFAULT ''
  ) STRICT;
  -- What came of each of their rules when they were asked last. Remarks: a JSON list of sentences.
  CREATE TABLE rule_result (
    rule TEXT PRIMARY KEY,
    matches INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    remarks TEXT NOT NULL
  ) STRICT;
`;
