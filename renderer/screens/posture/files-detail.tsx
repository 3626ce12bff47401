/** The files that the checks rest on: what they are, whose, of which moment, and how that is known. */
import type { PostureFile } from "../../../shared/posture/posture.ts";
import { momentSpans, ownerSpans } from "../../../shared/posture/words.ts";
import { snapshotKinds } from "../../../shared/snapshot/kinds.ts";
import { hrefOf } from "../../location.ts";
import { Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { postureWords as words } from "../../strings/posture.ts";
import { fileName } from "./evidence-places.tsx";

export function FilesDetail({ files }: { readonly files: readonly PostureFile[] }) {
  return (
    <div className="po-detail scroll grow" tabIndex={0} role="region" aria-label={words.fileTitle}>
      <header className="po-head">
        <h2>{words.fileTitle}</h2>
        {files.length === 0 ? (
          <Note>{words.noFiles}</Note>
        ) : (
          <p className="s12 ink2">{words.fileText}</p>
        )}
      </header>
      {files.length === 0 ? null : (
        <section className="section" aria-label={words.fileTitle}>
          <table className="tbl dense flush po-affected">
            <thead>
              <tr>
                <th>{words.file}</th>
                <th>{words.account}</th>
                <th>{words.asOf}</th>
              </tr>
            </thead>
            <tbody>
              {files.map((file) => (
                <tr key={file.input}>
                  <td>
                    <span className="po-kind">{snapshotKinds[file.kind].format}</span>
                    <a
                      href={hrefOf("evidence", { tab: "files", q: fileName(file.path) })}
                      title={file.path}
                    >
                      <LogText text={fileName(file.path)} cut="none" />
                    </a>
                  </td>
                  <td>
                    <SpansText spans={ownerSpans(file)} />
                  </td>
                  <td>
                    <SpansText spans={momentSpans(file.moment, file.statedBy)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
