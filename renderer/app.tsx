import { Icon } from "./parts/icons.tsx";
import type { ScreenState } from "./screen-state.ts";
import { DoneScreen } from "./screens/done-screen.tsx";
import { FailedScreen } from "./screens/failed-screen.tsx";
import { RunningScreen } from "./screens/running-screen.tsx";
import { StartScreen } from "./screens/start-screen.tsx";
import { useAudit } from "./use-audit.ts";
import type { AuditControls } from "./use-audit.ts";

const standing: Readonly<Record<ScreenState["screen"], string>> = {
  start: "No audit open",
  running: "Audit under way",
  done: "Audit done",
  failed: "Audit not finished",
};

/** The window: bar, screen, status. */
export function App() {
  const controls = useAudit();
  return (
    <div className="app">
      <header className="appbar">
        <Icon name="mark" />
        <span>Trailproof</span>
      </header>
      <main id="main">
        <Screen controls={controls} />
      </main>
      <footer className="statusbar" aria-label="Status">
        <span className="net">
          <Icon name="offline" />
          Offline
        </span>
        <span>{standing[controls.state.screen]}</span>
        <span className="right">
          {controls.info === null ? "" : `Version ${controls.info.version}`}
        </span>
      </footer>
    </div>
  );
}

function Screen({ controls }: { readonly controls: AuditControls }) {
  const { state } = controls;
  switch (state.screen) {
    case "start":
      return <StartScreen controls={controls} choice={state.choice} notice={state.notice} />;
    case "running":
      return (
        <RunningScreen
          choice={state.choice}
          progress={state.progress}
          onCancel={() => void controls.cancel()}
        />
      );
    case "done":
      return <DoneScreen controls={controls} audit={state.audit} notice={state.notice} />;
    case "failed":
      return (
        <FailedScreen
          reason={state.reason}
          onAgain={() => void controls.start(state.choice)}
          onLeave={controls.leave}
        />
      );
  }
}
