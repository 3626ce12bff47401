/** The record as it stands in the evidence: file, hash, place, and its bytes. */
import { useMemo, useState } from "react";
import type { EventDetail } from "../../../shared/ipc/events.ts";
import { CopyButton } from "../../parts/code.tsx";
import { Note, Tabs } from "../../parts/controls.tsx";
import { LineList } from "../../parts/line-list.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { eventWords as words } from "../../strings/events.ts";
import { hexRows, hexText, textRows } from "./byte-rows.ts";

/** Places and bytes. */
export function RawView({ detail }: { readonly detail: EventDetail }) {
  const [look, setLook] = useState("text");
  const bytes = useMemo(() => new TextEncoder().encode(detail.raw), [detail.raw]);
  const rows = useMemo(() => textRows(detail.raw), [detail.raw]);
  const [place] = detail.places;
  const start = place === undefined || place.item !== null ? 0 : place.offset;
  return (
    <div className="evt-raw">
      <div
        className="scroll evt-places"
        tabIndex={0}
        role="region"
        aria-label={words.rawPlaces(detail.places.length)}
      >
        {detail.places.length > 1 ? (
          <p className="ink3 s12">{words.rawPlaces(detail.places.length)}</p>
        ) : null}
        {detail.places.map((one) => (
          <dl className="kv" key={`${one.file} ${String(one.record)}`}>
            <dt>{words.rawFile}</dt>
            <dd>
              <LogText text={one.file} cut="none" mono />
            </dd>
            <dt>{words.rawSha}</dt>
            <dd className="mono wrapany">{one.sha256 ?? words.noSha}</dd>
            <dt>{words.rawRecord}</dt>
            <dd>
              {words.record(one.record)}
              {one.item === null ? null : <span className="ink3"> {words.rawItem(one.item)}</span>}
            </dd>
            <dt>{words.rawOffset}</dt>
            <dd>{words.rawBytes(one.offset, one.length)}</dd>
          </dl>
        ))}
        {bytes.length === detail.bytes ? null : <Note>{words.rawLossy}</Note>}
      </div>
      <div className="evt-tools">
        <Tabs
          label={words.rawLook}
          look="seg"
          tabs={[
            { id: "text", label: words.rawText },
            { id: "hex", label: words.rawHex },
          ]}
          current={look}
          onChange={setLook}
        />
        <span className="right">
          <CopyButton text={() => (look === "hex" ? hexText(bytes, start) : detail.raw)} />
        </span>
      </div>
      {look === "text" ? (
        <LineList
          label={words.bytes}
          lines={rows.length}
          renderLine={(i) => (
            <div className="ln" key={i}>
              {visibleText(rows[i] ?? "")}
            </div>
          )}
        />
      ) : (
        <LineList
          label={words.bytes}
          lines={hexRows(bytes)}
          renderLine={(i) => (
            <div className="ln" key={i}>
              {hexText(bytes.subarray(i * 16, i * 16 + 16), start + i * 16)}
            </div>
          )}
        />
      )}
    </div>
  );
}
