import type { ServiceGroup } from "./service-group.ts";

const elevated = "Code runs with the rights of the role that was passed or is attached.";

/** Machines, functions and containers. */
export const machineRoles: readonly ServiceGroup[] = [
  {
    source: "ec2.amazonaws.com",
    reference: "EC2 API Reference",
    technique: {
      "T1098.003": "An instance gets the rights of a role.",
      T1578: "Instances are started or changed for it.",
    },
    events: [
      [
        "AssociateIamInstanceProfile",
        "Gives a running instance an instance profile.",
        "Whoever is on the instance has the role.",
        "A forgotten profile is added, or one is put back after DeleteInstanceProfile.",
        "DisassociateIamInstanceProfile.",
      ],
      [
        "ReplaceIamInstanceProfileAssociation",
        "Exchanges the profile of a running instance.",
        "A stronger role arrives without a restart.",
        "A role is replaced by a narrower one.",
        "ReplaceIamInstanceProfileAssociation with the earlier profile.",
      ],
      [
        "DisassociateIamInstanceProfile",
        "Takes the profile off an instance.",
        "Applications on it lose their credentials.",
        "Containment of an instance.",
        "AssociateIamInstanceProfile with the earlier profile.",
      ],
      [
        "RunInstances",
        "Starts instances, with a profile and start-up script if given.",
        "Profile and script together let the caller run code as the role.",
        "Scaling and deployments all day.",
        "TerminateInstances, and revoke the role's sessions.",
      ],
      [
        "ModifyInstanceAttribute",
        "Changes an attribute of an instance, such as its start-up script.",
        "A script put into a stopped instance runs as its role at the next start.",
        "Changes of type or security group.",
        "ModifyInstanceAttribute with the earlier value.",
      ],
      [
        "CreateLaunchTemplateVersion",
        "Adds a version to a launch template.",
        "Scaling groups start later instances with the profile and script in it.",
        "New images are rolled out.",
        "Set the earlier version as default and delete the new one.",
      ],
    ],
  },
  {
    source: "lambda.amazonaws.com",
    reference: "Lambda API Reference",
    technique: { T1648: "A function runs the caller's code.", "T1548.005": elevated },
    events: [
      [
        "CreateFunction20150331",
        "Creates a function with code and execution role.",
        "The caller's code runs as the role; the name carries the API's date.",
        "Deployments.",
        "DeleteFunction.",
      ],
      [
        "UpdateFunctionCode20150331v2",
        "Replaces the code of a function.",
        "An existing role is used without iam:PassRole.",
        "Each release.",
        "UpdateFunctionCode with the earlier package.",
      ],
      [
        "UpdateFunctionConfiguration20150331v2",
        "Changes role, layers, environment or handler of a function.",
        "A foreign layer or another role changes what the function can do.",
        "Settings of a release.",
        "UpdateFunctionConfiguration with the earlier values.",
      ],
      [
        "AddPermission20150331v2",
        "Adds a statement to the resource policy of a function.",
        "Another account or anybody may invoke it.",
        "Triggers from buckets and gateways.",
        "RemovePermission with the statement's id.",
      ],
      [
        "CreateEventSourceMapping20150331",
        "Connects a queue or stream with a function.",
        "Messages that the caller sends start code with the function's role.",
        "New event-driven applications.",
        "DeleteEventSourceMapping.",
      ],
      [
        "Invoke",
        "Runs a function. It is a data event and is logged only where that is switched on.",
        "It triggers prepared code; the answer can contain credentials of the role.",
        "Applications call functions without end.",
        "Nothing takes a run back; revoke the role's sessions.",
      ],
    ],
  },
  {
    source: "ecs.amazonaws.com",
    reference: "ECS API Reference",
    technique: {
      "T1548.005": elevated,
      T1651: "Commands are brought to run in containers by the service.",
    },
    events: [
      [
        "RegisterTaskDefinition",
        "Registers a version of a task with images, commands and roles.",
        "Task role and command together let the caller's code use the role.",
        "Each release.",
        "DeregisterTaskDefinition.",
      ],
      [
        "RunTask",
        "Starts a task; commands and roles can be overridden.",
        "An override needs no new definition.",
        "Jobs and schedules.",
        "StopTask, and revoke the role's sessions.",
      ],
      [
        "StartTask",
        "Starts a task on given machines.",
        "The same, on a machine that the caller selects.",
        "Self-made schedulers.",
        "StopTask.",
      ],
      [
        "CreateService",
        "Keeps tasks of a definition running.",
        "Code with the role lives on and is started again by itself.",
        "New applications.",
        "DeleteService.",
      ],
      [
        "ExecuteCommand",
        "Opens a command in a running container.",
        "From inside, the credentials of the task role can be read.",
        "Search for errors by developers.",
        "StopTask, and revoke the role's sessions.",
      ],
    ],
  },
  {
    source: "apprunner.amazonaws.com",
    reference: "App Runner API Reference",
    technique: { "T1548.005": elevated },
    events: [
      [
        "CreateService",
        "Creates a web service from an image or repository, with a role.",
        "Its code has the role and an address on the internet.",
        "Small web applications.",
        "DeleteService.",
      ],
      [
        "UpdateService",
        "Changes image, settings or role of a service.",
        "Another image runs under the role that is there.",
        "Releases.",
        "UpdateService with the earlier values.",
      ],
    ],
  },
  {
    source: "ssm.amazonaws.com",
    reference: "Systems Manager API Reference",
    technique: {
      T1651: "Commands are run on machines through the cloud's administration service.",
    },
    events: [
      [
        "SendCommand",
        "Runs a document of commands on managed machines.",
        "It is code on servers with stronger roles, without a login there.",
        "Patches and inventories.",
        "CancelCommand, if it still runs; what ran stays done.",
      ],
      [
        "StartSession",
        "Opens a shell on a managed machine.",
        "The person has the role of the instance at hand; what was typed is only in session logs, where these are on.",
        "Administrators, in place of SSH.",
        "TerminateSession.",
      ],
    ],
  },
  {
    source: "ec2-instance-connect.amazonaws.com",
    reference: "EC2 Instance Connect API Reference",
    technique: {
      "T1098.004": "An SSH key is authorized for a minute.",
      T1651: "The cloud's own interface opens the way to the machine.",
    },
    events: [
      [
        "SendSSHPublicKey",
        "Puts an SSH key on an instance for sixty seconds.",
        "The caller gets a shell, and with it the instance's role.",
        "The console's button to connect.",
        "End the SSH session; revoke the role's sessions.",
      ],
      [
        "SendSerialConsoleSSHPublicKey",
        "Puts a key on the serial console of an instance for sixty seconds.",
        "It works past security groups and network.",
        "Repair of a machine that cannot be reached.",
        "Switch off serial console access for the account.",
      ],
    ],
  },
];
