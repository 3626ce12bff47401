import { expect, test } from "vitest";
import type { Actor } from "../finding.ts";
import { log, plain, say } from "../span.ts";
import { weakerActor } from "./weaker-actor.ts";

const actor = (label: string, confidence: Actor["confidence"], why: string): Actor => ({
  label: say`session ${log(label)}`,
  arn: "arn",
  confidence,
  why: say`Key ${log(why)} is on record.`,
});

test.each<[string, readonly Actor[], string]>([
  [
    "equal",
    [actor("ci", "medium", "A"), actor("ci", "medium", "A")],
    "session ci|medium|Key A is on record.",
  ],
  [
    "other keys",
    [actor("ci", "medium", "A"), actor("ci", "medium", "B")],
    "session ci|medium|The calls were made with different sessions or keys. Of one of them: key A is on record.",
  ],
  [
    "less sure",
    [actor("ci, by x", "medium", "A"), actor("ci", "low", "B"), actor("ci, by y", "high", "C")],
    "who|low|The calls were made with different sessions or keys. Of one of them: key B is on record.",
  ],
])("%s", (_, actors, expected) => {
  const { label, confidence, why } = actors.reduce((a, b) => weakerActor(a, b, say`who`));
  expect(`${plain(label)}|${confidence}|${plain(why)}`).toBe(expected);
});
