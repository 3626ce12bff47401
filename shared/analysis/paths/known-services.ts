import { knownPath } from "./path.ts";
import type { KnownPath } from "./path.ts";

const code = ["T1548.005", "T1651"];
const passed =
  "Then within 24 hours, for a resource that the call names: a session of the role makes its first change of IAM in the log, or is used from the actor's address; or, where the log shows strong rights of the role, the service begins a session of it.";
const invoked = "Invocations are data events, which few trails record; they are not looked at.";

function make(
  id: string,
  needs: string,
  title: string,
  calls: string,
  limit: string | null = null,
): KnownPath {
  return knownPath(id, `iam:PassRole + ${needs}`, title, `${calls} ${passed}`, {
    limit,
    mitre: code,
  });
}

/** Paths that hand a stronger role to something new. iam:PassRole is a permission: it never shows as an event. */
export const passingKnown: readonly KnownPath[] = [
  make(
    "apprunner-001",
    "apprunner:CreateService",
    "App Runner service made with a role",
    "CreateService with an instance role.",
  ),
  make(
    "bedrock-001",
    "bedrock-agentcore:CreateCodeInterpreter + bedrock-agentcore:StartCodeInterpreterSession + bedrock-agentcore:InvokeCodeInterpreter",
    "Code interpreter made with a role",
    "CreateCodeInterpreter with an execution role.",
    "Sessions and invocations of interpreters are data events; they are not looked at.",
  ),
  make(
    "cloudformation-001",
    "cloudformation:CreateStack",
    "Stack made with a role",
    "CreateStack with a role.",
  ),
  make(
    "cloudformation-003",
    "cloudformation:CreateStackSet + cloudformation:CreateStackInstances",
    "Stack set made with a role and rolled out",
    "CreateStackSet with an administration role, then CreateStackInstances of it within 24 hours.",
  ),
  make(
    "cloudformation-004",
    "cloudformation:UpdateStackSet",
    "Stack set changed, with a role",
    "UpdateStackSet with an administration role.",
  ),
  make(
    "codebuild-001",
    "codebuild:CreateProject + codebuild:StartBuild",
    "Build project made with a role and started",
    "CreateProject with a service role, then StartBuild of it within 24 hours.",
  ),
  make(
    "codebuild-004",
    "codebuild:CreateProject + codebuild:StartBuildBatch",
    "Build project made with a role and started as a batch",
    "CreateProject with a service role, then StartBuildBatch of it within 24 hours.",
  ),
  make(
    "datapipeline-001",
    "datapipeline:CreatePipeline + datapipeline:PutPipelineDefinition + datapipeline:ActivatePipeline",
    "Data pipeline made with a role and started",
    "CreatePipeline, PutPipelineDefinition and ActivatePipeline of one pipeline, in this order, within 24 hours each.",
    "Where the definition is omitted from the record, its role is not known.",
  ),
  make(
    "ec2-001",
    "ec2:RunInstances",
    "Instance started with a role",
    "RunInstances with an instance profile.",
    "Which role is in a profile that was filled before the log is not known; sessions are then found by the instance.",
  ),
  make(
    "ec2-003",
    "ec2:RequestSpotInstances",
    "Spot instance requested with a role",
    "RequestSpotInstances with an instance profile.",
  ),
  make(
    "ecs-001",
    "ecs:CreateCluster + ecs:RegisterTaskDefinition + ecs:CreateService",
    "Cluster, task and service made with a role",
    "As ecs-003, after CreateCluster by the same actor within 24 hours.",
  ),
  make(
    "ecs-002",
    "ecs:CreateCluster + ecs:RegisterTaskDefinition + ecs:RunTask",
    "Cluster and task made with a role and run",
    "As ecs-004, after CreateCluster by the same actor within 24 hours.",
  ),
  make(
    "ecs-003",
    "ecs:RegisterTaskDefinition + ecs:CreateService",
    "Task with a role run as a service",
    "RegisterTaskDefinition with a role, then CreateService of it within 24 hours.",
  ),
  make(
    "ecs-004",
    "ecs:RegisterTaskDefinition + ecs:RunTask",
    "Task with a role run",
    "RegisterTaskDefinition with a role, then RunTask of it within 24 hours.",
  ),
  make(
    "ecs-005",
    "ecs:RegisterTaskDefinition + ecs:StartTask",
    "Task with a role started on an instance",
    "RegisterTaskDefinition with a role, then StartTask of it within 24 hours.",
  ),
  make(
    "glue-001",
    "glue:CreateDevEndpoint",
    "Glue endpoint made with a role",
    "CreateDevEndpoint with a role.",
  ),
  make(
    "glue-003",
    "glue:CreateJob + glue:StartJobRun",
    "Glue job made with a role and run",
    "CreateJob with a role, then StartJobRun of it within 24 hours.",
  ),
  make(
    "glue-004",
    "glue:CreateJob + glue:CreateTrigger",
    "Glue job made with a role and triggered",
    "CreateJob with a role, then CreateTrigger of it within 24 hours.",
  ),
  make(
    "glue-005",
    "glue:UpdateJob + glue:StartJobRun",
    "Glue job given a role and run",
    "UpdateJob with a role, then StartJobRun of it within 24 hours.",
  ),
  make(
    "glue-006",
    "glue:UpdateJob + glue:CreateTrigger",
    "Glue job given a role and triggered",
    "UpdateJob with a role, then CreateTrigger of it within 24 hours.",
  ),
  make(
    "lambda-001",
    "lambda:CreateFunction + lambda:InvokeFunction",
    "Function made with a role",
    "CreateFunction with a role.",
    invoked,
  ),
  make(
    "lambda-002",
    "lambda:CreateFunction + lambda:CreateEventSourceMapping",
    "Function made with a role and fed by a source",
    "CreateFunction with a role, then CreateEventSourceMapping of it within 24 hours.",
  ),
  make(
    "lambda-006",
    "lambda:CreateFunction + lambda:AddPermission",
    "Function made with a role and opened",
    "CreateFunction with a role, then AddPermission of it within 24 hours.",
  ),
  make(
    "sagemaker-001",
    "sagemaker:CreateNotebookInstance",
    "Notebook made with a role",
    "CreateNotebookInstance with a role.",
  ),
  make(
    "sagemaker-002",
    "sagemaker:CreateTrainingJob",
    "Training job run with a role",
    "CreateTrainingJob with a role.",
  ),
  make(
    "sagemaker-003",
    "sagemaker:CreateProcessingJob",
    "Processing job run with a role",
    "CreateProcessingJob with a role.",
  ),
];
