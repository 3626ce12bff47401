import { Empty } from "../../parts/controls.tsx";
import { frameWords } from "../../strings/frame.ts";

/** The screen "import". */
export function ImportScreen() {
  return <Empty title={frameWords.screens.import} />;
}
