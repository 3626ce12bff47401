/** Policy documents that stand in the record as text, decoded and laid out. */
import { useState } from "react";
import type { EmbeddedJson } from "../../../shared/json-members.ts";
import { Tabs } from "../../parts/controls.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { eventWords as words } from "../../strings/events.ts";
import { JsonView } from "./json-view.tsx";

/** One document at a time. */
export function DocumentView({ documents }: { readonly documents: readonly EmbeddedJson[] }) {
  const [at, setAt] = useState(0);
  const shown = documents[Math.min(at, documents.length - 1)];
  if (shown === undefined) return <p className="ink3 s12 evt-none">{words.noDocument}</p>;
  return (
    <div className="evt-json">
      {documents.length > 1 ? (
        <div className="evt-tools">
          <Tabs
            label={words.tabs.document}
            look="seg"
            tabs={documents.map(({ path }, i) => ({ id: String(i), label: nameOf(path) }))}
            current={String(documents.indexOf(shown))}
            onChange={(id) => setAt(Number(id))}
          />
        </div>
      ) : null}
      <p className="ink3 s12 evt-path">
        <span className="mono">{visibleText(shown.path)}</span>
        {shown.isEncoded ? `, ${words.encoded}` : ""}
      </p>
      <JsonView key={shown.path} text={shown.text} label={visibleText(shown.path)} />
    </div>
  );
}

/** The last part of a path. */
function nameOf(path: string): string {
  return visibleText(path.replace(/^.*\./s, ""));
}
