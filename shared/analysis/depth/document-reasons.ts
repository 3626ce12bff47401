import type { Reason } from "../../finding.ts";
import { comparePolicies } from "../../iam/policy-compare.ts";
import type { PolicyComparison } from "../../iam/policy-compare.ts";
import type { PolicyDocument } from "../../iam/policy-document.ts";
import { readPolicy } from "../../iam/policy-reading.ts";
import type { FoundPath, PolicyReading } from "../../iam/policy-reading.ts";
import { rankOf, severityOf } from "../../severity.ts";
import type { Severity } from "../../severity.ts";
import { joined, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { api, conditions, denied, patterns, some } from "../phrases.ts";
import { detection, modifier } from "../situation.ts";
import type { Earlier } from "./earlier.ts";

/** A document that an event wrote, read and held against the earlier one. */
export interface DocumentCase {
  readonly after: PolicyDocument;
  readonly earlier: Earlier;
  /** False when the document only waits to be put into force. */
  readonly inForce: boolean;
  /** What an administrator-equivalent document is worth here. */
  readonly adminSeverity: Severity;
  readonly reading: PolicyReading;
  /** Reading of the earlier document, null when there was none or it is not known. */
  readonly before: PolicyReading | null;
  /** Null when the earlier document is not known or either can't be read. */
  readonly comparison: PolicyComparison | null;
}

/** Reads a written document and compares it. */
export function documentCase(
  after: PolicyDocument,
  earlier: Earlier,
  inForce: boolean,
  adminSeverity: Severity = "high",
): DocumentCase {
  const old = earlier.state === "known" ? earlier.document : null;
  const isReadable = after.status === "ok" && (old === null || old.status === "ok");
  return {
    after,
    earlier,
    inForce,
    adminSeverity,
    reading: readPolicy(after),
    before: old?.status === "ok" ? readPolicy(old) : null,
    comparison:
      isReadable && earlier.state !== "unknown"
        ? comparePolicies(old?.statements ?? [], after.statements)
        : null,
  };
}

/** The escalation paths that the earlier document did not open, or all when it is not known. */
export function newPaths({ reading, before }: DocumentCase): readonly FoundPath[] {
  const old = new Set(before?.escalations.filter((e) => e.bound === null).map((e) => e.path.id));
  return reading.escalations.filter((e) => e.bound === null && !old.has(e.path.id));
}

/** The lines of the severity sum that are of no numbered detection; only what is new counts. */
export function documentReasons(c: DocumentCase): readonly Reason[] {
  if (c.after.status !== "ok") return [];
  return [...(c.reading.admin === null ? wide(c) : []), ...dropped(c), ...narrowed(c)];
}

/** One rank less for a document that is not in force yet. */
function worth(c: DocumentCase, severity: Severity): Severity {
  return c.inForce ? severity : severityOf(rankOf(severity) - 1);
}

function found(c: DocumentCase, severity: Severity, what: Spans): Reason {
  const waiting = c.inForce ? [] : say` It is not in force yet.`;
  return detection(worth(c, severity), [...what, ...waiting]);
}

/** Administrator rights that the earlier document did not give. */
export function adminReasons(c: DocumentCase): readonly Reason[] {
  const { admin: is } = c.reading;
  if (
    c.after.status !== "ok" ||
    is === null ||
    (c.before !== null && c.before.admin !== null && c.before.admin.bound === null)
  ) {
    return [];
  }
  const what = {
    "every-action": say`allows every action on every resource`,
    "all-of-iam": say`allows every IAM action on every resource, and so granting oneself everything`,
    "not-action": say`allows every action but a few, IAM among those left, on every resource`,
  }[is.how];
  const where = say`Statement ${num(is.statement)} of the document ${what}`;
  return is.bound === null
    ? [found(c, c.adminSeverity, say`${where}, without a condition that limits it.`)]
    : [
        found(
          c,
          severityOf(rankOf(c.adminSeverity) - 1),
          say`${where}, limited by ${conditions([is.bound])}.`,
        ),
      ];
}

/** Ways to more rights that the earlier document did not open; none beside administrator rights. */
export function pathReasons(c: DocumentCase): readonly Reason[] {
  if (c.after.status !== "ok" || c.reading.admin !== null) return [];
  const paths = newPaths(c);
  return paths.length === 0
    ? []
    : [found(c, "high", say`The document opens ways to more rights: ${pathList(paths)}.`)];
}

/** Any role for any service, where the earlier document did not allow it; nothing beside administrator rights. */
export function passRoleReasons(c: DocumentCase): readonly Reason[] {
  if (c.after.status !== "ok" || c.reading.admin !== null) return [];
  return c.reading.passesAnyRole && !(c.before?.passesAnyRole ?? false)
    ? [
        found(
          c,
          "high",
          say`The document allows ${api("iam:PassRole")} on every role without naming the service that may receive it.`,
        ),
      ]
    : [];
}

/** Allow with NotAction or NotResource, more of it than before; nothing beside administrator rights. */
export function exceptionReasons(c: DocumentCase): readonly Reason[] {
  if (c.after.status !== "ok" || c.reading.admin !== null) return [];
  return c.reading.exceptions.length > (c.before?.exceptions.length ?? 0)
    ? [
        found(
          c,
          "medium",
          say`The document allows everything but what it lists (${api("NotAction")} or ${api("NotResource")} in an Allow): what AWS adds later is allowed as well.`,
        ),
      ]
    : [];
}

function wide(c: DocumentCase): readonly Reason[] {
  const { reading, before } = c;
  const reasons: Reason[] = [];
  const logging = fresh(reading.loggingOff, before?.loggingOff);
  if (logging.length > 0) {
    reasons.push(
      found(c, "high", say`The document allows switching off the audit log: ${apis(logging)}.`),
    );
  }
  const data = fresh(reading.dataWide, before?.dataWide);
  if (data.length > 0) {
    reasons.push(
      found(c, "medium", say`The document allows reading data everywhere: ${apis(data)}.`),
    );
  }
  const whole = reading.wildcardActions
    .filter((w) => w.whole && reading.wildcardResources.includes(w.statement))
    .map((w) => w.pattern);
  const newWhole = fresh(
    whole,
    before?.wildcardActions.map((w) => w.pattern),
  );
  if (newWhole.length > 0) {
    reasons.push(
      found(
        c,
        "medium",
        say`The document allows whole services on every resource: ${patterns(newWhole)}.`,
      ),
    );
  }
  return reasons;
}

/** Denials of the earlier document that are gone or weaker. */
export function denialReasons(c: DocumentCase): readonly Reason[] {
  const { comparison } = c;
  if (c.after.status !== "ok" || comparison === null) return [];
  const denies = [...new Set(comparison.deniesGone.map((d) => d.statement))];
  if (denies.length === 0) return [];
  const list = some(
    denies.map((s) => denied(s)),
    3,
  );
  return [found(c, "high", say`A denial of the earlier document is gone or weaker: ${list}.`)];
}

function dropped({ comparison, ...rest }: DocumentCase): readonly Reason[] {
  if (comparison === null) return [];
  const gone = comparison.granted.flatMap((d) => d.dropped);
  if (gone.length === 0) return [];
  const unique = [...new Map(gone.map((d) => [JSON.stringify(d), d])).values()];
  return [
    found(
      { comparison, ...rest },
      "medium",
      say`Permissions now hold without the earlier condition ${conditions(unique)}.`,
    ),
  ];
}

/** Sensitive actions that the earlier document did not allow without a second factor; none beside administrator rights. */
export function secondFactorReasons(c: DocumentCase): readonly Reason[] {
  if (c.after.status !== "ok") return [];
  const before = c.before?.withoutMfa.map((f) => f.pattern);
  const open = fresh(
    c.reading.withoutMfa.map((f) => f.pattern),
    before,
  );
  if (open.length === 0 || c.reading.admin !== null) return [];
  return [
    found(
      c,
      "medium",
      say`Sensitive actions are allowed without a condition on a second factor: ${patterns(open)}.`,
    ),
  ];
}

function narrowed(c: DocumentCase): readonly Reason[] {
  const { comparison, earlier } = c;
  if (comparison === null || !comparison.complete || comparison.widened || !c.inForce) return [];
  if (earlier.state !== "known") return [];
  return [
    modifier(
      "-1",
      say`The new document allows nothing that the earlier one did not, and denies no less.`,
    ),
  ];
}

/** Paths in words, with their ids and permissions. */
export function pathList(paths: readonly FoundPath[]): Spans {
  const list = paths.map(
    (p) => say`${text(p.path.allows)} (${text(p.path.id)}, ${apis(p.permissions)})`,
  );
  return say`its holder can ${some(list, 6)}`;
}

/** API names of our own tables as code. */
export function apis(names: readonly string[]): Spans {
  return joined(
    names.map((name) => api(name)),
    ", ",
  );
}

function fresh(now: readonly string[], before: readonly string[] | undefined): readonly string[] {
  const old = new Set(before);
  return [...new Set(now)].filter((one) => !old.has(one));
}
