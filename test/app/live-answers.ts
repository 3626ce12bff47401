/** Answers of the engine about live fixes, one for each state that a person may meet: for pictures, and for axe. */
import type {
  LiveConnection,
  LivePreview,
  LiveRun,
  LiveRunStep,
  LiveSources,
  LiveState,
  LiveStep,
} from "../../shared/ipc/live.ts";

export const account = "123456789012";

export const connection: LiveConnection = {
  account,
  arn: `arn:aws:sts::${account}:assumed-role/audit-fix/m.keller`,
  source: "profile audit-fix",
  expiresAt: "2026-11-23T13:00:00Z",
};

export const off: LiveState = {
  isOn: false,
  connection: null,
  endpoint: null,
  accounts: [account],
  progress: null,
  interrupted: null,
};
export const on: LiveState = { ...off, isOn: true };
export const connected: LiveState = { ...on, connection };

export const sources: LiveSources = {
  profiles: [
    {
      name: "audit-fix",
      kind: "role",
      detail: `arn:aws:iam::${account}:role/audit-fix`,
      mfa: `arn:aws:iam::${account}:mfa/m.keller`,
    },
    { name: "client-sso", kind: "sso", detail: `${account}, AdministratorAccess`, mfa: null },
    { name: "default", kind: "keys", detail: null, mfa: null },
  ],
  hasEnvironment: false,
  files: ["~/.aws/config", "~/.aws/credentials"],
};
export const noSources: LiveSources = { ...sources, profiles: [] };

const trust = (principal: object): string =>
  JSON.stringify(
    {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
    },
    null,
    2,
  );

const planned = trust({ Service: "backup.amazonaws.com" });

const step = (
  n: number,
  api: string,
  request: object,
  before: string | null,
  after: string | null,
  more: Partial<LiveStep> = {},
): LiveStep => ({
  n,
  api: `iam:${api}`,
  request: JSON.stringify(request, null, 2),
  why: [{ t: "text", s: "Puts back what the log shows before the change." }],
  evidence: ["9a41c07e-3c27-4e0b-8f1c-6fb7b1a4d201"],
  certainty: "exact",
  state: "to-do",
  notes: [],
  changes: [{ what: api, before, after }],
  isDestructive: false,
  permission: "allowed",
  undo: { certainty: "exact", calls: ["iam:SetDefaultPolicyVersion"], lost: [] },
  ...more,
});

const policy = `arn:aws:iam::${account}:policy/DeveloperAccess`;

export const steps: readonly LiveStep[] = [
  step(
    1,
    "SetDefaultPolicyVersion",
    { PolicyArn: policy, VersionId: "v3" },
    "default v4",
    "default v3",
  ),
  step(
    2,
    "DeletePolicyVersion",
    { PolicyArn: policy, VersionId: "v4" },
    "v1, v2, v3, v4",
    "v1, v2, v3",
    {
      isDestructive: true,
      permission: "unknown",
      undo: {
        certainty: "partial",
        calls: ["iam:CreatePolicyVersion"],
        lost: ["The number v4: AWS gives the next one to a version that is made again."],
      },
    },
  ),
  step(
    3,
    "CreatePolicy",
    { PolicyName: "DenyWithoutMFA", Path: "/guardrails/" },
    null,
    JSON.stringify(
      { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*" }] },
      null,
      2,
    ),
  ),
  step(
    4,
    "AttachGroupPolicy",
    {
      GroupName: "Developers",
      PolicyArn: `arn:aws:iam::${account}:policy/guardrails/DenyWithoutMFA`,
    },
    "not attached",
    "attached",
  ),
  step(
    5,
    "UpdateAssumeRolePolicy",
    { RoleName: "BackupOperator", PolicyDocument: planned },
    trust({ Service: "backup.amazonaws.com", AWS: "arn:aws:iam::444455556666:root" }),
    planned,
    {
      state: "conflict",
      notes: [
        "The evidence says that account 111122223333 is trusted since 2026-10-09 02:22:51 UTC; live, it is 444455556666.",
      ],
      changes: [
        {
          what: "role BackupOperator › trust policy",
          before: trust({ Service: "backup.amazonaws.com", AWS: "arn:aws:iam::444455556666:root" }),
          after: planned,
        },
      ],
    },
  ),
  step(6, "CreateInstanceProfile", { InstanceProfileName: "web-frontend" }, "present", "present", {
    state: "already-done",
  }),
  step(
    7,
    "AddRoleToInstanceProfile",
    { InstanceProfileName: "web-frontend", RoleName: "web-frontend-role" },
    "no role",
    "web-frontend-role",
  ),
];

export const preview: LivePreview = {
  id: "preview-1",
  sha256: "5f1d0b3a9c27e44b8a6f20c1d7e35b96a4c8f0127be95d3360fa81c24d7e9b05",
  account,
  at: "2026-11-23T11:41:07Z",
  steps,
  questions: [],
  manual: [[{ t: "text", s: "Associate the instance profile with its three instances again." }]],
  lost: [
    {
      what: [{ t: "text", s: "The unique id (ANPA…) of policy DenyWithoutMFA." }],
      why: [{ t: "text", s: "AWS gives a new one; nothing refers to the old one." }],
    },
  ],
  left: [],
  toDo: 5,
  blocked: "Step 5 is in conflict with the account: decide about each by hand.",
  destructive: [2],
  permissionNote: "Asked of iam:SimulatePrincipalPolicy for role audit-fix.",
  readPolicy: JSON.stringify(
    {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["iam:GetPolicy", "iam:GetRole"], Resource: "*" }],
    },
    null,
    2,
  ),
  fixPolicy: JSON.stringify(
    {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "iam:AttachGroupPolicy",
            "iam:CreatePolicy",
            "iam:DeletePolicyVersion",
            "iam:SetDefaultPolicyVersion",
          ],
          Resource: "*",
        },
      ],
    },
    null,
    2,
  ),
};

