/** What no page of this program may do, whatever is in it. See Electron's security checklist. */
import type { App, Session, WebContents } from "electron";
import { isReportUrl } from "./app-protocol.ts";

/**
 * Keeps Chromium itself off the network: no host name resolves, no background service starts. To be called before the
 * program is ready.
 */
export function disconnect(app: App): void {
  const { commandLine } = app;
  commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
  commandLine.appendSwitch("disable-background-networking");
  commandLine.appendSwitch("disable-component-update");
  commandLine.appendSwitch("disable-domain-reliability");
  commandLine.appendSwitch("no-pings");
}

/** Every page: no navigation, no new window, no embedded page. */
export function lockPages(app: App): void {
  app.on("web-contents-created", (_, contents) => lockPage(contents));
}

function lockPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => {
    // A frame of the window shows a report; a report can't show frames.
    const isPreview = !event.isMainFrame && isReportUrl(event.url);
    if (!isPreview) event.preventDefault();
  });
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
}

/**
 * The session: every permission denied, no download, no spell checker (it fetches dictionaries), own scheme only.
 * `hasDevTools`: the tools of an unpacked program may load their own pages.
 */
export function lockSession(session: Session, hasDevTools: boolean): void {
  session.setPermissionRequestHandler((_, __, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  const own = hasDevTools ? /^(app|data|devtools|chrome-devtools):/ : /^(app|data):/;
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !own.test(url) }));
}
