import type { CloudTrailEvent, JsonObject } from "../../cloudtrail-event.ts";
import { call } from "../test-events.ts";
import { as, elsewhere, inRole } from "./story.ts";
import type { PathCase } from "./story.ts";

const arn = "arn:aws:iam::123456789012:role/R";
const key = "ASIASERVICE000000001";
const alice = as("alice");
const id = "i-0123456789abcdef0";
function by(
  event: string,
  at: number,
  request: JsonObject,
  response: JsonObject | null = null,
): CloudTrailEvent {
  return call(event, at, request, { ...alice, response });
}
function write(at: number, session = "work"): CloudTrailEvent {
  return call("iam:CreateUser", at, { userName: "x" }, inRole("R", session, key, elsewhere));
}
const fn = { functionName: "f" };
const makeFunction = by("lambda:CreateFunction20150331", 1, { ...fn, role: arn });
const makeProject = by("codebuild:CreateProject", 1, { name: "p", serviceRole: arn });
const makeTask = by("ecs:RegisterTaskDefinition", 1, { family: "t", taskRoleArn: arn });
const makeJob = by("glue:CreateJob", 1, { name: "j", role: arn });
const changeJob = by("glue:UpdateJob", 1, { jobName: "j", jobUpdate: { role: arn } });
const trigger = by("glue:CreateTrigger", 5, { name: "tr", actions: [{ jobName: "j" }] });
const makeNotebook = by("sagemaker:CreateNotebookInstance", 0, {
  notebookInstanceName: "n",
  roleArn: arn,
});
const notebook = { notebookInstanceName: "n" };
const started = { instancesSet: { items: [{ instanceId: id }] } };
const profile = { iamInstanceProfile: { name: "R" } };

