import { knownPath } from "./path.ts";
import type { KnownPath } from "./path.ts";

const code = ["T1548.005", "T1651"];
const existing =
  "Then within 24 hours a session of the resource's role, as the log names it or by the session's name, makes the role's first change of IAM in the log, or is used from the actor's address.";
const roleUnknown =
  "The role of a resource that was made before the log is known only by the name of its sessions.";
const unnamed =
  "Calls that change resources don't name their role: it is known where the log holds the call that made the resource.";
const invoked = "Invocations are data events, which few trails record; they are not looked at.";

function alter(id: string, needs: string, title: string, calls: string, limit: string): KnownPath {
  return knownPath(id, needs, title, `${calls} ${existing}`, { limit, mitre: code });
}

/** Paths that make something with a stronger role do what the actor wants. */
export const existingKnown: readonly KnownPath[] = [
  alter(
    "apprunner-002",
    "apprunner:UpdateService",
    "App Runner service changed",
    "UpdateService.",
    unnamed,
  ),
  knownPath(
    "bedrock-002",
    "bedrock-agentcore:StartCodeInterpreterSession + bedrock-agentcore:InvokeCodeInterpreter",
    "Code run in an existing interpreter",
    "Not recognized.",
    {
      limit:
        "Both calls are data events, which a trail records only when told so, and neither names the role.",
      mitre: code,
    },
  ),
  alter(
    "cloudformation-002",
    "cloudformation:UpdateStack",
    "Stack with a role changed",
    "UpdateStack.",
    unnamed,
  ),
  alter(
    "cloudformation-005",
    "cloudformation:CreateChangeSet + cloudformation:ExecuteChangeSet",
    "Change set made and carried out",
    "CreateChangeSet, then ExecuteChangeSet of the same stack within 24 hours.",
    unnamed,
  ),
  alter(
    "codebuild-002",
    "codebuild:StartBuild",
    "Build started with other commands",
    "StartBuild with a buildspec of its own.",
    unnamed,
  ),
  alter(
    "codebuild-003",
    "codebuild:StartBuildBatch",
    "Batch of builds started with other commands",
    "StartBuildBatch with a buildspec of its own.",
    unnamed,
  ),
  knownPath(
    "ec2-002",
    "ec2:ModifyInstanceAttribute + ec2:StopInstances + ec2:StartInstances",
    "User data of an instance rewritten",
    "StopInstances, ModifyInstanceAttribute of the user data and StartInstances of one instance, in this order, within 24 hours each: told also without any use of the role.",
    { limit: "What the user data says is not in the record.", mitre: code },
  ),
  alter(
    "ec2-004",
    "ec2:CreateLaunchTemplateVersion + ec2:ModifyLaunchTemplate",
    "Launch template rewritten and put into force",
    "CreateLaunchTemplateVersion with an instance profile, then ModifyLaunchTemplate of the same template within 24 hours.",
    "A new version without a profile of its own takes that of the version before, which is not in the record.",
  ),
  alter(
    "ec2instanceconnect-003",
    "ec2-instance-connect:SendSSHPublicKey + ec2:DescribeInstances",
    "SSH key pushed to an instance",
    "SendSSHPublicKey.",
    roleUnknown,
  ),
  alter(
    "glue-002",
    "glue:UpdateDevEndpoint",
    "SSH key put onto a Glue endpoint",
    "UpdateDevEndpoint with a public key.",
    unnamed,
  ),
  alter(
    "lambda-003",
    "lambda:UpdateFunctionCode",
    "Code of a function swapped",
    "UpdateFunctionCode.",
    roleUnknown,
  ),
  alter(
    "lambda-004",
    "lambda:UpdateFunctionCode + lambda:InvokeFunction",
    "Code of a function swapped and run",
    "UpdateFunctionCode, named together with lambda-003.",
    `${invoked} So it can't be told from lambda-003.`,
  ),
  alter(
    "lambda-005",
    "lambda:UpdateFunctionCode + lambda:AddPermission",
    "Code of a function swapped and the function opened",
    "UpdateFunctionCode and AddPermission of one function within 24 hours.",
    roleUnknown,
  ),
  alter(
    "sagemaker-004",
    "sagemaker:CreatePresignedNotebookInstanceUrl",
    "Address into a notebook made",
    "CreatePresignedNotebookInstanceUrl.",
    unnamed,
  ),
  knownPath(
    "sagemaker-005",
    "sagemaker:CreateNotebookInstanceLifecycleConfig + sagemaker:StopNotebookInstance + sagemaker:UpdateNotebookInstance + sagemaker:StartNotebookInstance",
    "Start script of a notebook swapped",
    "StopNotebookInstance, UpdateNotebookInstance with a lifecycle configuration and StartNotebookInstance of one notebook, in this order, within 24 hours each: told also without any use of the role.",
    { mitre: code },
  ),
  alter(
    "ssm-001",
    "ssm:StartSession",
    "Shell opened on an instance",
    "StartSession on an instance.",
    roleUnknown,
  ),
  alter(
    "ssm-002",
    "ssm:SendCommand",
    "Command sent to an instance",
    "SendCommand to instances that it names.",
    "Commands sent by tags don't name the instances; the role of an instance is known by its sessions.",
  ),
];
