/** Posture: how the accounts are set up, as far as files and log tell. */
import type { PostureStatus } from "../../../shared/posture/answer.ts";
import type { PostureAnswer } from "../../../shared/ipc/posture.ts";
import { postureStatuses } from "../../../shared/posture/words.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { go, useParams } from "../../location.ts";
import { Button, Empty, Note, Tabs } from "../../parts/controls.tsx";
import { Split } from "../../parts/split.tsx";
import { postureWords as words } from "../../strings/posture.ts";
import { words as common } from "../../strings/index.ts";
import { useCase, useWork } from "../../work.tsx";
import { CheckDetail } from "./check-detail.tsx";
import { CheckList, filesEntry, topicOrder } from "./check-list.tsx";
import { FilesDetail } from "./files-detail.tsx";

/** The screen "posture". */
export function PostureScreen() {
  const info = useCase();
  const { importing } = useWork();
  const asked = useAsk("posture", [], { enabled: !importing.isRunning });
  if (
    info.imports === 0 ||
    (asked.value !== undefined && asked.value.posture.accounts.length === 0)
  )
    return (
      <Empty
        icon="check"
        title={words.empty}
        actions={
          <Button look="primary" onClick={() => go("import")}>
            {words.add}
          </Button>
        }
      >
        <p>{words.emptyText}</p>
      </Empty>
    );
  if (asked.value !== undefined) return <Checks answer={asked.value} />;
  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
      </div>
      {importing.isRunning ? (
        <div className="po-wait">
          <Note>{words.importing}</Note>
        </div>
      ) : asked.error === null ? (
        <div className="po-wait" data-loading="" aria-busy="true" />
      ) : (
        <div className="po-wait">
          <Note kind="bad">
            {words.failed}. {asked.error}
          </Note>
          <Button onClick={asked.again}>{common.tryAgain}</Button>
        </div>
      )}
    </>
  );
}

function Checks({ answer }: { readonly answer: PostureAnswer }) {
  const { posture, topics } = answer;
  const [params, change] = useParams();
  const account =
    posture.accounts.find((one) => one === params["account"]) ?? posture.accounts[0] ?? "";
  const status = postureStatuses.find((one) => one === params["status"]) ?? null;
  const own = posture.results.filter((one) => one.account === account);
  const counts = countOf(own.map((one) => one.status));
  const shown = topicOrder(
    posture,
    own.filter((one) => status === null || one.status === status),
  );
  const wanted = params["check"];
  const selected =
    wanted === filesEntry
      ? filesEntry
      : (shown.find(({ check }) => check === wanted)?.check ?? shown[0]?.check ?? filesEntry);
  const order = [...shown.map(({ check }) => check), filesEntry];
  const select = (id: string): void => change({ check: id });
  const step = (by: 1 | -1): void => {
    const next = order[order.indexOf(selected) + by];
    if (next !== undefined) select(next);
  };
  useKeys(words.title, {
    j: { label: words.keyNext, run: () => step(1) },
    k: { label: words.keyPrevious, run: () => step(-1) },
  });
  const result = own.find(({ check }) => check === selected);
  const check = posture.checks.find(({ id }) => id === selected);
  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
        <span className="ink3 s12" aria-live="polite">
          {words.summary(counts)}
        </span>
        <span className="right hstack">
          {posture.accounts.length > 1 ? (
            <label className="hstack g1 s12">
              <span className="ink3">{words.account}</span>
              <select
                className="select"
                value={account}
                onChange={(event) => change({ account: event.target.value, check: null })}
              >
                {posture.accounts.map((id) => (
                  <option key={id}>{id}</option>
                ))}
              </select>
            </label>
          ) : (
            <span className="mono s12 ink2">{account}</span>
          )}
          <Tabs
            label={words.show}
            look="seg"
            current={status ?? "all"}
            onChange={(id) => change({ status: id === "all" ? null : id, check: null })}
            tabs={[
              { id: "all", label: words.all, count: formatCount(own.length) },
              ...postureStatuses.map((id) => ({
                id,
                label: words.statuses[id],
                count: formatCount(counts[id]),
              })),
            ]}
          />
        </span>
      </div>
      <Split
        name="posture"
        label={words.checks}
        side="first"
        usual={440}
        least={[300, 420]}
        first={
          <CheckList
            posture={posture}
            topics={topics}
            shown={shown}
            selected={selected}
            onSelect={select}
            onStep={step}
          />
        }
        second={
          result !== undefined && check !== undefined ? (
            <CheckDetail
              key={`${account} ${check.id}`}
              result={result}
              check={check}
              topic={topics.find(({ id }) => id === check.topic) ?? null}
              files={posture.files}
            />
          ) : (
            <FilesDetail files={posture.files} />
          )
        }
      />
    </>
  );
}

function countOf(all: readonly PostureStatus[]): Readonly<Record<PostureStatus, number>> {
  const counts = { pass: 0, fail: 0, unknown: 0 };
  for (const one of all) counts[one]++;
  return counts;
}
