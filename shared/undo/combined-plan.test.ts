import { describe, expect, it } from "vitest";
import { makeEvent } from "../analysis/test-events.ts";
import type { EventParts } from "../analysis/test-events.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Plan } from "../remediation/plan.ts";
import { isAsk } from "../remediation/plan.ts";
import { plain } from "../span.ts";
import { seconds } from "../state/order.ts";
import { combinedPlan } from "./combined-plan.ts";
import { createHistory } from "./history.ts";

const arn = "arn:aws:iam::123456789012:policy/Deploy";
const guard = "arn:aws:iam::123456789012:policy/guardrails/Deny";
const oidc = "arn:aws:iam::123456789012:oidc-provider/ci.example.com";
const awsAdmin = "arn:aws:iam::aws:policy/AdministratorAccess";
const document = '{"Version":"2012-10-17","Statement":[]}';
const other = '{"Version":"2012-10-17","Statement":[{}]}';

let minute = 0;
type Request = NonNullable<EventParts["request"]>;

/** A call of the intruder, who is to be undone. */
function bad(name: string, request: Request, parts: EventParts = {}): CloudTrailEvent {
  minute += 1;
  return makeEvent(name, {
    at: minute,
    id: `bad ${name} ${minute}`,
    request,
    by: { arn: "arn:aws:iam::123456789012:user/mallory", userName: "mallory" },
    ...parts,
  });
}

/** A call of somebody legitimate. */
function good(name: string, request: Request, parts: EventParts = {}): CloudTrailEvent {
  minute += 1;
  return makeEvent(name, { at: minute, id: `good ${name} ${minute}`, request, ...parts });
}

function planOf(
  events: readonly CloudTrailEvent[],
  isWithWay = false,
  isSelected = ({ id }: CloudTrailEvent) => id.startsWith("bad"),
): Plan {
  const builder = createHistory({ isSelected, isWithWay });
  for (const second of seconds(events)) builder.take(second);
  const [history] = builder.finish();
  if (history === undefined) throw new Error("nothing is selected");
  return combinedPlan(history);
}

/** The calls in short: `AttachUserPolicy bob AdministratorAccess`; what is asked for as its variable. */
function calls({ operations }: Plan): readonly string[] {
  return operations.map(({ api, input }) =>
    [
      api.replace("iam:", ""),
      ...Object.values(input).map((value) =>
        isAsk(value) ? `$${value.ask}` : typeof value === "string" ? value : JSON.stringify(value),
      ),
    ].join(" "),
  );
}

const user = { userName: "bob" };
const madeUser = () => good("CreateUser", { userName: "bob", path: "/team/" });
const version = (id: string, isDefaultVersion: boolean): EventParts => ({
  response: { policyVersion: { versionId: id, isDefaultVersion } },
});
const policyMade = (policyArn = arn, name = "Deploy", path = "/") =>
  good(
    "CreatePolicy",
    { policyName: name, path, policyDocument: document },
    { response: { policy: { arn: policyArn, defaultVersionId: "v1" } } },
  );

interface Case {
  readonly name: string;
  readonly events: () => readonly CloudTrailEvent[];
  readonly calls: readonly string[];
  readonly conflicts?: readonly RegExp[];
  readonly says?: RegExp;
  readonly certainty?: Plan["certainty"];
  readonly isWithWay?: boolean;
}

