import { attackScenes } from "./attacks.ts";
import { codeScenes } from "./code.ts";
import { grantScenes } from "./grants.ts";
import { operationScenes } from "./operations.ts";
import type { Scene } from "./scene.ts";
import { serviceScenes } from "./services.ts";
import { takeoverScenes } from "./takeovers.ts";

/** All scenes. */
export const scenes: readonly Scene[] = [
  ...codeScenes,
  ...serviceScenes,
  ...operationScenes,
  ...attackScenes,
  ...takeoverScenes,
  ...grantScenes,
];
