import { filterHelp } from "./filter-options.ts";

/** What `trailproof --help` and `trailproof <command> --help` print. */
const general = `Trailproof audits AWS CloudTrail logs for IAM changes. It works offline; apply and undo
alone open a connection, for a case in which you switched that on.

Usage: trailproof <command> [options]

Commands
  audit <path…>       import, analyse and write the report in one go
  import <path…>      import files and folders into a case file
  findings            list the findings of a case
  events              list or count the events of a case
  event <eventID>     show an event as it stands in the log, byte for byte
  plan                print what takes an event, a finding, a session or a time window back
  apply               preview a plan against the live account, and apply it when you confirm it
  undo                list what was applied, or take a run back
  fix                 list or print fixes: quarantine, sessions revoked, keys, passwords, deletions
  report              write the report of a case
  verify              check originals, stored events and CloudTrail's digests
  coverage            say which hours, Regions and accounts are in the evidence
  state               say what an account, or a user, role or policy was at a moment
  posture             check how accounts are set up: passwords, keys, trails, rights
  export              write the events of a case as CSV, JSON or Parquet
  rules <path…>       run your own Sigma rules over the events of a case
  open [case]         open the window: the app, or a browser of this machine
  explain [eventName] say what Trailproof knows about IAM actions and related events

  trailproof <command> --help   options of a command
  trailproof --version

Exit status: 0 done, 1 failed (one sentence says why), 2 wrong usage.`;

const engagement = `  --client NAME            the client's name, on the cover
  --auditor NAME           your name or firm, on the cover
  --reference TEXT         the report's number
  --classification TEXT    Confidential, unless you say otherwise`;

