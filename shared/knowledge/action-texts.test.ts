import { expect, test } from "vitest";
import { actionText, textAreas } from "./action-texts.ts";
import { commonCaveats } from "./common-caveats.ts";
import { actionEntry, iamActions } from "./iam-actions.ts";
import { techniqueName } from "./mitre.ts";
import type { Fact } from "./sources.ts";
import type { ActionText } from "./texts/action-text.ts";

const texts = iamActions.flatMap((entry) => {
  const text = actionText(entry);
  return text === null ? [] : [{ entry, name: entry.name, text }];
});

function facts(text: ActionText): readonly Fact[] {
  return [text.does, text.matters, text.benign, ...text.consequences, ...text.caveats];
}

/** Words of all facts and reasons. */
function length(text: ActionText): number {
  const reasons = text.techniques.map(({ reason }) => reason);
  return [...facts(text).map((fact) => fact.text), ...reasons].join(" ").split(/\s+/u).length;
}

test("each action has a text, and each text an action", () => {
  expect(iamActions.filter((entry) => actionText(entry) === null).map(({ name }) => name)).toEqual(
    [],
  );
  const names = textAreas.flatMap((area) => Object.keys(area.texts));
  expect(names.toSorted()).toEqual(iamActions.map(({ name }) => name).toSorted());
});

interface Named {
  readonly name: string;
  readonly text: string;
}

/** Sentences that differ in nothing but case and signs. */
function copies(all: readonly Named[]): readonly string[] {
  const seen = new Map<string, string>();
  return all.flatMap(({ name, text }) => {
    const key = text.toLowerCase().replaceAll(/[^a-z ]/gu, "");
    const first = seen.get(key);
    seen.set(key, name);
    return first === undefined ? [] : [`${name} and ${first}: ${text}`];
  });
}

/** Pairs of texts that have more than two thirds of their words in common. */
function alike(all: readonly Named[]): readonly string[] {
  const words = all.map(({ name, text }) => ({
    name,
    set: new Set(text.toLowerCase().match(/[a-z]+/gu) ?? []),
  }));
  return words.flatMap((one, i) =>
    words.slice(i + 1).flatMap((other) => {
      const common = [...one.set].filter((word) => other.set.has(word)).length;
      const share = common / (one.set.size + other.set.size - common);
      return share > 2 / 3 ? [`${one.name} and ${other.name}: ${share.toFixed(2)}`] : [];
    }),
  );
}

test("no sentence is a copy of another one, and no text nearly one", () => {
  const sentences = texts.flatMap(({ name, text }) => [
    ...facts(text).map((fact) => ({ name, text: fact.text })),
    ...text.techniques.map(({ reason }) => ({ name, text: reason })),
  ]);
  expect(copies(sentences)).toEqual([]);
  const whole = texts.map(({ name, text }) => ({
    name,
    text: facts(text)
      .map((fact) => fact.text)
      .join(" "),
  }));
  expect(alike(whole)).toEqual([]);
});

test("copies are seen", () => {
  const text = "Takes the role out of a profile that instances use.";
  expect(
    copies([
      { name: "A", text },
      { name: "B", text: text.toUpperCase() },
    ]),
  ).toHaveLength(1);
  const close = text.replace("role", "policy");
  expect(
    alike([
      { name: "A", text },
      { name: "B", text: close },
    ]),
  ).toEqual(["A and B: 0.82"]);
});

test.each(texts)("$name: gives a reason for each technique", ({ entry, text }) => {
  expect(text.techniques.map(({ id }) => id).toSorted()).toEqual(entry.mitre.toSorted());
  for (const { id, reason } of text.techniques) {
    expect(techniqueName(id)).not.toBeNull();
    expect(reason).toMatch(/^[A-Z].*\S( \S+){3,}\.$/u);
  }
});

test.each(texts)("$name: is long enough, in whole sentences, each with its source", (one) => {
  const { entry, text } = one;
  for (const fact of facts(text)) {
    expect(fact.text).toMatch(/^[A-Za-z].*\S( \S+){3,}\.$/u);
    expect(fact.source).toMatch(/^[A-Z].{5,}/u);
    const technique = /^MITRE ATT&CK (?<id>.*)$/u.exec(fact.source)?.groups?.["id"];
    if (technique !== undefined) expect(techniqueName(technique)).not.toBeNull();
  }
  const isPlain = entry.mitre.length === 0 || entry.severity === "info";
  expect(length(text)).toBeGreaterThanOrEqual(entry.access === "read" ? 20 : isPlain ? 45 : 60);
  if (entry.access === "write") {
    expect(text.consequences.length).toBeGreaterThanOrEqual(isPlain ? 1 : 2);
    expect(text.caveats.length).toBeGreaterThan(0);
  }
});

/** The events of the source documents keep all that these said. */
test.each([
  [
    "DeletePolicy",
    [/accidental/i, /unauthorized removal/i, /compliance and audit/i, /investigations/],
  ],
  [
    "DetachGroupPolicy",
    [/unauthorized access/, /lose permissions/, /weakened/, /compliance/, /penalties/],
  ],
  ["CreatePolicyVersion", [/snapshot/, /overly permissive/i, /least privilege/i, /MFA/]],
  [
    "PutRolePolicy",
    [/unauthorized access/i, /escalation of privilege/i, /misuse of resources/i, /review/],
  ],
  [
    "DeleteInstanceProfile",
    [/unauthorized deletion/, /documentation/, /several accounts/, /role is not deleted/],
  ],
])("%s is told at full depth", (name, words) => {
  const entry = actionEntry("iam.amazonaws.com", name);
  const text = entry === null ? null : actionText(entry);
  if (text === null) throw new Error("no text");
  const all = facts(text)
    .map((fact) => fact.text)
    .join("\n");
  for (const word of words) expect(all).toMatch(word);
  expect(length(text)).toBeGreaterThan(200);
});

test("what holds for many actions is told of those for which it holds", () => {
  const of = (name: string): string => {
    const entry = actionEntry("iam.amazonaws.com", name);
    return entry === null
      ? ""
      : commonCaveats(entry)
          .map(({ text }) => text)
          .join("\n");
  };
  expect(of("PutRolePolicy")).toMatch(/JSON text/);
  expect(of("CreateAccessKey")).toMatch(/signing credentials/);
  expect(of("DeleteRole")).not.toMatch(/signing credentials|JSON text/);
  expect(of("ListUsers")).toMatch(/A read that is refused/);
});
