export { previewScenes, scenes } from "./scenes.js";
export { START_STEPS, stopStarted } from "./start.js";
export { titleOf, typeOut, typings } from "./typist.js";
