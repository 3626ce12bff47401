/** What pages of the program may do, the same in Electron and in a browser. */

/**
 * The policy of the window's page: its own scripts and sheets; nothing inline, nothing from elsewhere, no connection.
 * `reports`: the origin whose pages it may show in a frame. `host`: the origin that it may ask, where it runs in a
 * browser.
 */
export function windowPolicy(reports: string, host: string | null = null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    ...(host === null ? [] : [`connect-src ${host}`]),
    `frame-src ${reports}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

/**
 * The policy of a report: one inline sheet, which its own policy names by hash, and never a script. `window`: the
 * origin of the page that may show it in a frame.
 */
export function reportPolicy(window: string): string {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${window}`,
    "sandbox",
  ].join("; ");
}

/** The headers that every answer has. */
export function pageHeaders(type: string, policy: string): Readonly<Record<string, string>> {
  return {
    "content-type": type,
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  };
}
