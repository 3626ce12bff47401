import { onBehalf } from "./actors.ts";
import { albrecht, developers, roles } from "./cast.ts";
import {
  addUserToGroup,
  attachment,
  createGroup,
  createInstanceProfile,
  createPolicy,
  createRole,
  policyArn,
  profileRole,
  putRolePolicy,
} from "./changes.ts";
import * as documents from "./documents.ts";
import { policies, webProfile } from "./policies.ts";
import { type Actor, utc } from "./record.ts";
import { runWebInstance } from "./servers.ts";
import { portalSignIn } from "./sign-in.ts";
import { createStage, type Stage, type StagedRecord } from "./stage.ts";

const viewOnly = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";

/** Auto Scaling is used for the first time: it makes its service-linked role, in the name of the caller. */
function createScalingGroup(stage: Stage, time: string, actor: Actor): void {
  stage.call({
    at: utc(time),
    actor,
    service: "autoscaling",
    name: "CreateAutoScalingGroup",
    region: "eu-central-1",
    readOnly: false,
    request: { autoScalingGroupName: "workers", minSize: 0, maxSize: 2, desiredCapacity: 0 },
  });
  const host = "autoscaling.amazonaws.com";
  const { response } = createRole(roles.scaling, documents.trust({ Service: host }), "tool");
  stage.change(time, onBehalf(actor, host), {
    name: "CreateServiceLinkedRole",
    request: { aWSServiceName: host },
    ...(response === undefined ? {} : { response }),
  });
}

/** 1 and 2 October: an administrator sets up groups, policies, roles and the web front end. */
export function foundations(): readonly StagedRecord[] {
  const stage = createStage("foundations");
  const { guardRail, developerAccess, reportingRead, logReader } = policies;
  const admin = portalSignIn(stage, utc("2026-10-01 07:32:10"), albrecht, roles.platformAdmin);

  stage.change("2026-10-01 07:34:02", admin, createGroup("Developers"));
  developers.forEach((name, i) => {
    const second = String(11 + i * 6).padStart(2, "0");
    stage.change(`2026-10-01 07:35:${second}`, admin, addUserToGroup("Developers", name));
  });
  stage.change(
    "2026-10-01 07:38:26",
    admin,
    createPolicy(guardRail, documents.denyWithoutMfa, "console"),
  );
  stage.change(
    "2026-10-01 07:39:14",
    admin,
    attachment("Attach", "Group", "Developers", policyArn(guardRail)),
  );
  stage.change(
    "2026-10-01 07:41:50",
    admin,
    createPolicy(developerAccess, documents.developerAccess[0], "console"),
  );
  stage.change(
    "2026-10-01 07:42:31",
    admin,
    attachment("Attach", "Group", "Developers", policyArn(developerAccess)),
  );
  stage.change(
    "2026-10-01 07:42:55",
    admin,
    attachment("Attach", "Role", roles.devSandbox.name, policyArn(developerAccess)),
  );

  // The policy that the finance reports are read with, later taken away again.
  stage.change(
    "2026-10-01 07:46:08",
    admin,
    createPolicy(reportingRead, documents.reportingRead[0], "console"),
  );
  stage.change(
    "2026-10-01 07:47:02",
    admin,
    attachment("Attach", "Role", roles.reporting.name, policyArn(reportingRead)),
  );
  stage.change(
    "2026-10-01 07:47:40",
    admin,
    attachment("Attach", "User", "k.lorenz", policyArn(reportingRead)),
  );

  stage.change("2026-10-01 07:50:12", admin, createGroup("Interns"));
  stage.change("2026-10-01 07:50:44", admin, addUserToGroup("Interns", "h.sommer"));
  stage.change("2026-10-01 07:51:20", admin, attachment("Attach", "Group", "Interns", viewOnly));
  stage.change(
    "2026-10-01 07:54:33",
    admin,
    createPolicy(logReader, documents.logReader[0], "console"),
  );

  const next = portalSignIn(stage, utc("2026-10-02 08:02:41"), albrecht, roles.platformAdmin);
  stage.change(
    "2026-10-02 08:04:17",
    next,
    createRole(
      roles.webFrontend,
      documents.trust({ Service: "ec2.amazonaws.com" }),
      "console",
      "Allows EC2 instances to call AWS services on your behalf.",
    ),
  );
  stage.change("2026-10-02 08:04:18", next, createInstanceProfile(webProfile));
  stage.change(
    "2026-10-02 08:04:19",
    next,
    profileRole("AddRoleTo", webProfile, roles.webFrontend),
  );
  stage.change(
    "2026-10-02 08:06:02",
    next,
    putRolePolicy(roles.webFrontend, "assets", documents.webRights, "console"),
  );
  runWebInstance(stage, utc("2026-10-02 08:11:36"), next);
  createScalingGroup(stage, "2026-10-02 08:13:40", next);
  return stage.records;
}