/** What the person decided: the refused step is left out. */
export const decided: LivePreview = {
  ...preview,
  steps: steps.map((one): LiveStep =>
    one.n === 5 ? { ...one, state: "left-out", notes: [] } : one,
  ),
  blocked: null,
};

const allDone = steps.map((one): LiveStep => ({ ...one, state: "already-done", notes: [] }));
export const nothingToDo: LivePreview = {
  ...preview,
  steps: allDone,
  toDo: 0,
  destructive: [],
  blocked: "Every step is done already.",
};

export const denied: LivePreview = {
  ...preview,
  steps: steps.map((one): LiveStep =>
    one.n === 3 || one.n === 5 ? { ...one, state: "to-do", permission: "denied", notes: [] } : one,
  ),
  toDo: 6,
  blocked: null,
};

export const asking: LivePreview = {
  ...preview,
  steps: steps.map((one): LiveStep => (one.n === 5 ? { ...one, state: "needs-answer" } : one)),
  questions: [
    {
      ask: "EARLIER_TRUST_FILE",
      question: "Which file holds the earlier trust policy (JSON) of the role?",
      each: false,
      isSecret: false,
      isAnswered: false,
      steps: [5],
    },
  ],
  toDo: 4,
  blocked: "Step 5 is without an answer.",
};

const ended = (n: number, more: Partial<LiveRunStep> = {}): LiveRunStep => {
  const about = steps.find((one) => one.n === n);
  return {
    n,
    api: about?.api ?? "",
    outcome: "done",
    answer: null,
    requestId: `7f3a9b1${String(n)}-02c4-4a6e-9d51-0c3e8f4b2a77`,
    at: `2026-11-23T11:43:0${String(n)}Z`,
    note: null,
    ...more,
  };
};
const waiting = (n: number): LiveRunStep =>
  ended(n, { outcome: "waiting", requestId: null, at: null });

export const done: LiveRun = {
  run: 3,
  account,
  arn: connection.arn,
  who: "M. Keller",
  at: "2026-11-23T11:43:00Z",
  endedAt: "2026-11-23T11:43:09Z",
  sha256: preview.sha256,
  state: "done",
  summary: "All 5 steps are done and were read back.",
  steps: [
    ended(1),
    ended(2),
    ended(3, { answer: '{"PolicyId":"ANPA5EXAMPLE"}' }),
    ended(4),
    ended(7),
  ],
  undoes: null,
  undoneBy: null,
  undoable: 5,
};

export const failed: LiveRun = {
  ...done,
  run: 2,
  at: "2026-11-23T11:32:00Z",
  endedAt: "2026-11-23T11:32:06Z",
  state: "failed",
  summary: "Steps 1 and 2 are done. Step 3 was refused by AWS; steps 4 and 7 were not begun.",
  steps: [
    ended(1),
    ended(2),
    ended(3, {
      outcome: "failed",
      answer:
        "AccessDenied: role/audit-fix is not authorized to perform iam:CreatePolicy on resource policy DenyWithoutMFA.",
    }),
    waiting(4),
    waiting(7),
  ],
  undoable: 2,
};

export const cancelled: LiveRun = {
  ...failed,
  run: 1,
  at: "2026-11-23T11:20:00Z",
  state: "cancelled",
  summary: "Step 1 is done; the others were not begun.",
  steps: [ended(1), waiting(2), waiting(3), waiting(4), waiting(7)],
  undoable: 1,
};

const again: Partial<LiveRunStep> = {
  requestId: null,
  note: "The account was read first: the call that got no answer had been done.",
};

export const interrupted: LiveRun = {
  ...failed,
  run: 4,
  at: "2026-11-23T11:50:00Z",
  endedAt: null,
  state: "interrupted",
  summary: "Step 1 is done; whether step 2 was done is not known.",
  undoable: 1,
  steps: [
    ended(1),
    ended(2, { outcome: "begun", requestId: null }),
    waiting(3),
    waiting(4),
    waiting(7),
  ],
};

/** The second call got no answer, and the account could not be asked either. */
export const unanswered: LiveRun = {
  ...failed,
  run: 3,
  summary: "Step 1 is done; whether step 2 was done is not known.",
  steps: [
    ended(1),
    ended(2, {
      outcome: "unknown",
      requestId: null,
      answer: "TimeoutError: no answer came in 10 s, and the account could not be read after it.",
    }),
    waiting(3),
    waiting(4),
    waiting(7),
  ],
  undoable: 1,
};

/** The interrupted run, gone on with to its end. */
export const resumed: LiveRun = {
  ...done,
  run: 4,
  at: interrupted.at,
  endedAt: "2026-11-23T12:04:31Z",
  steps: done.steps.map((one, i) =>
    i === 0
      ? one
      : { ...one, at: `2026-11-23T12:04:2${String(one.n)}Z`, ...(i === 1 ? again : {}) },
  ),
};

export const runs: readonly LiveRun[] = [
  interrupted,
  { ...done, undoneBy: null },
  failed,
  { ...cancelled, undoes: null },
];
