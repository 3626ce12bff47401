import { describe, expect, it } from "vitest";
import type { Spans } from "../span.ts";
import { plain } from "../span.ts";
import { topics, topicsFor } from "./topics.ts";

const five = [
  "DeletePolicy",
  "DetachGroupPolicy",
  "CreatePolicyVersion",
  "PutRolePolicy",
  "DeleteInstanceProfile",
];

describe("topics", () => {
  it("are seven, each once", () => {
    expect(new Set(topics.map((topic) => topic.id)).size).toBe(7);
  });

  it.each(five)("all apply to %s", (event) => {
    expect(topicsFor(event)).toHaveLength(7);
  });

  it("apply to nothing else by accident", () => {
    expect(topicsFor("ListUsers")).toEqual([]);
    expect(topicsFor("DeactivateMFADevice").map((topic) => topic.id)).toEqual(["multi-factor"]);
  });

  it.each(topics.map((topic) => [topic.id, topic] as const))("%s is complete", (_, topic) => {
    expect(topic.why.length).toBeGreaterThan(0);
    expect(topic.why.length).toBeLessThanOrEqual(3);
    for (const part of [topic.why, topic.console, topic.verify, topic.checklist])
      expect(part.length).toBeGreaterThan(0);
    const lines: readonly Spans[] = [...topic.why, ...topic.console, ...topic.verify];
    for (const line of lines) expect(plain(line)).toMatch(/^\S.*\.$/su);
    expect(topic.console.flat().some((span) => span.t === "ui")).toBe(true);
  });

  it.each(topics.map((topic) => [topic.id, topic] as const))(
    "%s asks instead of leaving gaps, and keeps secrets",
    (_, topic) => {
      for (const script of [topic.cli, topic.python]) {
        expect(script).not.toMatch(/<[a-z_ -]+>|MyCloudTrail|my-cloudtrail-bucket/i);
        expect(script).not.toMatch(/\benable_mfa\(|DataEvents|--password (?!file:)/);
        expect(script).not.toMatch(
          /(?:print\(|echo ).*(?:SecretAccessKey|QRCode|Seed|NEW_PASSWORD)/,
        );
        expect(script.split("\n").filter((line) => line.endsWith(" "))).toEqual([]);
      }
      expect(topic.cli).toContain("get-caller-identity");
      expect(topic.python).toContain("get_caller_identity");
      const listing = topic.python.match(/\.list_\w+\(/g) ?? [];
      expect(listing).toEqual([]);
    },
  );
});
