import { useEffect, useRef } from "react";
import { Icon } from "../parts/icons.tsx";

interface Props {
  readonly reason: string;
  readonly onAgain: () => void;
  readonly onLeave: () => void;
}

/** An audit that did not finish: what happened, what is safe, what to do. */
export function FailedScreen({ reason, onAgain, onLeave }: Props) {
  const again = useRef<HTMLButtonElement>(null);
  useEffect(() => again.current?.focus(), []);
  return (
    <div className="failed">
      <h1>
        <Icon name="warning" /> The audit did not finish
      </h1>
      <p role="alert">{reason}</p>
      <div className="buttons">
        <button ref={again} type="button" className="btn l primary" onClick={onAgain}>
          Try again
        </button>
        <button type="button" className="btn l" onClick={onLeave}>
          Choose other logs
        </button>
      </div>
    </div>
  );
}
