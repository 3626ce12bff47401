/** Writes docs/actions: what is known of each action, from the code. Usage: `npm run make-actions-doc`. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { textAreas } from "../shared/knowledge/action-texts.ts";
import { generalCaveats } from "../shared/knowledge/common-caveats.ts";
import { actionEntry } from "../shared/knowledge/iam-actions.ts";
import type { Knowledge } from "../shared/knowledge/knowledge.ts";
import { knowledgeOf } from "../shared/knowledge/knowledge.ts";
import { otherAreas } from "../shared/knowledge/other-events.ts";
import type { Fact } from "../shared/knowledge/sources.ts";

interface Page {
  readonly file: string;
  readonly title: string;
  readonly isIam: boolean;
  readonly entries: readonly Knowledge[];
}

const iam = "iam.amazonaws.com";

/** Empty when nothing is known. */
function known(source: string, name: string): readonly Knowledge[] {
  return [knowledgeOf(source, name)].filter((one) => one !== null);
}

function pages(): readonly Page[] {
  return [
    ...textAreas.map(({ id, title, texts }) => ({
      file: `${id}.md`,
      title,
      isIam: true,
      entries: Object.keys(texts).flatMap((name) => known(iam, name)),
    })),
    ...otherAreas.map(({ id, title, entries }) => ({
      file: `${id}.md`,
      title,
      isIam: false,
      entries: entries.flatMap(({ source, name }) => known(source, name)),
    })),
  ];
}

/** The pages of the chapter by file name, README.md (the index) first. */
export function actionsDoc(): ReadonlyMap<string, string> {
  const all = pages();
  return new Map([
    ["README.md", indexPage(all)],
    ...all.map((page) => [page.file, areaPage(page)] as const),
  ]);
}

const introduction = `# What each action means

What Trailproof knows of each action of IAM, and of events of other services that bear on identities; a finding
tells of the latter only where a detection fires ([coverage](../coverage.md)). \`trailproof explain <eventName>\` prints the same, and so does *Explain* in the list of
events. Made from the code by \`npm run make-actions-doc\`.

The severity is the one before any context is looked at. Each statement carries its source in brackets; where that is
Trailproof's own reasoning, it says so.
`;

function indexPage(all: readonly Page[]): string {
  const part = (title: string, isIam: boolean): string => {
    const own = all.filter((page) => page.isIam === isIam);
    const count = own.reduce((sum, { entries }) => sum + entries.length, 0);
    const links = own.map(
      ({ title: name, file, entries }) => `[${name}](${file}) (${entries.length})`,
    );
    const rows = own.flatMap((page) => page.entries.map((one) => row(page, one)));
    const named = isIam ? "action" : "event | service";
    const lines = isIam ? "---|---|---|---|---" : "---|---|---|---|---|---";
    return `## ${title}: ${count}

${links.join(" ·\n")}

| ${named} | access | severity | technique | what undoes it |
|${lines}|
${rows.join("\n")}
`;
  };
  return [
    introduction,
    `## What holds for all actions of IAM\n\n${list(generalCaveats)}\n`,
    part("Actions of IAM", true),
    part("Events of other services", false),
  ].join("\n");
}

function row(page: Page, one: Knowledge): string {
  const link = `[${one.eventName}](${page.file}#${anchor(page, one)})`;
  const cells = [
    link,
    ...(page.isIam ? [] : [one.eventSource.replace(".amazonaws.com", "")]),
    one.access,
    one.severity,
    one.techniques.map(({ id }) => id).join(" ") || "–",
    shortUndo(one),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The calls of an IAM action, the sentences of others. */
function shortUndo(one: Knowledge): string {
  const action = actionEntry(one.eventSource, one.eventName);
  if (one.access === "read" && action !== null) return "–";
  if (action === null) return plain(one.undo);
  const { possible, calls } = action.inverse;
  const names = [...new Set(calls.map(({ api }) => api))].join(", ");
  const how = { yes: "", partial: "in part: ", no: "none; in its place: ", none: "" }[possible];
  return names === "" ? "nothing" : how + names;
}

function areaPage(page: Page): string {
  const parts = page.entries.map((one) => entryPart(page, one));
  return `# ${page.title}\n\n[All actions](README.md)\n\n${parts.join("\n")}`;
}

/** Events of several services can have one name: then the service is part of the heading. */
function heading(page: Page, one: Knowledge): string {
  return page.isIam ? one.eventName : `${one.eventName} (${one.eventSource})`;
}

/** As GitHub makes it from a heading. */
function anchor(page: Page, one: Knowledge): string {
  return heading(page, one)
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/gu, "")
    .replaceAll(" ", "-");
}

function entryPart(page: Page, one: Knowledge): string {
  const general = new Set(generalCaveats.map(({ text }) => text));
  const caveats = one.caveats.filter(({ text }) => !general.has(text));
  const techniques = one.techniques.map(
    ({ id, name, reason }) => `- ${id} ${name ?? ""}: ${plain(reason)}`,
  );
  return [
    `## ${heading(page, one)}\n`,
    `${capital(one.access)}, ${one.severity}: ${plain(one.severityReason)}\n`,
    `${fact(one.does)}\n`,
    `**Why it matters.** ${fact(one.matters)}\n`,
    `**What is harmless.** ${fact(one.benign)}\n`,
    ...(one.consequences.length === 0 ? [] : [`**What follows.**\n\n${list(one.consequences)}\n`]),
    ...(techniques.length === 0 ? [] : [`**Techniques.**\n\n${techniques.join("\n")}\n`]),
    `**What undoes it.** ${plain(one.undo)}\n`,
    ...(caveats.length === 0 ? [] : [`**CloudTrail.**\n\n${list(caveats)}\n`]),
  ].join("\n");
}

function list(facts: readonly Fact[]): string {
  return facts.map((one) => `- ${fact(one)}`).join("\n");
}

function fact({ text, source }: Fact): string {
  return `${plain(text)} *[${source}]*`;
}

/** Signs that Markdown would take for its own are escaped. */
function plain(text: string): string {
  return text.replaceAll(/[*_<|]/gu, String.raw`\$&`);
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, "../docs/actions");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of actionsDoc()) writeFileSync(join(folder, file), text);
}
