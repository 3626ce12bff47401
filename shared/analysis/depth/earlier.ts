import { readPolicyDocument } from "../../iam/policy-document.ts";
import type { PolicyDocument } from "../../iam/policy-document.ts";
import type { EntityFacts, PolicyFacts } from "../../state/account-facts.ts";
import { linkEvents } from "../../state/links.ts";

/** What stood in the place of a document before an event. */
export type Earlier =
  | { readonly state: "known"; readonly document: PolicyDocument; readonly by: readonly string[] }
  /** The log proves that there was none. */
  | { readonly state: "none"; readonly by: readonly string[] }
  | { readonly state: "unknown" };

/** A document text of the ledger as an earlier document. */
export function earlierText(text: string | null, by: readonly string[]): Earlier {
  if (text === null) return { state: "unknown" };
  return { state: "known", document: readPolicyDocument(text), by };
}

/** The inline policy of a name before an event. */
export function earlierInline(entity: EntityFacts | null, name: string | null): Earlier {
  if (entity === null || name === null) return { state: "unknown" };
  const known = entity.inline.get(name.toLowerCase());
  if (known !== undefined && known.ended !== null) return { state: "none", by: [known.ended.id] };
  if (known !== undefined) return earlierText(known.value.document, linkEvents(known));
  return entity.isListComplete && entity.created !== null
    ? { state: "none", by: [entity.created.id] }
    : { state: "unknown" };
}

/** The document in force of a managed policy before an event. */
export function earlierDefault(policy: PolicyFacts | null): Earlier {
  const version = policy?.defaultVersion ?? null;
  const fact = version === null ? undefined : policy?.versions.get(version.value);
  if (version === null || fact === undefined) return { state: "unknown" };
  return earlierText(fact.value, [...new Set([fact.by.id, version.by.id])]);
}

/** The trust policy of a role before an event. */
export function earlierTrust(role: EntityFacts | null): Earlier {
  return role === null || role.trust === null
    ? { state: "unknown" }
    : earlierText(role.trust.value, [role.trust.by.id]);
}
