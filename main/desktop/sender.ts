/** Who may call: Electron asks for each message. */
import type { WebContents, WebFrameMain } from "electron";
import { windowUrl } from "./app-protocol.ts";

/** The part of an event that says who sent it. */
export interface Sent {
  readonly sender: WebContents;
  /** Null: the frame is gone already. */
  readonly senderFrame: WebFrameMain | null;
}

/** True for the window's own page; not for a frame in it, another window, or another page. */
export function isFromWindow({ sender, senderFrame }: Sent, window: WebContents): boolean {
  return (
    sender === window &&
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    // What stands behind # is the place in the page.
    senderFrame.url.split("#")[0] === windowUrl
  );
}
