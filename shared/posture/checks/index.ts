import type { PostureCheck } from "../answer.ts";
import { adminUsers } from "./admin-users.ts";
import { directPolicies } from "./direct-policies.ts";
import { escalationPolicies } from "./escalation-policies.ts";
import { fullPolicies } from "./full-policies.ts";
import { keyAge } from "./key-age.ts";
import { keyPairs } from "./key-pairs.ts";
import { mfaRoot } from "./mfa-root.ts";
import { mfaUsers } from "./mfa-users.ts";
import { openRoles } from "./open-roles.ts";
import { passwordChange } from "./password-change.ts";
import { passwordCharacters } from "./password-characters.ts";
import { passwordLength } from "./password-length.ts";
import { passwordReuse } from "./password-reuse.ts";
import { rootKeys } from "./root-keys.ts";
import { rootUse } from "./root-use.ts";
import { trailEncryption } from "./trail-encryption.ts";
import { trailInterruptions } from "./trail-interruptions.ts";
import { trailLogging } from "./trail-logging.ts";
import { trailMonitoring } from "./trail-monitoring.ts";
import { trailRegions } from "./trail-regions.ts";
import { trailValidation } from "./trail-validation.ts";
import { keysUnused } from "./keys-unused.ts";
import { passwordsUnused } from "./passwords-unused.ts";

/** All checks, topic by topic, in the order in which they are shown. */
export const postureChecks: readonly PostureCheck[] = [
  passwordLength,
  passwordCharacters,
  passwordReuse,
  passwordChange,
  passwordsUnused,
  mfaRoot,
  mfaUsers,
  keyAge,
  keyPairs,
  rootKeys,
  keysUnused,
  trailLogging,
  trailRegions,
  trailValidation,
  trailEncryption,
  trailInterruptions,
  adminUsers,
  directPolicies,
  fullPolicies,
  escalationPolicies,
  openRoles,
  rootUse,
  trailMonitoring,
];
