/** Why nothing was connected: what happened, what is safe, what can be done. */
import type { LiveRefusal } from "../../../shared/ipc/live.ts";
import { Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { liveWords as words } from "../../strings/live.ts";

export function Refusal({
  refusal,
}: {
  readonly refusal: Exclude<LiveRefusal, { code: "needs-mfa" }>;
}) {
  if (refusal.code !== "other-account")
    return (
      <Note kind="bad">
        <b className="strong">
          {refusal.code === "unreachable"
            ? words.unreachable
            : refusal.code === "refused"
              ? words.refused
              : words.noCredentials}
        </b>{" "}
        <LogText text={refusal.text} cut="none" />{" "}
        {refusal.code === "unreachable" ? words.unreachableText : words.nothingChanged}
      </Note>
    );
  return (
    <>
      <Note kind="bad">
        <b className="strong">{words.refusedAccount}</b> {words.refusedAccountText}
      </Note>
      <div className="lv-cmp">
        <div>
          <h3>{words.theirs}</h3>
          <div className="code lv-ids">
            <span className="ln del">
              <b>{refusal.account}</b>
            </span>
            <span className="ln">
              <LogText text={refusal.arn} cut="none" />
            </span>
          </div>
        </div>
        <div>
          <h3>{words.ours}</h3>
          <div className="code lv-ids">
            {refusal.accounts.map((one) => (
              <span className="ln add" key={one}>
                <b>{one}</b>
              </span>
            ))}
          </div>
        </div>
      </div>
    </>
  );
}
