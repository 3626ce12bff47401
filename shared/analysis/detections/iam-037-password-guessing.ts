import { cite, counted, log, say } from "../../span.ts";
import { signInKeys } from "../past/topics.ts";
import { isSignedIn, signInSteps } from "../sign-in.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const many = 5;

/** IAM-037: passwords are tried; the tries themselves are in bursts/password-guessing.ts. */
export const passwordGuessed: Detection = {
  id: "IAM-037",
  title: "Console password guessing",
  about:
    "Five failed sign-ins of one user within 10 minutes (passwords, second factors and steps of Identity Center count), or of five users from one address within 30, become one finding; a sign-in of the same user or address that succeeds within 60 minutes counts high.",
  events: signInSteps.map((name) => `signin:${name}`),
  severity: "medium",
  mitre: [
    ["T1110.001", "Passwords of one user are tried."],
    ["T1110.003", "One address tries many users."],
    ["T1621", "Requests for a second factor are repeated until one is confirmed."],
  ],
  benign: ["A forgotten password, or an office with one address for all."],
  respond: [
    "Users asked whether they tried; otherwise their passwords replaced and a second factor demanded",
  ],
  check: ({ event, past }) => {
    if (event.name !== "ConsoleLogin" || !isSignedIn(event)) return null;
    for (const { key } of signInKeys(event)) {
      const failed = [...past.of("signInFailed", key), ...past.of("stepFailed", key)];
      if (failed.length < many) continue;
      const isUser = key.startsWith("user/");
      return hit(
        "high",
        say`The sign-in succeeded after at least ${counted(failed.length, "failed one", "failed ones")} ${isUser ? say`of the same user` : say`from the same address (${log(event.sourceIp ?? "", "ip")})`} in the 60 minutes before ${failed.slice(-3).map(({ mark }) => cite(mark.id))}.`,
        { context: failed.map(({ mark }) => mark.id) },
      );
    }
    return null;
  },
};
