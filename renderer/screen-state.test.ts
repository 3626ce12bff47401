import { expect, test } from "vitest";
import type { Audit, AuditProgress, Choice } from "../shared/ipc.ts";
import { firstState, nextState } from "./screen-state.ts";
import type { ScreenAction, ScreenState } from "./screen-state.ts";

const choice: Choice = { id: "c", kind: "folder", names: ["logs"], count: 1 };
const other: Choice = { ...choice, id: "d", kind: "case" };
// Only passed through.
const audit = { id: "a" } as Audit;
const progress = { stage: "reading" } as AuditProgress;

const start: ScreenState = { screen: "start", choice, notice: null };
const running: ScreenState = { screen: "running", choice, progress: null };
const done: ScreenState = { screen: "done", audit, notice: null };
const failed: ScreenState = { screen: "failed", choice, reason: "no" };

test.each<readonly [string, ScreenState, ScreenAction, ScreenState]>([
  ["a choice", firstState, { type: "chosen", choice }, start],
  ["another choice", start, { type: "chosen", choice: other }, { ...start, choice: other }],
  [
    "a case opened over a result",
    done,
    { type: "chosen", choice: other },
    { ...start, choice: other },
  ],
  ["a case opened meanwhile", running, { type: "chosen", choice: other }, running],
  ["starting", start, { type: "started", choice }, running],
  ["trying again", failed, { type: "started", choice }, running],
  ["progress", running, { type: "progressed", progress }, { ...running, progress }],
  ["late progress", done, { type: "progressed", progress }, done],
  ["the end", running, { type: "finished", audit }, done],
  ["a late end", start, { type: "finished", audit }, start],
  ["cancelling", running, { type: "cancelled", reason: "ok" }, { ...start, notice: "ok" }],
  ["a failure", running, { type: "failed", reason: "no" }, failed],
  ["a late failure", done, { type: "failed", reason: "no" }, done],
  ["a notice", done, { type: "noticed", notice: "saved" }, { ...done, notice: "saved" }],
  ["a notice meanwhile", running, { type: "noticed", notice: "x" }, running],
  ["leaving", done, { type: "left" }, firstState],
])("%s", (_, before, action, after) => {
  expect(nextState(before, action)).toEqual(after);
});