const cases: readonly Case[] = [
  {
    name: "what was made and deleted needs no call",
    events: () => [
      bad("CreateUser", { userName: "tmp" }),
      bad("AttachUserPolicy", { userName: "tmp", policyArn: awsAdmin }),
      bad("DetachUserPolicy", { userName: "tmp", policyArn: awsAdmin }),
      bad("DeleteUser", { userName: "tmp" }),
    ],
    calls: [],
    says: /Nothing is left to take back/,
  },
  {
    name: "several changes of one thing are put right once",
    events: () => [
      madeUser(),
      good("PutUserPolicy", { ...user, policyName: "p", policyDocument: document }),
      bad("PutUserPolicy", { ...user, policyName: "p", policyDocument: other }),
      bad("DeleteUserPolicy", { ...user, policyName: "p" }),
      bad("PutUserPolicy", { ...user, policyName: "p", policyDocument: other }),
    ],
    calls: [`PutUserPolicy bob p ${document}`],
    certainty: "exact",
  },
  {
    name: "a made user goes after all that hangs on it",
    events: () => [
      good("CreateGroup", { groupName: "Dev" }),
      bad("CreateUser", { userName: "eve" }),
      bad("AddUserToGroup", { userName: "eve", groupName: "Dev" }),
      bad("AttachUserPolicy", { userName: "eve", policyArn: awsAdmin }),
      bad("CreateLoginProfile", { userName: "eve" }),
      bad(
        "CreateAccessKey",
        { userName: "eve" },
        { response: { accessKey: { accessKeyId: "AKIA1", userName: "eve" } } },
      ),
    ],
    calls: [
      "RemoveUserFromGroup Dev eve",
      `DetachUserPolicy eve ${awsAdmin}`,
      "DeleteLoginProfile eve",
      "DeleteAccessKey eve AKIA1",
      "DeleteUser eve",
    ],
  },
  {
    name: "a made user that somebody else has worked on since is kept, without what the intruder gave it",
    events: () => [
      bad("CreateUser", { userName: "eve" }),
      bad("AttachUserPolicy", { userName: "eve", policyArn: awsAdmin }),
      good("PutUserPolicy", { userName: "eve", policyName: "own", policyDocument: document }),
    ],
    calls: [`DetachUserPolicy eve ${awsAdmin}`],
    conflicts: [/user eve stays as it is.*good PutUserPolicy/],
    certainty: "partial",
  },
  {
    name: "switching a credential off does not keep its user",
    events: () => [
      bad("CreateUser", { userName: "eve" }),
      bad(
        "CreateAccessKey",
        { userName: "eve" },
        { response: { accessKey: { accessKeyId: "AKIA1", userName: "eve" } } },
      ),
      good("UpdateAccessKey", { userName: "eve", accessKeyId: "AKIA1", status: "Inactive" }),
    ],
    calls: ["DeleteAccessKey eve AKIA1", "DeleteUser eve"],
  },
  {
    name: "what somebody else changed since stays, and is told",
    events: () => [
      madeUser(),
      good("PutUserPolicy", { ...user, policyName: "p", policyDocument: document }),
      bad("PutUserPolicy", { ...user, policyName: "p", policyDocument: other }),
      good("DeleteUserPolicy", { ...user, policyName: "p" }),
    ],
    calls: [],
    conflicts: [/inline policy p of user bob stays as it is.*good DeleteUserPolicy/],
  },
  {
    name: "what somebody else has put back already needs no call and is no conflict",
    events: () => [
      madeUser(),
      good("AttachUserPolicy", { ...user, policyArn: guard }),
      bad("DetachUserPolicy", { ...user, policyArn: guard }),
      good("AttachUserPolicy", { ...user, policyArn: guard }),
    ],
    calls: [],
    says: /has put it back already/,
  },
  {
    name: "a change of the intruder over a later one of others leads back to that one",
    events: () => [
      madeUser(),
      bad("PutUserPolicy", { ...user, policyName: "p", policyDocument: other }),
      good("PutUserPolicy", { ...user, policyName: "p", policyDocument: document }),
      bad("DeleteUserPolicy", { ...user, policyName: "p" }),
    ],
    calls: [`PutUserPolicy bob p ${document}`],
  },
  {
    name: "the default goes back before the rogue version is deleted, and this before another is made",
    events: () => [
      policyMade(),
      good("CreatePolicyVersion", { policyArn: arn, policyDocument: other }, version("v2", false)),
      good("SetDefaultPolicyVersion", { policyArn: arn, versionId: "v2" }),
      bad("DeletePolicyVersion", { policyArn: arn, versionId: "v1" }),
      bad("CreatePolicyVersion", { policyArn: arn, policyDocument: "{}" }, version("v3", true)),
    ],
    calls: [
      `SetDefaultPolicyVersion ${arn} v2`,
      `DeletePolicyVersion ${arn} v3`,
      `CreatePolicyVersion ${arn} ${document} false`,
    ],
    says: /number of version v1/,
    certainty: "partial",
  },
  {
    name: "five versions: a stopgap default makes room for the earlier one",
    events: () => [
      policyMade(),
      ...["v2", "v3", "v4", "v5"].map((id) =>
        good("CreatePolicyVersion", { policyArn: arn, policyDocument: other }, version(id, false)),
      ),
      bad("SetDefaultPolicyVersion", { policyArn: arn, versionId: "v5" }),
      bad("DeletePolicyVersion", { policyArn: arn, versionId: "v1" }),
      bad("CreatePolicyVersion", { policyArn: arn, policyDocument: "{}" }, version("v6", true)),
    ],
    calls: [
      `SetDefaultPolicyVersion ${arn} v5`,
      `DeletePolicyVersion ${arn} v6`,
      `CreatePolicyVersion ${arn} ${document} true`,
    ],
  },
  {
    name: "a rogue version that somebody else made the default is left to a person",
    events: () => [
      policyMade(),
      bad("CreatePolicyVersion", { policyArn: arn, policyDocument: "{}" }, version("v2", false)),
      good("SetDefaultPolicyVersion", { policyArn: arn, versionId: "v2" }),
    ],
    calls: [],
    conflicts: [/Version v2 of policy Deploy.*AWS does not delete that one.*good SetDefault/],
  },
  {
    name: "a deleted policy comes back before it is attached, with what was taken off on the way",
    events: () => [
      good("CreateGroup", { groupName: "Dev" }),
      policyMade(guard, "Deny", "/guardrails/"),
      good("AttachGroupPolicy", { groupName: "Dev", policyArn: guard }),
      makeEvent("DetachGroupPolicy", {
        at: ++minute,
        id: "way",
        request: { groupName: "Dev", policyArn: guard },
        by: { arn: "arn:aws:iam::123456789012:user/mallory", userName: "mallory" },
      }),
      bad("DeletePolicy", { policyArn: guard }),
    ],
    isWithWay: true,
    calls: [`CreatePolicy Deny /guardrails/ ${document}`, `AttachGroupPolicy Dev ${guard}`],
    says: /Taken back with it.*way/,
  },
  {
    name: "a detachment whose policy the same actor deleted afterwards brings the policy back, too",
    events: () => [
      good("CreateGroup", { groupName: "Dev" }),
      policyMade(guard, "Deny", "/guardrails/"),
      good("AttachGroupPolicy", { groupName: "Dev", policyArn: guard }),
      bad("DetachGroupPolicy", { groupName: "Dev", policyArn: guard }),
      makeEvent("DeletePolicy", {
        at: ++minute,
        id: "later",
        request: { policyArn: guard },
        by: { arn: "arn:aws:iam::123456789012:user/mallory", userName: "mallory" },
      }),
    ],
    isWithWay: true,
    calls: [`CreatePolicy Deny /guardrails/ ${document}`, `AttachGroupPolicy Dev ${guard}`],
    says: /Taken back with it.*later/,
  },
  {
    name: "a policy that somebody else deleted since is not attached again",
    events: () => [
      madeUser(),
      policyMade(),
      good("AttachUserPolicy", { ...user, policyArn: arn }),
      bad("DetachUserPolicy", { ...user, policyArn: arn }),
      good("DeletePolicy", { policyArn: arn }),
    ],
    calls: [],
    conflicts: [/policy Deploy on user bob is not put back.*good DeletePolicy/],
  },
  {
    name: "a deleted user comes back with path, tags, boundary, groups and policies",
    events: () => [
      good("CreateGroup", { groupName: "Dev" }),
      good("CreateUser", {
        userName: "bob",
        path: "/team/",
        permissionsBoundary: guard,
        tags: [{ key: "Team", value: "a" }],
      }),
      good("AddUserToGroup", { userName: "bob", groupName: "Dev" }),
      good("PutUserPolicy", { ...user, policyName: "p", policyDocument: document }),
      bad("RemoveUserFromGroup", { userName: "bob", groupName: "Dev" }),
      bad("DeleteUserPolicy", { ...user, policyName: "p" }),
      bad("DeleteUser", user),
    ],
    calls: [
      `CreateUser bob /team/ ${guard} [{"Key":"Team","Value":"a"}]`,
      "AddUserToGroup Dev bob",
      `PutUserPolicy bob p ${document}`,
    ],
    says: /unique id \(AIDA…\) of user bob/,
  },
  {
    name: "a deleted role that somebody else made again stays theirs",
    events: () => [
      good("CreateRole", { roleName: "r", assumeRolePolicyDocument: document }),
      bad("DeleteRole", { roleName: "r" }),
      good("CreateRole", { roleName: "r", assumeRolePolicyDocument: other }),
    ],
    calls: [],
    conflicts: [/role r stays as it is.*good CreateRole/],
  },
  {
    name: "a name that is taken by a thing which is kept is not given to the deleted one",
    events: () => [
      good("CreateRole", { roleName: "r", assumeRolePolicyDocument: document }),
      bad("DeleteRole", { roleName: "r" }),
      bad("CreateRole", { roleName: "r", assumeRolePolicyDocument: other }),
      good("AttachRolePolicy", { roleName: "r", policyArn: guard }),
    ],
    calls: [],
    conflicts: [/role r stays as it is.*good AttachRolePolicy/],
  },
  {
    name: "a name that somebody else has taken since is not given back",
    events: () => [
      madeUser(),
      bad("UpdateUser", { userName: "bob", newUserName: "rob" }),
      good("CreateUser", { userName: "bob" }),
      bad("TagUser", { userName: "rob", tags: [{ key: "a", value: "b" }] }),
    ],
    calls: ['UntagUser rob ["a"]'],
    conflicts: [/the name of user rob stays as it is.*good CreateUser/],
  },
  {
    name: "a made policy that is kept goes back to the version that it was made with",
    events: () => [
      madeUser(),
      bad(
        "CreatePolicy",
        { policyName: "Deploy", path: "/", policyDocument: document },
        { response: { policy: { arn, defaultVersionId: "v1" } } },
      ),
      bad("CreatePolicyVersion", { policyArn: arn, policyDocument: "{}" }, version("v2", true)),
      good("AttachUserPolicy", { ...user, policyArn: arn }),
    ],
    calls: [`SetDefaultPolicyVersion ${arn} v1`, `DeletePolicyVersion ${arn} v2`],
    conflicts: [/policy Deploy stays as it is.*good AttachUserPolicy/],
  },
  {
    name: "a profile that holds another role by now does not get its earlier one back",
    events: () => [
      good("CreateInstanceProfile", { instanceProfileName: "web", path: "/" }),
      good("AddRoleToInstanceProfile", { instanceProfileName: "web", roleName: "web" }),
      bad("RemoveRoleFromInstanceProfile", { instanceProfileName: "web", roleName: "web" }),
      good("AddRoleToInstanceProfile", { instanceProfileName: "web", roleName: "batch" }),
    ],
    calls: [],
    conflicts: [/role web in instance profile web is not put back: another role.*good AddRole/],
  },
  {
    name: "names go back in turn",
    events: () => [
      good("CreateUser", { userName: "a" }),
      good("CreateUser", { userName: "b" }),
      bad("UpdateUser", { userName: "b", newUserName: "c" }),
      bad("UpdateUser", { userName: "a", newUserName: "b" }),
    ],
    calls: ["UpdateUser b a", "UpdateUser c b"],
  },
  {
    name: "a version that somebody else deleted does not become the default again",
    events: () => [
      policyMade(),
      bad("CreatePolicyVersion", { policyArn: arn, policyDocument: "{}" }, version("v2", true)),
      good("DeletePolicyVersion", { policyArn: arn, versionId: "v1" }),
    ],
    calls: [],
    conflicts: [
      /Version v1 of policy Deploy does not become the default.*good DeletePolicyVersion/,
    ],
  },
  {
    name: "what the intruder made under a deleted name goes first",
    events: () => [
      good("CreateRole", { roleName: "r", assumeRolePolicyDocument: document }),
      bad("DeleteRole", { roleName: "r" }),
      bad("CreateRole", { roleName: "r", assumeRolePolicyDocument: other }),
    ],
    calls: ["DeleteRole r", `CreateRole r / ${document} 3600`],
  },
  {
    name: "a renamed user loses what it was given under the name it has, and then gets its own back",
    events: () => [
      madeUser(),
      bad("UpdateUser", { userName: "bob", newUserName: "rob", newPath: "/x/" }),
      bad("PutUserPolicy", { userName: "rob", policyName: "p", policyDocument: other }),
      bad("TagUser", { userName: "rob", tags: [{ key: "a", value: "b" }] }),
    ],
    calls: ['UntagUser rob ["a"]', "DeleteUserPolicy rob p", "UpdateUser rob bob /team/"],
  },
  {
    name: "an attachment of unknown past asks before it is taken off",
    events: () => [bad("AttachUserPolicy", { ...user, policyArn: awsAdmin })],
    calls: [`DetachUserPolicy bob ${awsAdmin}`],
    says: /Check first whether policy AdministratorAccess on user bob was there before/,
    certainty: "ask",
  },
  {
    name: "an inline policy of unknown past goes, and the earlier one is asked for",
    events: () => [bad("PutUserPolicy", { ...user, policyName: "p", policyDocument: other })],
    calls: ["DeleteUserPolicy bob p", "PutUserPolicy bob p $EARLIER_DOCUMENT_FILE"],
    certainty: "ask",
  },
  {
    name: "a version of unknown past asks for the earlier default",
    events: () => [
      bad("CreatePolicyVersion", { policyArn: arn, policyDocument: "{}" }, version("v7", true)),
    ],
    calls: [`SetDefaultPolicyVersion ${arn} $EARLIER_VERSION_ID`, `DeletePolicyVersion ${arn} v7`],
    certainty: "ask",
  },
  {
    name: "two changes of one second leave open which of them was before",
    events: () => {
      const at = ++minute;
      return [
        madeUser(),
        good(
          "PutUserPolicy",
          { ...user, policyName: "p", policyDocument: document },
          { at: at + 90 },
        ),
        good("PutUserPolicy", { ...user, policyName: "p", policyDocument: "{}" }, { at: at + 90 }),
        bad("DeleteUserPolicy", { ...user, policyName: "p" }, { at: at + 91 }),
      ];
    },
    calls: [expect.stringMatching(/^PutUserPolicy bob p/)],
    says: /within one second, and the log does not tell which came last/,
    certainty: "ask",
  },
  {
    name: "a longest session is sent with the description that it would reset otherwise",
    events: () => [
      good("CreateRole", {
        roleName: "r",
        assumeRolePolicyDocument: document,
        description: "d",
        maxSessionDuration: 7200,
      }),
      bad("UpdateRole", { roleName: "r", maxSessionDuration: 43200 }),
    ],
    calls: ["UpdateRole r d 7200"],
  },
  {
    name: "an instance profile comes back with its role, and says that the log names no instance",
    events: () => [
      good("CreateInstanceProfile", { instanceProfileName: "web", path: "/" }),
      good("AddRoleToInstanceProfile", { instanceProfileName: "web", roleName: "web" }),
      bad("RemoveRoleFromInstanceProfile", { instanceProfileName: "web", roleName: "web" }),
      bad("DeleteInstanceProfile", { instanceProfileName: "web" }),
    ],
    calls: ["CreateInstanceProfile web /", "AddRoleToInstanceProfile web web"],
    says: /If an instance still relied on web/,
  },
  {
    name: "a provider that was deleted twice comes back as it was before the first deletion",
    events: () => {
      const provider = { openIDConnectProviderArn: oidc };
      const answer = { response: provider };
      const url = "https://ci.example.com";
      return [
        good("CreateOpenIDConnectProvider", { url, thumbprintList: ["1".repeat(40)] }, answer),
        bad("DeleteOpenIDConnectProvider", provider),
        bad("CreateOpenIDConnectProvider", { url, thumbprintList: ["2".repeat(40)] }, answer),
        bad("DeleteOpenIDConnectProvider", provider),
      ];
    },
    calls: [
      expect.stringMatching(/^CreateOpenIDConnectProvider https:\/\/ci\.example\.com .*1{40}/),
    ],
  },
  {
    name: "a default that one second leaves open is set before the version that may be it is deleted",
    events: () => {
      const at = ++minute;
      return [
        policyMade(),
        good(
          "CreatePolicyVersion",
          { policyArn: arn, policyDocument: other },
          version("v2", false),
        ),
        bad("SetDefaultPolicyVersion", { policyArn: arn, versionId: "v1" }, { at: at + 90 }),
        bad(
          "CreatePolicyVersion",
          { policyArn: arn, policyDocument: other, setAsDefault: true },
          { ...version("v3", true), at: at + 90 },
        ),
      ];
    },
    calls: [`SetDefaultPolicyVersion ${arn} v1`, `DeletePolicyVersion ${arn} v3`],
  },
  {
    name: "a credential that ends in the second in which its user gives the name away was that user's",
    events: () => {
      const at = ++minute + 90;
      const key = { userName: "bob", certificateId: "C1" };
      const made = { certificate: { userName: "bob", certificateId: "C1", status: "Active" } };
      return [
        madeUser(),
        good("UploadSigningCertificate", { userName: "bob" }, { response: made }),
        bad("UpdateSigningCertificate", { ...key, status: "Inactive" }, { at }),
        bad("DeleteSigningCertificate", key, { at }),
        bad("UpdateUser", { userName: "bob", newUserName: "rob" }, { at }),
        bad("CreateUser", { userName: "bob" }, { at }),
      ];
    },
    calls: ["DeleteUser bob", "UpdateUser rob bob", expect.stringMatching(/^UploadSigning/)],
  },
  {
    name: "an alias that one second leaves open is asked for",
    events: () => {
      const at = ++minute + 90;
      return [
        madeUser(),
        bad("CreateAccountAlias", { accountAlias: "one" }, { at }),
        bad("CreateAccountAlias", { accountAlias: "two" }, { at }),
      ];
    },
    calls: ["DeleteAccountAlias $ACCOUNT_ALIAS"],
    certainty: "ask",
  },
  {
    name: "a version that may be the default by now, by another's call of that second, is not deleted",
    events: () => {
      const at = ++minute + 90;
      return [
        policyMade(),
        good(
          "CreatePolicyVersion",
          { policyArn: arn, policyDocument: other },
          version("v2", false),
        ),
        bad(
          "CreatePolicyVersion",
          { policyArn: arn, policyDocument: other, setAsDefault: true },
          { ...version("v3", true), at },
        ),
        good("SetDefaultPolicyVersion", { policyArn: arn, versionId: "v2" }, { at }),
      ];
    },
    calls: [],
    conflicts: [/default version/, /may be the default now/],
  },
  {
    name: "a role that stood, was deleted, made and deleted within one second is made again, and none is deleted",
    events: () => {
      const at = ++minute + 90;
      const role = { roleName: "r", assumeRolePolicyDocument: document };
      return [
        good("CreateRole", { ...role, path: "/" }),
        bad("DeleteRole", { roleName: "r" }, { at, id: "bad 1" }),
        bad("CreateRole", role, { at, id: "bad 2" }),
        bad("DeleteRole", { roleName: "r" }, { at, id: "bad 3" }),
      ];
    },
    calls: [expect.stringMatching(/^CreateRole r/)],
    certainty: "ask",
  },
  {
    name: "two descriptions of one second: which was there before is left to the owner",
    events: () => {
      const at = ++minute + 90;
      return [
        good("CreateRole", { roleName: "r", assumeRolePolicyDocument: document }),
        good("UpdateRoleDescription", { roleName: "r", description: "d" }, { at, id: "good 1" }),
        good("UpdateRoleDescription", { roleName: "r", description: "" }, { at, id: "good 2" }),
        bad("UpdateRoleDescription", { roleName: "r", description: "e" }, { at: at + 1 }),
      ];
    },
    calls: [expect.stringMatching(/^UpdateRole/)],
    says: /changed the description .*within one second/,
    certainty: "ask",
  },
  {
    name: "refused calls change nothing",
    events: () => [
      madeUser(),
      bad("AttachUserPolicy", { ...user, policyArn: awsAdmin }, { errorCode: "AccessDenied" }),
      bad("TagUser", { ...user, tags: [{ key: "a", value: "b" }] }),
    ],
    calls: ['UntagUser bob ["a"]'],
  },
];

