/** Who acted, as far as the log shows it: who began the session, the session, what it changed. */
import type { EvidenceLine, FindingDetail } from "../../../shared/ipc/findings.ts";
import { Icon } from "../../parts/icons.tsx";
import type { IconName } from "../../parts/icons.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { clockTime } from "../../parts/time.ts";
import { findingsWords as words } from "../../strings/findings.ts";
import { hopsOf } from "./hops.ts";
import type { Hop } from "./hops.ts";
import { Section } from "./section.tsx";

/** Calls that begin a session. */
const begins: ReadonlySet<string> = new Set([
  "AssumeRole",
  "AssumeRoleWithSAML",
  "AssumeRoleWithWebIdentity",
  "AssumeRoot",
  "GetFederationToken",
  "GetSessionToken",
]);

export function DetailWho({ detail }: { readonly detail: FindingDetail }) {
  const { finding, evidence } = detail;
  const { actor, target } = finding;
  const hops = hopsOf(actor.label);
  const began = evidence.find(
    (line) => line.role === "context" && begins.has(line.eventName ?? ""),
  );
  const change = evidence.find((line) => line.role === "change");
  return (
    <Section name="who">
      <div className="chainbox">
        <div className="chain">
          {hops.map(({ icon, label }, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <HopWithVia
              key={i}
              icon={icon}
              label={label}
              via={i === 0 && hops.length > 1 ? began : change}
            />
          ))}
          <div className="hop now">
            <div className="hstack g1 wrapany">
              <Icon name={iconOfTarget(target.type)} />
              <b className="med wrapany">
                <SpansText spans={target.label} />
              </b>
            </div>
          </div>
        </div>
      </div>
      <p className="s12 ink2 f-why">
        <b className="med">{words.confidence[actor.confidence]}</b> <SpansText spans={actor.why} />
      </p>
    </Section>
  );
}

function HopWithVia({ icon, label, via }: Hop & { readonly via: EvidenceLine | undefined }) {
  return (
    <>
      <div className="hop">
        <div className="hstack g1">
          <Icon name={icon} />
          <b className="med wrapany">
            <SpansText spans={label} />
          </b>
        </div>
      </div>
      <div className="via">
        {via === undefined ? null : (
          <>
            <span>{via.eventName}</span>
            <span>{clockTime(via.time)}</span>
          </>
        )}
        <span className="ar">→</span>
      </div>
    </>
  );
}

function iconOfTarget(type: string): IconName {
  if (type === "role" || type === "instance-profile") return "role";
  if (type === "group") return "group";
  if (type === "user" || type === "login-profile" || type === "mfa") return "user";
  if (type === "access-key") return "key";
  return "policy";
}
