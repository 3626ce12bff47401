import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCase } from "../main/db/open-case.ts";

const entry = "main/cli/trailproof.ts";
const sample = "build/sample";
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], options: { readonly cwd?: string } = {}): Ran {
  const cli = join(process.cwd(), entry);
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    cwd: options.cwd ?? process.cwd(),
  });
  return { status, out: stdout, err: stderr };
}

const at = (...names: readonly string[]): string => join(folder, ...names);

function make(name: string, content: string | Uint8Array): string {
  mkdirSync(at(name, ".."), { recursive: true });
  writeFileSync(at(name), content);
  return at(name);
}

describe("audit of the sample", () => {
  test("writes a whole report and says where it is", () => {
    const result = run([
      "audit",
      sample,
      "--client",
      "Example Retail GmbH",
      "--out",
      at("report.html"),
    ]);
    expect(result.status).toBe(0);
    expect(result.out).toBe("");
    expect(result.err).toContain(`Report: ${at("report.html")}`);
    expect(result.err).toContain("Posture: 9 pass, 13 fail, 1 unknown");
    expect(result.err).toMatch(
      /158 files \(2 skipped\), 3,921 records = 3,910 events \+ 11 duplicates, 0 problems, \d+ findings/,
    );
    const html = readFileSync(at("report.html"), "utf8");
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html.trimEnd()).toMatch(/<\/html>$/);
    for (const name of [
      "DenyWithoutMFA",
      "DeveloperAccess",
      "emergency-fix",
      "web-frontend",
      "Example Retail GmbH",
    ])
      expect(html).toContain(name);
  });

  test("the same case gives the same bytes", () => {
    for (const name of ["a", "b"])
      expect(
        run(["report", "--case", sampleCase(), "--out", at(`${name}.html`), "--client", "X"])
          .status,
      ).toBe(0);
    expect(readFileSync(at("a.html"), "utf8")).toBe(readFileSync(at("b.html"), "utf8"));
  });

  test("as JSON: one document in the shape that scripts rely on", () => {
    const result = run(["audit", sample, "--format", "json", "--out", "-"]);
    expect(result.status).toBe(0);
    const report = JSON.parse(result.out);
    expect(report).toMatchObject({
      tool: "trailproof",
      version: expect.any(String),
      totals: { files: 158, skipped: 2, records: 3921, events: 3910, duplicates: 11, problems: 0 },
      firstEvent: expect.stringMatching(/^2026-10-01T/),
      lastEvent: expect.stringMatching(/^2026-10-14T/),
      accounts: ["123456789012"],
    });
    expect(report.inputs).toHaveLength(158);
    for (const input of report.inputs)
      expect(input).toMatchObject({
        path: expect.stringContaining("build/sample/"),
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: expect.any(Number),
        format: expect.any(String),
        events: expect.any(Number),
        problems: 0,
      });
    expect(report.posture).toMatchObject({
      counts: { pass: 9, fail: 13, unknown: 1 },
      files: expect.any(Array),
    });
    for (const check of report.posture.checks) {
      expect(check.why).toMatch(/\.$/);
      if (check.status === "unknown") expect(check.commands.length).toBeGreaterThan(0);
      else expect(check.evidence.length).toBeGreaterThan(0);
    }
    expect(report.inputs.reduce((sum: number, i: { events: number }) => sum + i.events, 0)).toBe(
      3910,
    );
    for (const finding of report.findings)
      expect(finding).toEqual(
        expect.objectContaining({
          id: expect.stringMatching(/^F-\d{2,}$/),
          rule: expect.any(String),
          title: expect.any(String),
          severity: expect.stringMatching(/^(critical|high|medium|low|info)$/),
          outcome: expect.stringMatching(/^(success|denied)$/),
          account: "123456789012",
          time: expect.stringMatching(/Z$/),
          actor: expect.any(String),
          reasons: expect.any(Array),
          events: expect.any(Array),
          mitre: expect.any(Array),
          plan: expect.objectContaining({
            certainty: expect.any(String),
            operations: expect.any(Array),
            manual: expect.any(Array),
            lost: expect.any(Array),
          }),
        }),
      );
  });

  test("every IAM change of the log is in a finding, and no other service's namesake", () => {
    const report = JSON.parse(run(["audit", sample, "--format", "json", "--out", "-"]).out);
    const cited = new Map<string, string>(
      report.findings.flatMap((f: { events: string[]; outcome: string }) =>
        f.events.map((id) => [id, f.outcome] as const),
      ),
    );
    const seen = new Set<string>();
    for (const event of sampleEvents()) {
      if (seen.has(event.eventID)) continue;
      seen.add(event.eventID);
      const isChange = event.eventSource === "iam.amazonaws.com" && event.readOnly === false;
      if (isChange)
        expect(cited.get(event.eventID), `${event.eventName} ${event.eventID}`).toBe(
          event.errorCode === undefined ? "success" : "denied",
        );
      else if (!isLookedAt(event)) expect(cited.has(event.eventID), event.eventName).toBe(false);
    }
  });
});

