/**
 * Who became whom until a call was made, as a picture: a link under the other along a line, and beside the line what
 * each of them called. All of it is text, so it reads in the same order without the picture.
 */
import type { ReactNode } from "react";
import type { Hop } from "../../shared/finding.ts";
import { hrefOf } from "../location.ts";
import { chainWords as words } from "../strings/chain.ts";
import { Icon } from "./icons.tsx";
import type { IconName } from "./icons.tsx";
import { LogText } from "./log-text.tsx";
import { SpansText } from "./spans-text.tsx";
import { tableTime } from "./time.ts";

const icons: Readonly<Record<Hop["kind"], IconName>> = {
  user: "user",
  root: "warning",
  session: "role",
  provider: "group",
  service: "service",
  workload: "service",
  account: "case",
  unknown: "help",
};

/** Kinds that the label itself begins with. */
const told: ReadonlySet<Hop["kind"]> = new Set(["user", "root", "session", "account", "service"]);

/** `end`: what was acted on. `self`: the event that is shown already. */
export function ActorChain({
  hops,
  end,
  self = null,
}: {
  readonly hops: readonly Hop[];
  readonly end?: { readonly icon: IconName; readonly label: ReactNode };
  readonly self?: string | null;
}) {
  return (
    <ol className="trace" aria-label={words.label(hops.length)}>
      {hops.map((hop, i) => (
        // The order of a chain is what it is.
        // oxlint-disable-next-line react/no-array-index-key
        <Link key={i} hop={hop} self={self} isLast={i === hops.length - 1 && end === undefined} />
      ))}
      {end === undefined ? null : (
        <li className="trace-hop is-end">
          <span className="trace-mark">
            <Icon name={end.icon} small />
          </span>
          <div className="trace-who">
            <span className="trace-kind">{words.target}</span>
            <b className="med wrapany">{end.label}</b>
          </div>
        </li>
      )}
    </ol>
  );
}

function Link({
  hop,
  self,
  isLast,
}: {
  readonly hop: Hop;
  readonly self: string | null;
  readonly isLast: boolean;
}) {
  const { kind, label, key, confidence, why, call } = hop;
  const classes = ["trace-hop", ...(call === null ? ["is-open"] : []), `is-${confidence}`];
  return (
    <li className={classes.join(" ")}>
      <span className="trace-mark">
        <Icon name={icons[kind]} small />
      </span>
      <div className="trace-who">
        {told.has(kind) ? null : <span className="trace-kind">{words.kind[kind]}</span>}
        <b className="med wrapany">
          <SpansText spans={label} />
        </b>
        <span className="chip trace-sure" title={words.confidenceTitle}>
          {words.confidence[confidence]}
        </span>
        {key === null ? null : (
          <span className="ink3 nowrap">
            {words.key} <LogText text={key} mono cut="none" />
          </span>
        )}
        <p className="trace-why">
          <SpansText spans={why} />
        </p>
      </div>
      {call === null ? (
        isLast ? null : (
          <p className="trace-call ink3">
            <Icon name="down" small />
            {words.noCall}
          </p>
        )
      ) : (
        <p className="trace-call">
          <Icon name="down" small />
          <span className="mono med">
            <LogText text={call.name} cut="none" />
          </span>
          <span className="num">
            {call.at === null ? (
              <span className="ink3">{words.noTime}</span>
            ) : (
              <time dateTime={call.at}>{tableTime(call.at)}</time>
            )}
          </span>
          <span className="nowrap">
            {call.sourceIp === null ? (
              <span className="ink3">{words.noAddress}</span>
            ) : (
              <>
                <span className="ink3">{words.from}</span>{" "}
                <LogText text={call.sourceIp} mono cut="none" />
              </>
            )}
          </span>
          {call.id === self ? (
            <span className="ink3">{words.isThis}</span>
          ) : (
            <a
              className="mono"
              href={hrefOf("events", { event: call.id })}
              aria-label={words.event(call.id)}
              title={call.id}
            >
              {call.id.slice(0, 8)}
            </a>
          )}
        </p>
      )}
    </li>
  );
}