describe("combinedPlan", () => {
  it.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const plan = planOf(one.events(), one.isWithWay);
    expect(calls(plan)).toEqual(one.calls);
    const conflicts = (plan.conflicts ?? []).map(({ what, event }) => `${plain(what)} ${event}`);
    expect(conflicts).toEqual((one.conflicts ?? []).map((like) => expect.stringMatching(like)));
    const said = [
      ...plan.manual.map(({ text }) => plain(text)),
      ...plan.lost.map(({ what, why }) => `${plain(what)} ${plain(why)}`),
    ];
    if (one.says !== undefined)
      expect(said).toEqual(expect.arrayContaining([expect.stringMatching(one.says)]));
    if (one.certainty !== undefined) expect(plan.certainty).toBe(one.certainty);
  });

  it("keeps accounts apart", () => {
    const request = { userName: "bob", policyArn: awsAdmin };
    const builder = createHistory({ isSelected: () => true, isWithWay: false });
    for (const account of ["111111111111", "222222222222"])
      builder.take([makeEvent("AttachUserPolicy", { account, id: account, request })]);
    expect(builder.finish().map((one) => combinedPlan(one).account)).toEqual([
      "111111111111",
      "222222222222",
    ]);
  });

  it("answers nothing where nothing is selected", () => {
    const builder = createHistory({ isSelected: () => false, isWithWay: false });
    builder.take([good("CreateUser", user)]);
    expect(builder.finish()).toEqual([]);
  });
});
