/** Drop files anywhere: the desktop program turns them into a choice; a browser does not tell where they lie. */
import { useEffect, useState } from "react";
import type { Choice } from "../../shared/ipc/program.ts";
import { go } from "../location.ts";
import { Icon } from "../parts/icons.tsx";
import { frameWords as words } from "../strings/frame.ts";
import { useWork } from "../work.tsx";

function isChoice(value: unknown): value is Choice {
  return typeof value === "object" && value !== null && "id" in value && "kind" in value;
}

/** What hangs over the window while files are dragged over it. */
export function DropZone() {
  const [isOver, setOver] = useState(false);
  const { say, openCase, info, importing } = useWork();
  const { start, isRunning } = importing;
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes("Files") === true;
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (window.takeDropped === undefined) {
        say(words.dropInBrowser, true);
        return;
      }
      void window.takeDropped(files).then((choice) => {
        if (!isChoice(choice)) return;
        if (choice.kind === "case") void openCase(choice.id);
        else if (info === null) go("start", { drop: choice.id });
        else if (isRunning) say(words.dropBusy, true);
        else {
          go("import");
          void start([choice.id]);
        }
      });
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [say, openCase, info, isRunning, start]);
  return isOver ? (
    <div className="drop-over" aria-hidden="true">
      <Icon name="take" />
      <b>{words.dropHere}</b>
    </div>
  ) : null;
}
