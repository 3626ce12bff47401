/** What a numbered detection looks for, and what to do about it. */
import type { DetectionDetail } from "../../../shared/ipc/rules.ts";
import { rulesWords as words } from "../../strings/rules.ts";
import { Part } from "./part.tsx";

/** Events that are listed. */
const fewEvents = 40;

export function DetectionPart({ detection }: { readonly detection: DetectionDetail }) {
  const { about, events, techniques, benign, respond, isOfRefused } = detection;
  const named = events.filter((event) => event !== "iam:*");
  return (
    <Part title={words.knowledge}>
      <dl className="kv r-kv">
        <dt>{words.fires}</dt>
        <dd>{about}</dd>
        <dt>{words.looksAt}</dt>
        <dd>
          {events.includes("iam:*") ? words.everyChange : null}
          {events.includes("iam:*") && named.length > 0 ? ", " : null}
          <span className="mono">{named.slice(0, fewEvents).join(", ")}</span>
          {isOfRefused ? <span className="ink3"> ({words.alsoRefused})</span> : null}
        </dd>
        <Sentences title={words.benign} all={benign} />
        <Sentences title={words.respond} all={respond} />
        <dt>{words.techniques}</dt>
        <dd>
          <ul>
            {techniques.map(({ id, name, reason }) => (
              <li key={id}>
                {reason}{" "}
                <cite className="ink3">
                  {id} {name ?? ""}
                </cite>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <p className="s12 ink3">{words.source}</p>
    </Part>
  );
}

/** Nothing when there are none. */
function Sentences({ title, all }: { readonly title: string; readonly all: readonly string[] }) {
  if (all.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <ul>
          {all.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </dd>
    </>
  );
}
