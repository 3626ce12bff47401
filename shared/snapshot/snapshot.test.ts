import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SnapshotItem, SnapshotProblem } from "./facts.ts";
import { accountOfFact, readSnapshot } from "./read-snapshot.ts";
import { sniffSnapshot } from "./sniff-snapshot.ts";

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const header =
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";
const root =
  "<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,2024-05-01T10:00:00+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A";
const ada =
  "ada,arn:aws:iam::111122223333:user/ada,2023-02-01T08:00:00+00:00,true,no_information,2023-02-01T08:00:00+00:00,N/A,false,true,2023-02-01T08:05:00+00:00,2024-04-30T07:00:00+00:00,us-east-1,iam,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A";
const csv = `${header}\n${root}\n${ada}`;

interface Read {
  readonly items: readonly SnapshotItem[];
  readonly problems: readonly SnapshotProblem[];
}

/** Reads a text in pieces of `size` bytes. */
function read(text: string, size = 7): Read {
  const form = sniffSnapshot(text);
  if (form === null) throw new Error("not recognized");
  const bytes = new TextEncoder().encode(text);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  const problems: SnapshotProblem[] = [];
  const items = [...readSnapshot(form, pieces, decode, (one) => problems.push(one))];
  return { items, problems };
}

const user = {
  Path: "/",
  UserName: "ada",
  UserId: "AIDAEXAMPLE",
  Arn: "arn:aws:iam::111122223333:user/ada",
  CreateDate: "2023-02-01T08:00:00+00:00",
  UserPolicyList: [
    {
      PolicyName: "own",
      PolicyDocument: { Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
    },
  ],
  GroupList: ["Admins"],
  AttachedManagedPolicies: [
    { PolicyName: "AdministratorAccess", PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
  ],
  NewMember: { of: ["a", "later", "time"] },
};
const details = (more: object = {}): string =>
  JSON.stringify(
    { UserDetailList: [user], GroupDetailList: [], RoleDetailList: [], Policies: [], ...more },
    null,
    2,
  );

describe("which files are snapshots, by their beginning", () => {
  test.each([
    ["a credential report", csv, "credential-report"],
    ["one that a spreadsheet program saved", csv.replaceAll(",", ";"), "credential-report"],
    [
      "its JSON",
      JSON.stringify({
        Content: btoa(csv),
        ReportFormat: "text/csv",
        GeneratedTime: "2024-05-02T00:00:00+00:00",
      }),
      "credential-report",
    ],
    ["its content alone", btoa(csv), "credential-report"],
    ["authorization details", details(), "authorization-details"],
    [
      "their members sorted",
      JSON.stringify({ GroupDetailList: [], Policies: [] }),
      "authorization-details",
    ],
    ["a list of pages", `[${details()},${details()}]`, "authorization-details"],
    ["a password policy", '{"PasswordPolicy":{"MinimumPasswordLength":8}}', "password-policy"],
    [
      "none set",
      "\nAn error occurred (NoSuchEntity) when calling the GetAccountPasswordPolicy operation: The Password Policy with domain name 111122223333 cannot be found.\n",
      "no-password-policy",
    ],
    ["a summary", '{"SummaryMap":{"Users":2}}', "account-summary"],
    ["trails", '{"trailList":[]}', "trails"],
    [
      "a status, with what a program put before it",
      '{"$metadata":{"httpStatusCode":200},"IsLogging":true}',
      "trail-status",
    ],
    [
      "selectors",
      '{"TrailARN":"arn:aws:cloudtrail:us-east-1:111122223333:trail/t","AdvancedEventSelectors":[]}',
      "event-selectors",
    ],
    [
      "a log file",
      '{"Records":[{"eventVersion":"1.08","responseElements":{"PasswordPolicy":{}}}]}',
      null,
    ],
    ["an event", '{"eventVersion":"1.08","requestParameters":{"IsLogging":true}}', null],
    ["an event data store", '{"EventDataStoreArn":"a","AdvancedEventSelectors":[]}', null],
    ["a list of policies", '{"Policies":[{"PolicyName":"a"}]}', null],
    ["another content", '{"Content":"aGVsbG8=","ReportFormat":"text/csv"}', null],
    ["another table", "user,arn,cost\na,b,1", null],
    [
      "another error",
      "An error occurred (NoSuchEntity) when calling the GetUser operation: x",
      null,
    ],
  ] as const)("%s", (_, text, kind) => {
    expect(sniffSnapshot(text)?.kind ?? null).toBe(kind);
  });
});

describe("the credential report", () => {
  test.each([
    ["raw", csv, "row 2"],
    ["with Windows line ends", csv.replaceAll("\n", "\r\n"), "row 2"],
    [
      "in base64 in JSON",
      JSON.stringify({ Content: btoa(csv), ReportFormat: "text/csv" }),
      "/Content, row 2",
    ],
    ["in base64", btoa(csv).replaceAll(/.{76}/g, "$&\n"), "row 2"],
    ["quoted", csv.replaceAll(/([^,\n]+)/g, '"$1"'), "row 2"],
  ])("%s", (_, text, pointer) => {
    const { items, problems } = read(text);
    expect(problems).toEqual([]);
    expect(items.map(({ place }) => place.pointer)[0]).toBe(pointer);
    expect(items.map(({ fact }) => fact)).toMatchObject([
      { user: "<root_account>", isRoot: true, passwordEnabled: null, mfaActive: true },
      {
        user: "ada",
        passwordEnabled: true,
        mfaActive: false,
        passwordLastUsed: { kind: "unknown", word: "no_information" },
        passwordNextRotation: { kind: "none" },
        keys: [
          { active: true, rotated: { kind: "at", at: 1_675_238_700 }, lastUsedRegion: "us-east-1" },
          { active: false, lastUsed: { kind: "none" } },
        ],
      },
    ]);
  });

  test("bytes of a row lead to it", () => {
    const { items } = read(csv);
    const place = items[1]?.place;
    expect(csv.slice(place?.offset, (place?.offset ?? 0) + (place?.length ?? 0))).toBe(ada);
  });

  test("its own time, also where other members stand before the table", () => {
    const text = JSON.stringify({ GeneratedTime: "2024-05-02T00:00:00+00:00", Content: btoa(csv) });
    expect(read(text).items.map(({ fact }) => fact)).toContainEqual({
      type: "generated",
      at: 1_714_608_000,
    });
  });

  test("a name with commas is found again by its ARN", () => {
    const odd = ada.replace("ada,", "a,b,").replace("user/ada", "user/a,b");
    expect(read(`${header}\n${odd}`).items[0]?.fact).toMatchObject({
      user: "a,b",
      mfaActive: false,
    });
  });

  test.each([
    ["cut in a row", csv.slice(0, -30), "a row has 16 cells where the header has 22"],
    [
      "cut in its base64",
      JSON.stringify({ Content: btoa(csv), GeneratedTime: 1 }).replace("MT", "*"),
      "no base64 text",
    ],
    ["a row of another table", `${csv}\na,b`, "a row has 2 cells"],
    [
      "a row that names nobody",
      `${csv}\n${ada.replace("arn:aws", "n")}`,
      "a row names no user with an ARN",
    ],
    ["a quote that stays open", `${csv}\n"${ada}`, "a quote of row 4 is never closed"],
    ["a row without an end", `${csv}\n${"a".repeat(70_000)}`, "row 4 is longer"],
  ])("%s is told", (_, text, reason) => {
    const { problems } = read(text, 4096);
    expect(problems.map((one) => one.reason).join("\n")).toContain(reason);
    expect(problems).toHaveLength(1);
  });
});

describe("authorization details", () => {
  test("members are typed, unknown ones passed over", () => {
    const { items, problems } = read(details());
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        fact: {
          type: "user",
          name: "ada",
          createdAt: 1_675_238_400,
          groups: ["Admins"],
          attached: [{ name: "AdministratorAccess" }],
          inline: [{ name: "own", document: { status: "ok", statements: [{ effect: "Allow" }] } }],
        },
        place: { page: 1, pointer: "/UserDetailList/0" },
      },
    ]);
    expect(items.map(({ fact }) => accountOfFact(fact))).toEqual(["111122223333"]);
  });

  test("a place leads to the entry's own bytes", () => {
    const text = details();
    const place = read(text).items[0]?.place;
    const own = text.slice(place?.offset, (place?.offset ?? 0) + (place?.length ?? 0));
    expect(JSON.parse(own)).toMatchObject({ UserName: "ada" });
  });

  test("a document in percent-encoding, as the API gives it", () => {
    const encoded = encodeURIComponent(
      '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}',
    );
    const policy = {
      PolicyName: "p",
      Arn: "arn:aws:iam::111122223333:policy/p",
      PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: encoded }],
    };
    expect(
      read(JSON.stringify({ UserDetailList: [], Policies: [policy] })).items[0]?.fact,
    ).toMatchObject({
      type: "policy",
      versions: [{ id: "v1", isDefault: true, document: { status: "ok" } }],
    });
  });

  test("pages one after the other, and that more would follow", () => {
    const { items } = read(
      `${details({ IsTruncated: true, Marker: "m" })}\n${details({ IsTruncated: false })}`,
    );
    expect(items.map(({ fact, place }) => [fact.type, place.page])).toEqual([
      ["user", 1],
      ["user", 2],
    ]);
    const cut = read(details({ IsTruncated: true, Marker: "m" }));
    expect(cut.items.at(-1)?.fact).toEqual({ type: "truncated" });
  });

  test.each([
    ["cut off", details().slice(0, -200), "the file ends before its object is closed"],
    ["an entry without a name", '{"UserDetailList":[{"Arn":"x"}]}', "names nothing"],
    ["text behind the end", `${details()}\nDone.`, "text stands where an object should begin"],
    ["a broken value", '{"UserDetailList":[{"UserName":tru}]}', "no valid JSON"],
    ["a missing colon", '{"UserDetailList":[],"Policies" []}', "a colon is missing"],
    ["an object of another kind", '{"PasswordPolicy":{}}{"a":1}', "none of the answers"],
    ["a list instead of an object", '{"PasswordPolicy":[]}', "PasswordPolicy is no object"],
  ])("%s is told", (_, text, reason) => {
    const { problems } = read(text);
    expect(problems.map((one) => one.reason).join("\n")).toContain(reason);
    expect(problems).toHaveLength(1);
  });

  test("an entry of hostile size is passed over, and what follows is read", () => {
    const huge = { ...user, UserId: "x".repeat(5 * 1024 * 1024) };
    const text = JSON.stringify({ UserDetailList: [huge, user] });
    const { items, problems } = read(text, 65_536);
    expect(items).toHaveLength(1);
    expect(problems[0]?.reason).toContain("larger than any");
  });
});

