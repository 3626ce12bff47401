/** Where a link may lead out of the program. */

/** The only hosts whose pages are opened, each over https and in the person's own browser. */
export const externalHosts: readonly string[] = [
  "docs.aws.amazon.com",
  "console.aws.amazon.com",
  "attack.mitre.org",
  "pathfinding.cloud",
];

/** https, a host without user, password or port, then anything printable but what browsers read as another slash. */
const address = /^https:\/\/([a-z0-9.-]+)(?:[/?#][!-[\]-~]*)?$/;

/** Whether the program may open an address. Only plain spellings are taken: what is asked is what is opened. */
export function isExternalAllowed(url: string): boolean {
  const host = address.exec(url)?.[1];
  return host !== undefined && externalHosts.includes(host);
}
