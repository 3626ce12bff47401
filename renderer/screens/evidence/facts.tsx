/** Four facts of the evidence: custody, digests, time, records. */
import type { ReactNode } from "react";
import type { CaseTotals } from "../../../shared/ipc/case.ts";
import type { EvidenceSummary } from "../../../shared/ipc/evidence.ts";
import { useAsk } from "../../api.ts";
import { hrefOf } from "../../location.ts";
import { Icon } from "../../parts/icons.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { tableTime } from "../../parts/time.ts";
import { dayText } from "../../strings/coverage.ts";
import { evidenceWords as words } from "../../strings/evidence.ts";
import { useCase } from "../../work.tsx";

/** The facts, side by side. */
export function Facts({ evidence }: { readonly evidence: EvidenceSummary }) {
  const { totals } = useCase();
  const { counts, runs, digestFiles, validation } = evidence;
  const last = runs.at(-1);
  const isWhole = counts.waiting === 0 && counts.unreadable === 0;
  const digests = validation?.digests ?? {};
  const allDigests = Object.values(digests).reduce((a, b) => a + b, 0);
  const bad =
    (digests["altered"] ?? 0) +
    (digests["missing"] ?? 0) +
    (validation?.logs["altered"] ?? 0) +
    (validation?.logs["missing"] ?? 0);
  return (
    <div className="ev-4">
      <Fact title={words.custody} icon={isWhole ? null : "warning"} value={words.hashed(counts)}>
        {words.notHashed(counts)}
        {words.notHashed(counts) === "" || last === undefined ? "" : ". "}
        {last === undefined
          ? null
          : words.hashedText(
              visibleText(last.user),
              visibleText(last.host),
              tableTime(last.startedAt).slice(0, 16),
            )}
      </Fact>
      {validation === null || allDigests === 0 ? (
        <Fact
          title={words.digestChain}
          icon={null}
          value={digestFiles === 0 ? words.digestNone : words.digestHere(digestFiles)}
        >
          {digestFiles === 0 ? (
            words.digestNoneText
          ) : (
            <a href={hrefOf("evidence", { tab: "digests" })}>{words.digestHereText}</a>
          )}
        </Fact>
      ) : (
        <Fact
          title={words.digestChain}
          icon={bad > 0 ? "warning" : "check"}
          value={words.digestsValid(digests["valid"] ?? 0, allDigests)}
        >
          <a href={hrefOf("evidence", { tab: "digests" })}>
            {words.digestText(words.statuses(validation.logs), validation.keys.length)}
          </a>
        </Fact>
      )}
      <Time totals={totals} />
      <Fact title={words.records} icon={null} value={words.recordsEvents(totals)}>
        {words.recordsText(totals)}
      </Fact>
    </div>
  );
}

/** From the first to the last event; dates that must be wrong are told apart. */
function Time({ totals }: { readonly totals: CaseTotals }) {
  const { value: map } = useAsk("coverage", []);
  const { firstEvent, lastEvent } = totals;
  if (firstEvent === null || lastEvent === null)
    return (
      <Fact title={words.time} icon={null} value={words.noTime}>
        {""}
      </Fact>
    );
  if (map === undefined || map.outside === 0 || map.from === null || map.to === null)
    return (
      <Fact title={words.time} icon={null} value={words.dayRange(firstEvent, lastEvent)}>
        {words.dayTimes(firstEvent, lastEvent)}
      </Fact>
    );
  return (
    <Fact
      title={words.time}
      icon="warning"
      value={words.dayRange(dayText(map.from), dayText(map.to))}
    >
      {words.wrongDates(map.outside)}
    </Fact>
  );
}

function Fact({
  title,
  icon,
  value,
  children,
}: {
  readonly title: string;
  readonly icon: "check" | "warning" | null;
  readonly value: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <h3>{title}</h3>
      <b className="v">
        {icon === null ? null : <Icon name={icon} />}
        {value}
      </b>
      <p className="s12 ink2">{children}</p>
    </div>
  );
}
