/** Named filters as tabs: three that are always there, and those that people save in the case. */
import { useState } from "react";
import type { FindingOrder, FindingQuery, SavedView } from "../../../shared/ipc/findings.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { tell, useAsk } from "../../api.ts";
import { Button, Tabs } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { Menu } from "../../parts/menu.tsx";
import { useWho } from "../../settings.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { useCase, useWork } from "../../work.tsx";
import { TextDialog } from "./edit-menus.tsx";
import { parseQuery, printQuery } from "./query-text.ts";

/** What a view keeps: the filter as text, sort and groups. */
export interface ViewState {
  readonly q: string;
  readonly order: Pick<FindingOrder, "sort" | "descending" | "group"> | null;
}

/** Reads what a view kept; what can't be read is no filter. */
export function viewState(text: string): ViewState {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== "object" || read === null || !("q" in read)) return { q: "", order: null };
    const order = "order" in read ? read.order : null;
    return { q: String(read.q), order: isOrder(order) ? order : null };
  } catch {
    return { q: "", order: null };
  }
}

function isOrder(value: unknown): value is NonNullable<ViewState["order"]> {
  return (
    typeof value === "object" &&
    value !== null &&
    "sort" in value &&
    "descending" in value &&
    "group" in value
  );
}

export function ViewsTabs({
  query,
  order,
  onView,
}: {
  readonly query: FindingQuery;
  readonly order: FindingOrder;
  readonly onView: (state: ViewState) => void;
}) {
  const { say } = useWork();
  const info = useCase();
  const who = useWho();
  const saved = useAsk("views", ["findings"]).value ?? [];
  const [isNaming, setNaming] = useState(false);
  const q = printQuery(query);
  const tabs: readonly (ViewState & { readonly id: string; readonly label: string })[] = [
    { id: "all", label: words.all, q: "", order: null },
    { id: "open", label: words.open, q: "status:open", order: null },
    ...(who === ""
      ? []
      : [{ id: "mine", label: words.mine, q: printQuery({ owners: [who] }), order: null }]),
    // Findings of rules that are switched off: not lost, and out of the way.
    ...(info.switchedOff > 0
      ? [{ id: "off", label: words.switchedOff, q: "is:off", order: null }]
      : []),
    ...saved.map((view) => ({
      id: `v${String(view.id)}`,
      label: view.name,
      ...viewState(view.state),
    })),
  ];
  // A saved view is the current one while its filter is; of two with one filter, the later.
  const current = tabs.findLast((tab) => tab.q === q);
  const own = saved.find((view) => `v${String(view.id)}` === current?.id);
  const state = JSON.stringify({
    q,
    order: { sort: order.sort, descending: order.descending, group: order.group },
  });
  const save = (name: string): void =>
    void tell("saveView", "findings", name, state).then(
      () => say(words.viewSaved(name)),
      (error: unknown) => say(error instanceof Error ? error.message : String(error), true),
    );
  const remove = (view: SavedView): void =>
    void tell("removeView", view.id).then(
      () => say(words.viewRemoved(view.name)),
      (error: unknown) => say(error instanceof Error ? error.message : String(error), true),
    );
  return (
    <>
      <Tabs
        label={words.views}
        look="bar"
        current={current?.id ?? ""}
        onChange={(id) => {
          const tab = tabs.find((one) => one.id === id);
          if (tab !== undefined) onView(tab);
        }}
        tabs={tabs.map((tab) => ({
          id: tab.id,
          label: (
            <>
              {tab.label} <ViewCount query={parseQuery(tab.q)} />
            </>
          ),
        }))}
      />
      {own === undefined ? (
        <Button
          size="s"
          look="quiet"
          icon="plus"
          label={words.saveView}
          onClick={() => setNaming(true)}
        />
      ) : (
        <Menu
          className="btn s quiet icon"
          label={words.viewMenu}
          items={[
            { id: "new", label: words.viewNew, run: () => setNaming(true) },
            { id: "replace", label: words.updateView(own.name), run: () => save(own.name) },
            { id: "remove", label: words.removeView(own.name), run: () => remove(own) },
          ]}
        >
          <Icon name="more" />
        </Menu>
      )}
      {isNaming ? (
        <TextDialog
          title={words.saveViewTitle}
          label={words.viewName}
          hint={words.viewHint}
          action={words.save}
          onClose={() => setNaming(false)}
          onDone={save}
        />
      ) : null}
    </>
  );
}

const anyOrder: FindingOrder = { sort: "severity", descending: true, group: "none", folded: [] };

function ViewCount({ query }: { readonly query: FindingQuery }) {
  const { value } = useAsk("findingPage", [query, anyOrder, 0, 0]);
  return <span className="n">{value === undefined ? "" : formatCount(value.findings)}</span>;
}
