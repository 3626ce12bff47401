/** Opens the sample in a case of its own, without a question. */
import { useState } from "react";
import { noEngagement } from "../../../shared/ipc/case.ts";
import { CallFailed, tell } from "../../api.ts";
import { startWords as words } from "../../strings/start.ts";
import { useWork } from "../../work.tsx";

export function useSample(): { readonly open: () => void; readonly isOpening: boolean } {
  const { createCase, importing, say } = useWork();
  const [isOpening, setOpening] = useState(false);
  const { start } = importing;
  const make = async (): Promise<void> => {
    setOpening(true);
    try {
      const [place, logs] = await Promise.all([tell("chooseSampleCase"), tell("chooseSample")]);
      const isMade = await createCase(place.id, {
        ...noEngagement,
        client: words.sampleClient,
        title: words.sampleTitle,
      });
      if (isMade) void start([logs.id]);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      say(error.message, true);
    } finally {
      setOpening(false);
    }
  };
  return { open: () => void make(), isOpening };
}
