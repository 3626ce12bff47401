import { credentialCases } from "./credential.cases.ts";
import { roleCases } from "./role.cases.ts";
import { serviceCases } from "./service.cases.ts";
import type { PathCase } from "./story.ts";
import { trustCases } from "./trust.cases.ts";
import { walkedCases } from "./walked.cases.ts";

/** All stories that paths are tried on. */
export const pathCases: readonly PathCase[] = [
  ...credentialCases,
  ...trustCases,
  ...roleCases,
  ...walkedCases,
  ...serviceCases,
];
