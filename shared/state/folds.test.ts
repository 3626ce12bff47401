import { describe, expect, test } from "vitest";
import { allow, documentText, makeEvent } from "../analysis/test-events.ts";
import type { JsonObject } from "../cloudtrail-event.ts";
import { iamActions } from "../knowledge/iam-actions.ts";
import { emptyAccount } from "./account-facts.ts";
import { iamFolds } from "./folds.ts";
import { applyEvent } from "./ledger.ts";
import { accountState, entityState, foldEvents, orderEvents } from "./state.ts";

const account = "123456789012";

describe("every write of IAM", () => {
  const writes = iamActions.filter(({ access }) => access === "write").map(({ name }) => name);
  /** Tags are taken in beside the folds. */
  const isTag = (name: string) => /^(?:Tag|Untag)/.test(name);

  test.each(writes)("%s is folded", (name) => {
    expect(Object.hasOwn(iamFolds, name) || isTag(name)).toBe(true);
  });

  test("nothing else is", () => {
    expect(writes.length).toBeGreaterThan(100);
    expect(Object.keys(iamFolds).filter((name) => !writes.includes(name))).toEqual([]);
  });

  test.each(writes)("%s changes nothing when it was refused", (name) => {
    const facts = emptyAccount(account, null);
    applyEvent(facts, makeEvent(name, { request: { userName: "a" }, errorCode: "AccessDenied" }));
    expect(accountState(facts)).toEqual(accountState(emptyAccount(account, null)));
  });
});

function ev(name: string, at: number, request: JsonObject | null, response?: JsonObject) {
  return makeEvent(name, { at, request, ...(response === undefined ? {} : { response }) });
}

function stateOf(key: string, events: Parameters<typeof foldEvents>[0], until?: string) {
  const options = until === undefined ? {} : { until };
  const now = foldEvents(events, { ...options, hindsight: true }).get(account);
  const later = foldEvents(events, { hindsight: true }).get(account);
  return now === undefined ? null : entityState(now, key, later ?? null);
}

const arn = `arn:aws:iam::${account}:policy/P`;
const at = (minute: number) =>
  new Date(Date.parse("2026-10-06T02:00:00Z") + minute * 60_000).toISOString();

