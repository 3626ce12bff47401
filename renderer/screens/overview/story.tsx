/** What happened, in sentences made from the findings; and what the evidence can't show. */
import type { Overview, StoryLine } from "../../../shared/ipc/overview.ts";
import { plain } from "../../../shared/span.ts";
import { tell } from "../../api.ts";
import { hrefOf } from "../../location.ts";
import { Button } from "../../parts/controls.tsx";
import { Severity } from "../../parts/severity.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { fullTime, tableTime } from "../../parts/time.ts";
import { words as common } from "../../strings/index.ts";
import { overviewWords as words } from "../../strings/overview.ts";
import { useWork } from "../../work.tsx";
import { dayTime } from "./day-time.ts";

/** The story as plain text. */
export function storyText({ story, limits }: Overview): string {
  return [
    ...story.map(
      ({ time, severity, text }) =>
        `${time === null ? common.unknown : `${tableTime(time)} UTC`}  ${common.severity[severity]}  ${plain(text)}`,
    ),
    "",
    words.limits,
    ...limits.map((text) => `- ${plain(text)}`),
    "",
  ].join("\n");
}

export function Story({ overview }: { readonly overview: Overview }) {
  const { story, limits } = overview;
  const { say } = useWork();
  return (
    <section aria-label={words.story}>
      <div className="ov-h">
        <h2>{words.story}</h2>
        <span className="s12 ink3">{words.storyNote}</span>
        <span className="right">
          <Button
            size="s"
            look="quiet"
            icon="copy"
            label={words.copyStory}
            onClick={() =>
              void tell("copyText", storyText(overview)).then(() => say(common.copied))
            }
          />
        </span>
      </div>
      {story.length === 0 ? <p className="s12 ink3">{words.noStory}</p> : null}
      <ol className="ov-story">
        {story.map((line, i) => (
          <li key={line.finding}>
            <StoryTime line={line} before={story[i - 1]} />
            <Severity severity={line.severity} look="glyph" />
            <span className="ov-said">
              <SpansText spans={line.text} />
            </span>
            <a
              className="s12 nowrap"
              href={hrefOf("findings", { finding: line.finding })}
              title={words.storyEvents(line.events)}
              aria-label={`${line.finding}, ${words.storyEvents(line.events)}`}
            >
              {line.finding}
            </a>
          </li>
        ))}
      </ol>
      {limits.length === 0 ? null : (
        <div className="ov-limits">
          <h3 className="s12 ink3">{words.limits}</h3>
          <ul>
            {limits.map((said, i) => (
              // Sentences never change their order.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={i}>
                <span>
                  <SpansText spans={said} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** The day is said once. */
function StoryTime({
  line: { time },
  before,
}: {
  readonly line: StoryLine;
  readonly before: StoryLine | undefined;
}) {
  if (time === null) return <span className="s12 ink3">{common.unknown}</span>;
  const isSameDay = before?.time?.slice(0, 10) === time.slice(0, 10);
  return (
    <time className="s12 ink3" dateTime={time} title={fullTime(time)}>
      {isSameDay ? time.slice(11, 16) : dayTime(Date.parse(time) / 1000, false)}
    </time>
  );
}
