/** Beside the credentials: where they go, whose accounts are right, and the least that is needed to look. */
import type { LiveState } from "../../../shared/ipc/live.ts";
import { liveWords as words } from "../../strings/live.ts";
import { Section } from "./plan-side.tsx";

export function ConnectSide({ state }: { readonly state: LiveState | undefined }) {
  return (
    <>
      <Section title={words.secretsTitle}>
        <ul className="lv-list">
          {words.secrets.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
      {state === undefined ? null : (
        <>
          <Section title={words.connectAccounts}>
            <ul className="lv-list">
              {state.accounts.map((one) => (
                <li key={one} className="mono">
                  {one}
                </li>
              ))}
            </ul>
            <p className="s12 ink3">{words.accountsText}</p>
          </Section>
          <Section title={words.goesTo}>
            <p className="s12 ink2">
              {state.endpoint === null ? words.aws : words.testEndpoint(state.endpoint)}
            </p>
          </Section>
        </>
      )}
    </>
  );
}
