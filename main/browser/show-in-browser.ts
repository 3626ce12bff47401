/** Opens the person's own browser. */
import { spawn } from "node:child_process";

/** The program that opens an address on a system; null: there is no screen to open it on. */
export function browserCommand(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): readonly [string, ...string[]] | null {
  if (env["CI"] !== undefined && env["CI"] !== "") return null;
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return ["rundll32.exe", "url.dll,FileProtocolHandler"];
  const hasScreen = [env["DISPLAY"], env["WAYLAND_DISPLAY"]].some((name) => (name ?? "") !== "");
  return hasScreen ? ["xdg-open"] : null;
}

/** Opens an address of ours, without a shell. Nothing happens where that can't be done: the address is printed, too. */
export function showInBrowser(url: string): void {
  const command = browserCommand(process.platform, process.env);
  if (command === null) return;
  const [name, ...args] = command;
  const child = spawn(name, [...args, url], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
