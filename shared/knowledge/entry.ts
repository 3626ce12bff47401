import type { Severity } from "../severity.ts";

/** What kind of thing an action acts on. */
export type TargetType =
  | "access-key"
  | "account"
  | "delegation"
  | "group"
  | "instance-profile"
  | "login-profile"
  | "mfa"
  | "oidc"
  | "organization"
  | "policy"
  | "role"
  | "saml"
  | "server-cert"
  | "service-credential"
  | "signing-cert"
  | "ssh-key"
  | "user";

/**
 * Where a value of an undoing call comes from:
 * `$rp.x` requestParameters, `$re.x.y` responseElements, `$ui.x` userIdentity, `$prior.x` a fact of earlier events,
 * `$live.x` the live account, `$human.x` a person, `$generated.x` made at the time; anything else is a literal.
 * `a|else:b`: a if present, otherwise b, and so on for more of them. `x|afterSlash`: the part after the last slash. `x[]`: one call per member.
 */
export type ValueSource = string | number | boolean;

/** One call that undoes an action. */
export interface InverseCall {
  /** API name; another service than IAM is written `ec2:AssociateIamInstanceProfile`. */
  readonly api: string;
  readonly params: Readonly<Record<string, ValueSource>>;
  /** When the call is needed, in words; `always` mostly. */
  readonly when: string;
}

/** How an action is taken back. */
export interface Inverse {
  /** `yes` fully, `partial` with a loss, `no` not by any call, `none` nothing to undo. */
  readonly possible: "yes" | "partial" | "no" | "none";
  readonly calls: readonly InverseCall[];
  /** What can't come back. */
  readonly lost: readonly string[];
  /** Advice in whole sentences; empty when there is none. */
  readonly note: string;
}

/** What Trailproof knows about one API action. */
export interface ActionEntry {
  /** eventName. */
  readonly name: string;
  /** eventSource. */
  readonly source: "iam.amazonaws.com";
  readonly access: "read" | "write";
  readonly target: TargetType;
  /**
   * Paths into the record that name the target, best first: `request.userName`, `response.role.arn`, or
   * `identity.userName` where IAM takes the user from the credentials.
   */
  readonly targetFields: readonly string[];
  /** What was done to the target, past tense without subject: "deleted", "attached to a group". */
  readonly done: string;
  readonly severity: Severity;
  /** One sentence: why this baseline. */
  readonly severityReason: string;
  /** MITRE ATT&CK (Enterprise, cloud) technique ids. */
  readonly mitre: readonly string[];
  readonly inverse: Inverse;
}
