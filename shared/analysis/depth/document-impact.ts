import type { Impact } from "../../finding.ts";
import { num, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { patterns } from "../phrases.ts";
import { apis, newPaths, pathList } from "./document-reasons.ts";
import type { DocumentCase } from "./document-reasons.ts";

/** The state of a risk that a document brings: shown only once it is in force. */
function brought(c: DocumentCase): Impact["state"] {
  return c.inForce ? "shown" : "possible";
}

/** Waiting documents say so in each impact. */
function waiting(c: DocumentCase): Spans {
  return c.inForce ? [] : say` This holds once the document is put into force.`;
}

/** The ways to more rights that a document opens, or null when it was read and opens none. */
export function escalation(c: DocumentCase): Spans | null {
  const { reading } = c;
  if (reading.admin !== null) {
    return reading.admin.bound === null
      ? say`administrator rights`
      : say`administrator rights under a condition`;
  }
  const paths = newPaths(c);
  if (paths.length > 0) return say`ways to more rights: ${pathList(paths)}`;
  return reading.passesAnyRole ? say`the right to hand any role to a service` : null;
}

/** What a document opens in words, wide reading of data included; null when it was read and opens none of it. */
export function opened(c: DocumentCase): Spans | null {
  const more = escalation(c);
  if (more !== null) return more;
  const { loggingOff, dataWide } = c.reading;
  if (loggingOff.length > 0)
    return say`the right to switch off the audit log (${apis(loggingOff)})`;
  return dataWide.length > 0 ? say`the right to read data everywhere (${apis(dataWide)})` : null;
}

/** A risk of a document that could not be read. */
export function unread(risk: string): Impact {
  return {
    risk,
    state: "possible",
    text: say`The document could not be read from the log, so nothing of it can be ruled out.`,
  };
}

/** The three risks of a permission document: too wide, more than needed, no second factor. */
export function contentImpacts(
  c: DocumentCase,
  risks: readonly [string, string, string],
  holders: Spans,
): readonly Impact[] {
  if (c.after.status !== "ok") return risks.map((risk) => unread(risk));
  const [wide, least, mfa] = risks;
  const opens = opened(c);
  return [
    opens === null
      ? {
          risk: wide,
          state: "excluded",
          text: say`The document was read statement by statement: it holds neither administrator rights nor any of the known sets of permissions that lead to more.`,
        }
      : {
          risk: wide,
          state: brought(c),
          text: say`The document gives ${holders} ${opens}.${waiting(c)}`,
        },
    leastPrivilege(c, least),
    secondFactor(c, mfa),
  ];
}

function leastPrivilege(c: DocumentCase, risk: string): Impact {
  const { wildcardActions, wildcardResources, exceptions } = c.reading;
  const parts: Spans[] = [];
  if (wildcardActions.length > 0) {
    parts.push(say`wildcards in actions (${patterns(wildcardActions.map((w) => w.pattern))})`);
  }
  if (wildcardResources.length > 0) {
    parts.push(say`every resource in ${num(wildcardResources.length)} of its statements`);
  }
  if (exceptions.length > 0) parts.push(say`everything but listed exceptions`);
  if (parts.length === 0) {
    return {
      risk,
      state: "possible",
      text: say`The document names its actions and resources one by one. Whether each is needed shows only in their use.`,
    };
  }
  const list = parts.flatMap((part, i) => (i === 0 ? part : say`; ${part}`));
  return {
    risk,
    state: brought(c),
    text: say`The document allows ${list}: more than a task usually needs.${waiting(c)}`,
  };
}

function secondFactor(c: DocumentCase, risk: string): Impact {
  const open = c.reading.withoutMfa;
  if (open.length > 0) {
    return {
      risk,
      state: brought(c),
      text: say`No condition ties ${patterns(open.map((f) => f.pattern))} to a second factor: a stolen credential is enough. A workload can't show a second factor, so this matters where people hold the policy.${waiting(c)}`,
    };
  }
  return {
    risk,
    state: "excluded",
    text: say`The document allows no sensitive action without a condition on a second factor.`,
  };
}
