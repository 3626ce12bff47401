/**
 * Live fixes: what the window asks of the only part of the program that opens a connection, and what it is shown. Nothing
 * secret is in any answer or message; what a person pastes travels to the engine and stays in its memory.
 */
import type { Certainty } from "../remediation/plan.ts";
import type { Spans } from "../span.ts";
import type { FixSubject } from "./fixes.ts";
import type { PlanRequest } from "./plan.ts";

/** Where credentials come from. */
export type LiveSource =
  /** A profile of the shared config and credentials files: keys, SSO, a role to assume, a process. */
  | { readonly kind: "profile"; readonly name: string }
  /** The environment that the program was started with. */
  | { readonly kind: "environment" }
  /** Pasted temporary keys: held in memory until the case is closed or the connection is ended. */
  | {
      readonly kind: "keys";
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string | null;
    };

/** How a profile gets its credentials. */
export type LiveProfileKind = "keys" | "sso" | "role" | "process" | "web-identity" | "unknown";

/** A profile, without anything secret. */
export interface LiveProfile {
  readonly name: string;
  readonly kind: LiveProfileKind;
  /** The role to assume or the SSO account and role, for reading only; null: says nothing. */
  readonly detail: string | null;
  /** The serial number of the MFA device that the profile asks for, or null. */
  readonly mfa: string | null;
}

/** What there is to connect with. */
export interface LiveSources {
  readonly profiles: readonly LiveProfile[];
  /** The environment holds an access key. */
  readonly hasEnvironment: boolean;
  /** The files that were looked at, for reading only. */
  readonly files: readonly string[];
}

/** An established connection. */
export interface LiveConnection {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
  /** As a person knows the source: "profile admin", "environment", "pasted keys". */
  readonly source: string;
  /** UTC ISO time at which the credentials expire; null: not known or never. */
  readonly expiresAt: string | null;
}

/** Why nothing is connected. */
export type LiveRefusal =
  /** The credentials are of an account that the case's events do not name. */
  | {
      readonly code: "other-account";
      readonly account: string;
      readonly arn: string;
      readonly accounts: readonly string[];
    }
  /** Ask for the code of this device, and connect again with it. */
  | { readonly code: "needs-mfa"; readonly device: string }
  /** `text`: one sentence. */
  | { readonly code: "no-credentials" | "refused" | "unreachable"; readonly text: string };

export type LiveConnectAnswer =
  | { readonly ok: true; readonly connection: LiveConnection }
  | { readonly ok: false; readonly refusal: LiveRefusal };

/** How live fixes stand in the open case. */
export interface LiveState {
  /** The switch of the case; false until a person sets it. */
  readonly isOn: boolean;
  readonly connection: LiveConnection | null;
  /** Where calls go instead of AWS: only for tests; null: to AWS. */
  readonly endpoint: string | null;
  /** The accounts that the case's events name. */
  readonly accounts: readonly string[];
  /** What runs now; null: nothing. */
  readonly progress: LiveProgress | null;
  /** A run that ended in its midst because its process did: to be resumed or closed before another; null: none. */
  readonly interrupted: number | null;
}

/** What is to be done. */
export type LiveSubject =
  /** What `planFor` answers for this request. */
  | { readonly kind: "undo"; readonly request: PlanRequest }
  /** A fix beside the inverse. */
  | FixSubject
  /** The steps of a run that were applied are taken back by their own inverse, the last one first. */
  | { readonly kind: "run"; readonly run: number };

/** What a person decides about a step: leave it out, or do it although it is in conflict. */
export interface LiveDecision {
  /** Number of the step, from 1. */
  readonly n: number;
  readonly as: "leave-out" | "overwrite";
}

/** What is looked at before anything is done. */
export interface LivePreviewRequest {
  readonly subject: LiveSubject;
  /**
   * Answers by the name of the question (`Ask.ask`); of one with `each`, names separated by spaces. An empty answer to `each`
   * is none; a question that is not answered makes its step `needs-answer`. Lists, numbers and flags as JSON.
   */
  readonly answers: Readonly<Record<string, string>>;
  readonly decisions: readonly LiveDecision[];
}

