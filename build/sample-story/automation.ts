import { assumeRole, keyUser, onBehalf } from "./actors.ts";
import { account, buildAgentKey, type Role, roles, users } from "./cast.ts";
import { createRole, putRolePolicy } from "./changes.ts";
import * as documents from "./documents.ts";
import { type Actor, utc } from "./record.ts";
import { createStage, type Stage, type StagedRecord } from "./stage.ts";

/** Address and client of the machine that Terraform runs on. */
const terraformClient = {
  ip: "192.0.2.40",
  agent:
    "APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.66.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.30.4 os/linux lang/go#1.22.6",
};

/** A session of terraform-apply, taken on by the user of the build system. */
export function terraformSession(stage: Stage, at: number): Actor {
  return assumeRole(stage, at, keyUser(users.buildAgent, buildAgentKey), {
    role: roles.terraform,
    session: `terraform-${stage.random.hex(6)}`,
    region: "us-east-1",
    as: terraformClient,
  });
}

function terraform(): readonly StagedRecord[] {
  const stage = createStage("terraform");
  const first = terraformSession(stage, utc("2026-10-01 09:31:20"));
  const { backupOperator, artifactReader, deploy } = roles;
  const byBackup = documents.trust({ Service: "backup.amazonaws.com" });
  stage.change("2026-10-01 09:32:02", first, createRole(backupOperator, byBackup, "tool"));
  stage.change(
    "2026-10-01 09:32:04",
    first,
    putRolePolicy(backupOperator, "backup", documents.backupRights, "tool"),
  );
  stage.change(
    "2026-10-01 09:32:05",
    first,
    putRolePolicy(artifactReader, "artifacts", documents.artifacts(["example-artifacts"]), "tool"),
  );
  stage.change(
    "2026-10-01 09:32:06",
    first,
    putRolePolicy(deploy, "deploy", documents.deployRights, "tool"),
  );
  const second = terraformSession(stage, utc("2026-10-05 09:31:02"));
  const buckets = ["example-artifacts", "example-artifacts-eu"];
  stage.change(
    "2026-10-05 09:31:15",
    second,
    putRolePolicy(artifactReader, "artifacts", documents.artifacts(buckets), "tool"),
  );
  return stage.records;
}

/** A stack that is built for a test and taken down again: CloudFormation makes the calls for the build session. */
function stackTest(): readonly StagedRecord[] {
  const stage = createStage("stack-test");
  const build = assumeRole(
    stage,
    utc("2026-10-08 12:31:44"),
    keyUser(users.buildAgent, buildAgentKey),
    { role: roles.deploy, session: "ci-5b", region: "eu-central-1" },
  );
  const cloudFormation = onBehalf(build, "cloudformation.amazonaws.com");
  const stack = `arn:aws:cloudformation:eu-central-1:${account}:stack/orders-test/${stage.random.guid()}`;
  const stackCall = { actor: build, service: "cloudformation", region: "eu-central-1" } as const;
  stage.call({
    ...stackCall,
    at: utc("2026-10-08 12:32:10"),
    name: "CreateStack",
    readOnly: false,
    request: { stackName: "orders-test", capabilities: ["CAPABILITY_NAMED_IAM"] },
    response: { stackId: stack },
  });
  const byLambda = documents.trust({ Service: "lambda.amazonaws.com" });
  const testRoles: readonly Role[] = [
    "orders-test-api",
    "orders-test-worker",
    "orders-test-mail",
  ].map((name) => ({ name, path: "/" }));
  testRoles.forEach((role, i) => {
    const rights = documents.artifacts([`example-test-${i + 1}`]);
    stage.change(`2026-10-08 12:32:2${i}`, cloudFormation, createRole(role, byLambda, "tool"));
    stage.change(
      `2026-10-08 12:32:4${i}`,
      cloudFormation,
      putRolePolicy(role, "data", rights, "tool"),
    );
  });
  stage.call({
    ...stackCall,
    at: utc("2026-10-08 12:40:31"),
    name: "DeleteStack",
    readOnly: false,
    request: { stackName: "orders-test" },
  });
  testRoles.forEach(({ name: roleName }, i) => {
    const rights = { name: "DeleteRolePolicy", request: { roleName, policyName: "data" } };
    stage.change(`2026-10-08 12:40:4${i}`, cloudFormation, rights);
    const role = { name: "DeleteRole", request: { roleName } };
    stage.change(`2026-10-08 12:40:5${i}`, cloudFormation, role);
  });
  return stage.records;
}

/** The changes that automation makes. */
export function automation(): readonly StagedRecord[] {
  return [...terraform(), ...stackTest()];
}
