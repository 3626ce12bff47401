/** Who acted, as far as the log shows it: who became whom, and what was acted on. */
import type { Finding, Hop } from "../../../shared/finding.ts";
import type { FindingDetail } from "../../../shared/ipc/findings.ts";
import { ActorChain } from "../../parts/actor-chain.tsx";
import type { IconName } from "../../parts/icons.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { Section } from "./section.tsx";

export function DetailWho({ detail }: { readonly detail: FindingDetail }) {
  const { finding } = detail;
  const { actor, target, events } = finding;
  return (
    <Section name="who">
      {events.length > 1 && finding.rule.startsWith("iam/") ? (
        <p className="s12 ink3 f-why">{words.chainOfFirst}</p>
      ) : null}
      <ActorChain
        hops={finding.chain ?? [alone(finding)]}
        end={{ icon: iconOfTarget(target.type), label: <SpansText spans={target.label} /> }}
      />
      <p className="s12 ink2 f-why">
        <b className="med">{words.confidence[actor.confidence]}</b> <SpansText spans={actor.why} />
      </p>
    </Section>
  );
}

/** The only link of a caller that nobody led to. */
function alone({ actor, events, eventName, time, sourceIp }: Finding): Hop {
  const [id = ""] = events;
  const isRole = actor.label.some((span) => span.t === "log" && span.kind === "role");
  return {
    kind: isRole ? "session" : "user",
    label: actor.label,
    key: null,
    confidence: actor.confidence,
    why: [],
    call: { id, name: eventName, at: time, sourceIp },
  };
}

function iconOfTarget(type: string): IconName {
  if (type === "role" || type === "instance-profile") return "role";
  if (type === "group") return "group";
  if (type === "user" || type === "login-profile" || type === "mfa") return "user";
  if (type === "access-key") return "key";
  return "policy";
}
