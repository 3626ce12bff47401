/** Switches by which somebody else's program could look into this one, or loosen what its pages may do. */
const refused: ReadonlySet<string> = new Set([
  "remote-debugging-port",
  "remote-debugging-pipe",
  "remote-debugging-address",
  "remote-allow-origins",
  "inspect",
  "inspect-brk",
  "inspect-wait",
  "inspect-port",
  "inspect-publish-uid",
  "debug",
  "debug-brk",
  "debug-port",
  "js-flags",
  "load-extension",
  "disable-extensions-except",
  "disable-web-security",
  "allow-file-access-from-files",
  "host-rules",
  "host-resolver-rules",
  "proxy-server",
  "proxy-pac-url",
  "renderer-cmd-prefix",
  "utility-cmd-prefix",
  "gpu-launcher",
  "browser-subprocess-path",
  "log-net-log",
]);

/** The first switch that a packed program does not start with; null: there is none. `argv`: all words of the start. */
export function refusedSwitch(argv: readonly string[]): string | null {
  for (const word of argv.slice(1)) {
    // Chromium takes both signs on Windows.
    const [, name] = /^(?:--?|\/)([A-Za-z][A-Za-z-]*)(?:=|$)/.exec(word) ?? [];
    if (name !== undefined && refused.has(name.toLowerCase())) return word;
  }
  return null;
}
