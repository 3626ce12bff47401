/** Deletes an identity provider, and makes it again. */
import { parseArn } from "../iam/arn.ts";
import { askFor } from "../remediation/ask-questions.ts";
import type { Loss, PlanValue } from "../remediation/plan.ts";
import { log, say } from "../span.ts";
import type { Spans } from "../span.ts";
import type { OtherState, StateFact } from "../state/state-types.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import { factEvents, isSure, unknownList, untold } from "./known.ts";
import type { Known } from "./known.ts";
import { byHand, call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";
import { sureItems } from "./remove-parts.ts";
import { goneAlready, nameIn, providerOf, unsureOf } from "./targets.ts";

/** Deletes an OIDC or SAML provider. */
export function deleteProvider({ target }: FixRequest, known: Known): Made | NoFix {
  const oidc = nameIn(target, "oidc-provider");
  const arn = oidc ?? nameIn(target, "saml-provider");
  const parsed = arn === null ? null : parseArn(arn);
  if (arn === null || parsed === null)
    return {
      refused: say`Name the provider by its ARN (arn:aws:iam::…:oidc-provider/… or …:saml-provider/…).`,
    };
  const state = providerOf(known, target);
  if (state !== null && state.life.exists === false) return goneAlready(state);
  const unknown: Spans[] = [...unsureOf(state, arn, "arn")];
  const lost: Loss[] = [];
  const values = oidc === null ? samlValues(parsed.name, state) : oidcValues(arn, state);
  const tags = state?.tags ?? unknownList;
  if (!tags.complete)
    lost.push({
      what: say`The tags of the provider`,
      why: say`The log does not show whether it has any, and the undo leaves them out: note them before.`,
    });
  const tagged: Record<string, PlanValue> =
    tags.items.length === 0
      ? {}
      : { Tags: sureItems(tags).map(({ value }) => ({ Key: value.key, Value: value.value })) };
  const evidence = Object.values(state?.values ?? {}).flatMap((fact) => factEvents(fact));
  const [remove, member, make] =
    oidc === null
      ? (["DeleteSAMLProvider", "SAMLProviderArn", "CreateSAMLProvider"] as const)
      : ([
          "DeleteOpenIDConnectProvider",
          "OpenIDConnectProviderArn",
          "CreateOpenIDConnectProvider",
        ] as const);
  if (oidc === null)
    lost.push({
      what: say`Private keys for encrypted assertions, and how encrypted they must be`,
      why: say`The undo makes the provider from its metadata alone: note both before if it has any.`,
    });
  return {
    plan: fixPlan(known, {
      operations: [
        call(
          remove,
          { [member]: arn },
          say`Tokens and assertions of ${log(arn, "arn")} are worth nothing any more.`,
          evidence,
        ),
      ],
      manual: [
        byHand(
          say`Roles that trust ${log(arn, "arn")} keep it in their trust policies: take it out, or whoever makes a provider of this name gets in. Sessions that are open stay open: revoke them for these roles.`,
        ),
      ],
      lost,
    }),
    undo: undoPlan(known, {
      operations: [
        call(
          make,
          { ...values, ...tagged },
          say`The provider ${log(arn, "arn")} is there again.`,
          evidence,
        ),
      ],
      lost,
    }),
    unknown,
  };
}

function oidcValues(arn: string, state: OtherState | null): Record<string, PlanValue> {
  const fact = (name: string): StateFact<PlanValue | null> => state?.values[name] ?? untold;
  const url = fact("Url");
  // The ARN ends in the URL without its scheme, which is always https.
  const host = arn.slice(arn.indexOf(":oidc-provider/") + ":oidc-provider/".length);
  const list = (name: string, source: string): PlanValue => {
    const value = fact(name);
    return isSure(value) && value.value !== null
      ? value.value
      : askFor(source, "CreateOpenIDConnectProvider", name, false);
  };
  return {
    Url: isSure(url) && typeof url.value === "string" ? url.value : `https://${host}`,
    ClientIDList: list("ClientIDList", "$prior.oidc.clientIDList"),
    ThumbprintList: list("ThumbprintList", "$prior.oidc.thumbprintList"),
  };
}

function samlValues(name: string, state: OtherState | null): Record<string, PlanValue> {
  const document = state?.values["SAMLMetadataDocument"] ?? untold;
  return {
    Name: name,
    SAMLMetadataDocument:
      isSure(document) && typeof document.value === "string"
        ? document.value
        : askFor("$prior.samlMetadata", "CreateSAMLProvider", "SAMLMetadataDocument", false),
  };
}
