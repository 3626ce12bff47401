import { accountFolds } from "./fold-account.ts";
import { credentialFolds } from "./fold-credentials.ts";
import { entityFolds } from "./fold-entities.ts";
import { policyFolds } from "./fold-policies.ts";
import { profileFolds } from "./fold-profiles.ts";
import { thingFolds } from "./fold-things.ts";
import type { Folds } from "./fold.ts";

export { instanceFolds } from "./fold-profiles.ts";

/** What each write of IAM does to the facts; tags are taken in beside, see `foldTags`. */
export const iamFolds: Folds = {
  ...entityFolds,
  ...policyFolds,
  ...profileFolds,
  ...credentialFolds,
  ...thingFolds,
  ...accountFolds,
};
