/** Fixes beside the inverse that fit a finding: one of them, with why it fits and what it is for. */
import type { FixOffer, FixRequest } from "../../../shared/ipc/fixes.ts";
import { plain } from "../../../shared/span.ts";
import { useAsk } from "../../api.ts";
import { go } from "../../location.ts";
import { Field, Note } from "../../parts/controls.tsx";
import { fixOf, fixOfferParams } from "../../parts/fix-params.ts";
import { visibleText } from "../../parts/log-text.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { liveWords as words } from "../../strings/live.ts";

/** Findings that can be chosen here; the gravest first. */
const listed = 300;

export function FixChoice({
  finding,
  request,
}: {
  /** F-01; null: none is named yet. */
  readonly finding: string | null;
  readonly request: FixRequest | null;
}) {
  const findings = useAsk("findingPage", [
    { outcomes: ["success"] },
    { sort: "severity", descending: true, group: "none", folded: [] },
    0,
    listed,
  ]);
  const rows = (findings.value?.lines ?? []).flatMap((line) =>
    line.kind === "finding" ? [line.row] : [],
  );
  const of = finding ?? rows[0]?.id ?? "";
  const offers = useAsk("fixesFor", [of], { enabled: of !== "", keep: false });
  return (
    <div className="vstack lv-read lv-sources">
      <Field label={words.fixFor}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={of}
            onChange={(event) => go("fixes", { by: "fix", of: event.target.value }, true)}
          >
            {rows.map((row) => (
              <option key={row.id} value={row.id}>
                {`${row.id}  ${visibleText(plain(row.title))}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      {offers.error === null ? null : <Note kind="bad">{offers.error}</Note>}
      {offers.value === undefined ? null : offers.value.length === 0 ? (
        <p className="s12 ink2">{words.noFixFits}</p>
      ) : (
        <div className="lv-options" role="radiogroup" aria-label={words.byFix}>
          {offers.value.map((offer) => (
            <Offer
              key={fixOf(offer.request)}
              offer={offer}
              isOn={request !== null && fixOf(offer.request) === fixOf(request)}
              onChoose={() => go("fixes", fixOfferParams(offer.request, of), true)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function Offer({
  offer,
  isOn,
  onChoose,
}: {
  readonly offer: FixOffer;
  readonly isOn: boolean;
  readonly onChoose: () => void;
}) {
  return (
    <label>
      <input
        type="radio"
        name="live-fix"
        checked={isOn}
        disabled={offer.isPrintOnly}
        onChange={onChoose}
      />
      <span className={offer.isPrintOnly ? "ink3" : ""}>
        <SpansText spans={offer.title} />
      </span>
      <span className="s12 ink3">
        {offer.isPrintOnly ? words.printOnly : offer.isDestructive ? words.isDestructive : ""}
      </span>
      <span className="s12 ink2 lv-under">
        <SpansText spans={offer.purpose} /> <SpansText spans={offer.why} />
      </span>
    </label>
  );
}
