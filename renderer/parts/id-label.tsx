/** Ids of techniques and of known paths with the names of what they stand for. */
import type { ReactNode } from "react";
import { pathById } from "../../shared/analysis/paths/known-paths.ts";
import { techniqueName } from "../../shared/knowledge/mitre.ts";

/** A technique of MITRE ATT&CK. */
export function techniqueLabel(id: string): ReactNode {
  return named(id, techniqueName(id));
}

/** A known way to more rights. */
export function pathLabel(id: string): ReactNode {
  return named(id, pathById(id)?.title ?? null);
}

function named(id: string, name: string | null): ReactNode {
  return (
    <span className="cut" title={name === null ? id : `${id} ${name}`}>
      <span className="mono">{id}</span>{" "}
      {name === null ? null : <span className="ink2">{name}</span>}
    </span>
  );
}