/** How a step stands against the live account. */
export type LiveStepState =
  | "to-do"
  /** The account is as the step would make it: it is skipped. */
  | "already-done"
  /** The account is not as the evidence says, or AWS would refuse: not done unless a person decides. */
  | "conflict"
  /** What the step touches can't be read, so that nothing is known of its effect: not done unless a person decides. */
  | "unreadable"
  /** A question is open. */
  | "needs-answer"
  /** A person left it out. */
  | "left-out"
  /** Not a call that this program makes: printed plans have it. */
  | "not-supported";

/** One thing that a step changes, in words of IAM's. */
export interface LiveChange {
  /** What, e.g. `user alice › attached policy arn:…`. Holds text of the log. */
  readonly what: string;
  /** A text, of documents the JSON with line breaks; null: it is not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What takes a step back. */
export interface LiveUndo {
  /** `exact`: all comes back; `partial`: some does; `lost`: nothing. */
  readonly certainty: "exact" | "partial" | "lost";
  /** The calls, e.g. `iam:AttachUserPolicy`. */
  readonly calls: readonly string[];
  /** What can't come back, and why. */
  readonly lost: readonly string[];
}

/** One call of a preview. */
export interface LiveStep {
  /** From 1. */
  readonly n: number;
  /** e.g. iam:DetachUserPolicy. */
  readonly api: string;
  /** The request as JSON text; secret members are left out. */
  readonly request: string;
  readonly why: Spans;
  /** eventIDs. */
  readonly evidence: readonly string[];
  readonly certainty: Certainty;
  readonly state: LiveStepState;
  /** One or more sentences: why it is in conflict, unreadable or skipped; empty: nothing to say. */
  readonly notes: readonly string[];
  readonly changes: readonly LiveChange[];
  /** Something that can't be brought back whole, or that locks somebody out: to be confirmed by its number. */
  readonly isDestructive: boolean;
  readonly permission: "allowed" | "denied" | "unknown";
  readonly undo: LiveUndo;
}

/** A question of a plan that has no answer yet, or has one. */
export interface LiveQuestion {
  readonly ask: string;
  readonly question: string;
  readonly each: boolean;
  /** Never shown, nor kept: a password, a code. */
  readonly isSecret: boolean;
  readonly isAnswered: boolean;
  /** Numbers of the steps that need it. */
  readonly steps: readonly number[];
}

/** A plan against the live account. */
export interface LivePreview {
  /** Names it to `applyLive`, until the case is closed or something is applied. */
  readonly id: string;
  /** SHA-256 of the approved plan's text: of the calls, their order and what they found and will leave. Hex. */
  readonly sha256: string;
  readonly account: string;
  /** UTC ISO, when the account was read. */
  readonly at: string;
  readonly steps: readonly LiveStep[];
  readonly questions: readonly LiveQuestion[];
  /** What the plan leaves to a person, loses and leaves alone. */
  readonly manual: readonly Spans[];
  readonly lost: readonly { readonly what: Spans; readonly why: Spans }[];
  readonly left: readonly Spans[];
  /** Steps that would be made. */
  readonly toDo: number;
  /** Why it can't be applied, one sentence; null: it can. */
  readonly blocked: string | null;
  /** Numbers of steps that must be confirmed one by one. */
  readonly destructive: readonly number[];
  /** How the permissions were found out, or why they are not known. One sentence. */
  readonly permissionNote: string;
  /** The least policies as JSON text: to look only, and to do it too. */
  readonly readPolicy: string;
  readonly fixPolicy: string;
}

/** Why there is no preview: one sentence, and for "nothing" that no change matches. */
export type LivePreviewAnswer =
  | { readonly ok: true; readonly preview: LivePreview }
  | {
      readonly ok: false;
      readonly code: "not-on" | "not-connected" | "nothing" | "other-account" | "unreachable";
      readonly text: string;
    };

/** The word of a person that a preview is to be applied. */
export interface LiveApproval {
  readonly preview: string;
  /** The account id as it was typed. */
  readonly account: string;
  /** Numbers of the destructive steps that were confirmed, and of those whose permission is `denied` and that are to be tried. */
  readonly confirmed: readonly number[];
}

/** How a step of a run ended. */
export type LiveOutcome =
  /** Nothing was begun. */
  | "waiting"
  /** The call is under way, or was when its process ended. */
  | "begun"
  /** Done and read back. */
  | "done"
  /** Done; the account did not show it within the wait. */
  | "done-unseen"
  /** It was so already. */
  | "skipped"
  | "failed"
  /** No answer came, and the account did not tell either: it may be done. Going on with the run looks again. */
  | "unknown";

export interface LiveRunStep {
  readonly n: number;
  readonly api: string;
  readonly outcome: LiveOutcome;
  /** The answer of AWS without secrets, or its error; one sentence of text, or JSON. */
  readonly answer: string | null;
  /** AWS's id of the request, or null. */
  readonly requestId: string | null;
  /** UTC ISO, of the last line about it; null: nothing was begun. */
  readonly at: string | null;
  /** Secrets that AWS gave and that were shown once, e.g. an access key's, are not in the journal: this says so. */
  readonly note: string | null;
}

/** A run as the journal tells it. */
export interface LiveRun {
  /** From 1. */
  readonly run: number;
  readonly account: string;
  readonly arn: string;
  /** Who approved it, on this machine. */
  readonly who: string;
  /** UTC ISO. */
  readonly at: string;
  readonly endedAt: string | null;
  readonly sha256: string;
  /** `running` now; `interrupted`: its process ended; `closed`: a person ended an interrupted one. */
  readonly state: "running" | "done" | "failed" | "cancelled" | "interrupted" | "closed";
  /** One sentence: what was done, and what was not. */
  readonly summary: string;
  readonly steps: readonly LiveRunStep[];
  /** The run that it takes back, or null. */
  readonly undoes: number | null;
  /** The run that took it back, or null. */
  readonly undoneBy: number | null;
  /** Steps that can be taken back. */
  readonly undoable: number;
  /** SHA-256 of its last line in the journal, hex: to be noted elsewhere, so that a journal cut short later is seen. */
  readonly lastHash?: string;
}

/** How far a run is. */
export interface LiveProgress {
  readonly run: number;
  /** Number of the step. */
  readonly n: number;
  readonly api: string;
  readonly phase: "calling" | "reading-back" | "waiting" | "ended";
  readonly done: number;
  readonly total: number;
}

/** Why nothing was applied: one sentence. Nothing was changed. */
export type LiveApplyAnswer =
  | { readonly ok: true; readonly run: LiveRun }
  | {
      readonly ok: false;
      readonly code:
        | "not-on"
        | "not-connected"
        | "no-preview"
        | "wrong-account"
        | "not-confirmed"
        | "blocked"
        | "changed"
        | "interrupted-run"
        | "busy";
      readonly text: string;
    };

/** Calls about live fixes. `who`: the person at the machine. */
export interface LiveCalls {
  liveState: () => LiveState;
  /** Journaled; switching off ends the connection. */
  switchLive: (isOn: boolean, who: string) => LiveState;
  liveSources: () => LiveSources;
  /** `mfaCode`: of the device that a refusal "needs-mfa" named, else null. */
  connectLive: (source: LiveSource, mfaCode: string | null) => LiveConnectAnswer;
  disconnectLive: () => LiveState;
  previewLive: (request: LivePreviewRequest) => LivePreviewAnswer;
  /** Answers when the run has ended; `liveProgress` tells how far it is. */
  applyLive: (approval: LiveApproval, who: string) => LiveApplyAnswer;
  /** Ends the run under way before its next step. */
  cancelLive: () => null;
  /**
   * Goes on with a run that was interrupted, failed or was cancelled: what was done is not done again. `account`: as it was
   * typed. `answers`: to the questions with secrets, which are not kept.
   */
  resumeLive: (
    run: number,
    account: string,
    answers: Readonly<Record<string, string>>,
    who: string,
  ) => LiveApplyAnswer;
  /** Lets an interrupted run be: nothing is called. */
  closeLive: (run: number, who: string) => LiveRun;
  /** The journal, the last run first. */
  liveRuns: () => readonly LiveRun[];
}
