import type { CloudTrailEvent, JsonObject } from "../../cloudtrail-event.ts";
import { awsPolicy, call } from "../test-events.ts";
import { as, dull, elsewhere, inRole, onRole, serviceAssumes, there } from "./story.ts";
import type { PathCase } from "./story.ts";

const arn = "arn:aws:iam::123456789012:role/R";
const key = "ASIASERVICE000000001";
const alice = as("alice");
const id = "i-0123456789abcdef0";
const name = (request: JsonObject): JsonObject => request;
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
const notebook = { notebookInstanceName: "n" };
const onInstance = { instancesSet: { items: [{ instanceId: id }] } };
const stop = by("ec2:StopInstances", 1, onInstance);
const rewrite = by("ec2:ModifyInstanceAttribute", 3, {
  instanceId: id,
  userData: "<sensitiveDataRemoved>",
});
const start = by("ec2:StartInstances", 5, onInstance);

/** Stories about services: orders, near misses, what a role then does. */
export const serviceCases: readonly PathCase[] = [
  {
    name: "ec2-002: user data rewritten",
    events: [stop, rewrite, start],
    paths: ["ec2-002"],
    severity: "medium",
    says: "is not in the log: it could be",
  },
  {
    name: "ec2-002: in another order",
    events: [start, rewrite, { ...stop, at: "2026-10-06T02:30:00Z" }],
    paths: [],
  },
  {
    name: "ec2-002: another attribute",
    events: [
      stop,
      by("ec2:ModifyInstanceAttribute", 3, { instanceId: id, instanceType: { value: "m5.large" } }),
      start,
    ],
    paths: [],
  },
  { name: "ec2-002: refused", events: [stop, { ...rewrite, outcome: "denied" }, start], paths: [] },
  {
    name: "sagemaker-005: the start script swapped",
    events: [
      by("sagemaker:StopNotebookInstance", 1, notebook),
      by("sagemaker:UpdateNotebookInstance", 3, { ...notebook, lifecycleConfigName: "l" }),
      by("sagemaker:StartNotebookInstance", 5, notebook),
    ],
    paths: ["sagemaker-005"],
    severity: "medium",
  },
  {
    name: "lambda-001: the role did change IAM before",
    events: [write(0, "f"), makeFunction, write(60, "f")],
    paths: [],
  },
  {
    name: "lambda-001: the role does nothing special",
    events: [
      makeFunction,
      serviceAssumes("R", 3, "lambda.amazonaws.com", key),
      dull(60, inRole("R", "f", key, elsewhere)),
    ],
    paths: [],
  },
  {
    name: "lambda-001: a strong role that the service takes on",
    events: [
      onRole("AttachRolePolicy", "R", 0, as("carol", elsewhere), {
        policyArn: awsPolicy("AdministratorAccess"),
      }),
      makeFunction,
      serviceAssumes("R", 3, "lambda.amazonaws.com", key),
    ],
    paths: ["lambda-001"],
    severity: "medium",
    says: "the service began a session",
  },
  {
    name: "lambda-001: its credentials at the actor's address",
    events: [makeFunction, dull(60, inRole("R", "f", key, there))],
    paths: ["lambda-001"],
    severity: "high",
    says: "they had left the service",
  },
  {
    name: "lambda-001: a day and more later",
    events: [makeFunction, write(25 * 60, "f")],
    paths: [],
  },
  {
    name: "lambda-001: refused",
    events: [{ ...makeFunction, outcome: "denied" }, write(60, "f")],
    paths: [],
  },
  {
    name: "lambda-001: by a service",
    events: [
      call(
        "lambda:CreateFunction20150331",
        1,
        { ...fn, role: arn },
        { ...alice, by: { ...alice.by, invokedBy: "cloudformation.amazonaws.com" } },
      ),
      write(60, "f"),
    ],
    paths: [],
  },
  {
    name: "codebuild-001: started before it was made",
    events: [by("codebuild:StartBuild", 0, { projectName: "p" }), makeProject, write(60)],
    paths: [],
  },
  {
    name: "codebuild-001: another project",
    events: [makeProject, by("codebuild:StartBuild", 5, { projectName: "q" }), write(60)],
    paths: [],
  },
  {
    name: "codebuild-001: two actors who share nothing",
    events: [
      makeProject,
      call("codebuild:StartBuild", 5, { projectName: "p" }, as("bob", elsewhere)),
      write(60),
    ],
    paths: [],
  },
  {
    name: "codebuild-001: two actors at one address",
    events: [
      makeProject,
      call("codebuild:StartBuild", 5, { projectName: "p" }, as("bob")),
      write(60),
    ],
    paths: ["codebuild-001"],
    steps: ["CreateProject@1", "StartBuild@5", "CreateUser@60"],
  },
  {
    name: "ssm-001: another instance",
    events: [by("ssm:StartSession", 1, { target: id }), write(60, "i-0fedcba9876543210")],
    paths: [],
  },
  {
    name: "ssm-001: no instance",
    events: [by("ssm:StartSession", 1, { target: "ecs:c_t_r" }), write(60, id)],
    paths: [],
  },
  {
    name: "a session of the same name in another account",
    events: [
      by("ssm:StartSession", 1, { target: id }),
      call("iam:CreateUser", 60, name({ userName: "x" }), {
        ...inRole("R", id, key, elsewhere),
        account: "111122223333",
      }),
    ],
    paths: [],
  },
];