describe("settings of the account and of its trails", () => {
  test.each([
    [
      '{"PasswordPolicy":{"MinimumPasswordLength":8,"RequireSymbols":false,"ExpirePasswords":true,"MaxPasswordAge":"90"}}',
      {
        type: "password-policy",
        isSet: true,
        minimumLength: 8,
        symbols: false,
        numbers: null,
        expires: true,
        maxAge: 90,
      },
    ],
    [
      "An error occurred (NoSuchEntity) when calling the GetAccountPasswordPolicy operation: The Password Policy with domain name 111122223333 cannot be found.",
      { type: "password-policy", isSet: false, minimumLength: null },
    ],
    [
      '{"trailList":[{"Name":"main","TrailARN":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/main","IsMultiRegionTrail":true,"LogFileValidationEnabled":"no"}]}',
      { type: "trail", name: "main", isMultiRegion: true, validation: null, kmsKey: null },
    ],
    [
      '{"IsLogging":true,"LatestDeliveryTime":1714608000.123,"LatestDeliveryError":"AccessDenied","LatestDigestDeliveryTime":"2024-05-02T00:00:00+00:00"}',
      {
        type: "trail-status",
        isLogging: true,
        deliveryError: "AccessDenied",
        deliveredAt: 1_714_608_000,
        digestAt: 1_714_608_000,
        stoppedAt: null,
      },
    ],
    [
      '{"TrailARN":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/main","EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[],"ExcludeManagementEventSources":["kms.amazonaws.com"]}]}',
      {
        type: "selectors",
        basic: [{ readWrite: "All", management: true, excluded: ["kms.amazonaws.com"] }],
        advanced: [],
      },
    ],
    [
      '{"TrailARN":"t","AdvancedEventSelectors":[{"Name":"m","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}]}',
      {
        type: "selectors",
        advanced: [
          {
            name: "m",
            fields: [
              { field: "eventCategory", tests: [{ operator: "Equals", values: ["Management"] }] },
            ],
          },
        ],
      },
    ],
  ])("%s", (text, fact) => {
    const { items, problems } = read(text);
    expect(problems).toEqual([]);
    expect(items.map((one) => one.fact)).toMatchObject([fact]);
  });

  test("counts of the summary; what is no count is left out", () => {
    const [item] = read('{"SummaryMap":{"AccountMFAEnabled":1,"Users":-3,"Odd":"x"}}').items;
    expect(item?.fact).toEqual({ type: "summary", counts: new Map([["AccountMFAEnabled", 1]]) });
  });
});

describe("hostile text", () => {
  const whole = `${details()}${JSON.stringify({ Content: btoa(csv) })}{"IsLogging":true}`;

  test("the borders of the pieces don't matter", () => {
    const once = read(whole, whole.length);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (size) => {
        expect(read(whole, size)).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  test("damage anywhere is told or harmless, and never thrown", () => {
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.string({ maxLength: 4 }),
        fc.nat(20),
        (at, put, cut) => {
          const text = whole.slice(0, at) + put + whole.slice(at + cut);
          if (sniffSnapshot(text) === null) return;
          const { items } = read(text, 97);
          for (const { place } of items)
            expect(place.offset + place.length).toBeLessThanOrEqual(utf8Length(text));
        },
      ),
      { numRuns: 300 },
    );
  });
});

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;
