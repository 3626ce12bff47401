/** IP addresses and networks in CIDR notation. */

/** An address: 4 bytes, or 16. IPv4 inside IPv6 (::ffff:10.0.0.1) is taken for IPv4. */
export type Address = readonly number[];

export interface Network {
  readonly address: Address;
  /** Bits that have to be equal. */
  readonly bits: number;
}

/** The address that a text is, or null. */
export function parseAddress(text: string): Address | null {
  if (!text.includes(":")) return parseV4(text);
  const bytes = parseV6(text);
  if (bytes === null) return null;
  return isMapped(bytes) ? bytes.slice(12) : bytes;
}

/** Whether an address is in a network. */
export function isInside({ address, bits }: Network, other: Address): boolean {
  if (address.length !== other.length) return false;
  for (let at = 0; at * 8 < bits; at++) {
    const wanted = Math.min(8, bits - at * 8);
    const mask = (0xff << (8 - wanted)) & 0xff;
    if (((address[at] ?? 0) & mask) !== ((other[at] ?? 0) & mask)) return false;
  }
  return true;
}

/** Reads a network; an address alone is the network of itself. A text: why it is none. */
export function parseNetwork(text: string): Network | string {
  const [head = "", tail, ...more] = text.split("/");
  const raw = head.includes(":") ? parseV6(head) : parseV4(head);
  if (raw === null || more.length > 0) return "is no network such as 10.0.0.0/8 or 2001:db8::/32";
  const size = raw.length * 8;
  const bits = tail === undefined ? size : /^[0-9]{1,3}$/.test(tail) ? Number(tail) : -1;
  if (bits < 0 || bits > size) return `needs a number from 0 to ${size} behind the slash`;
  if (raw.some((byte, at) => (byte & (0xff >> Math.min(8, Math.max(0, bits - at * 8)))) !== 0))
    return `has bits behind the first ${bits}; write the network's own address`;
  return isMapped(raw) && bits >= 96
    ? { address: raw.slice(12), bits: bits - 96 }
    : { address: raw, bits };
}

function isMapped(bytes: Address): boolean {
  return (
    bytes.length === 16 &&
    bytes.slice(0, 10).every((byte) => byte === 0) &&
    bytes[10] === 0xff &&
    bytes[11] === 0xff
  );
}

function parseV4(text: string): Address | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  const bytes = parts.map((part) => (/^(0|[1-9][0-9]{0,2})$/.test(part) ? Number(part) : 256));
  return bytes.every((byte) => byte < 256) ? bytes : null;
}

function parseV6(text: string): Address | null {
  if (text.length > 45) return null;
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [left, right] = halves.map(groupsOf);
  if (left === undefined || left === null || right === null) return null;
  if (right === undefined) return left.length === 16 ? left : null;
  const missing = 16 - left.length - right.length;
  return missing < 2 ? null : [...left, ...Array.from({ length: missing }, () => 0), ...right];
}

/** Bytes of the groups of one side of `::`. */
function groupsOf(text: string): Address | null {
  if (text === "") return [];
  const bytes: number[] = [];
  const groups = text.split(":");
  for (const [at, group] of groups.entries()) {
    if (group.includes(".")) {
      const v4 = at === groups.length - 1 ? parseV4(group) : null;
      if (v4 === null) return null;
      bytes.push(...v4);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    } else return null;
  }
  return bytes;
}
