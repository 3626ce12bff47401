import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const strong = {
  minimumPasswordLength: 14,
  requireSymbols: true,
  requireNumbers: true,
  requireUppercaseCharacters: true,
  requireLowercaseCharacters: true,
  passwordReusePrevention: 24,
};
const set = (request: Parameters<typeof call>[2], at = 60) =>
  call("iam:UpdateAccountPasswordPolicy", at, request);

export const cases: readonly DetectionCase[] = [
  { name: "deleted", events: [call("iam:DeleteAccountPasswordPolicy", 1, null)], hit: "high" },
  {
    name: "six characters",
    events: [set({ minimumPasswordLength: 6 })],
    hit: "high",
    says: "6 characters",
  },
  { name: "the length left out", events: [set({ requireSymbols: true })], hit: "high" },
  {
    name: "shorter than before",
    events: [set(strong, 1), set({ ...strong, minimumPasswordLength: 10 })],
    hit: "high",
    says: "14 were asked for before",
  },
  {
    name: "without symbols",
    events: [set(strong, 1), set({ ...strong, requireSymbols: false })],
    hit: "high",
    says: "symbols",
  },
  {
    name: "longer",
    events: [set(strong, 1), set({ ...strong, minimumPasswordLength: 16 })],
    hit: null,
  },
  { name: "strong at first", events: [set(strong)], hit: null },
];
