/** The window: bars, navigation, the screen, dialogs. */
import { QueryClientProvider } from "@tanstack/react-query";
import { Component, Suspense, lazy, useCallback, useEffect, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import type { LogEntry } from "../shared/ipc.ts";
import { on, queries, tell, useEvent, useFreshness } from "./api.ts";
import { AppBar } from "./frame/app-bar.tsx";
import { useCommands } from "./frame/commands.ts";
import type { FrameDialog } from "./frame/commands.ts";
import { AboutDialog, EngagementDialog, KeysDialog } from "./frame/dialogs.tsx";
import { DropZone } from "./frame/drop-zone.tsx";
import { Nav } from "./frame/nav.tsx";
import { Palette } from "./frame/palette.tsx";
import { StatusBar } from "./frame/status-bar.tsx";
import { useKeyboard, useKeys } from "./keys.ts";
import type { KeyMap } from "./keys.ts";
import { go, useLocation } from "./location.ts";
import type { Screen } from "./location.ts";
import { Button, Note } from "./parts/controls.tsx";
import { EventsScreen } from "./screens/events/screen.tsx";
import { EvidenceScreen } from "./screens/evidence/screen.tsx";
import { FindingsScreen } from "./screens/findings/screen.tsx";
import { ImportScreen } from "./screens/import/screen.tsx";
import { OverviewScreen } from "./screens/overview/screen.tsx";
import { ReportScreen } from "./screens/report/screen.tsx";
import { SettingsScreen } from "./screens/settings/screen.tsx";
import { StartScreen } from "./screens/start/screen.tsx";
import { SettingsProvider, useSettings } from "./settings.tsx";
import { frameWords as words } from "./strings/frame.ts";
import { words as common } from "./strings/index.ts";
import { WorkProvider, useWork } from "./work.tsx";

/** Loaded when they are first shown: the window opens without them. */
const PostureScreen = lazy(async () => {
  const { PostureScreen: screen } = await import("./screens/posture/screen.tsx");
  return { default: screen };
});
const EntitiesScreen = lazy(async () => {
  const { EntitiesScreen: screen } = await import("./screens/entities/screen.tsx");
  return { default: screen };
});
const FixesScreen = lazy(async () => {
  const { FixesScreen: screen } = await import("./screens/fixes/screen.tsx");
  return { default: screen };
});
const RulesScreen = lazy(async () => {
  const { RulesScreen: screen } = await import("./screens/rules/screen.tsx");
  return { default: screen };
});

const shown: Readonly<Record<Screen, ComponentType>> = {
  overview: OverviewScreen,
  findings: FindingsScreen,
  events: EventsScreen,
  entities: EntitiesScreen,
  posture: PostureScreen,
  fixes: FixesScreen,
  rules: RulesScreen,
  report: ReportScreen,
  evidence: EvidenceScreen,
  import: ImportScreen,
  start: StartScreen,
  settings: SettingsScreen,
};

/** Screens that make sense without a case. */
const caseless: ReadonlySet<Screen> = new Set(["start", "settings"]);

/** The whole window. */
export function App() {
  return (
    <QueryClientProvider client={queries}>
      <SettingsProvider>
        <WorkProvider>
          <Frame />
        </WorkProvider>
      </SettingsProvider>
    </QueryClientProvider>
  );
}

function Frame() {
  const { info: program, settings } = useSettings();
  const { info, isKnown, openCase } = useWork();
  const { screen } = useLocation();
  const [dialog, setDialog] = useState<FrameDialog | null>(null);
  const close = useCallback(() => setDialog(null), []);
  const commands = useCommands(setDialog);
  useFreshness();
  useKeyboard(program.isMac);
  useKeys(words.product, frameKeys(commands, setDialog));

  // A menu of the window's frame names a command of the palette.
  useEffect(
    () =>
      on.menuChosen((id) => {
        const dialogs: Readonly<Record<string, FrameDialog>> = {
          palette: "palette",
          keys: "keys",
          about: "about",
        };
        const wanted = dialogs[id];
        if (wanted === undefined) commands.find((one) => one.id === id)?.run();
        else setDialog(wanted);
      }),
    [commands],
  );

  // A case that the program was started with, or that was opened from outside.
  const offered = program.offered?.id ?? null;
  useEffect(() => {
    if (offered !== null) void openCase(offered);
  }, [offered, openCase]);
  useEffect(() => on.caseOffered((choice) => void openCase(choice.id)), [openCase]);

  const wantsCase = !caseless.has(screen);
  const hasCase = info !== null;
  useEffect(() => {
    if (isKnown && !hasCase && wantsCase) go("start", {}, true);
    // A further window of a program that has a case open begins with the case.
    if (hasCase && window.location.hash === "") go("overview", {}, true);
  }, [isKnown, hasCase, wantsCase]);
  const title =
    info === null ? words.product : `${info.engagement.client ?? info.name} – ${words.product}`;
  useEffect(() => {
    document.title = title;
  }, [title]);

  const Shown = shown[screen];
  return (
    <div className={`app${info === null ? " no-nav" : ""}`} data-nav={settings.nav}>
      <AppBar commands={commands} show={setDialog} />
      <Nav />
      <main className="main" id="main" tabIndex={-1}>
        <EngineNotice />
        {wantsCase && info === null ? null : (
          <ScreenBoundary key={`${screen}-${info?.name ?? ""}`}>
            <Suspense fallback={<div className="grow" aria-busy="true" />}>
              <Shown />
            </Suspense>
          </ScreenBoundary>
        )}
      </main>
      <StatusBar show={setDialog} />
      <DropZone />
      {dialog === "palette" ? <Palette commands={commands} onClose={close} /> : null}
      {dialog === "keys" ? <KeysDialog onClose={close} /> : null}
      {dialog === "about" ? <AboutDialog onClose={close} /> : null}
      {dialog === "engagement" && info !== null ? <EngagementDialog onClose={close} /> : null}
    </div>
  );
}

function frameKeys(
  commands: ReturnType<typeof useCommands>,
  show: (dialog: FrameDialog) => void,
): KeyMap {
  const keys = commands.flatMap(({ key, label, run }) =>
    key === undefined ? [] : [[key, { label, run }] as const],
  );
  return {
    "Mod+K": { label: words.commands.palette, run: () => show("palette") },
    ...Object.fromEntries(keys),
    F6: { label: words.commands.nextPane, run: nextPane },
    "Shift+F6": { label: words.commands.previousPane, run: nextPane },
  };
}

/** Moves the focus to the next of bar, navigation, list, detail. */
function nextPane(event: KeyboardEvent): void {
  const all = [
    ...document.querySelectorAll<HTMLElement>(
      ".jump, .nav a[aria-current], .main [role=grid], .main .pane > .scroll[tabindex], .main .f-scroll, .main .facets, .main .evt-panel [role=tab][aria-selected=true]",
    ),
  ].filter((one) => one.offsetParent !== null);
  const at = all.findIndex((one) => one.contains(document.activeElement));
  all[(at + (event.shiftKey ? -1 : 1) + all.length) % all.length]?.focus();
}

/** Told once: the engine ended and runs again. */
function EngineNotice() {
  const [entry, setEntry] = useState<LogEntry | null>(null);
  useEvent("engineRestarted", setEntry);
  useEffect(() => {
    // Answers that were on their way are asked for again.
    if (entry !== null) void queries.invalidateQueries();
  }, [entry]);
  if (entry === null) return null;
  return (
    <div className="engine-notice">
      <Note kind="bad">
        {words.engineRestarted}{" "}
        <span className="ink3">{words.engineDetails(entry.ref, entry.log)}</span>
      </Note>
      <Button size="s" onClick={() => setEntry(null)}>
        {words.dismiss}
      </Button>
    </div>
  );
}

/** A mistake in a screen takes the screen, not the window. */
class ScreenBoundary extends Component<
  { readonly children: ReactNode },
  { readonly error: Error | null }
> {
  override state: { readonly error: Error | null } = { error: null };
  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error("unknown", { cause: error }) };
  }
  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="empty" role="alert">
        <h2>{words.failed}</h2>
        <p>{words.failedText}</p>
        <pre className="code wrap">{error.message}</pre>
        <Button look="primary" onClick={() => this.setState({ error: null })}>
          {common.tryAgain}
        </Button>
      </div>
    );
  }
}

/** What is shown when the program behind the window can't be asked: why, as a sentence. */
export function Unreachable({ why }: { readonly why: string }) {
  return (
    <main className="empty" role="alert">
      <h1>{words.product}</h1>
      <p>{why}</p>
    </main>
  );
}

/**
 * Answers to "is the program there": used by the entry to draw the frame once and no sooner. Null when it is, else the
 * sentence that says why not.
 */
export async function warmUp(): Promise<string | null> {
  await Promise.all([
    queries.prefetchQuery({ queryKey: ["programInfo"], queryFn: () => tell("programInfo") }),
    queries.prefetchQuery({ queryKey: ["settings"], queryFn: () => tell("settings") }),
  ]);
  return queries.getQueryState(["programInfo"])?.error?.message ?? null;
}
