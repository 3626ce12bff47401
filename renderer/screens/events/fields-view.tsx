/** The members of the record; those that can be filtered by come first, with buttons to do it. */
import { useMemo, useState } from "react";
import type { EventFilter } from "../../../shared/event-filter.ts";
import { toggleExcluded, toggleValue } from "../../../shared/event-query/edit-query.ts";
import type { ListField } from "../../../shared/event-query/fields.ts";
import { listMembers } from "../../../shared/event-query/fields.ts";
import { jsonMembers } from "../../../shared/json-members.ts";
import type { EventDetail, EventLine } from "../../../shared/ipc/events.ts";
import { Button } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { eventWords as words } from "../../strings/events.ts";

const filterable: readonly {
  readonly field: ListField;
  readonly name: string;
  readonly valueOf: (line: EventLine) => string | null;
}[] = [
  { field: "source", name: words.columnNames.source, valueOf: (line) => line.eventSource },
  { field: "name", name: words.columnNames.name, valueOf: (line) => line.eventName },
  { field: "actor", name: words.columnNames.actor, valueOf: (line) => line.actor },
  { field: "key", name: words.columnNames.key, valueOf: (line) => line.accessKeyId },
  { field: "account", name: words.columnNames.account, valueOf: (line) => line.account },
  { field: "region", name: words.columnNames.region, valueOf: (line) => line.region },
  { field: "address", name: words.columnNames.address, valueOf: (line) => line.address },
  { field: "agent", name: words.columnNames.agent, valueOf: (line) => line.userAgent },
  { field: "error", name: words.columnNames.error, valueOf: (line) => line.errorCode },
];

/** Fields as a table. */
export function FieldsView({
  detail,
  filter,
  onFilter,
}: {
  readonly detail: EventDetail;
  readonly filter: EventFilter;
  readonly onFilter: (filter: EventFilter) => void;
}) {
  const [needle, setNeedle] = useState("");
  const members = useMemo(() => jsonMembers(detail.raw), [detail.raw]);
  const wanted = needle.toLowerCase();
  const shown = members.filter(
    ({ path, value }) => wanted === "" || `${path}\n${value}`.toLowerCase().includes(wanted),
  );
  return (
    <div className="scroll evt-fields" tabIndex={0} role="region" aria-label={words.tabs.fields}>
      <table className="tbl dense wrapok bare">
        <caption className="vh">{words.fieldsEvent}</caption>
        <colgroup>
          <col className="evt-col-name" />
          <col />
          <col className="evt-col-do" />
        </colgroup>
        <tbody>
          {filterable.map(({ field, name, valueOf }) => {
            const value = valueOf(detail.line);
            const member = listMembers[field];
            return (
              <tr key={field}>
                <th scope="row">{name}</th>
                <td>
                  {value === null ? (
                    <span className="ink3">{words.noTarget}</span>
                  ) : (
                    <LogText text={value} cut="none" mono />
                  )}
                </td>
                <td className="evt-do">
                  <Button
                    size="s"
                    look="quiet"
                    icon="plus"
                    label={words.onlyThis(name)}
                    pressed={filter[member]?.includes(value) ?? false}
                    onClick={() => onFilter(toggleValue(filter, field, value))}
                  />
                  <Button
                    size="s"
                    look="quiet"
                    icon="minus"
                    label={words.leaveOut(name)}
                    pressed={filter.exclude?.[member]?.includes(value) ?? false}
                    onClick={() => onFilter(toggleExcluded(filter, field, value))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="evt-tools">
        <b className="ink2 med s12">{words.fieldsRecord}</b>
        <input
          className="input evt-search right"
          type="search"
          value={needle}
          aria-label={words.filterMembers}
          placeholder={words.filterMembers}
          spellCheck={false}
          onChange={({ target }) => setNeedle(target.value)}
        />
      </div>
      {shown.length === 0 ? <p className="ink3 s12 evt-none">{words.noMember(needle)}</p> : null}
      <table className="tbl dense wrapok bare">
        <caption className="vh">{words.fieldsRecord}</caption>
        <colgroup>
          <col className="evt-col-path" />
          <col />
        </colgroup>
        <tbody>
          {shown.map(({ path, value, kind }, i) => (
            // A name may stand twice in a record; the order never changes.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={`${path} ${String(i)}`}>
              <th scope="row" className="mono">
                <LogText text={path} cut="none" mono />
              </th>
              <td className={kind === "string" ? undefined : "evt-word"}>
                <LogText text={value} cut="none" mono />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
