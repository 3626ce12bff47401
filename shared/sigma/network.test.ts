import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInside, parseAddress, parseNetwork } from "./network.ts";

const contains = (network: string, address: string): boolean | string => {
  const parsed = parseNetwork(network);
  const other = parseAddress(address);
  return typeof parsed === "string" ? parsed : other !== null && isInside(parsed, other);
};

describe("networks", () => {
  test.each([
    ["10.0.0.0/8", "10.255.1.2", true],
    ["10.0.0.0/8", "11.0.0.1", false],
    ["192.168.4.0/22", "192.168.7.255", true],
    ["192.168.4.0/22", "192.168.8.0", false],
    ["0.0.0.0/0", "8.8.8.8", true],
    ["0.0.0.0/0", "::1", false],
    ["1.2.3.4", "1.2.3.4", true],
    ["1.2.3.4/32", "1.2.3.5", false],
    ["2001:db8::/32", "2001:db8:ffff::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["::/0", "fe80::1", true],
    ["10.0.0.0/8", "::ffff:10.1.2.3", true],
    ["::ffff:10.0.0.0/104", "10.1.2.3", true],
    ["10.0.0.0/8", "ec2.amazonaws.com", false],
    ["10.0.0.0/8", "10.1.2", false],
    ["10.0.0.0/8", "010.1.2.3", false],
    ["fe80::/10", "fe80::1%eth0", false],
    ["10.0.0.1/8", "", "has bits behind the first 8; write the network's own address"],
    ["10.0.0.0/33", "", "needs a number from 0 to 32 behind the slash"],
    ["2001:db8::/129", "", "needs a number from 0 to 128 behind the slash"],
    ["10.0.0.0/", "", "needs a number from 0 to 32 behind the slash"],
    ["192.168.*", "", "is no network such as 10.0.0.0/8 or 2001:db8::/32"],
    ["10.0.0.0/8/8", "", "is no network such as 10.0.0.0/8 or 2001:db8::/32"],
    ["1::2::3/64", "", "is no network such as 10.0.0.0/8 or 2001:db8::/32"],
    ["1:2:3:4:5:6:7/64", "", "is no network such as 10.0.0.0/8 or 2001:db8::/32"],
  ])("%s and %s: %s", (network, address, expected) => {
    expect(contains(network, address)).toBe(expected);
  });

  test("an IPv4 network holds the addresses with its first bits", () => {
    const word = fc.nat({ max: 0xffffffff });
    const dotted = (value: number): string =>
      [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join(".");
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 32 }), (a, b, bits) => {
        const mask = bits === 0 ? 0 : (-1 << (32 - bits)) >>> 0;
        const own = (a & mask) >>> 0;
        expect(contains(`${dotted(own)}/${bits}`, dotted(b))).toBe((b & mask) >>> 0 === own);
      }),
    );
  });
});