const texts: Readonly<Record<string, string>> = {
  audit: `Usage: trailproof audit <path…> [options]

Imports files and folders of CloudTrail logs (.json and .json.gz, recognized by content), analyses the IAM changes,
and writes a report. Without --case the case file is temporary.

  --case FILE.trailproof   keep the case; run again with more paths to add to it
  --out FILE|FOLDER|-      where the report goes (trailproof-report.html here; - is standard output)
  --format html,json       one or more; html by default
${engagement}
  --rules FILE|FOLDER      your own Sigma rules, kept in the case; what they match become findings; may be repeated
  --settings FILE          settings of rules from another case: what is off or weighed anew, and why (docs/rules.md)
  --taken-at TIME          when the snapshot files among them were made, e.g. 2026-05-02T14:00:00Z (docs/posture.md)
  --quiet                  no progress
Example: trailproof audit ./AWSLogs --client "Example GmbH" --out report.html`,
  import: `Usage: trailproof import <path…> --case FILE.trailproof [options]

  --case FILE.trailproof   the case file; made when it is not there
  --rules FILE|FOLDER      your own Sigma rules, kept in the case; what they match become findings; may be repeated
  --settings FILE          settings of rules from another case: what is off or weighed anew, and why (docs/rules.md)
  --taken-at TIME          when the snapshot files among them were made, e.g. 2026-05-02T14:00:00Z (docs/posture.md)
  --json                   print one JSON document: inputs, totals, findings
  --quiet                  no progress
An import that was interrupted goes on when it is run again.`,
  findings: `Usage: trailproof findings --case FILE.trailproof [options]

  --severity WORD          critical, high, medium, low or info (default): this and above
  --json                   print one JSON document`,
  event: `Usage: trailproof event <eventID> --case FILE.trailproof [options]

Prints the record as it stands in the file. Where it stands goes to standard error.
  --json                   print places and record as one JSON document`,
  report: `Usage: trailproof report --case FILE.trailproof [options]

  --out FILE|FOLDER|-      where the report goes (trailproof-report.html here)
  --format html,json       one or more; html by default
${engagement}`,
  plan: `Usage: trailproof plan --case FILE.trailproof <what> [options]

Prints one plan that takes changes back: it compares what the log shows now with what would be without them. Whatever
somebody else changed since stays as it is and is listed.

  --event EVENTID          one event, with what was taken off on the way to a deletion
  --finding ID             the events of a finding, e.g. F-01
  --session KEY            all that was signed with one access key (or the ARN of a session)
  --actor NAME             all that one caller did: the ARN of a user, role or session, or the name of a user
  --from TIME --to TIME    all changes from this time on, before that one (UTC); also with --session and --actor
  --account ID             only of this account; a plan is for one
  --as console|cli|powershell|python|json   how to print it (cli)
  --out DIR                write the script and the files that it reads there; nothing is replaced
Nothing is run. The scripts show what they would call until they are run with --apply (PowerShell: -Apply).
Example: trailproof plan --case case.trailproof --session ASIAEXAMPLE --as powershell --out ./plan`,
  apply: `Usage: trailproof apply --case FILE.trailproof <what> [options]

Reads the live state of all that a plan touches and prints what each step would change, what is so already, what changed
since the evidence, what you may, and the least IAM policies. With --yes-account it is applied: one call at a time, each
read back and written to the journal of the case. Off until it is switched on for the case.

  --live on|off            the switch of the case; written to its journal
  --event, --finding, --session, --actor, --from, --to, --account
                           what is taken back, as of trailproof plan
  --fix NAME               a fix, with --user, --role, --key … as of trailproof fix
  --plan FILE              a plan of trailproof plan --as json, or one that was approved: that runs exactly so or not at all
  --dry-run                only the preview
  --out FILE               with --dry-run: save the plan as it would be applied; its SHA-256 is printed
  --profile NAME           of the shared AWS files: keys, SSO, a role to assume, a process (AWS_PROFILE, default)
  --environment            the environment’s keys (also where there are some and no --profile)
  --mfa-code CODE          of the device that the profile names
  --endpoint-url URL       ask this server instead of AWS (AWS_ENDPOINT_URL), for tests
  --yes-account ID         confirms: the account’s id, twelve digits
  --confirm STEPS          destructive steps, one by one, e.g. 2,5
  --leave-out STEPS        leaves steps out
  --overwrite STEPS        does steps in spite of their conflict
  --answer NAME=VALUE      answers a question of the plan; NAME=@FILE reads a file; may be repeated
  --resume N               go on with run N: what was done is not done again
  --close N                let the interrupted run N be
  --json                   print one JSON document: preview and run
  --quiet                  no progress
Example: trailproof apply --case case.trailproof --finding F-01 --profile audit --live on --dry-run`,
  undo: `Usage: trailproof undo --case FILE.trailproof [--journal N] [options]

Takes back the applied steps of run N by their own inverse, the last one first, with preview and confirmation as of
trailproof apply. Without --journal: prints all runs.

  --journal N              the number of the run
  --dry-run, --out, --profile, --environment, --mfa-code, --endpoint-url, --yes-account, --confirm, --leave-out, --overwrite,
  --answer, --live, --json, --quiet
                           as of trailproof apply
Example: trailproof undo --case case.trailproof --journal 1 --profile audit --yes-account 123456789012`,
  fix: `Usage: trailproof fix --list [--case FILE.trailproof --finding ID]
       trailproof fix NAME --case FILE.trailproof <of what> [options]

Prints a fix beside the plan that takes changes back, from the state at the end of the log: what it is for, when not to use
it, what it breaks, what the log does not tell, its calls, and the plan that takes it back.

  --list                   all fixes; with --finding those that fit it, each with its command line
  --finding ID             e.g. F-02
  --user NAME, --role NAME, --group NAME
                           what is fixed
  --key ID                 the access key; --user only where the log does not show whose it is
  --policy ARN             the policy to detach, or to narrow
  --provider ARN           an OIDC or SAML provider
  --trail NAME             a trail, by name or ARN
  --by deny|boundary       quarantine by an inline policy that denies everything (deny), or by AWSDenyAll as boundary
  --wait DAYS              delete-key: only after as many days of inactivity (14); 0 is at once
  --keep-password          reset-password: ask for a new one at the next sign-in, and set none
  --account ID             where the log holds several accounts
  --undo                   print the plan that takes the fix back instead
  --as console|cli|powershell|python|json   how to print it (cli); json holds fix, plan and undo
  --out DIR                write plan and undo there; nothing is replaced
Nothing is run. The scripts show what they would call until they are run with --apply (PowerShell: -Apply).
Example: trailproof fix quarantine --case case.trailproof --user eve --by boundary --as console`,
  verify: `Usage: trailproof verify --case FILE.trailproof [options]

Hashes the imported files again where they still are, reads the stored events again, and validates CloudTrail's digest
files and the log files that they list. Exit status 1 when something was altered, is missing or differs.

  --keys FILE              public keys: output of aws cloudtrail list-public-keys, one a Region; may be repeated
  --keys-from-case         also use keys that were imported among the evidence
  --head FILE[:DIGEST]     signature of a newest digest: output of aws s3api head-object; may be repeated
  --journal-head HASH      hash that a live fix printed at its end: must be in the journal still; may be repeated
  --json                   print one JSON document: everything, file by file
  --quiet                  no progress
That the keys are CloudTrail's is yours to see to: get them from AWS yourself, not from whom you audit.`,
  coverage: `Usage: trailproof coverage --case FILE.trailproof [--json]

Account by account and Region by Region: hours with events, quiet hours (digests say so), hours of which something is
missing, and hours of which nothing is known; when logging was off; whether IAM's events can be in the evidence.`,
  posture: `Usage: trailproof posture --case FILE.trailproof [--json]

Checks how accounts are set up: passwords, second factors, access keys, trails, least privilege. Each check passes, fails
or is unknown, with the events and places in files that it rests on; an unknown one comes with the commands whose
answers would tell. Import these answers like logs: credential report, account authorization details, password policy,
account summary, trails, their status and event selectors.`,
  state: `Usage: trailproof state --case FILE.trailproof [options]

Says what users, groups, roles, policies and the rest of IAM were at a moment, as far as the events prove it: each fact
with its event, what is not known as unknown, and what the order within one second leaves open as uncertain.

  --at TIME                the moment, e.g. 2026-05-02T14:00:00Z: after all events of that second (the last event)
  --entity KEY             all about one: user/NAME, group/NAME, role/NAME, policy/ARN, instance-profile/NAME, …
  --account ID             of this account only
  --json                   print one JSON document: everything
Example: trailproof state --case case.trailproof --at 2026-05-02T14:00:00Z --entity role/Deploy`,
  events: `Usage: trailproof events --case FILE.trailproof [options]

Prints events in order of time: time, eventID, action, Region, caller, address, error.
  --summary                counts instead: the most frequent actions, callers, places, addresses and errors
  --limit N                most events, or values of each count (50, or 10)
  --latest                 the latest first
  --json                   print one JSON document
  --quiet                  no progress

${filterHelp}
Example: trailproof events --case case.trailproof --source iam.amazonaws.com --failed --summary`,
  export: `Usage: trailproof export --case FILE.trailproof --format csv|json|parquet [options]

Writes events, each once, in the order of files and records. json is a log file that can be imported again: the
original records, byte for byte. csv and parquet are tables with a row an event and the place where it stands; parquet
holds the records, too.

  --out FILE|FOLDER|-      where they go (trailproof-events.csv here; - is standard output, not for parquet)
  --raw                    csv: the record itself as last column
  --quiet                  no progress

${filterHelp}

A file that is there already is never replaced.
Example: trailproof export --case case.trailproof --format csv --source iam.amazonaws.com --write --out iam.csv`,
  open: `Usage: trailproof open [FILE.trailproof] [--browser] [--port N]

Opens the window, with a case where one is named: the desktop program where it can be had; else, and with --browser, a
local host that a browser of this machine shows. That prints its address, which works on this machine only and holds a
key that is a new one after each start. Ctrl-C ends it.

  --browser                use a browser, and open it where there is a screen
  --port N                 use a browser; where to listen (any free port, unless you say one)`,
  rules: `Usage: trailproof rules [path…] --case FILE.trailproof [options]
       trailproof rules <path…> --check

Loads Sigma rules for CloudTrail (logsource product aws, service cloudtrail) from files, and from folders what ends in
.yml or .yaml. Says of each rule whether it was loaded, or at which line and column why not, how many events match it,
and which. Without a path: the rules that are kept in the case. Nothing is added to the case; import and audit do that
with --rules. Exit status 1 when a rule could not be loaded; rules for other logs don't count.

  --case FILE.trailproof   the events
  --settings FILE          take over settings of rules; without a path nothing else is done
  --save-settings FILE     write the case's settings of rules
  --check                  load the rules only
  --limit N                most matches to print of each rule (1000); all are counted
  --json                   print one JSON document
  --quiet                  no progress
Example: trailproof rules ./my-rules --case case.trailproof`,
  explain: `Usage: trailproof explain [eventName] [--json]

Prints what the call does, why it matters, what is harmless about it, what follows, its techniques, what takes it back and
what CloudTrail omits, each with its source. Upper and lower case don't count. Without a name: all IAM actions, and the
events of other services that bear on identities, with access, severity and service.`,
};

/** The help text of a command, or the general one. */
export function helpText(command: string | null): string {
  return (command === null ? undefined : texts[command]) ?? general;
}

/** Names of all commands. */
export const commandNames: readonly string[] = Object.keys(texts);
