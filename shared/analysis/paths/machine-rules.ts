import { field, textField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { listOf } from "../../state/request.ts";
import { firstText } from "./rule.ts";
import type { PathRule, StepRule } from "./rule.ts";
import { existing, has, inAnswer, inRequest, passed, profile, step } from "./service-step.ts";
import type { ServiceCall } from "./service-step.ts";

const family = inRequest("family", "taskDefinition");

const makeTask = step("ecs:RegisterTaskDefinition", {
  type: "task",
  of: family,
  role: inRequest("taskRoleArn", "executionRoleArn"),
  needsRole: true,
  did: "registered",
});

const ecs = (event: string, did: string): StepRule =>
  step(event, { type: "task", of: family, did });

const jobName = inRequest("name", "jobName", "actions.jobName");

const makeJob = step("glue:CreateJob", {
  type: "job",
  of: inRequest("name"),
  role: inRequest("role"),
  needsRole: true,
  did: "made",
});

const changeJob = step("glue:UpdateJob", {
  type: "job",
  of: inRequest("jobName"),
  role: inRequest("jobUpdate.role"),
  needsRole: true,
  did: "changed",
});

const runJob = step("glue:StartJobRun", { type: "job", of: jobName, did: "ran" });

const triggerJob = step("glue:CreateTrigger", {
  type: "job",
  of: inRequest("actions.jobName"),
  did: "made a trigger of",
});

const endpoint = inRequest("endpointName");

/** Instances that a call names. */
function instancesOf({ request }: CloudTrailEvent): readonly string[] {
  const one = firstText(request, "instanceId", "target");
  if (one !== null) return /^m?i-/.test(one) ? [one] : [];
  const many =
    field(request ?? undefined, "instanceIds") ?? field(request ?? undefined, "instancesSet");
  return listOf(many).flatMap((item) => {
    const id = typeof item === "string" ? item : textField(item, "instanceId");
    return id === null ? [] : [id];
  });
}

const onInstance = (event: string, did: string, when?: ServiceCall["when"]): StepRule =>
  step(event, {
    type: "instance",
    of: instancesOf,
    isNamed: true,
    did,
    ...(when === undefined ? {} : { when }),
  });

function newInstances({ response }: CloudTrailEvent): readonly string[] {
  return listOf(field(response ?? undefined, "instancesSet")).flatMap((item) => {
    const id = textField(item, "instanceId");
    return id === null ? [] : [id];
  });
}

const template = inRequest(
  "createLaunchTemplateVersionRequest.launchTemplateId",
  "createLaunchTemplateVersionRequest.launchTemplateName",
  "modifyLaunchTemplateRequest.launchTemplateId",
  "modifyLaunchTemplateRequest.launchTemplateName",
  "launchTemplateId",
  "launchTemplateName",
);

const templateProfile = profile(
  "createLaunchTemplateVersionRequest.launchTemplateData",
  "launchTemplateData",
);

/** Paths through instances, containers and jobs. */
export const machineRules: readonly PathRule[] = [
  passed(
    "ec2-001",
    step("ec2:RunInstances", {
      type: "instance",
      of: newInstances,
      role: profile(""),
      needsRole: true,
      isNamed: true,
      did: "started",
    }),
  ),
  {
    ids: ["ec2-002"],
    kind: "existing",
    steps: [
      onInstance("ec2:StopInstances", "stopped"),
      onInstance(
        "ec2:ModifyInstanceAttribute",
        "rewrote the user data of",
        has("userData", "attribute.userData"),
      ),
      onInstance("ec2:StartInstances", "started"),
    ],
    alone: "medium",
  },
  passed(
    "ec2-003",
    step("ec2:RequestSpotInstances", {
      type: "spot request",
      of: inAnswer(
        "spotInstanceRequestSet.spotInstanceRequestId",
        "requestSpotInstancesResponse.spotInstanceRequestSet.spotInstanceRequestId",
      ),
      role: profile("launchSpecification"),
      needsRole: true,
      did: "made",
    }),
  ),
  existing(
    "ec2-004",
    step("ec2:CreateLaunchTemplateVersion", {
      type: "launch template",
      of: template,
      role: templateProfile,
      needsRole: true,
      did: "made a version of",
    }),
    step("ec2:ModifyLaunchTemplate", {
      type: "launch template",
      of: template,
      did: "put another version into force of",
    }),
  ),
  existing(
    "ec2instanceconnect-003",
    onInstance("ec2-instance-connect:SendSSHPublicKey", "pushed an SSH key to"),
  ),
  passed("ecs-003", makeTask, ecs("ecs:CreateService", "made a service of")),
  passed("ecs-004", makeTask, ecs("ecs:RunTask", "ran")),
  passed("ecs-005", makeTask, ecs("ecs:StartTask", "started")),
  passed(
    "glue-001",
    step("glue:CreateDevEndpoint", {
      type: "endpoint",
      of: endpoint,
      role: inRequest("roleArn"),
      needsRole: true,
      did: "made",
    }),
  ),
  existing(
    "glue-002",
    step("glue:UpdateDevEndpoint", {
      type: "endpoint",
      of: endpoint,
      when: has("publicKey", "addPublicKeys"),
      did: "put an SSH key onto",
    }),
  ),
  passed("glue-003", makeJob, runJob),
  passed("glue-004", makeJob, triggerJob),
  passed("glue-005", changeJob, runJob),
  passed("glue-006", changeJob, triggerJob),
  existing("ssm-001", onInstance("ssm:StartSession", "opened a shell on")),
  existing("ssm-002", onInstance("ssm:SendCommand", "sent a command to")),
];