/** Sign-ins, the audit log, and reads and roles taken on, which detections look at. */
function isLookedAt({ eventSource, eventName }: SampleEvent): boolean {
  return (
    eventSource === "cloudtrail.amazonaws.com" ||
    eventSource === "signin.amazonaws.com" ||
    eventName === "GetCallerIdentity" ||
    eventName === "AssumeRole" ||
    (eventSource === "iam.amazonaws.com" && /^(?:Get|List)/.test(eventName))
  );
}

interface SampleEvent {
  readonly eventID: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly readOnly?: boolean;
  readonly errorCode?: string;
}

function sampleEvents(): readonly SampleEvent[] {
  const names = readdirSync(sample, { recursive: true, encoding: "utf8" }).filter((n) =>
    /CloudTrail\/.*\.json\.gz$/.test(n),
  );
  return names.flatMap((name) => {
    const { stdout } = spawnSync("gzip", ["-dc", join(sample, name)], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(stdout).Records as SampleEvent[];
  });
}

let madeCase = "";
function sampleCase(): string {
  if (madeCase === "") {
    madeCase = at("sample.trailproof");
    expect(run(["import", sample, "--case", madeCase]).status).toBe(0);
  }
  return madeCase;
}

describe("a case", () => {
  test("findings, filtered by severity, as lines and as JSON", () => {
    const all = JSON.parse(run(["findings", "--case", sampleCase(), "--json"]).out);
    const high = JSON.parse(
      run(["findings", "--case", sampleCase(), "--json", "--severity", "high"]).out,
    );
    expect(high.length).toBeGreaterThan(0);
    expect(high.length).toBeLessThan(all.length);
    expect(new Set(high.map((f: { severity: string }) => f.severity))).toEqual(
      new Set(["critical", "high"]),
    );
    const lines = run(["findings", "--case", sampleCase()]).out.trim().split("\n");
    expect(lines).toHaveLength(all.length);
    expect(lines[0]).toContain("F-01");
  });

  test("an event as it stands in the log, byte for byte", () => {
    const [finding] = JSON.parse(run(["findings", "--case", sampleCase(), "--json"]).out);
    const shown = run(["event", finding.events[0], "--case", sampleCase()]);
    expect(shown.status).toBe(0);
    const [, file] = /^(.*?): record/.exec(shown.err)!;
    const { stdout } = spawnSync("gzip", ["-dc", file!], { encoding: "utf8" });
    expect(stdout).toContain(shown.out.trimEnd());
    expect(JSON.parse(shown.out).eventID).toBe(finding.events[0]);
  });

  test("a plan, in all its prints", () => {
    const found: { id: string; title: string }[] = JSON.parse(
      run(["findings", "--case", sampleCase(), "--json"]).out,
    );
    const { id } = found.find((f) => f.title === "Policy DeveloperAccess got a new version: v4")!;
    const plan = (as: string): Ran =>
      run(["plan", "--case", sampleCase(), "--finding", id.toLowerCase(), "--as", as]);
    const cli = plan("cli").out;
    expect(cli).toMatch(
      /call iam set-default-policy-version \\\n +--policy-arn arn:aws:iam::123456789012:policy\/DeveloperAccess --version-id v3\n/,
    );
    expect(spawnSync("sh", ["-n"], { input: cli }).status).toBe(0);
    expect(plan("powershell").out).toContain("'iam', 'set-default-policy-version'");
    expect(plan("python").out).toContain("iam.set_default_policy_version");
    expect(plan("console").out).toMatch(/Policy versions/);
    expect(JSON.parse(plan("json").out)).toMatchObject({
      version: 1,
      certainty: "exact",
      operations: [
        { api: "iam:SetDefaultPolicyVersion", input: { VersionId: "v3" } },
        { api: "iam:DeletePolicyVersion", input: { VersionId: "v4" } },
      ],
    });
    expect(run(["plan", "--case", sampleCase(), "--finding", "F-999"])).toMatchObject({
      status: 1,
      err: expect.stringMatching(/No finding F-999/),
    });
  });

  test("one plan for a session, a caller or a window, into a folder", () => {
    const plan = (...args: readonly string[]): Ran =>
      run(["plan", "--case", sampleCase(), ...args]);
    const json = (...args: readonly string[]): { operations: { api: string }[] } =>
      JSON.parse(plan(...args, "--as", "json").out);
    const apis = (...args: readonly string[]): readonly string[] =>
      json(...args).operations.map(({ api }) => api.replace("iam:", ""));
    const session = [
      "UpdateAccessKey",
      "DeleteRolePolicy",
      "CreatePolicy",
      "PutRolePolicy",
      "UpdateAssumeRolePolicy",
      "AttachGroupPolicy",
      "EnableMFADevice",
    ];
    expect(apis("--session", "ASIAMIJMZYPMUEXAMPLE").toSorted()).toEqual(session.toSorted());
    const arn = "arn:aws:sts::123456789012:assumed-role/DeployRole/ci-7f";
    expect(apis("--actor", arn).toSorted()).toEqual(session.toSorted());
    // A role that was made and deleted within the day needs no call.
    expect(apis("--from", "2026-10-08", "--to", "2026-10-09")).toEqual([
      "CreatePolicy",
      "AttachUserPolicy",
      "AttachRolePolicy",
      "CreatePolicyVersion",
    ]);
    const written = at("plan");
    const args = ["--from", "2026-10-08", "--to", "2026-10-09", "--as", "powershell"];
    expect(plan(...args, "--out", written)).toMatchObject({ status: 0 });
    expect(readdirSync(written).toSorted()).toEqual([
      "plan.ps1",
      "policy-reporting-read-2.json",
      "policy-reporting-read.json",
    ]);
    expect(plan(...args, "--out", written)).toMatchObject({
      status: 1,
      err: expect.stringMatching(/is there already, and nothing is replaced/),
    });
    expect(plan("--from", "2030-01-01")).toMatchObject({
      status: 1,
      err: expect.stringMatching(/nothing to take back/),
    });
  });

  test("a second import adds nothing, and findings keep their numbers", () => {
    const before = run(["findings", "--case", sampleCase()]).out;
    const again = run(["import", sample, "--case", sampleCase()]);
    expect(again.status).toBe(0);
    expect(again.err).toContain("3,921 records = 3,910 events + 11 duplicates");
    expect(run(["findings", "--case", sampleCase()]).out).toBe(before);
  });

  test("import says for each file what it was taken for", () => {
    const result = run(["import", "test/fixtures/oddities", "--case", at("odd.trailproof")]);
    expect(result.status).toBe(0);
    expect(result.out).toMatch(/bare-array\.json: list of events, 3 records/);
    expect(result.out).toMatch(/digest\.json\.gz: CloudTrail digest file, skipped/);
    expect(result.out).toMatch(/one-event-a-line\.ndjson: one event a line, 3 records/);
  });
});

describe("bad input: one clear sentence, status 1, nothing left behind", () => {
  const cases: readonly (readonly [
    name: string,
    args: () => readonly string[],
    sentence: RegExp,
  ])[] = [
    [
      "a path that is not there",
      () => ["audit", at("nowhere"), "--out", at("x.html")],
      /^trailproof: There is no file or folder .*nowhere\. Check the path\.\n$/,
    ],
    [
      "an empty folder",
      () => (
        mkdirSync(at("hollow"), { recursive: true }),
        ["audit", at("hollow"), "--out", at("x.html")]
      ),
      /there is no file in it/,
    ],
    [
      "no CloudTrail in it",
      () => (
        make("notes/a.txt", "hello"),
        make("notes/b.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3)),
        ["audit", at("notes"), "--out", at("x.html")]
      ),
      /No CloudTrail event was found in 2 files \(1 × .*; 1 × .*\)\. No report was written\./,
    ],
    [
      "a case that is no case",
      () => [
        "findings",
        "--case",
        make("text.trailproof", "this is no database at all, only text"),
      ],
      /is no Trailproof case file\. It was not changed/,
    ],
    [
      "another program's database",
      () => (foreignDatabase(at("other.db")), ["import", sample, "--case", at("other.db")]),
      /is no Trailproof case file/,
    ],
    [
      "a case that is not there",
      () => ["findings", "--case", at("none.trailproof")],
      /There is no case file/,
    ],
    [
      "a case of a newer program",
      () => (caseOfLayout(at("new.trailproof"), 999), ["findings", "--case", at("new.trailproof")]),
      /was written by a newer Trailproof/,
    ],
    [
      "a case of a trial version",
      () => (caseOfLayout(at("old.trailproof"), 1), ["findings", "--case", at("old.trailproof")]),
      /was made by a trial version of Trailproof.*Import the logs into a new case/,
    ],
    [
      "a folder that is not there for the report",
      () => ["audit", sample, "--out", at("no", "such", "r.html")],
      /There is no file or folder/,
    ],
    [
      "somebody else's file under the report's name",
      () => ["audit", sample, "--out", make("thesis.html", "<html>my thesis</html>")],
      /was not overwritten/,
    ],
    [
      "an event that is not in the case",
      () => ["event", "00000000-0000-4000-8000-000000000000", "--case", sampleCase()],
      /No event 00000000.* is in this case/,
    ],
  ];
  test.each(cases)("%s", (_, args, sentence) => {
    const result = run(args());
    expect(result.err).toMatch(sentence);
    expect(result.err.trim().split("\n")).toHaveLength(1);
    expect(result.status).toBe(1);
    expect(result.out).toBe("");
    expect(existsSync(at("x.html"))).toBe(false);
    expect(readFileSync(make("probe", ""), "utf8")).toBe("");
    expect(readdirSync(folder).filter((n) => n.endsWith(".part"))).toEqual([]);
  });

  test("nothing of others is changed", () => {
    expect(readFileSync(at("text.trailproof"), "utf8")).toBe(
      "this is no database at all, only text",
    );
    expect(readFileSync(at("thesis.html"), "utf8")).toBe("<html>my thesis</html>");
  });

  test("an unreadable file: by itself a failure, in a folder a problem", (context) => {
    // Root may read everything; then the program runs as nobody, where that user may reach it.
    const isRoot = process.getuid?.() === 0;
    const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    const as = (args: readonly string[]): Ran => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(process.cwd(), entry), ...args],
        {
          encoding: "utf8",
          cwd: "/",
          ...nobody,
        },
      );
      return { status, out: stdout ?? "", err: stderr ?? "" };
    };
    if (as(["--version"]).status !== 0) {
      console.warn("skipped: no user without root's rights can run the program here");
      context.skip("no other user can run the program here");
    }
    chmodSync(folder, 0o755);
    const path = make("closed/secret.json", "{}");
    writeFileSync(at("closed", "open.json"), '{"Records":[]}');
    chmodSync(at("closed"), 0o755);
    chmodSync(path, 0);
    const alone = as(["audit", path, "--format", "json", "--out", "-"]);
    expect(alone).toEqual({
      status: 1,
      out: "",
      err: `trailproof: ${path} could not be read: permission denied.\n`,
    });
    const among = as(["audit", at("closed"), "--format", "json", "--out", "-"]);
    expect(among.status).toBe(0);
    expect(JSON.parse(among.out).problems).toMatchObject([
      { path, reason: "the file could not be read: permission denied" },
    ]);
  });

  test("a case that is open elsewhere", () => {
    const db = openCase(sampleCase(), { create: false });
    try {
      const result = run(["findings", "--case", sampleCase()]);
      expect(result).toMatchObject({
        status: 1,
        err: expect.stringMatching(/is open in another Trailproof/),
      });
    } finally {
      db.close();
    }
  });

  test("what is no regular file is not written to", () => {
    expect(run(["audit", sample, "--out", "/dev/full"])).toMatchObject({
      status: 1,
      err: expect.stringMatching(/no regular file/),
    });
  });

  test("a full disk: for the case and for the report", (context) => {
    const small = at("small");
    mkdirSync(small);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "trailproof-test", small]);
    if (mounted.status !== 0) {
      console.warn("skipped: a full disk needs the right to mount a small file system");
      context.skip("no right to mount a small file system");
    }
    try {
      const imported = run(["import", sample, "--case", join(small, "case.trailproof")]);
      expect(imported).toMatchObject({
        status: 1,
        out: "",
        err: expect.stringMatching(
          /^trailproof: The disk is full: .*case\.trailproof could not be written\. Free some space/,
        ),
      });
      rmSync(join(small, "case.trailproof"), { force: true });
      rmSync(join(small, "case.trailproof-journal"), { force: true });
      const reported = run(["report", "--case", sampleCase(), "--out", join(small, "report.html")]);
      expect(reported).toMatchObject({
        status: 1,
        err: expect.stringMatching(/^trailproof: The disk is full: .*report\.html/),
      });
      expect(readdirSync(small)).toEqual([]);
    } finally {
      spawnSync("umount", [small]);
    }
  });
});

