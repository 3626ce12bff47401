/** Entry of the window. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, Unreachable, warmUp } from "./app.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
const drawn = createRoot(root);
// The theme is known before the first thing is drawn, so that nothing flashes.
void warmUp().then((why) =>
  drawn.render(<StrictMode>{why === null ? <App /> : <Unreachable why={why} />}</StrictMode>),
);
