/** All changes of a time, of everybody, of one caller, or signed with one access key. */
import { useState } from "react";
import type { PlanRequest, PlanSubject } from "../../../shared/ipc/plan.ts";
import { go } from "../../location.ts";
import { Button, Field } from "../../parts/controls.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { useCase } from "../../work.tsx";
import { fixParams } from "../../parts/fix-params.ts";

type Whose = "window" | "actor" | "session";

/** `2026-10-09 02:00` as UTC ISO; null: empty. Undefined: not a time. */
export function typedTime(text: string): string | null | undefined {
  const given = text.trim();
  if (given === "") return null;
  const [, day, minute, second] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?Z?)?$/.exec(given) ?? [];
  if (day === undefined) return undefined;
  const at = Date.parse(`${day}T${minute ?? "00:00"}${second ?? ":00"}Z`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(".000", "");
}

function shownTime(at: string | null | undefined): string {
  return at === null || at === undefined ? "" : at.replace("T", " ").replace(/(:00)?Z$/, "");
}

export function WindowChoice({ request }: { readonly request: PlanRequest | null }) {
  const { accounts } = useCase();
  const subject = request?.subject;
  const [whose, setWhose] = useState<Whose>(
    subject?.kind === "actor" || subject?.kind === "session" ? subject.kind : "window",
  );
  const [name, setName] = useState(
    subject?.kind === "actor"
      ? subject.actor
      : subject?.kind === "session"
        ? subject.accessKeyId
        : "",
  );
  const [from, setFrom] = useState(shownTime(request?.from));
  const [to, setTo] = useState(shownTime(request?.to));
  const [account, setAccount] = useState(request?.account ?? accounts[0] ?? "");
  const times = [typedTime(from), typedTime(to)] as const;
  const isBad = times.includes(undefined);
  const given: PlanSubject =
    whose === "window"
      ? { kind: "window" }
      : whose === "actor"
        ? { kind: "actor", actor: name.trim() }
        : { kind: "session", accessKeyId: name.trim() };
  return (
    <form
      className="vstack lv-read"
      onSubmit={(event) => {
        event.preventDefault();
        const [since, until] = times;
        if (isBad) return;
        const wanted = { subject: given, from: since ?? null, to: until ?? null };
        go("fixes", fixParams({ ...wanted, account: account === "" ? null : account }), true);
      }}
    >
      <div className="lv-form">
        <Field label={words.from} hint={times[0] === undefined ? words.badTime : words.timeHint}>
          {(id, describedBy) => (
            <input
              id={id}
              className="input mono"
              aria-describedby={describedBy}
              aria-invalid={times[0] === undefined}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.to} {...(times[1] === undefined ? { hint: words.badTime } : {})}>
          {(id, describedBy) => (
            <input
              id={id}
              className="input mono"
              aria-describedby={describedBy}
              aria-invalid={times[1] === undefined}
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.whose}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={whose}
              onChange={({ target: { value } }) =>
                setWhose(value === "actor" || value === "session" ? value : "window")
              }
            >
              <option value="window">{words.everybody}</option>
              <option value="actor">{words.ofActor}</option>
              <option value="session">{words.ofKey}</option>
            </select>
          )}
        </Field>
        {accounts.length > 1 ? (
          <Field label={words.account}>
            {(id) => (
              <select
                id={id}
                className="input"
                value={account}
                onChange={(event) => setAccount(event.target.value)}
              >
                {accounts.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
        {whose === "window" ? null : (
          <div className="wide">
            <Field label={whose === "actor" ? words.actorLabel : words.keyLabel}>
              {(id) => (
                <input
                  id={id}
                  className="input mono"
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
          </div>
        )}
      </div>
      <span>
        <Button type="submit" disabled={isBad || (whose !== "window" && name.trim() === "")}>
          {words.makePlan}
        </Button>
      </span>
    </form>
  );
}
