/** What the window shows, and how it gets from one screen to the next. Pure. */
import type { Audit, AuditProgress, Choice } from "../shared/ipc.ts";

export type ScreenState =
  | { readonly screen: "start"; readonly choice: Choice | null; readonly notice: string | null }
  | {
      readonly screen: "running";
      readonly choice: Choice;
      readonly progress: AuditProgress | null;
    }
  | { readonly screen: "done"; readonly audit: Audit; readonly notice: string | null }
  | { readonly screen: "failed"; readonly choice: Choice; readonly reason: string };

export type ScreenAction =
  /** A choice was made in a dialog, or a case file was opened from outside. */
  | { readonly type: "chosen"; readonly choice: Choice }
  | { readonly type: "started"; readonly choice: Choice }
  | { readonly type: "progressed"; readonly progress: AuditProgress }
  | { readonly type: "finished"; readonly audit: Audit }
  | { readonly type: "cancelled"; readonly reason: string }
  | { readonly type: "failed"; readonly reason: string }
  /** Something smaller than the screen went well or wrong, e.g. the report was saved. */
  | { readonly type: "noticed"; readonly notice: string }
  | { readonly type: "left" };

/** The window as it opens. */
export const firstState: ScreenState = { screen: "start", choice: null, notice: null };

/** The next screen. What does not fit the present one (a late message) changes nothing. */
export function nextState(state: ScreenState, action: ScreenAction): ScreenState {
  switch (action.type) {
    case "chosen":
      // An audit under way is not disturbed.
      return state.screen === "running"
        ? state
        : { screen: "start", choice: action.choice, notice: null };
    case "started":
      return { screen: "running", choice: action.choice, progress: null };
    case "progressed":
      return state.screen === "running" ? { ...state, progress: action.progress } : state;
    case "finished":
      return state.screen === "running"
        ? { screen: "done", audit: action.audit, notice: null }
        : state;
    case "cancelled":
      return state.screen === "running"
        ? { screen: "start", choice: state.choice, notice: action.reason }
        : state;
    case "failed":
      return state.screen === "running"
        ? { screen: "failed", choice: state.choice, reason: action.reason }
        : state;
    case "noticed":
      return state.screen === "start" || state.screen === "done"
        ? { ...state, notice: action.notice }
        : state;
    case "left":
      return firstState;
  }
}
