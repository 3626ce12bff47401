/** Accounts outside of the usual partition: the ARNs of what is made are theirs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { homeRegion } from "../../main/live/connect.ts";
import type { Live } from "../../main/live/connect.ts";
import { accountOf } from "../../shared/live/facts.ts";
import { needsOf } from "../../shared/live/judge.ts";
import { liveCalls } from "../../shared/live/resolve.ts";
import type { Call, Moto } from "../time-machine/moto.ts";
import { account, missingMoto, startMoto } from "../time-machine/moto.ts";
import { apply, connected, look, newCase, planOf, runOf, takeBack } from "./bench.ts";
import { document } from "./kinds.ts";

const call = (api: string, input: Readonly<Record<string, unknown>>): Call => ({ api, input });

test.each([
  { arn: "arn:aws:iam::1:user/a", partition: "aws" },
  { arn: "arn:aws-cn:sts::1:assumed-role/R/s", partition: "aws-cn" },
  { arn: "arn:aws-us-gov:iam::1:root", partition: "aws-us-gov" },
])("things made by $arn", ({ arn, partition }) => {
  const owner = accountOf({ account, arn });
  const plan = planOf([
    call("CreatePolicy", { PolicyName: "N", Path: "/p/", PolicyDocument: document("s3:*") }),
    call("CreateSAMLProvider", { Name: "S", SAMLMetadataDocument: "" }),
    call("CreateOpenIDConnectProvider", { Url: "https://id.example.com/" }),
    call("CreateVirtualMFADevice", { VirtualMFADeviceName: "M" }),
  ]);
  expect(needsOf(liveCalls(plan, {}), owner).map(({ thing }) => thing)).toEqual(
    [
      "policy/arn:aws:iam::123456789012:policy/p/N",
      "saml/arn:aws:iam::123456789012:saml-provider/S",
      "oidc/arn:aws:iam::123456789012:oidc-provider/id.example.com",
      "mfa/arn:aws:iam::123456789012:mfa/M",
    ].map((thing) => thing.replace(":aws:", `:${partition}:`)),
  );
});

test.each([
  { regions: ["cn-north-1", "cn-northwest-1"], set: "us-east-1", home: "cn-north-1" },
  { regions: ["us-gov-east-1"], set: "", home: "us-gov-west-1" },
  { regions: ["us-east-1", "eu-west-1"], set: "cn-north-1", home: "us-east-1" },
  { regions: ["us-east-1", "cn-north-1"], set: "cn-northwest-1", home: "cn-north-1" },
  { regions: [], set: "us-gov-east-1", home: "us-gov-west-1" },
  { regions: [], set: "", home: "us-east-1" },
])("a case of $regions, with $set set, is asked at $home", ({ regions, set, home }) => {
  expect(homeRegion(regions, set)).toBe(home);
});

const missing = missingMoto();
const root = mkdtempSync(join(tmpdir(), "trailproof-partition-"));
let moto: Moto;
let live: Live;
beforeAll(async () => {
  if (missing === null) moto = await startMoto();
});
afterAll(async () => {
  await moto?.stop();
  rmSync(root, { recursive: true, force: true });
});

describe.skipIf(missing !== null)("on a server", () => {
  test("a policy of China, made, found and taken back", async () => {
    live = await connected(moto.url, 3000, undefined, ["cn-north-1"]);
    const db = newCase(root);
    expect(live.connection.arn).toContain("arn:aws-cn:");
    const prepared = await look(
      live,
      planOf([call("CreatePolicy", { PolicyName: "N", PolicyDocument: document("s3:*") })]),
    );
    expect(prepared.preview.fixPolicy).toContain(`arn:aws-cn:iam::${account}:policy/N`);
    const run = runOf(await apply(db, live, prepared));
    expect(run.steps.map(({ outcome }) => outcome)).toEqual(["done"]);
    expect((await takeBack(db, live, 1))?.state).toBe("done");
    db.close();
    live.end();
  });
});
