import { go, hrefOf } from "../location.ts";
import { Button, Kbd } from "../parts/controls.tsx";
import { Icon } from "../parts/icons.tsx";
import { LogText } from "../parts/log-text.tsx";
import { Menu } from "../parts/menu.tsx";
import type { MenuItem } from "../parts/menu.tsx";
import { frameWords as words } from "../strings/frame.ts";
import { useAsk } from "../api.ts";
import { useAddEvidence, useWork } from "../work.tsx";
import type { Command, FrameDialog } from "./commands.ts";

/** The bar at the top: the case, the way to everything, evidence, settings, keys. */
export function AppBar({
  commands,
  show,
}: {
  readonly commands: readonly Command[];
  readonly show: (dialog: FrameDialog) => void;
}) {
  const { info, openCase, importing } = useWork();
  const add = useAddEvidence();
  const recent = useAsk("recentCases", []).value ?? [];
  const byId = (id: string): MenuItem[] =>
    commands
      .filter((one) => one.id === id)
      .map(({ label, key, icon, run }) => ({
        id,
        label,
        icon,
        run,
        ...(key === undefined ? {} : { hint: key }),
      }));
  const others = recent
    .filter(({ bytes, name }) => bytes !== null && name !== info?.name)
    .slice(0, 5)
    .map((one, i): MenuItem => ({
      id: one.id,
      label: <LogText text={one.client ?? one.name} />,
      note: one.name,
      icon: "case",
      divided: i === 0,
      run: () => void openCase(one.id),
    }));
  return (
    <header className="appbar">
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
      >
        {words.skip}
      </a>
      <a className="brand" href={hrefOf(info === null ? "start" : "overview")}>
        <Icon name="mark" />
        <span>{words.product}</span>
      </a>
      {info === null ? null : (
        <Menu
          className="case-switch"
          items={[
            ...byId("engagement"),
            ...byId("new-case"),
            ...byId("open-case"),
            ...byId("close-case"),
            ...others,
          ]}
        >
          <span className="med cut">
            {info.engagement.client === null ? (
              info.name
            ) : (
              <LogText text={info.engagement.client} />
            )}
          </span>
          {info.engagement.title === null ? null : (
            <span className="ink3 cut">
              <LogText text={info.engagement.title} />
            </span>
          )}
          <Icon name="down" small />
        </Menu>
      )}
      <button type="button" className="jump" onClick={() => show("palette")}>
        <Icon name="search" />
        <span className="grow">{words.jump}</span>
        <Kbd name="Mod+K" />
      </button>
      {info === null ? null : (
        <Menu
          className="btn s"
          align="end"
          items={[...byId("add-files"), ...byId("add-folder")].map((item) => ({
            ...item,
            disabled: importing.isRunning,
            run: () => void add(item.id === "add-files" ? "files" : "folder"),
          }))}
        >
          <Icon name="take" />
          {words.addEvidence}
        </Menu>
      )}
      <span className="hstack g1">
        <Button
          look="quiet"
          icon="settings"
          label={words.settings}
          onClick={() => go("settings")}
        />
        <Button look="quiet" icon="help" label={words.keys} onClick={() => show("keys")} />
      </span>
    </header>
  );
}
