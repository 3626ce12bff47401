/** What a person confirms: whose account, as whom, by whom, which plan; and what a failure means. */
import type { LivePreview } from "../../../shared/ipc/live.ts";
import { callerName } from "../../parts/caller-name.ts";
import { useWho } from "../../settings.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { useLive } from "../../use-live.ts";
import { Section } from "./plan-side.tsx";

export function ConfirmSide({ preview }: { readonly preview: LivePreview }) {
  const { state } = useLive();
  const who = useWho();
  const connection = state?.connection ?? null;
  return (
    <aside className="lv-side" aria-label={words.summary} tabIndex={0}>
      <Section title={words.summary}>
        <p className="s12 ink2">{words.confirmTitle(preview.toDo, preview.account)}</p>
        <dl className="lv-facts">
          <dt>{words.account}</dt>
          <dd className="mono">{preview.account}</dd>
          {connection === null ? null : (
            <>
              <dt>{words.caller}</dt>
              <dd className="mono" title={connection.arn}>
                {callerName(connection.arn)}
              </dd>
              <dt>{words.source}</dt>
              <dd>{connection.source}</dd>
            </>
          )}
          <dt>{words.goesTo}</dt>
          <dd>
            {state?.endpoint === null || state === undefined
              ? words.aws
              : words.testEndpoint(state.endpoint)}
          </dd>
          <dt>{words.by}</dt>
          <dd>{who}</dd>
          <dt>{words.planHash}</dt>
          <dd className="mono">{preview.sha256}</dd>
        </dl>
      </Section>
      <Section title={words.stays}>
        <p className="s12 ink2">{words.staysText}</p>
      </Section>
    </aside>
  );
}
