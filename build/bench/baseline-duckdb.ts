/**
 * Baseline: DuckDB reads the same files into a table on disk, two threads, with the types given (its fastest way).
 * It keeps neither raw records nor duplicates apart. Usage:
 * `node build/bench/baseline-duckdb.ts DIR [SCRATCH]`; the table is made in SCRATCH or in the system's temporary folder.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { folderArgument, report } from "./measure.ts";

const plain = (
  "eventVersion eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode " +
  "errorMessage requestID eventID readOnly eventType recipientAccountId"
).split(" ");
const identity = "type principalId arn accountId accessKeyId userName invokedBy".split(" ");

function typeOf(column: string): string {
  return column === "eventTime" ? "TIMESTAMP" : column === "readOnly" ? "BOOLEAN" : "VARCHAR";
}

const recordType = `STRUCT(${plain.map((name) => `"${name}" ${typeOf(name)}`).join(", ")}, userIdentity STRUCT(${identity
  .map((name) => `"${name}" VARCHAR`)
  .join(
    ", ",
  )}, sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR, userName VARCHAR), attributes STRUCT(mfaAuthenticated VARCHAR))))[]`;

const columns = [
  ...plain.map((name) => `r."${name}"`),
  ...identity.map((name) => `r.userIdentity."${name}" AS "identity_${name}"`),
  'r.userIdentity.sessionContext.sessionIssuer.arn AS "issuer_arn"',
  'r.userIdentity.sessionContext.sessionIssuer.userName AS "issuer_name"',
  'r.userIdentity.sessionContext.attributes.mfaAuthenticated AS "mfa"',
];

/** A text as a literal of SQL. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const glob = join(folderArgument(), "AWSLogs/**/*.json.gz");
const scratch = mkdtempSync(join(process.argv[3] ?? tmpdir(), "trailproof-duckdb-"));
try {
  const start = performance.now();
  const instance = await DuckDBInstance.create(join(scratch, "events.duckdb"), { threads: "2" });
  const connection = await instance.connect();
  await connection.run("SET preserve_insertion_order = false");
  await connection.run(
    `CREATE TABLE events AS SELECT ${columns.join(", ")} FROM (SELECT unnest(Records) AS r FROM read_json(${quoted(glob)}, maximum_object_size = 1000000000, columns = {Records: ${quoted(recordType)}}))`,
  );
  await connection.run("CHECKPOINT");
  const counted = await connection.runAndReadAll("SELECT count(*) FROM events");
  report(start, Number(counted.getRows()[0]?.[0]));
  connection.closeSync();
  instance.closeSync();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
