import type { JsonObject } from "../../cloudtrail-event.ts";
import { call, documentText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const web = (provider: string, condition?: JsonObject) =>
  call("iam:CreateRole", 1, {
    roleName: "R",
    assumeRolePolicyDocument: documentText({
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithWebIdentity",
      ...(condition === undefined ? {} : { Condition: condition }),
    }),
  });
const github = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
const eks = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A";

export const cases: readonly DetectionCase[] = [
  {
    name: "GitHub without a subject",
    events: [web(github)],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "every repository of GitHub",
    events: [web(github, { StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } })],
    hit: "critical",
  },
  {
    name: "every repository of an owner",
    events: [
      web(github, { StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/*:*" } }),
    ],
    hit: "high",
  },
  { name: "a cluster without a subject", events: [web(eks)], hit: "high" },
  {
    name: "one repository",
    events: [
      web(github, {
        StringEquals: {
          "token.actions.githubusercontent.com:sub": "repo:acme/app:ref:refs/heads/main",
        },
      }),
    ],
    hit: null,
  },
  {
    name: "one service account of a cluster",
    events: [
      web(eks, {
        StringEquals: {
          "oidc.eks.eu-central-1.amazonaws.com/id/0A:sub": "system:serviceaccount:app:web",
        },
      }),
    ],
    hit: null,
  },
];
