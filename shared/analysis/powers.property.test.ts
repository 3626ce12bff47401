import fc from "fast-check";
import { expect, test } from "vitest";
import { plain } from "../span.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { createLedger } from "../state/ledger.ts";
import { entityPower } from "./powers.ts";
import { call } from "./test-events.ts";

const documents = [
  '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  '{"Statement":{"Effect":"Allow","Action":"iam:PutUserPolicy","Resource":"*"}}',
  '{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}',
];
const own = (n: number): string => `arn:aws:iam::123456789012:policy/p${n}`;
const arns = [own(0), own(1), own(2), "arn:aws:iam::aws:policy/AdministratorAccess"];
const kinds = ["user", "group", "role"] as const;

/** One change of rights, made of three numbers. */
function eventOf([what, a, b]: readonly [number, number, number], at: number): CloudTrailEvent {
  const kind = kinds[a % 3] ?? "user";
  const word = { user: "User", group: "Group", role: "Role" }[kind];
  const owner = { [`${kind}Name`]: `${kind}${b % 2}` };
  const arn = arns[b % arns.length] ?? "";
  const document = documents[(a + b) % 3] ?? "";
  const policy = own(b % 3);
  const made = { response: { policyVersion: { versionId: `v${at + 2}`, isDefaultVersion: true } } };
  const calls: readonly (() => CloudTrailEvent)[] = [
    () => call(`iam:Attach${word}Policy`, at, { ...owner, policyArn: arn }),
    () => call(`iam:Detach${word}Policy`, at, { ...owner, policyArn: arn }),
    () => call(`iam:Put${word}Policy`, at, { ...owner, policyName: "i", policyDocument: document }),
    () => call(`iam:Delete${word}Policy`, at, { ...owner, policyName: "i" }),
    () => call("iam:AddUserToGroup", at, { userName: `user${a % 2}`, groupName: `group${b % 2}` }),
    () =>
      call("iam:RemoveUserFromGroup", at, { userName: `user${a % 2}`, groupName: `group${b % 2}` }),
    () => call("iam:CreatePolicy", at, { policyName: `p${b % 3}`, policyDocument: document }),
    () =>
      call(
        "iam:CreatePolicyVersion",
        at,
        { policyArn: policy, policyDocument: document, setAsDefault: true },
        made,
      ),
    () =>
      call("iam:SetDefaultPolicyVersion", at, { policyArn: policy, versionId: `v${(a % 9) + 2}` }),
    () => call("iam:DeletePolicyVersion", at, { policyArn: policy, versionId: `v${(a % 9) + 2}` }),
    () => call("iam:DeletePolicy", at, { policyArn: policy }),
    () => call("iam:UpdateUser", at, { userName: `user${a % 2}`, newUserName: `user${b % 2}` }),
    () => call("iam:DeleteUser", at, { userName: `user${b % 2}` }),
    () => call("iam:CreateUser", at, { userName: `user${b % 2}` }),
  ];
  return calls[what % calls.length]?.() ?? call("iam:CreateUser", at, { userName: "user0" });
}

function powers(account: ReturnType<ReturnType<typeof createLedger>["facts"]>): readonly unknown[] {
  return kinds.flatMap((kind) =>
    [`${kind}0`, `${kind}1`].map((name) => {
      const power = entityPower(account, kind, name);
      return power === null ? null : [power.isAdmin, power.by, plain(power.text)];
    }),
  );
}

/** After each event a ledger that is asked all along must say what one says that was made for it. */
function compareAlong(steps: readonly (readonly [number, number, number])[]): void {
  const events = steps.map((one, at) => eventOf(one, at));
  const asked = createLedger();
  for (const [n, event] of events.entries()) {
    asked.apply(event);
    const fresh = createLedger();
    for (const one of events.slice(0, n + 1)) fresh.apply(one);
    expect(powers(asked.facts(event))).toEqual(powers(fresh.facts(event)));
  }
}

test("a deleted policy that is attached again is another one: what the former gave is not said of it", () => {
  compareAlong([
    [0, 0, 5],
    [6, 0, 10],
    [0, 0, 0],
    [10, 0, 10],
    [0, 0, 0],
    [0, 10, 1],
  ]);
});

test("what is answered again and again while events come in is what they say together", () => {
  const step = fc.tuple(fc.nat(13), fc.nat(20), fc.nat(20));
  fc.assert(fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), compareAlong), {
    numRuns: 300,
  });
});
