/** What a principal may do at the moment, by what the evidence shows; what takes it away; what is not known. */
import type {
  AccessPolicy,
  AccessRef,
  EntityAccess,
  EntityName,
} from "../../../shared/ipc/entities.ts";
import { Note } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { entitiesWords as words } from "../../strings/entities.ts";
import { ByWords } from "./by-words.tsx";
import { entityHref } from "../../location.ts";

interface Given {
  readonly access: EntityAccess;
  readonly account: string;
  readonly at: string;
}

export function AccessTab({ access, account, at }: Given) {
  const { powers, services, denials } = access;
  return (
    <div className="n-access">
      {access.isAtLeast || access.isAtMost ? (
        <Note>
          {access.isAtLeast ? `${words.atLeast} ` : ""}
          {access.isAtMost ? words.atMost : ""}
        </Note>
      ) : null}
      <section aria-label={words.powers}>
        <div className="hstack n-sub">
          <h2>{words.powers}</h2>
        </div>
        {powers.length === 0 ? (
          <p className="s12 ink2">{words.noPowers}</p>
        ) : (
          <ul className="n-powers">
            {powers.map(({ severity, text, bound, permissions, from }) => (
              <li key={`${permissions.join()} ${String(text.length)}`}>
                <Severity severity={severity} look="glyph" />
                <span className="grow">
                  {words.may} <SpansText spans={text} />
                  {bound === null ? null : (
                    <>
                      {" "}
                      <span className="ink2">
                        <SpansText spans={bound} />
                      </span>
                    </>
                  )}
                  <span className="ink3 mono s11"> {permissions.join(" + ")}</span>
                </span>
                <Refs refs={from} access={access} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-label={words.byService}>
        <div className="hstack n-sub">
          <h2>{words.byService}</h2>
        </div>
        {services.length === 0 ? <p className="s12 ink2">{words.noGrants}</p> : null}
        <ul className="n-services">
          {services.map(({ service, name, grants }) => (
            <li key={service}>
              <h3 title={visibleText(service)}>
                {service === "*" ? words.allServices : (name ?? <LogText text={service} mono />)}
              </h3>
              <ul>
                {grants.map((grant, i) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <li key={i} className={`n-grant ${grant.state}`}>
                    <span className="n-state" title={words.stateLong[grant.state]}>
                      {words.state[grant.state]}
                    </span>
                    <span className="grow">
                      <span className="n-may">
                        <SpansText spans={grant.text} />
                      </span>
                      {grant.limits.length === 0 ? null : (
                        <span className="ink3">
                          {" "}
                          {words.limitedBy} <Refs refs={grant.limits} access={access} />
                        </span>
                      )}
                    </span>
                    <Refs refs={[grant.from]} access={access} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
      {denials.length === 0 ? null : (
        <section aria-label={words.denials}>
          <div className="hstack n-sub">
            <h2>{words.denials}</h2>
          </div>
          <ul className="n-services">
            {denials.map(({ text, from }) => (
              <li key={`${String(from.policy)}-${String(from.statement)}`} className="n-grant">
                <span className="grow">
                  {words.mayNot} <SpansText spans={text} />
                </span>
                <Refs refs={[from]} access={access} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Policies access={access} account={account} at={at} />
      <p className="s12 ink3">{words.limits}</p>
    </div>
  );
}

/** The policies and statements behind a line, each once. */
function Refs({
  refs,
  access,
}: {
  readonly refs: readonly AccessRef[];
  readonly access: EntityAccess;
}) {
  const shown = refs.map((ref) => {
    const policy = ref.policy === null ? null : access.policies[ref.policy];
    return `${policy === null || policy === undefined ? words.boundaryName : visibleText(policy.name)}, ${words.statement(ref.statement)}`;
  });
  return <span className="n-refs ink3 s12">{[...new Set(shown)].join("; ")}</span>;
}

function Policies({ access, account, at }: Given) {
  const { boundary, policies } = access;
  return (
    <section aria-label={words.policies}>
      <div className="hstack n-sub">
        <h2>{words.policies}</h2>
      </div>
      {policies.length === 0 ? <p className="s12 ink2">{words.noneKnown}</p> : null}
      <ul className="n-sources">
        {policies.map((policy, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <Policy key={i} policy={policy} account={account} at={at} />
        ))}
      </ul>
      <h3 className="n-sub">{words.boundary}</h3>
      {boundary === "none" ? (
        <p className="s12 ink2">{words.noBoundary}</p>
      ) : boundary === "unknown" ? (
        <p className="s12 ink2">{words.unknownBoundary}</p>
      ) : (
        <ul className="n-sources">
          <Policy policy={boundary} account={account} at={at} />
        </ul>
      )}
    </section>
  );
}

function Policy({
  policy: { name, key, kind, group, from, does, by },
  account,
  at,
}: {
  readonly policy: AccessPolicy;
  readonly account: EntityName["account"];
  readonly at: string;
}) {
  return (
    <li>
      <Icon name="policy" />
      <span className="grow">
        {key === null ? (
          <LogText text={name} />
        ) : (
          <a href={entityHref({ account, key }, at)}>
            <LogText text={name} />
          </a>
        )}
        <span className="ink3">
          {kind === "inline" ? `, ${words.inline}` : ""}
          {group === null ? "" : `, ${words.viaGroup} ${visibleText(group)}`}
          {from === "aws" ? `, ${words.ownText}` : from === "none" ? `, ${words.noText}` : ""}
          {does === null ? "" : `. ${words.itDoes(does)}`}
        </span>
      </span>
      {by === null ? (
        <span className="s12 ink3">{words.baseline}</span>
      ) : (
        <span className="s12 ink3">
          <ByWords by={by} />
        </span>
      )}
    </li>
  );
}