describe("what events prove", () => {
  test("an audience taken off in the second in which its provider was made again may be gone, or not", () => {
    const provider = `arn:aws:iam::${account}:oidc-provider/ci.example.com`;
    const made = { url: "https://ci.example.com", clientIDList: ["sts.amazonaws.com"] };
    const named = { openIDConnectProviderArn: provider };
    const story = [
      ev("CreateOpenIDConnectProvider", 0, made, named),
      { ...ev("DeleteOpenIDConnectProvider", 5, named), id: "1" },
      { ...ev("CreateOpenIDConnectProvider", 5, made, named), id: "2" },
      {
        ...ev("RemoveClientIDFromOpenIDConnectProvider", 5, {
          ...named,
          clientID: "sts.amazonaws.com",
        }),
        id: "3",
      },
    ];
    const facts = foldEvents(story).get(account);
    const list = facts?.things.get(`oidc-provider/${provider}`)?.values.get("ClientIDList");
    expect(list?.uncertain?.toSorted()).toEqual(["2", "3"]);
    expect(list?.value).toEqual(["sts.amazonaws.com"]);
  });

  test("a rename takes groups, policies and keys along", () => {
    const story = [
      ev("CreateUser", 0, { userName: "bob" }),
      ev("CreateAccessKey", 1, { userName: "bob" }, { accessKey: { accessKeyId: "AKIA1" } }),
      ev("AddUserToGroup", 2, { userName: "bob", groupName: "G" }),
      ev("AttachUserPolicy", 3, { userName: "bob", policyArn: arn }),
      ev("UpdateUser", 4, { userName: "bob", newUserName: "rob" }),
    ];
    const user = stateOf("user/rob", story);
    expect(user).toMatchObject({
      kind: "user",
      life: { exists: true },
      groups: { items: [{ value: "G" }], complete: true },
      attached: { items: [{ value: arn }] },
      accessKeys: { items: [{ value: { id: "AKIA1", status: { value: "Active" } } }] },
    });
    expect(stateOf("user/bob", story)).toBe(null);
    expect(stateOf("group/G", story)).toMatchObject({ users: { items: [{ value: "rob" }] } });
    expect(stateOf(`policy/${arn}`, story)).toMatchObject({ users: { items: [{ value: "rob" }] } });
  });

  test("a deletion proves what its thing did not have any more, and before what it lost", () => {
    const story = [
      ev("DetachUserPolicy", 5, { userName: "bob", policyArn: arn }),
      ev("DeleteLoginProfile", 6, { userName: "bob" }),
      ev("DeleteUser", 9, { userName: "bob" }),
    ];
    const before = stateOf(
      "user/bob",
      [ev("TagRole", 0, { roleName: "R", tags: [] }), ...story],
      at(1),
    );
    expect(before).toMatchObject({
      life: { exists: true, backward: true },
      attached: { complete: true, items: [{ value: arn, backward: true }] },
      loginProfile: { known: true, backward: true },
      accessKeys: { complete: true, items: [] },
      inline: { complete: true, items: [] },
      boundary: { known: false },
      tags: { complete: false },
    });
    expect(stateOf("user/bob", story)).toMatchObject({
      life: { exists: false },
      attached: { complete: true, items: [], gone: [{ value: arn }] },
    });
  });

  test("a thing made again under its name is another one", () => {
    const story = [
      ev("CreateRole", 0, { roleName: "R" }, { role: { roleId: "AROA1" } }),
      ev("TagRole", 1, { roleName: "R", tags: [{ key: "k", value: "v" }] }),
      ev("DeleteRole", 2, { roleName: "R" }),
      ev("CreateRole", 3, { roleName: "R" }, { role: { roleId: "AROA2" } }),
    ];
    expect(stateOf("role/R", story)).toMatchObject({ id: { value: "AROA2" }, tags: { items: [] } });
  });

  test("what can't be is told", () => {
    const story = [
      ev("CreateUser", 0, { userName: "bob" }),
      ev("AttachUserPolicy", 1, { userName: "bob", policyArn: arn }),
      ev("DeleteUser", 2, { userName: "bob" }),
    ];
    const facts = foldEvents(story).get(account);
    expect(facts?.conflicts).toMatchObject([
      { thing: "user/bob", by: [{ at: at(1).replace(".000", "") }, {}] },
    ]);
  });

  test("an asked-for deletion of a service-linked role is not one", () => {
    const story = [ev("DeleteServiceLinkedRole", 0, { roleName: "S" }, { deletionTaskId: "t" })];
    expect(stateOf("role/S", story)).toMatchObject({ life: { exists: null, deleted: {} } });
    const used = ev("UpdateRoleDescription", 9, { roleName: "S", description: "still here" });
    expect(stateOf("role/S", [...story, used])).toMatchObject({
      life: { exists: true, deleted: null },
      description: { value: "still here" },
    });
  });

  test("an event that does not say what it changed makes what it may have changed uncertain", () => {
    const story = [
      ev("CreateRole", 0, { roleName: "R" }),
      ev("PutRolePolicy", 1, { roleName: "R", policyName: "I", policyDocument: "{}" }),
      ev("DeleteRolePolicy", 2, null),
    ];
    expect(stateOf("role/R", story)).toMatchObject({
      inline: { complete: false, items: [{ uncertain: ["DeleteRolePolicy@2"] }] },
      attached: { complete: true, items: [] },
    });
  });

  test("the root user is no user of the name in its records", () => {
    const story = [
      makeEvent("CreateAccessKey", {
        by: { type: "Root", userName: "example-alias" },
        response: { accessKey: { accessKeyId: "AKIA2" } },
      }),
    ];
    const facts = foldEvents(story).get(account);
    expect(facts === undefined ? null : accountState(facts)).toMatchObject({
      users: [],
      root: { accessKeys: { items: [{ value: { id: "AKIA2" } }] } },
    });
  });

  test("a thing that a later event creates did not exist before", () => {
    const story = [
      ev("TagRole", 0, { roleName: "Other", tags: [] }),
      ev("CreateRole", 5, { roleName: "R" }),
    ];
    expect(stateOf("role/R", story, at(1))).toMatchObject({
      life: { exists: false, backward: true, firstSeen: { eventId: "CreateRole@5" } },
    });
  });

  test("IAM's order within a second, whatever that of the log", () => {
    const story = [
      ev("CreateRole", 0, { roleName: "R" }),
      ev("PutRolePolicy", 1, { roleName: "R", policyName: "I", policyDocument: "{}" }),
      makeEvent("DeleteRole", { id: "a", at: 2, request: { roleName: "R" } }),
      makeEvent("DeleteRolePolicy", {
        id: "b",
        at: 2,
        request: { roleName: "R", policyName: "I" },
      }),
    ];
    expect(
      orderEvents(story)
        .map(({ id }) => id)
        .slice(-2),
    ).toEqual(["b", "a"]);
    expect(foldEvents(story).get(account)?.conflicts).toEqual([]);
  });

  test("a name is given away before something new is made under it", () => {
    const story = [
      ev("CreateUser", 0, { userName: "bob" }),
      makeEvent("CreateUser", { id: "a", at: 2, request: { userName: "bob" } }),
      makeEvent("UpdateUser", {
        id: "b",
        at: 2,
        request: { userName: "bob", newUserName: "rob" },
      }),
    ];
    expect(
      orderEvents(story)
        .map(({ id }) => id)
        .slice(-2),
    ).toEqual(["b", "a"]);
  });

  test("two documents in one second leave it open which one holds", () => {
    const put = (id: string, text: string) =>
      makeEvent("PutRolePolicy", {
        id,
        at: 1,
        request: {
          roleName: "R",
          policyName: "I",
          policyDocument: documentText(allow(text)),
        },
      });
    const story = [ev("CreateRole", 0, { roleName: "R" }), put("a", "s3:Get*"), put("b", "s3:*")];
    expect(stateOf("role/R", story)).toMatchObject({
      inline: { complete: true, items: [{ value: { name: "I" }, uncertain: ["a", "b"] }] },
    });
    expect(
      stateOf(
        "role/R",
        [...story, put("c", "s3:*")].map((e) => (e.id === "c" ? { ...e, at: at(2) } : e)),
      ),
    ).toMatchObject({
      inline: { items: [{ by: { eventId: "c" } }] },
    });
  });

  test.each([1, 5000])(
    "a second of 100,000 events about %i roles is folded in time",
    (roles) => {
      const story = Array.from({ length: 100_000 }, (_, i) =>
        makeEvent("PutRolePolicy", {
          id: `e${i}`,
          request: { roleName: `R${i % roles}`, policyName: "I", policyDocument: `{"Id":"${i}"}` },
        }),
      );
      const start = performance.now();
      foldEvents(story);
      // A few seconds on an idle machine; what grows with the square would take hours.
      expect(performance.now() - start).toBeLessThan(45_000);
    },
    60_000,
  );
});