/** Each path with its calls; the role changes IAM after them. */
const walked: readonly (readonly [
  id: string,
  events: readonly CloudTrailEvent[],
  session?: string,
])[] = [
  [
    "apprunner-001",
    [
      by("apprunner:CreateService", 1, {
        serviceName: "s",
        instanceConfiguration: { instanceRoleArn: arn },
      }),
    ],
  ],
  [
    "apprunner-002",
    [
      by("apprunner:UpdateService", 1, {
        serviceArn: "arn:aws:apprunner:us-east-1:123456789012:service/s/0a",
        instanceConfiguration: { instanceRoleArn: arn },
      }),
    ],
  ],
  [
    "bedrock-001",
    [by("bedrock-agentcore:CreateCodeInterpreter", 1, { name: "c", executionRoleArn: arn })],
  ],
  ["cloudformation-001", [by("cloudformation:CreateStack", 1, { stackName: "s", roleARN: arn })]],
  [
    "cloudformation-002",
    [
      by("cloudformation:UpdateStack", 1, {
        stackName: "arn:aws:cloudformation:us-east-1:123456789012:stack/s/0a",
        roleARN: arn,
      }),
    ],
  ],
  [
    "cloudformation-003",
    [
      by("cloudformation:CreateStackSet", 1, { stackSetName: "s", administrationRoleARN: arn }),
      by("cloudformation:CreateStackInstances", 5, { stackSetName: "s" }),
    ],
  ],
  [
    "cloudformation-004",
    [by("cloudformation:UpdateStackSet", 1, { stackSetName: "s", administrationRoleARN: arn })],
  ],
  [
    "cloudformation-005",
    [
      by("cloudformation:CreateChangeSet", 1, { stackName: "s", roleARN: arn, changeSetName: "c" }),
      by("cloudformation:ExecuteChangeSet", 5, { stackName: "s", changeSetName: "c" }),
    ],
  ],
  ["codebuild-001", [makeProject, by("codebuild:StartBuild", 5, { projectName: "p" })]],
  [
    "codebuild-002",
    [
      by("codebuild:StartBuild", 5, {
        projectName: "p",
        buildspecOverride: "x",
        serviceRoleOverride: arn,
      }),
    ],
  ],
  [
    "codebuild-003",
    [
      by("codebuild:StartBuildBatch", 5, {
        projectName: "p",
        buildspecOverride: "x",
        serviceRoleOverride: arn,
      }),
    ],
  ],
  ["codebuild-004", [makeProject, by("codebuild:StartBuildBatch", 5, { projectName: "p" })]],
  [
    "datapipeline-001",
    [
      by("datapipeline:CreatePipeline", 1, { name: "d", uniqueId: "u" }, { pipelineId: "df-1" }),
      by("datapipeline:PutPipelineDefinition", 3, {
        pipelineId: "df-1",
        pipelineObjects: [{ id: "Default", fields: [{ key: "resourceRole", stringValue: "R" }] }],
      }),
      by("datapipeline:ActivatePipeline", 5, { pipelineId: "df-1" }),
    ],
  ],
  ["ec2-001", [by("ec2:RunInstances", 1, profile, started)], id],
  [
    "ec2-003",
    [
      call(
        "iam:AddRoleToInstanceProfile",
        0,
        { instanceProfileName: "R", roleName: "R" },
        as("carol", elsewhere),
      ),
      by(
        "ec2:RequestSpotInstances",
        1,
        { launchSpecification: profile },
        { spotInstanceRequestSet: { items: [{ spotInstanceRequestId: "sir-1" }] } },
      ),
    ],
  ],
  [
    "ec2-004",
    [
      call(
        "iam:AddRoleToInstanceProfile",
        0,
        { instanceProfileName: "R", roleName: "R" },
        as("carol", elsewhere),
      ),
      by("ec2:CreateLaunchTemplateVersion", 1, {
        createLaunchTemplateVersionRequest: {
          launchTemplateId: "lt-1",
          launchTemplateData: profile,
        },
      }),
      by("ec2:ModifyLaunchTemplate", 5, {
        modifyLaunchTemplateRequest: { launchTemplateId: "lt-1", setDefaultVersion: "2" },
      }),
    ],
  ],
  [
    "ec2instanceconnect-003",
    [
      by("ec2-instance-connect:SendSSHPublicKey", 1, {
        instanceId: id,
        instanceOSUser: "ec2-user",
      }),
    ],
    id,
  ],
  [
    "ecs-001",
    [
      by("ecs:CreateCluster", 0, { clusterName: "c" }),
      makeTask,
      by("ecs:CreateService", 5, {
        taskDefinition: "arn:aws:ecs:us-east-1:123456789012:task-definition/t:1",
      }),
    ],
  ],
  [
    "ecs-002",
    [
      by("ecs:CreateCluster", 0, { clusterName: "c" }),
      makeTask,
      by("ecs:RunTask", 5, { taskDefinition: "t:1" }),
    ],
  ],
  ["ecs-003", [makeTask, by("ecs:CreateService", 5, { taskDefinition: "t" })]],
  ["ecs-004", [makeTask, by("ecs:RunTask", 5, { taskDefinition: "t:3" })]],
  ["ecs-005", [makeTask, by("ecs:StartTask", 5, { taskDefinition: "t:3" })]],
  ["glue-001", [by("glue:CreateDevEndpoint", 1, { endpointName: "e", roleArn: arn })]],
  [
    "glue-002",
    [
      by("glue:CreateDevEndpoint", 1, { endpointName: "e", roleArn: arn }),
      by("glue:UpdateDevEndpoint", 5, { endpointName: "e", publicKey: "ssh-rsa A" }),
    ],
  ],
  ["glue-003", [makeJob, by("glue:StartJobRun", 5, { jobName: "j" })]],
  ["glue-004", [makeJob, trigger]],
  ["glue-005", [changeJob, by("glue:StartJobRun", 5, { jobName: "j" })]],
  ["glue-006", [changeJob, trigger]],
  ["lambda-001", [makeFunction], "f"],
  ["lambda-002", [makeFunction, by("lambda:CreateEventSourceMapping20150331", 5, fn)], "f"],
  ["lambda-003", [by("lambda:UpdateFunctionCode20150331v2", 1, fn)], "f"],
  [
    "lambda-005",
    [
      by("lambda:UpdateFunctionCode20150331v2", 1, {
        functionName: "arn:aws:lambda:us-east-1:123456789012:function:f",
      }),
      by("lambda:AddPermission20150331v2", 5, fn),
    ],
    "f",
  ],
  ["lambda-006", [makeFunction, by("lambda:AddPermission20150331v2", 5, fn)], "f"],
  ["sagemaker-001", [makeNotebook]],
  ["sagemaker-002", [by("sagemaker:CreateTrainingJob", 1, { trainingJobName: "j", roleArn: arn })]],
  [
    "sagemaker-003",
    [by("sagemaker:CreateProcessingJob", 1, { processingJobName: "j", roleArn: arn })],
  ],
  [
    "sagemaker-004",
    [
      call(
        "sagemaker:CreateNotebookInstance",
        0,
        { notebookInstanceName: "n", roleArn: arn },
        as("carol", elsewhere),
      ),
      by("sagemaker:CreatePresignedNotebookInstanceUrl", 5, notebook),
    ],
  ],
  ["ssm-001", [by("ssm:StartSession", 1, { target: id })], id],
  ["ssm-002", [by("ssm:SendCommand", 1, { instanceIds: ["i-0ffffffffffffffff", id] })], id],
];

/** Every path through services, walked to its end. */
export const walkedCases: readonly PathCase[] = walked.map(([path, events, session]): PathCase => ({
  name: `${path}: the role then changes IAM for the first time`,
  events: [...events, write(60, session)],
  paths: [path],
  severity: "high",
  says: "first change of IAM",
}));