function foreignDatabase(path: string): void {
  const db = openCase(path, { create: true });
  db.pragma("application_id = 12345");
  db.close();
}

function caseOfLayout(path: string, layout: number): void {
  const db = openCase(path, { create: true });
  db.pragma(`user_version = ${layout}`);
  db.close();
}

describe("wrong usage: status 2, and the wrong word is named", () => {
  test.each([
    [["audti", "x"], /no command "audti"/],
    [["constructor"], /no command "constructor"/],
    [["audit"], /needs a file or folder/],
    [["audit", "x", "--frmat", "html"], /'--frmat'/],
    [["audit", "x", "--format", "docx"], /--format docx: this version writes html and json/],
    [["findings"], /needs --case/],
    [["plan", "--case", "x"], /--finding ID, --event EVENTID/],
    [["plan", "--case", "x", "--finding", "F-01", "--session", "AKIA"], /one of them/],
    [["plan", "--case", "x", "--event", "e", "--from", "2026-10-01"], /go with --session/],
    [["plan", "--case", "x", "--actor", "a", "--actor", "b"], /one --actor/],
    [["findings", "--case", "x", "--severity", "awful"], /--severity awful/],
    [["import", "x", "--case", "y", "--client", "z"], /has no option --client/],
    [["audit", "x", "--out", ""], /--out is empty/],
    [["audit", "x", "--format", "html,json", "--out", "-"], /one format only/],
    [["explain", "NoSuchAction"], /is no event that Trailproof knows\. List/],
    [["explain", "deletepolcy"], /Nearest: DeletePolicy,/],
  ])("%j", (args, sentence) => {
    const result = run(args);
    expect(result).toMatchObject({ status: 2, out: "", err: expect.stringMatching(sentence) });
  });
});

