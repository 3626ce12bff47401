import { albrecht, iamArn, roles, users } from "./cast.ts";
import {
  addUserToGroup,
  attachment,
  createLoginProfile,
  createPolicyVersion,
  createUser,
  deletePolicy,
  deletePolicyVersion,
  mfaDevice,
  policyArn,
  profileRole,
} from "./changes.ts";
import * as documents from "./documents.ts";
import { policies, webProfile } from "./policies.ts";
import { utc } from "./record.ts";
import { iotPolicy, rebootWebInstance } from "./servers.ts";
import { portalSignIn, signIn } from "./sign-in.ts";
import { createStage, type StagedRecord } from "./stage.ts";

const changePassword = "arn:aws:iam::aws:policy/IAMUserChangePassword";
const viewOnly = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";

/** DeveloperAccess grows from version to version; v4 goes too far. LogReader gets a version that stays unused. */
function developerAccess(): readonly StagedRecord[] {
  const stage = createStage("developer-access");
  const policy = policies.developerAccess;
  const [, v2, v3, v4] = documents.developerAccess;
  const versions = [
    { time: "2026-10-02 09:17:45", id: "v2", document: v2 },
    { time: "2026-10-05 09:21:08", id: "v3", document: v3 },
    { time: "2026-10-07 09:44:03", id: "v4", document: v4 },
  ];
  for (const { time, id, document } of versions) {
    const kessler = signIn(stage, utc(time) - 240_000, users.kessler, true, "eu-central-1");
    const version = { id, document, isDefault: true };
    stage.change(time, kessler, createPolicyVersion(policy, version, "console"));
    if (id !== "v3") continue;
    const unused = { id: "v2", document: documents.logReader[1], isDefault: false };
    const change = createPolicyVersion(policies.logReader, unused, "console");
    stage.change("2026-10-05 09:26:52", kessler, change);
  }
  return stage.records;
}

/** A new colleague: user, password, group, and on the next morning the first sign-in with a second factor. */
function onboarding(): readonly StagedRecord[] {
  const stage = createStage("onboarding");
  const { novak } = users;
  const kessler = signIn(stage, utc("2026-10-06 09:30:05"), users.kessler, true, "eu-central-1");
  stage.change("2026-10-06 09:32:20", kessler, createUser(novak.name));
  stage.change("2026-10-06 09:32:22", kessler, createLoginProfile(novak.name));
  stage.change(
    "2026-10-06 09:32:23",
    kessler,
    attachment("Attach", "User", novak.name, changePassword),
  );
  stage.change("2026-10-06 09:33:40", kessler, addUserToGroup("Developers", novak.name));
  const first = signIn(stage, utc("2026-10-07 07:16:12"), novak, false, "eu-central-1");
  stage.change("2026-10-07 07:17:03", first, { name: "ChangePassword" });
  stage.change("2026-10-07 07:18:21", first, {
    name: "CreateVirtualMFADevice",
    request: { path: "/", virtualMFADeviceName: novak.name },
    response: () => ({ virtualMFADevice: { serialNumber: iamArn(`mfa/${novak.name}`) } }),
  });
  stage.change("2026-10-07 07:19:34", first, mfaDevice("Enable", novak.name));
  return stage.records;
}

/** reporting-read is taken off its two holders and deleted: a tidy-up, in office hours, by the administrator. */
function reporting(): readonly StagedRecord[] {
  const stage = createStage("reporting");
  const policy = policies.reportingRead;
  const arn = policyArn(policy);
  const kessler = signIn(stage, utc("2026-10-05 14:31:02"), users.kessler, true, "eu-central-1");
  const wider = { id: "v2", document: documents.reportingRead[1], isDefault: false };
  stage.change("2026-10-05 14:34:19", kessler, createPolicyVersion(policy, wider, "console"));

  const admin = portalSignIn(stage, utc("2026-10-08 15:16:22"), albrecht, roles.platformAdmin);
  stage.change(
    "2026-10-08 15:20:11",
    admin,
    attachment("Detach", "Role", roles.reporting.name, arn),
  );
  stage.change("2026-10-08 15:20:48", admin, attachment("Detach", "User", "k.lorenz", arn));
  stage.change("2026-10-08 15:21:29", admin, deletePolicyVersion(policy, "v2"));
  stage.change("2026-10-08 15:21:30", admin, deletePolicy(policy));
  return stage.records;
}

/** The interns' group changes over from a wide AWS managed policy to LogReader: a detachment that narrows. */
function interns(): readonly StagedRecord[] {
  const stage = createStage("interns");
  const admin = portalSignIn(stage, utc("2026-10-06 14:02:30"), albrecht, roles.platformAdmin);
  stage.change(
    "2026-10-06 14:05:44",
    admin,
    attachment("Attach", "Group", "Interns", policyArn(policies.logReader)),
  );
  stage.change("2026-10-06 14:06:31", admin, attachment("Detach", "Group", "Interns", viewOnly));
  return stage.records;
}

/** The profile of the web front end is deleted while its instance runs; a day later somebody reboots the instance. */
function webFrontend(): readonly StagedRecord[] {
  const stage = createStage("web-frontend");
  const admin = portalSignIn(stage, utc("2026-10-12 14:01:17"), albrecht, roles.platformAdmin);
  const emptied = profileRole("RemoveRoleFrom", webProfile, roles.webFrontend);
  const deletion = {
    name: "DeleteInstanceProfile",
    request: { instanceProfileName: webProfile },
  };
  const conflict = "Cannot delete entity, must remove roles from instance profile first.";
  stage.failed("2026-10-12 14:05:20", admin, deletion, "DeleteConflictException", conflict);
  stage.change("2026-10-12 14:05:51", admin, emptied);
  stage.change("2026-10-12 14:06:20", admin, deletion);
  const kessler = signIn(stage, utc("2026-10-13 08:41:09"), users.kessler, true, "eu-central-1");
  rebootWebInstance(stage, utc("2026-10-13 08:43:55"), kessler);
  return stage.records;
}

/** A developer works on AWS IoT, whose policies only share their names with those of IAM. */
function iot(): readonly StagedRecord[] {
  const stage = createStage("iot");
  const costa = signIn(stage, utc("2026-10-06 12:31:40"), users.costa, true, "eu-central-1");
  iotPolicy(stage, utc("2026-10-06 12:33:12"), costa, "CreatePolicy");
  iotPolicy(stage, utc("2026-10-06 12:40:37"), costa, "DeletePolicy");
  stage.denied(
    "2026-10-06 12:42:03",
    costa,
    "DeletePolicy",
    `policy ${policyArn(policies.logReader)}`,
  );
  return stage.records;
}

/** The changes that people make in office hours. */
export function administration(): readonly StagedRecord[] {
  return [developerAccess, onboarding, reporting, interns, webFrontend, iot].flatMap((chapter) =>
    chapter(),
  );
}
