/** The screen "rules": every rule explained, switched and weighed; the user's own; and a tester. */
import { useAsk } from "../../api.ts";
import { go, useParams } from "../../location.ts";
import { Button, Empty, Tabs } from "../../parts/controls.tsx";
import { words as common } from "../../strings/index.ts";
import { rulesWords as words } from "../../strings/rules.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { OwnRules } from "./own-rules.tsx";
import { RuleBrowser } from "./rule-browser.tsx";
import { Tester } from "./tester.tsx";

const tabs = ["all", "own", "tester"] as const;

export function RulesScreen() {
  const [params] = useParams();
  const tab = tabs.find((one) => one === params["tab"]) ?? "all";
  const { value, error, again } = useAsk("rules", []);
  const own = value?.rows.filter(({ kind }) => kind === "sigma").length ?? 0;
  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
        <Tabs
          look="bar"
          label={words.title}
          panel="rules-panel"
          current={tab}
          onChange={(id) => go("rules", id === "all" ? {} : { tab: id })}
          tabs={tabs.map((id) => ({
            id,
            label: words.tabs[id],
            ...(id === "all" && value !== undefined
              ? { count: formatCount(value.rows.length) }
              : {}),
            ...(id === "own" && own > 0 ? { count: formatCount(own) } : {}),
          }))}
        />
      </div>
      <div id="rules-panel" className="r-panel" role="tabpanel" aria-label={words.tabs[tab]}>
        {error === null ? null : (
          <Empty
            icon="warning"
            title={words.failed}
            actions={<Button onClick={again}>{common.tryAgain}</Button>}
          >
            <p>{error}</p>
          </Empty>
        )}
        {value === undefined ? (
          error === null ? (
            <div className="grow" aria-busy="true" />
          ) : null
        ) : tab === "all" ? (
          <RuleBrowser list={value} />
        ) : tab === "own" ? (
          <OwnRules list={value} />
        ) : (
          <Tester />
        )}
      </div>
    </>
  );
}
