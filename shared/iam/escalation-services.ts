import { path } from "./escalation-path.ts";
import type { EscalationPath } from "./escalation-path.ts";

/** Paths that let a service act with a stronger role. iam:PassRole is a permission only: it never shows as an event. */
export const servicePaths: readonly EscalationPath[] = [
  path(
    "PE29",
    "put a stronger role into an instance profile",
    "iam:RemoveRoleFromInstanceProfile + iam:AddRoleToInstanceProfile",
  ),
  path(
    "PE30",
    "start an instance that acts with a stronger role",
    "iam:PassRole + ec2:RunInstances",
    "iam:PassRole + ec2:RequestSpotInstances",
  ),
  path(
    "PE31",
    "give a running instance a stronger role",
    "iam:PassRole + ec2:AssociateIamInstanceProfile",
    "iam:PassRole + ec2:ReplaceIamInstanceProfileAssociation",
  ),
  path(
    "PE32",
    "run commands on an instance by rewriting its user data",
    "ec2:ModifyInstanceAttribute + ec2:StopInstances + ec2:StartInstances",
  ),
  path(
    "PE33",
    "change what new instances run through a launch template",
    "ec2:CreateLaunchTemplateVersion + ec2:ModifyLaunchTemplate",
  ),
  path(
    "PE34",
    "open a shell on an instance and use its role",
    "ec2-instance-connect:SendSSHPublicKey",
    "ssm:SendCommand",
    "ssm:StartSession",
  ),
  path(
    "PE35",
    "run own code in a function with a stronger role",
    "iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction",
    "iam:PassRole + lambda:CreateFunction + lambda:AddPermission",
    "iam:PassRole + lambda:CreateFunction + lambda:CreateEventSourceMapping",
  ),
  path("PE36", "swap the code of a function and act with its role", "lambda:UpdateFunctionCode"),
  path(
    "PE37",
    "slip code into a function through its configuration",
    "lambda:UpdateFunctionConfiguration",
  ),
  path(
    "PE38",
    "let CloudFormation act with a stronger role",
    "iam:PassRole + cloudformation:CreateStack",
    "iam:PassRole + cloudformation:UpdateStackSet",
    "iam:PassRole + cloudformation:CreateStackSet + cloudformation:CreateStackInstances",
  ),
  path(
    "PE39",
    "change a stack that already runs with a stronger role",
    "cloudformation:UpdateStack",
    "cloudformation:CreateChangeSet + cloudformation:ExecuteChangeSet",
  ),
  path(
    "PE40",
    "run a build with a stronger role",
    "iam:PassRole + codebuild:CreateProject + codebuild:StartBuild",
    "iam:PassRole + codebuild:CreateProject + codebuild:StartBuildBatch",
  ),
  path(
    "PE41",
    "run a Glue job or endpoint with a stronger role",
    "iam:PassRole + glue:CreateDevEndpoint",
    "iam:PassRole + glue:CreateJob + glue:StartJobRun",
    "iam:PassRole + glue:CreateJob + glue:CreateTrigger",
    "glue:UpdateDevEndpoint",
  ),
  path(
    "PE42",
    "work in SageMaker with a stronger role",
    "iam:PassRole + sagemaker:CreateNotebookInstance",
    "iam:PassRole + sagemaker:CreateTrainingJob",
    "iam:PassRole + sagemaker:CreateProcessingJob",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
  ),
  path(
    "PE43",
    "run a container with a stronger role",
    "iam:PassRole + ecs:RegisterTaskDefinition + ecs:RunTask",
    "iam:PassRole + ecs:RegisterTaskDefinition + ecs:StartTask",
    "iam:PassRole + ecs:RegisterTaskDefinition + ecs:CreateService",
    "ecs:ExecuteCommand",
  ),
  path(
    "PE44",
    "run a data pipeline with a stronger role",
    "iam:PassRole + datapipeline:CreatePipeline + datapipeline:PutPipelineDefinition + datapipeline:ActivatePipeline",
  ),
  path(
    "PE45",
    "run an App Runner service with a stronger role",
    "iam:PassRole + apprunner:CreateService",
    "apprunner:UpdateService",
  ),
  path(
    "PE46",
    "run code in Bedrock AgentCore with a stronger role",
    "iam:PassRole + bedrock-agentcore:CreateCodeInterpreter + bedrock-agentcore:StartCodeInterpreterSession + bedrock-agentcore:InvokeCodeInterpreter",
    "bedrock-agentcore:StartCodeInterpreterSession + bedrock-agentcore:InvokeCodeInterpreter",
  ),
  path(
    "PE47",
    "let another service act with a stronger role",
    "iam:PassRole + states:CreateStateMachine",
    "iam:PassRole + scheduler:CreateSchedule",
    "iam:PassRole + events:PutTargets",
    "iam:PassRole + batch:RegisterJobDefinition + batch:SubmitJob",
    "iam:PassRole + elasticmapreduce:RunJobFlow",
  ),
  path(
    "PE48",
    "hand a stronger role to the visitors of an identity pool",
    "iam:PassRole + cognito-identity:SetIdentityPoolRoles",
  ),
  path("PE49", "take on every role whose trust policy admits it", "sts:AssumeRole"),
  path(
    "PE50",
    "start instances with a stronger role through Auto Scaling",
    "iam:PassRole + autoscaling:CreateLaunchConfiguration + autoscaling:CreateAutoScalingGroup",
  ),
];
