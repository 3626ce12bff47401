import { cite, log, say, text } from "../../span.ts";
import { automationOf } from "../client.ts";
import { trustBy } from "../depth/opened-trust.ts";
import { asked } from "../../state/request.ts";
import { later } from "../phrases.ts";
import { modifier } from "../situation.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const providerEvents = [
  "CreateSAMLProvider",
  "UpdateSAMLProvider",
  "CreateOpenIDConnectProvider",
  "AddClientIDToOpenIDConnectProvider",
  "UpdateOpenIDConnectProviderThumbprint",
  "EnableOutboundWebIdentityFederation",
];

/** IAM-031: outside identities are let in. */
export const federationProvider: Detection = {
  id: "IAM-031",
  title: "Federation provider added or altered",
  about:
    "An identity provider is made or altered; or within 24 hours a role's trust policy names one that was, which completes the way in. What Identity Center makes for itself and the providers of EKS clusters don't count.",
  events: [
    ...providerEvents.map((name) => `iam:${name}`),
    "iam:CreateRole",
    "iam:UpdateAssumeRolePolicy",
    "sso:UpdateSsoConfiguration",
    "sso:EnableExternalIdPConfigurationForDirectory",
  ],
  severity: "high",
  mitre: [
    ["T1484.002", "Whoever runs the provider decides who comes in."],
    ["T1606.002", "Its tokens can be made for anybody."],
  ],
  benign: [
    "Rotation of the provider's certificate, set-up of a deployment from a code host, or a new EKS cluster.",
  ],
  respond: ["Provider and its metadata confirmed by whoever runs sign-in, or the provider deleted"],
  check: (situation) => {
    const { event } = situation;
    if (event.source === "sso.amazonaws.com") {
      return hit(
        "high",
        say`Sign-in to all accounts through Identity Center was changed by ${log(event.name)}.`,
      );
    }
    const opened = trustBy(situation);
    if (opened !== null) return completed(situation);
    if (event.name === "CreateRole" || event.name === "UpdateAssumeRolePolicy") return null;
    const name = providerName(situation);
    if (isUsual(name) || event.identity.invokedBy === "sso.amazonaws.com") return null;
    return hit(
      "high",
      name === null
        ? say`The account's federation was changed by ${log(event.name)}.`
        : say`Provider ${log(name)} was made or altered by ${log(event.name)}: who it vouches for can be trusted as a role's caller.`,
    );
  },
  modify: (situation) => {
    const { event } = situation;
    if (!providerEvents.includes(event.name)) return [];
    const name = providerName(situation);
    if (isUsual(name))
      return [
        modifier(
          "-2",
          name?.includes("AWSSSO_") === true
            ? say`It is the provider that Identity Center makes for itself.`
            : say`It is the provider of an EKS cluster, whose tokens AWS signs.`,
        ),
      ];
    const code = automationOf(event.userAgent);
    return code === null
      ? []
      : [
          modifier(
            "-1",
            say`The client names itself as ${text(code)}; providers are set up by code.`,
          ),
        ];
  },
};

function providerName({ event }: Situation): string | null {
  return (
    asked(event, "name") ??
    asked(event, "url") ??
    asked(event, "sAMLProviderArn") ??
    asked(event, "openIDConnectProviderArn")
  );
}

function isUsual(name: string | null): boolean {
  return (
    name !== null &&
    (/oidc\.eks\.[a-z0-9-]+\.amazonaws\.com/i.test(name) || name.includes("AWSSSO_"))
  );
}

function completed(situation: Situation) {
  const { event, past } = situation;
  const opened = trustBy(situation);
  if (opened === null) return null;
  const federated = opened.c.after.statements
    .filter((s) => s.effect === "Allow")
    .flatMap((s) => s.principals ?? [])
    .filter(({ kind }) => kind === "Federated");
  if (federated.length === 0) return null;
  const [set] = past
    .of("providerSet", "provider")
    .filter(
      ({ what }) =>
        what !== null && !isUsual(what) && federated.some(({ value }) => isSame(value, what)),
    )
    .slice(-1);
  if (set === undefined) return null;
  const isOpen =
    opened.webWithoutSubject.length > 0 ||
    federated.some(({ value }) => value.includes(":saml-provider/"));
  return hit(
    // A subject named exactly lets in one repository or account, not all that the provider vouches for.
    isOpen ? "critical" : "medium",
    say`The trust policy names provider ${log(set.what ?? "")}, which was made or altered ${cite(set.mark.id)}, and ${later(set.mark.at, event.at)} the way in was complete.`,
    { context: [set.mark.id] },
  );
}

/** Trust policies name a provider by its ARN, events by its name, URL or ARN. */
function isSame(principal: string, name: string): boolean {
  const bare = name
    .replace(/^https?:\/\//, "")
    .replace(/\/$/, "")
    .toLowerCase();
  const end = principal.toLowerCase();
  return end === bare || end.endsWith(`/${bare}`);
}
