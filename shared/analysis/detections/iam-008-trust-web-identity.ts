import { log, say } from "../../span.ts";
import { trustBy, trustEvents } from "../depth/opened-trust.ts";
import { some } from "../phrases.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** Providers that serve many customers: without a subject any of them fits. */
const shared =
  /token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com|oidc\.circleci\.com|accounts\.google\.com|cognito-identity\.amazonaws\.com|login\.amazon\.com|graph\.facebook\.com/i;

/** IAM-008: outside identities without a word on whose. */
export const trustWebIdentity: Detection = {
  id: "IAM-008",
  title: "Web-identity trust without subject or audience condition",
  about:
    "A trust policy newly admits identities of an OIDC provider without a precise condition on the subject (for Cognito the audience); with a provider that serves many customers, any of them can take the role on.",
  events: trustEvents.map((name) => `iam:${name}`),
  severity: "high",
  mitre: [
    ["T1484.002", "Identities of an outside provider become trusted without naming whose."],
    ["T1078.004", "A token of a stranger becomes a valid session."],
  ],
  benign: [
    "An own provider, as that of an EKS cluster, whose every workload may take the role on.",
  ],
  respond: [
    "Conditions set on the audience and on a precise subject",
    "Sessions of the role since then reviewed",
  ],
  check: (situation) => {
    const opened = trustBy(situation);
    if (opened === null || opened.webWithoutSubject.length === 0) return null;
    const all = opened.webWithoutSubject;
    const isShared = all.some((t) => shared.test(t.principal));
    const hasPattern = opened.c.after.statements.some((s) =>
      s.conditions.some(
        ({ key, values }) =>
          key.toLowerCase().endsWith(":sub") && values.some((v) => /^repo:[^/*]+\//i.test(v)),
      ),
    );
    return hit(
      isShared && !hasPattern ? "critical" : "high",
      say`The trust policy admits identities of ${some(
        all.map((t) => log(t.principal, "arn")),
        4,
      )} without naming whose: any customer of that provider may fit.`,
    );
  },
};
