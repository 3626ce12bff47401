import { describe, expect, it } from "vitest";
import { iamActions } from "../knowledge/iam-actions.ts";
import { hasQuestion } from "./ask-questions.ts";
import { conditionOf } from "./inverse-when.ts";
import { hasConsoleSteps } from "./print-console.ts";
import { checkFor } from "./verify-table.ts";

const calls = iamActions.flatMap((entry) =>
  entry.inverse.calls.map((call) => ({
    ...call,
    of: entry.name,
    full: call.api.includes(":") ? call.api : `iam:${call.api}`,
  })),
);

describe("every inverse call of the knowledge base", () => {
  it("exists", () => {
    expect(calls.length).toBeGreaterThan(150);
  });

  it("has steps in the console", () => {
    expect(calls.filter((call) => !hasConsoleSteps(call.full))).toEqual([]);
  });

  it("has a check", () => {
    expect(calls.filter((call) => checkFor(call.full) === null)).toEqual([]);
  });

  it("has a condition that is understood", () => {
    expect(calls.filter((call) => conditionOf(call.when) === null)).toEqual([]);
  });

  it("has a question for every value that only a person or the account can tell", () => {
    const open = calls.flatMap((call) =>
      Object.entries(call.params)
        .filter(([, source]) => /\$(?:prior|live|human|generated)\./.test(String(source)))
        .filter(([member, source]) => !hasQuestion(String(source), call.api, member))
        .map(([member]) => `${call.of}: ${call.api}.${member}`),
    );
    expect(open).toEqual([]);
  });

  it("is unknown where it does not exist", () => {
    expect(hasConsoleSteps("iam:Sample")).toBe(false);
    expect(checkFor("iam:Sample")).toBeNull();
    expect(conditionOf("on Tuesdays")).toBeNull();
    expect(hasQuestion("$prior.sample", "DeleteUser", "UserName")).toBe(false);
  });
});
