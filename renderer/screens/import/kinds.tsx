/** What the files were taken for so far; beside the list where there is room. */
import { useAsk } from "../../api.ts";
import { KindsTable } from "../evidence/kinds-table.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";

export function Kinds() {
  const formats = useAsk("inputs", [{}, 0, 1]).value?.formats ?? [];
  return (
    <aside className="im-kinds scroll" aria-label={words.takenFor} tabIndex={0}>
      <h2>{words.takenFor}</h2>
      <KindsTable formats={formats} linked={false} />
    </aside>
  );
}