describe("help and knowledge", () => {
  test.each([[["--help"]], [["audit", "--help"]], [["help", "import"]], [[]]])("%j", (args) => {
    expect(run(args)).toMatchObject({
      status: 0,
      err: "",
      out: expect.stringMatching(/Usage: trailproof/),
    });
  });
  test("--version", () => expect(run(["--version"]).out).toMatch(/^\d+\.\d+\.\d+\n$/));
  test("explain", () => {
    expect(run(["explain"]).out.trim().split("\n")).toHaveLength(453);
    expect(run(["explain", "deletepolicy"]).out).toMatch(
      /^DeletePolicy \(iam[\s\S]*Accidental deletion[\s\S]*T1531[\s\S]*DeletePolicy \(organizations/,
    );
    expect(run(["explain", "consolelogin"]).out).toMatch(/MFAUsed/);
    expect(JSON.parse(run(["explain", "PutRolePolicy", "--json"]).out)).toMatchObject([
      {
        eventSource: "iam.amazonaws.com",
        eventName: "PutRolePolicy",
        mitre: ["T1098.003"],
        inverse: { possible: "yes" },
        does: { text: expect.stringMatching(/inline policy/) },
      },
    ]);
    expect(JSON.parse(run(["explain", "assumeroot", "--json"]).out)).toMatchObject([
      { eventSource: "sts.amazonaws.com", eventName: "AssumeRoot", severity: "high" },
    ]);
  });
});

test(
  "Ctrl-C leaves a case that opens, and the next run ends in the same case",
  { timeout: 120_000 },
  async () => {
    mkdirSync(at("many"), { recursive: true });
    for (let file = 0; file < 400; file++) {
      const records = Array.from({ length: 60 }, (_, i) => ({
        eventVersion: "1.10",
        eventID: `00000000-0000-4000-8000-${String(file * 100 + i).padStart(12, "0")}`,
        eventTime: "2026-10-01T00:00:00Z",
        eventSource: "s3.amazonaws.com",
        eventName: "GetObject",
        recipientAccountId: "123456789012",
        requestParameters: { filler: "x".repeat(2000) + i },
      }));
      writeFileSync(
        at("many", `f${file}.json.gz`),
        gzipSync(JSON.stringify({ Records: records }), { level: 1 }),
      );
    }
    const path = at("cut.trailproof");
    const child = spawn(process.execPath, [entry, "import", at("many"), "--case", path], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    // The case is there as soon as the import begins; reading its files takes far longer than this look.
    while (!existsSync(path)) await new Promise((resume) => setTimeout(resume, 5));
    child.kill("SIGINT");
    const status = await new Promise((resolve) => child.on("exit", (code) => resolve(code)));
    expect({ status, err }).toEqual({
      status: 1,
      err: expect.stringMatching(
        /^trailproof: Cancelled\. What was read is in .*; run the same command again to go on\.\n$/,
      ),
    });
    expect(run(["findings", "--case", path, "--json"])).toMatchObject({ status: 0, out: "[]\n" });
    const again = run(["import", at("many"), "--case", path, "--json"]);
    expect(JSON.parse(again.out).totals).toMatchObject({
      files: 400,
      records: 24_000,
      events: 24_000,
      duplicates: 0,
      problems: 0,
    });
  },
);
