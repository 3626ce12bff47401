/** Plans whose later steps need the earlier ones: a user, a role and a policy deleted in the order that IAM wants. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Live } from "../../main/live/connect.ts";
import type { Call, Moto } from "../time-machine/moto.ts";
import { account, missingMoto, startMoto } from "../time-machine/moto.ts";
import { differences, truthFacts } from "../time-machine/truth-facts.ts";
import { applyCalls, connected, expectTrueJournal, newCase, takeBack } from "./bench.ts";
import { furnish } from "./kinds.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-order-"));
const missing = missingMoto();
let moto: Moto;
let live: Live;
beforeAll(async () => {
  if (missing !== null) return;
  moto = await startMoto();
  live = await connected(moto.url);
});
afterAll(async () => {
  live?.end();
  await moto?.stop();
  rmSync(root, { recursive: true, force: true });
});

const call = (api: string, input: Readonly<Record<string, unknown>>): Call => ({ api, input });
const alice = { UserName: "alice" };
const role = { RoleName: "R" };
const profile = { InstanceProfileName: "IP" };
const PolicyArn = `arn:aws:iam::${account}:policy/P`;
const SerialNumber = `arn:aws:iam::${account}:mfa/M`;

const plans = [
  {
    name: "a user with all that it has",
    needs: [
      "device",
      "mfa",
      "key",
      "ssh",
      "signing",
      "service",
      "login",
      "member",
      "held",
      "inline",
    ],
    calls: (names: Readonly<Record<string, string>>) => [
      call("DetachUserPolicy", { ...alice, PolicyArn }),
      call("DeleteUserPolicy", { ...alice, PolicyName: "I" }),
      call("RemoveUserFromGroup", { ...alice, GroupName: "G" }),
      call("DeleteAccessKey", { ...alice, AccessKeyId: names["key"] }),
      call("DeleteLoginProfile", alice),
      call("DeleteSSHPublicKey", { ...alice, SSHPublicKeyId: names["ssh"] }),
      call("DeleteSigningCertificate", { ...alice, CertificateId: names["signing"] }),
      call("DeleteServiceSpecificCredential", {
        ...alice,
        ServiceSpecificCredentialId: names["service"],
      }),
      call("DeactivateMFADevice", { ...alice, SerialNumber }),
      call("DeleteVirtualMFADevice", { SerialNumber }),
      call("DeleteUser", alice),
    ],
    /** Lost: what no call brings back. */
    lost: /\/(?:key|login|service|mfa|ssh|signing)\b|^mfa\//,
  },
  {
    name: "a role in an instance profile",
    needs: ["profile", "inProfile", "held", "inline"],
    calls: () => [
      call("RemoveRoleFromInstanceProfile", { ...profile, ...role }),
      call("DeleteInstanceProfile", profile),
      call("DetachRolePolicy", { ...role, PolicyArn }),
      call("DeleteRolePolicy", { ...role, PolicyName: "I" }),
      call("DeleteRole", role),
    ],
    lost: /^$/,
  },
  {
    name: "a policy with holders and versions",
    needs: ["held", "version"],
    calls: () => [
      call("DetachUserPolicy", { ...alice, PolicyArn }),
      call("DetachGroupPolicy", { GroupName: "G", PolicyArn }),
      call("DetachRolePolicy", { ...role, PolicyArn }),
      call("DeletePolicyVersion", { PolicyArn, VersionId: "v2" }),
      call("DeletePolicy", { PolicyArn }),
    ],
    lost: /^$/,
  },
];

describe.skipIf(missing !== null)("deleted in IAM's order, and brought back", () => {
  test.each(plans)("$name", async ({ needs, calls, lost }) => {
    await moto.reset();
    const names = await furnish(moto, needs);
    const before = truthFacts(await moto.state());
    const db = newCase(root);
    const own = calls(names);
    const run = await applyCalls(db, live, own);
    expect(run.steps.map(({ api, outcome }) => `${api} ${outcome}`)).toEqual(
      own.map(({ api }) => `iam:${api} done`),
    );
    const back = await takeBack(db, live, 1);
    expect([back?.state, back?.summary]).toEqual(["done", expect.anything()]);
    const left = differences(before, truthFacts(await moto.state()));
    expect(left.filter((one) => !lost.test(one.split(":")[0] ?? one) && !lost.test(one))).toEqual(
      [],
    );
    expectTrueJournal(db);
    db.close();
  });
});
