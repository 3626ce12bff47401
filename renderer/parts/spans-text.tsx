/** Sentences of findings, plans and stories, whose log text stays apart from our words. */
import { Fragment } from "react";
import type { ReactNode } from "react";
import type { Span, Spans } from "../../shared/span.ts";
import { unknownPhrase } from "../../shared/span.ts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatInstant,
} from "../../shared/report/format.ts";
import { hrefOf } from "../location.ts";
import { words } from "../strings/index.ts";
import { LogText } from "./log-text.tsx";

/** Shows a sentence. Events that it cites are links into the events screen. */
export function SpansText({ spans }: { readonly spans: Spans }) {
  return spans.map((span, i) => (
    // A sentence never changes its order.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={i}>{spanOf(span)}</Fragment>
  ));
}

function spanOf(span: Span): ReactNode {
  switch (span.t) {
    case "text":
      return span.s;
    case "log":
      return <LogText text={span.s} cut="none" mono={monospaced.has(span.kind)} />;
    case "strong":
      return (
        <b className="med">
          <SpansText spans={span.of} />
        </b>
      );
    case "em":
      return (
        <em>
          <SpansText spans={span.of} />
        </em>
      );
    case "code":
      return (
        <code className="mono">
          <SpansText spans={span.of} />
        </code>
      );
    case "ui":
      return <b className="med">{span.s}</b>;
    case "time":
      return <time dateTime={span.at}>{formatInstant(span.at)}</time>;
    case "num":
      return span.unit === "bytes"
        ? formatBytes(span.n)
        : span.unit === "seconds"
          ? formatDuration(span.n)
          : formatCount(span.n);
    case "sev":
      return words.severity[span.of];
    case "unknown":
      return <span className="ink3">{unknownPhrase(span.why)}</span>;
    case "ref":
      return /^F-\d+$/.test(span.to) ? (
        <a href={hrefOf("findings", { finding: span.to })}>{span.text ?? span.to}</a>
      ) : (
        (span.text ?? span.to)
      );
    case "event":
      return (
        <a className="mono" href={hrefOf("events", { event: span.id })} title={span.id}>
          {span.id.slice(0, 8)}
        </a>
      );
  }
}

const monospaced: ReadonlySet<string> = new Set(["arn", "key", "ip", "account", "agent", "path"]);
