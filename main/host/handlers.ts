/** What each call does. */
import { existsSync, renameSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { isExternalAllowed } from "../../shared/external-hosts.ts";
import type { EngineCall, HostCall } from "../../shared/ipc.ts";
import { engineCalls } from "../../shared/ipc.ts";
import type { CaseInfo } from "../../shared/ipc/case.ts";
import type { Choice, ProgramInfo } from "../../shared/ipc/program.ts";
import type { ReportFormat, ReportOptions, ReportPreview } from "../../shared/ipc/report.ts";
import { visible } from "../cli/visible.ts";
import { reasonOf } from "../import/discover.ts";
import { saveFile } from "../report/save-file.ts";
import { CallFailure } from "./call-failure.ts";
import type { Choices } from "./choices.ts";
import type { EngineClient } from "./engine-client.ts";
import type { Folders } from "./folders.ts";
import type { RecentCases } from "./recent-cases.ts";
import { planExtension, writePlan } from "./save-plan.ts";
import type { SampleFiles } from "./sample-files.ts";
import type { Handlers } from "./serve.ts";
import type { SettingsStore } from "./settings.ts";
import type { Shell } from "./shell.ts";

export interface HandlerDeps {
  readonly engine: EngineClient;
  readonly shell: Shell;
  readonly choices: Choices;
  readonly folders: Folders;
  readonly settings: SettingsStore;
  readonly recent: RecentCases;
  readonly sample: SampleFiles;
  readonly info: Omit<ProgramInfo, "offered">;
  /** The case that waits to be opened; taking it makes it wait no more. */
  readonly offered: { readonly current: () => Choice | null; readonly taken: (id: string) => void };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Another case is open, or none, or it is called differently, or the list of recent ones is shorter. */
  readonly onCase: () => void;
}

/** The functions behind all calls. */
export function createHandlers(deps: HandlerDeps): Handlers {
  return { ...hostHandlers(deps), ...engineHandlers(deps) };
}

/** A report that was built: what it shows is what is saved. */
interface BuiltReport {
  readonly html: string;
  readonly options: ReportOptions;
  readonly url: string;
}

function hostHandlers(deps: HandlerDeps): Pick<Handlers, HostCall> {
  const { engine, shell, choices, folders, settings, recent, sample } = deps;
  let report: BuiltReport | null = null;

  /** Waits for a case to be open. The one before is closed even where this one can't be opened. */
  const enter = async (choiceId: string, path: string, work: Promise<CaseInfo>) => {
    try {
      const info = await work;
      report = null;
      recent.add(path, info, deps.now());
      deps.offered.taken(choiceId);
      return info;
    } finally {
      deps.onCase();
    }
  };
  const built = (): BuiltReport => {
    if (report === null) throw badRequest("no report was built");
    return report;
  };
  /** Asks where to save a result of the open case. */
  const place = (what: string, extension: string) => {
    const path = engine.openPath();
    if (path === null) throw new CallFailure({ code: "no-case" });
    const name = `${basename(path, ".trailproof")}-${what}.${extension}`;
    return shell.save({ name, extension }, dirname(path));
  };

  return {
    programInfo: () => ({ ...deps.info, offered: deps.offered.current() }),
    settings: settings.read,
    changeSettings: settings.change,
    recentCases: recent.list,
    forgetRecent: (id) => {
      recent.forget(id);
      deps.onCase();
      return null;
    },
    choose: async (kind, name) => {
      const paths = await shell.choose(kind, name);
      return paths === null ? null : choices.add(kind, paths);
    },
    listFolder: folders.list,
    chooseEntries: folders.chooseEntries,
    nameNewCase: folders.nameNewCase,
    chooseSample: () => choices.add("folder", [sample.logs()]),
    chooseSampleCase: () => choices.add("new-case", [sample.newCase()]),
    copyText: (text) => {
      shell.copyText(text);
      return null;
    },
    openExternal: (url) => {
      if (!isExternalAllowed(url)) throw badRequest("this address is not on the list");
      return shell.openExternal(url);
    },
    openCase: async (choiceId) => {
      const path = onePath(choices, choiceId, "case");
      return enter(choiceId, path, engine.call("open", path));
    },
    createCase: async (choiceId, engagement) => {
      const path = onePath(choices, choiceId, "new-case");
      return enter(choiceId, path, engine.call("create", path, engagement));
    },
    closeCase: async () => {
      await engine.call("close");
      report = null;
      deps.onCase();
      return null;
    },
    startImport: (choiceIds) =>
      engine.call(
        "import",
        choiceIds.flatMap((id) => pathsOf(choices, id, ["folder", "files"])),
      ),
    resumeImport: () => engine.call("resume"),
    startVerify: (keysChoiceId) =>
      engine.call(
        "verify",
        keysChoiceId === null ? [] : pathsOf(choices, keysChoiceId, ["keys", "files"]),
      ),
    addRules: (choiceId, who) =>
      engine.call("addRulePaths", pathsOf(choices, choiceId, ["files", "folder"]), who),
    exportEvents: async (filter, format) => {
      const to = await place("events", format);
      if (to === null) return null;
      // The engine never replaces a file; where the person agreed to that, this does it when the new one is whole.
      const replaced = to.mayReplace && existsSync(to.path);
      const path = replaced ? `${to.path}.${process.pid}.part` : to.path;
      const { bytes } = await engine.call("export", filter, format, path);
      if (replaced) moveOver(path, to.path);
      return savedAs(to.path, bytes);
    },
    savePlan: async (request, print) => {
      const answer = await engine.call("planFor", request);
      if (answer === null) throw badRequest("there is nothing to take back");
      const to = await place("plan", planExtension(print));
      return to === null ? null : savedAs(to.path, writePlan(answer.plan, print, to));
    },
    buildReport: async (options): Promise<ReportPreview> => {
      const started = performance.now();
      const { html, findings } = await engine.call("reportHtml", options);
      const url = shell.addReport(html);
      report = { html, options, url };
      const seconds = (performance.now() - started) / 1000;
      return { url, bytes: Buffer.byteLength(html), findings, seconds };
    },
    openReport: () => {
      shell.showReport(built().url);
      return null;
    },
    saveReport: async (format) => {
      const { html, options } = built();
      const to = await place("report", format);
      if (to === null) return null;
      const content = await contentOf(deps, format, html, options);
      saveFile(to.path, content, to.mayReplace);
      return savedAs(to.path, Buffer.byteLength(content));
    },
  };
}

async function contentOf(
  { engine, shell }: HandlerDeps,
  format: ReportFormat,
  html: string,
  options: ReportOptions,
): Promise<string | Uint8Array> {
  if (format === "html") return html;
  if (format === "pdf") return shell.printPdf(html);
  return (await engine.call("reportJson", options)).json;
}

/** Calls of the engine go on as they are. */
function engineHandlers({ engine, recent, now, onCase }: HandlerDeps): Pick<Handlers, EngineCall> {
  const pass = engineCalls.map((call) => [
    call,
    (...args: Parameters<Handlers[typeof call]>) => engine.call(call, ...args),
  ]);
  // engineCalls is every EngineCall, each once, and the client's types are those of the calls.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const handlers = Object.fromEntries(pass) as Pick<Handlers, EngineCall>;
  return {
    ...handlers,
    saveEngagement: async (engagement, who) => {
      const info = await engine.call("saveEngagement", engagement, who);
      const path = engine.openPath();
      if (path !== null) recent.add(path, info, now());
      onCase();
      return info;
    },
  };
}

/** @throws CallFailure when something else was chosen. */
function pathsOf(
  choices: Choices,
  id: string,
  kinds: readonly Choice["kind"][],
): readonly string[] {
  const { choice, paths } = choices.find(id);
  if (!kinds.includes(choice.kind)) throw badRequest(`a ${choice.kind} was chosen under this id`);
  return paths;
}

function onePath(choices: Choices, id: string, kind: Choice["kind"]): string {
  const [path] = pathsOf(choices, id, [kind]);
  if (path === undefined) throw badRequest("nothing was chosen under this id");
  return path;
}

/** @throws Failure (cannot-write) when there is a folder, or a file that can't be replaced; nothing is left behind then. */
function moveOver(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    rmSync(from, { force: true });
    throw new Failure(
      { code: "cannot-write", path: to, reason: reasonOf(error) },
      { cause: error },
    );
  }
}

function savedAs(path: string, bytes: number) {
  return { name: visible(basename(path)), folder: visible(dirname(path)), bytes };
}

function badRequest(detail: string): CallFailure {
  return new CallFailure({ code: "bad-request", detail });
}
