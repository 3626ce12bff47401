import { Empty } from "../../parts/controls.tsx";
import { frameWords } from "../../strings/frame.ts";

/** The screen "events". */
export function EventsScreen() {
  return <Empty title={frameWords.screens.events} />;
}
