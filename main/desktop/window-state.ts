/** Where the window stood when it was closed. */
import { join } from "node:path";
import * as z from "zod";
import { createJsonFile } from "../host/json-file.ts";

/** In device-independent pixels of the whole desktop. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Of the window that is not maximized; null: the system places it. */
  readonly bounds: Rectangle | null;
  readonly isMaximized: boolean;
}

const pixels = z.int().min(-100_000).max(100_000);
const stored = z.object({
  bounds: z
    .object({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) })
    .nullable(),
  isMaximized: z.boolean(),
});

const usual: WindowState = { bounds: null, isMaximized: false };

/** So much of the title bar must lie on a screen for a hand to move the window. */
const handle = { width: 120, height: 40 };

export interface WindowStates {
  /** `screens`: what the screens show of the desktop. A window that none of them shows is placed by the system. */
  readonly read: (screens: readonly Rectangle[]) => WindowState;
  /** Where it can't be written the window opens as before. */
  readonly write: (state: WindowState) => void;
}

/** Opens the state in the user's data folder. */
export function createWindowStates(folder: string): WindowStates {
  const file = createJsonFile(join(folder, "window.json"), stored);
  return {
    read: (screens) => {
      const state = file.read() ?? usual;
      const { bounds } = state;
      if (bounds === null || screens.some((screen) => isInReach(bounds, screen))) return state;
      return { ...state, bounds: null };
    },
    write: (state) => {
      try {
        file.write(state);
      } catch {
        // A full disk must not keep the window from closing.
      }
    },
  };
}

function isInReach(window: Rectangle, screen: Rectangle): boolean {
  const across =
    Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  const isTopInside = window.y >= screen.y && window.y + handle.height <= screen.y + screen.height;
  return isTopInside && across >= handle.width;
}
