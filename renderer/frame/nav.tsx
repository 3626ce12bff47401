import { formatCount } from "../../shared/report/format.ts";
import { hrefOf, useLocation } from "../location.ts";
import type { Screen } from "../location.ts";
import { Icon } from "../parts/icons.tsx";
import { keyWords } from "../keys.ts";
import { useSettings } from "../settings.tsx";
import { frameWords as words } from "../strings/frame.ts";
import { useWork } from "../work.tsx";
import { caseScreens } from "./commands.ts";

/** 12.8 M: the one place where a count is shortened. */
function short(n: number): string {
  return n < 100_000
    ? formatCount(n)
    : n < 1_000_000
      ? `${Math.round(n / 1000)} k`
      : `${(n / 1_000_000).toFixed(1)} M`;
}

/** The screens of the case, with counts of the whole case. */
export function Nav() {
  const { info } = useWork();
  const { screen } = useLocation();
  const { info: program } = useSettings();
  if (info === null) return null;
  const found = Object.values(info.findings).reduce((a, b) => a + b, 0);
  const counts: Partial<Record<Screen, string>> = {
    findings: short(found),
    events: short(info.totals.events),
    ...(info.totals.problems > 0 ? { evidence: short(info.totals.problems) } : {}),
  };
  return (
    <nav className="nav" aria-label={words.caseNav}>
      {caseScreens.map((one) => [
        one.divided === true ? <hr key={`${one.screen}-line`} /> : null,
        <a
          key={one.screen}
          href={hrefOf(one.screen)}
          title={`${words.screens[one.screen]} (${keyWords(one.key, program.isMac).join(" ")})`}
          aria-label={words.screens[one.screen]}
          aria-current={
            screen === one.screen || (screen === "import" && one.screen === "evidence")
              ? "page"
              : undefined
          }
        >
          <Icon name={one.icon} />
          <span>{words.screens[one.screen]}</span>
          <span className="n">{counts[one.screen] ?? ""}</span>
        </a>,
      ])}
    </nav>
  );
}
