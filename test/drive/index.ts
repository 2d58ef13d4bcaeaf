export { previewScenes, scenes } from "./scenes.js";
export { START_STEPS, stopStarted } from "./start.js";
