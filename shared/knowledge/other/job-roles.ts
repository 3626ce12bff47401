import type { ServiceGroup } from "./service-group.ts";

const elevated = "Code runs with the rights of the role that was passed or is attached.";

/** Stacks, builds, data jobs and notebooks. */
export const jobRoles: readonly ServiceGroup[] = [
  {
    source: "cloudformation.amazonaws.com",
    reference: "CloudFormation API Reference",
    technique: {
      "T1548.005": "A stack makes resources with the rights of the role that it was given.",
    },
    events: [
      [
        "CreateStack",
        "Creates resources from a template, IAM ones if allowed to.",
        "The IAM events that follow have cloudformation.amazonaws.com as invokedBy.",
        "The most common benign cause of IAM changes.",
        "DeleteStack.",
      ],
      [
        "UpdateStack",
        "Changes a stack to another template or parameters.",
        "Roles in the stack can be widened in a file of hundreds of lines.",
        "Releases.",
        "UpdateStack with the earlier template.",
      ],
      [
        "CreateChangeSet",
        "Prepares a change of a stack for review.",
        "It changes nothing, but shows what is intended.",
        "Pipelines do it before each release.",
        "DeleteChangeSet.",
      ],
      [
        "ExecuteChangeSet",
        "Carries out a prepared change.",
        "What was reviewed and what is carried out can be by different people.",
        "The second step of a release.",
        "UpdateStack with the earlier template.",
      ],
      [
        "SetStackPolicy",
        "Sets which resources of a stack may be changed.",
        "A looser policy frees protected resources.",
        "Protection of databases.",
        "SetStackPolicy with the earlier document.",
      ],
    ],
  },
  {
    source: "glue.amazonaws.com",
    reference: "Glue API Reference",
    technique: { "T1548.005": elevated },
    events: [
      [
        "CreateDevEndpoint",
        "Creates a development endpoint with a role and SSH key.",
        "Who has the key can take the credentials of the role.",
        "Old development set-ups; rare today.",
        "DeleteDevEndpoint.",
      ],
      [
        "UpdateDevEndpoint",
        "Changes such an endpoint, also its SSH keys.",
        "A key of one's own opens the role of somebody else's endpoint.",
        "A colleague's key is added.",
        "UpdateDevEndpoint without the key.",
      ],
      [
        "CreateJob",
        "Defines a job with script and role.",
        "The script runs as the role when it is started.",
        "New data pipelines.",
        "DeleteJob.",
      ],
      [
        "UpdateJob",
        "Replaces the definition of a job.",
        "Another script uses the role of an existing job.",
        "Changes of a pipeline.",
        "UpdateJob with the earlier definition.",
      ],
      [
        "StartJobRun",
        "Runs a job.",
        "At this moment the code gets the role.",
        "Schedules and tests.",
        "BatchStopJobRun, and revoke the role's sessions.",
      ],
      [
        "CreateTrigger",
        "Makes a schedule or condition that starts jobs.",
        "Code runs again and again without its author.",
        "Nightly loads.",
        "DeleteTrigger.",
      ],
    ],
  },
  {
    source: "codebuild.amazonaws.com",
    reference: "CodeBuild API Reference",
    technique: { "T1548.005": elevated },
    events: [
      [
        "CreateProject",
        "Defines a build with source, commands and role.",
        "Commands of the caller run as the role, which is often a strong one.",
        "New repositories.",
        "DeleteProject.",
      ],
      [
        "UpdateProject",
        "Changes a build project.",
        "Source or commands of an existing, strong project are exchanged.",
        "Changes of the build image.",
        "UpdateProject with the earlier values.",
      ],
      [
        "StartBuild",
        "Runs a build; source and commands can be given with the call.",
        "Given commands need no change of the project at all.",
        "Each commit.",
        "StopBuild, and revoke the role's sessions.",
      ],
      [
        "StartBuildBatch",
        "Runs a batch of builds, with the same possibilities.",
        "As for a single build, several times at once.",
        "Tests on several platforms.",
        "StopBuildBatch, and revoke the role's sessions.",
      ],
    ],
  },
  {
    source: "sagemaker.amazonaws.com",
    reference: "SageMaker API Reference",
    technique: { "T1548.005": elevated },
    events: [
      [
        "CreateNotebookInstance",
        "Creates a notebook server with a role.",
        "Its user works with the rights of the role.",
        "Data scientists.",
        "StopNotebookInstance and DeleteNotebookInstance.",
      ],
      [
        "CreatePresignedNotebookInstanceUrl",
        "Makes an address that opens a notebook without a sign-in.",
        "It gives access to a notebook, and role, of somebody else.",
        "The console's button to open a notebook.",
        "Stop the notebook instance.",
      ],
      [
        "CreateTrainingJob",
        "Runs a training container with a role.",
        "Any image of the caller runs as the role.",
        "Training of models.",
        "StopTrainingJob.",
      ],
      [
        "CreateProcessingJob",
        "Runs a processing container with a role.",
        "As for training, any image may run.",
        "Preparation of data.",
        "StopProcessingJob.",
      ],
      [
        "UpdateNotebookInstance",
        "Changes a notebook server: role or start script.",
        "A script that is added runs at the next start, as the role.",
        "A larger machine.",
        "UpdateNotebookInstance with the earlier values.",
      ],
    ],
  },
  {
    source: "datapipeline.amazonaws.com",
    reference: "Data Pipeline API Reference",
    technique: { "T1548.005": elevated },
    events: [
      [
        "CreatePipeline",
        "Creates an empty pipeline.",
        "The service is in decline, so that a new one stands out.",
        "Old data loads.",
        "DeletePipeline.",
      ],
      [
        "PutPipelineDefinition",
        "Says what a pipeline does and with which roles.",
        "Commands in it run as the role of its machines.",
        "Changes of old loads.",
        "PutPipelineDefinition with the earlier definition.",
      ],
      [
        "ActivatePipeline",
        "Starts a pipeline.",
        "At this moment its commands begin to run.",
        "It follows a definition.",
        "DeactivatePipeline.",
      ],
    ],
  },
  {
    source: "bedrock-agentcore.amazonaws.com",
    reference: "Bedrock AgentCore API Reference",
    technique: { "T1548.005": elevated },
    events: [
      [
        "CreateCodeInterpreter",
        "Creates an environment for code with an execution role.",
        "Code in it can use the role.",
        "Agents that calculate.",
        "DeleteCodeInterpreter.",
      ],
      [
        "StartCodeInterpreterSession",
        "Starts a session in such an environment.",
        "It is the place from which the role is used.",
        "Each run of an agent.",
        "StopCodeInterpreterSession.",
      ],
      [
        "InvokeCodeInterpreter",
        "Runs code or commands in a session.",
        "A caller who may not pass the role can still use it here.",
        "Work of agents.",
        "StopCodeInterpreterSession, and revoke the role's sessions.",
      ],
    ],
  },
];
