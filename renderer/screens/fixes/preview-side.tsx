/** Beside the preview: what was checked, the least policy, what does not come back. */
import { useState } from "react";
import type { ReactNode } from "react";
import type { LivePreview } from "../../../shared/ipc/live.ts";
import { Code, CopyButton } from "../../parts/code.tsx";
import { Tabs } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { lossWords } from "../../../shared/remediation/plan-comments.ts";
import { callerName } from "../../parts/caller-name.ts";
import { liveWords as words } from "../../strings/live.ts";
import { useLive } from "../../use-live.ts";
import { Section, Sentences } from "./plan-side.tsx";

import { openQuestions } from "./use-fix.ts";

export function PreviewSide({ preview }: { readonly preview: LivePreview }) {
  return (
    <aside className="lv-side" aria-label={words.checks} tabIndex={0}>
      <Checks preview={preview} />
      <Policies preview={preview} />
      <Sentences title={words.leftAlone} items={preview.left} />
      <Sentences title={words.lost} items={preview.lost.map(lossWords)} />
      <Sentences title={words.byHand} items={preview.manual} />
      <Section title={words.planHash}>
        <div className="hstack top">
          <code className="mono wrapany ink2 s12">{preview.sha256}</code>
          <span className="right">
            <CopyButton text={preview.sha256} />
          </span>
        </div>
      </Section>
    </aside>
  );
}

function Checks({ preview }: { readonly preview: LivePreview }) {
  const { state } = useLive();
  const { steps, account, questions } = preview;
  const arn = state?.connection?.arn ?? null;
  const count = (of: string): number => steps.filter(({ state: is }) => is === of).length;
  const pending = steps.filter((step) => step.state === "to-do");
  const calls = (permission: string): readonly string[] => [
    ...new Set(pending.filter((step) => step.permission === permission).map(({ api }) => api)),
  ];
  const denied = calls("denied");
  const unknown = calls("unknown");
  const open = openQuestions(questions).length;
  return (
    <Section title={words.checks}>
      <ul className="lv-checks">
        <Check look="ok">{words.accountIs(account)}</Check>
        {arn === null ? null : (
          <Check look="ok">
            <span title={arn}>{words.callerIs(callerName(arn))}</span>
          </Check>
        )}
        <Check look={pending.length === 0 ? "plain" : "ok"}>
          {words.ready(pending.length, steps.length)}
        </Check>
        <Counted look="ok" n={count("already-done")} say={words.already} />
        <Counted look="bad" n={count("conflict")} say={words.conflicts} />
        <Counted look="bad" n={count("unreadable")} say={words.unreadable} />
        <Counted look="plain" n={open} say={words.unanswered} />
        <Counted look="plain" n={count("left-out")} say={words.leftOut} />
        <Counted look="plain" n={count("not-supported")} say={words.unsupported} />
        <Counted look="plain" n={preview.destructive.length} say={words.destructive} />
        {denied.length === 0 ? null : <Check look="bad">{words.denied(denied)}</Check>}
        {unknown.length === 0 ? null : (
          <Check look="plain">{words.unknownPermission(unknown)}</Check>
        )}
        {denied.length === 0 && unknown.length === 0 && pending.length > 0 ? (
          <Check look="ok">{words.permitted}</Check>
        ) : null}
      </ul>
      <p className="s12 ink3">
        <LogText text={preview.permissionNote} cut="none" />
      </p>
    </Section>
  );
}

const icons = { ok: "check", bad: "refused", plain: "help" } as const;

function Check({
  look,
  children,
}: {
  readonly look: keyof typeof icons;
  readonly children: ReactNode;
}) {
  return (
    <li className={`is-${look}`}>
      <Icon name={icons[look]} />
      <span>{children}</span>
    </li>
  );
}

function Counted({
  look,
  n,
  say,
}: {
  readonly look: keyof typeof icons;
  readonly n: number;
  readonly say: (n: number) => string;
}) {
  return n === 0 ? null : <Check look={look}>{say(n)}</Check>;
}

function Policies({ preview }: { readonly preview: LivePreview }) {
  const [kind, setKind] = useState<"fix" | "read">("fix");
  const text = kind === "fix" ? preview.fixPolicy : preview.readPolicy;
  return (
    <Section title={words.leastPrivilege} right={<CopyButton text={text} />}>
      <Tabs
        label={words.policyKind}
        look="seg"
        current={kind}
        onChange={(id) => setKind(id === "read" ? "read" : "fix")}
        tabs={[
          { id: "fix", label: words.policyFix },
          { id: "read", label: words.policyRead },
        ]}
      />
      <Code text={text} language="json" label={words.policyLabel} />
    </Section>
  );
}
