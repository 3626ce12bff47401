import { field, textField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { listOf } from "../../state/request.ts";
import type { PathRule, StepRule } from "./rule.ts";
import { either, existing, has, inAnswer, inRequest, passed, step } from "./service-step.ts";
import type { ServiceCall } from "./service-step.ts";

/** The role that a pipeline's definition names for its work. */
function pipelineRole({ request }: CloudTrailEvent): string | null {
  for (const object of listOf(field(request ?? undefined, "pipelineObjects")))
    for (const one of listOf(field(object, "fields"))) {
      const key = textField(one, "key");
      if (key === "resourceRole" || key === "role") return textField(one, "stringValue");
    }
  return null;
}

const functionName = inRequest("functionName");

const makeFunction = step("lambda:CreateFunction20150331", {
  type: "function",
  of: functionName,
  role: inRequest("role"),
  needsRole: true,
  isNamed: true,
  did: "made",
});

const swapCode = step("lambda:UpdateFunctionCode20150331v2", {
  type: "function",
  of: functionName,
  isNamed: true,
  did: "swapped the code of",
});

const openFunction = step("lambda:AddPermission20150331v2", {
  type: "function",
  of: functionName,
  isNamed: true,
  did: "opened",
});

const feedFunction = step("lambda:CreateEventSourceMapping20150331", {
  type: "function",
  of: functionName,
  isNamed: true,
  did: "fed a source to",
});

const projectName = inRequest("name", "projectName");

const makeProject = step("codebuild:CreateProject", {
  type: "project",
  of: projectName,
  role: inRequest("serviceRole"),
  needsRole: true,
  did: "made",
});

const startBuild = step("codebuild:StartBuild", {
  type: "project",
  of: projectName,
  did: "started a build of",
});

const startBatch = step("codebuild:StartBuildBatch", {
  type: "project",
  of: projectName,
  did: "started a batch of builds of",
});

const ownCommands = has("buildspecOverride");

const stack = inRequest("stackName");

const stackRole = inRequest("roleARN");

const stackSet = inRequest("stackSetName");

const setRole = inRequest("administrationRoleARN");

const notebook = inRequest("notebookInstanceName");

const onNotebook = (event: string, did: string, when?: ServiceCall["when"]): StepRule =>
  step(event, {
    type: "notebook",
    of: notebook,
    role: inRequest("roleArn"),
    did,
    ...(when === undefined ? {} : { when }),
  });

const pipeline = either(inRequest("pipelineId"), inAnswer("pipelineId"));

const service = either(
  inRequest("serviceArn"),
  inAnswer("service.serviceArn"),
  inRequest("serviceName"),
);

/** Paths through services that run code or build things. */
export const codeRules: readonly PathRule[] = [
  passed(
    "apprunner-001",
    step("apprunner:CreateService", {
      type: "service",
      of: service,
      role: inRequest("instanceConfiguration.instanceRoleArn"),
      needsRole: true,
      did: "made",
    }),
  ),
  existing(
    "apprunner-002",
    step("apprunner:UpdateService", {
      type: "service",
      of: service,
      role: inRequest("instanceConfiguration.instanceRoleArn"),
      did: "changed",
    }),
  ),
  passed(
    "bedrock-001",
    step("bedrock-agentcore:CreateCodeInterpreter", {
      type: "interpreter",
      of: either(inRequest("name"), inAnswer("codeInterpreterId")),
      role: inRequest("executionRoleArn"),
      needsRole: true,
      did: "made",
    }),
  ),
  passed(
    "cloudformation-001",
    step("cloudformation:CreateStack", {
      type: "stack",
      of: stack,
      role: stackRole,
      needsRole: true,
      did: "made",
    }),
  ),
  existing(
    "cloudformation-002",
    step("cloudformation:UpdateStack", {
      type: "stack",
      of: stack,
      role: stackRole,
      did: "changed",
    }),
  ),
  passed(
    "cloudformation-003",
    step("cloudformation:CreateStackSet", {
      type: "stack set",
      of: stackSet,
      role: setRole,
      needsRole: true,
      did: "made",
    }),
    step("cloudformation:CreateStackInstances", {
      type: "stack set",
      of: stackSet,
      did: "rolled out",
    }),
  ),
  passed(
    "cloudformation-004",
    step("cloudformation:UpdateStackSet", {
      type: "stack set",
      of: stackSet,
      role: setRole,
      needsRole: true,
      did: "changed",
    }),
  ),
  existing(
    "cloudformation-005",
    step("cloudformation:CreateChangeSet", {
      type: "stack",
      of: stack,
      role: stackRole,
      did: "made a change set of",
    }),
    step("cloudformation:ExecuteChangeSet", {
      type: "stack",
      of: stack,
      did: "carried out a change set of",
    }),
  ),
  passed("codebuild-001", makeProject, startBuild),
  existing(
    "codebuild-002",
    step("codebuild:StartBuild", {
      type: "project",
      of: projectName,
      role: inRequest("serviceRoleOverride"),
      when: ownCommands,
      did: "started other commands in",
    }),
  ),
  existing(
    "codebuild-003",
    step("codebuild:StartBuildBatch", {
      type: "project",
      of: projectName,
      role: inRequest("serviceRoleOverride"),
      when: ownCommands,
      did: "started other commands in a batch of",
    }),
  ),
  passed("codebuild-004", makeProject, startBatch),
  passed(
    "datapipeline-001",
    step("datapipeline:CreatePipeline", { type: "pipeline", of: pipeline, did: "made" }),
    step("datapipeline:PutPipelineDefinition", {
      type: "pipeline",
      of: pipeline,
      role: pipelineRole,
      did: "defined",
    }),
    step("datapipeline:ActivatePipeline", { type: "pipeline", of: pipeline, did: "started" }),
  ),
  passed("lambda-001", makeFunction),
  passed("lambda-002", makeFunction, feedFunction),
  existing("lambda-003 lambda-004", swapCode),
  existing("lambda-005", swapCode, openFunction),
  passed("lambda-006", makeFunction, openFunction),
  passed("sagemaker-001", onNotebook("sagemaker:CreateNotebookInstance", "made", has("roleArn"))),
  passed(
    "sagemaker-002",
    step("sagemaker:CreateTrainingJob", {
      type: "training job",
      of: inRequest("trainingJobName"),
      role: inRequest("roleArn"),
      needsRole: true,
      did: "ran",
    }),
  ),
  passed(
    "sagemaker-003",
    step("sagemaker:CreateProcessingJob", {
      type: "processing job",
      of: inRequest("processingJobName"),
      role: inRequest("roleArn"),
      needsRole: true,
      did: "ran",
    }),
  ),
  existing(
    "sagemaker-004",
    onNotebook("sagemaker:CreatePresignedNotebookInstanceUrl", "made an address into"),
  ),
  {
    ids: ["sagemaker-005"],
    kind: "existing",
    steps: [
      onNotebook("sagemaker:StopNotebookInstance", "stopped"),
      onNotebook(
        "sagemaker:UpdateNotebookInstance",
        "swapped the start script of",
        has("lifecycleConfigName"),
      ),
      onNotebook("sagemaker:StartNotebookInstance", "started"),
    ],
    alone: "medium",
  },
];
