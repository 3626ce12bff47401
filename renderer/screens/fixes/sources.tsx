/** Where credentials come from: profiles, the environment, or pasted temporary keys. What is typed stays in these fields. */
import { useState } from "react";
import type { LiveSource, LiveSources } from "../../../shared/ipc/live.ts";
import { Button, Field } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { liveWords as words } from "../../strings/live.ts";

/** What was typed beside the choice, and how it is forgotten. */
export interface Typed {
  readonly mfaCode: string | null;
  /** `all`: pasted keys too, not only the code. */
  readonly forget: (all: boolean) => void;
}

const noKeys = { accessKeyId: "", secretAccessKey: "", sessionToken: "" };

export function Sources({
  sources,
  isAsking,
  mfaDevice,
  onConnect,
}: {
  readonly sources: LiveSources;
  readonly isAsking: boolean;
  /** The device whose code was asked for; null: none was. */
  readonly mfaDevice: string | null;
  readonly onConnect: (source: LiveSource, typed: Typed) => void;
}) {
  const { profiles, hasEnvironment, files } = sources;
  const [chosen, setChosen] = useState(
    profiles[0] === undefined ? (hasEnvironment ? "environment" : "keys") : `p ${profiles[0].name}`,
  );
  const [keys, setKeys] = useState(noKeys);
  const [code, setCode] = useState("");
  const profile = profiles.find(({ name }) => `p ${name}` === chosen);
  const device = mfaDevice ?? profile?.mfa ?? null;
  const isComplete = chosen !== "keys" || (keys.accessKeyId !== "" && keys.secretAccessKey !== "");
  const submit = (): void => {
    const source: LiveSource =
      profile !== undefined
        ? { kind: "profile", name: profile.name }
        : chosen === "keys"
          ? { kind: "keys", ...keys, sessionToken: keys.sessionToken || null }
          : { kind: "environment" };
    onConnect(source, {
      mfaCode: device === null || code.trim() === "" ? null : code.trim(),
      forget: (all) => {
        setCode("");
        if (all) setKeys(noKeys);
      },
    });
  };
  const option = (id: string) => ({
    type: "radio",
    name: "live-source",
    value: id,
    checked: chosen === id,
    onChange: () => setChosen(id),
  });
  const field = (member: keyof typeof keys, label: string, hint?: string) => (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(id, describedBy) => (
        <input
          id={id}
          className="input mono"
          type={member === "accessKeyId" ? "text" : "password"}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={describedBy}
          value={keys[member]}
          onChange={(event) => setKeys({ ...keys, [member]: event.target.value.trim() })}
        />
      )}
    </Field>
  );
  return (
    <form
      className="vstack lv-sources"
      aria-label={words.sourceTitle}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{words.sourceTitle}</h2>
      {profiles.length === 0 ? (
        <p className="s12 ink2">
          {words.noProfiles} <span className="ink3">{words.noProfilesText(files)}</span>
        </p>
      ) : null}
      <div className="lv-options" role="radiogroup" aria-label={words.sourceTitle}>
        {profiles.map(({ name, kind, detail, mfa }) => (
          <label key={name}>
            <input {...option(`p ${name}`)} />
            <LogText text={name} mono />
            <span className="s12 ink3">
              {words.profileKinds[kind]}
              {mfa === null ? "" : `, ${words.needsMfa}`}
            </span>
            {detail === null ? null : (
              <span className="s12 ink3 lv-under">
                <LogText text={detail} cut="start" />
              </span>
            )}
          </label>
        ))}
        <label>
          <input {...option("environment")} disabled={!hasEnvironment} />
          <span className={hasEnvironment ? "" : "ink3"}>{words.environment}</span>
          <span className="s12 ink3">
            {hasEnvironment ? words.environmentText : words.noEnvironment}
          </span>
        </label>
        <label>
          <input {...option("keys")} />
          <span>{words.keys}</span>
          <span className="s12 ink3">{words.keysText}</span>
        </label>
      </div>
      {chosen === "keys" ? (
        <div className="lv-form">
          {field("accessKeyId", words.accessKeyId)}
          {field("secretAccessKey", words.secretAccessKey)}
          <div className="wide">{field("sessionToken", words.sessionToken, words.tokenHint)}</div>
        </div>
      ) : null}
      {device === null ? null : (
        <div className="lv-form">
          <Field label={words.mfaCode(device)} hint={words.mfaHint}>
            {(id, describedBy) => (
              <input
                id={id}
                className="input mono"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                aria-describedby={describedBy}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
        </div>
      )}
      <div className="hstack">
        <Button
          type="submit"
          size="l"
          look="primary"
          disabled={isAsking || !isComplete || (mfaDevice !== null && code.trim() === "")}
        >
          {words.connect}
        </Button>
        <span className="s12 ink3" role="status">
          {isAsking ? (
            <>
              <Icon name="clock" small /> {words.connecting}
            </>
          ) : null}
        </span>
      </div>
    </form>
  );
}
