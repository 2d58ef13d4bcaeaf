export { previewScenes, scenes } from "./scenes.js";
export { START_STEPS, stopStarted } from "./start.js";
export { awake, TYPED_FILE, TYPED_NOTE, typeOut } from "./typist.js";
export { STALLS, typeWhileStalled } from "./typist-stalls.js";
export { TAKINGS, take } from "./typist-takes.js";
export { allTypings, slipperyTypings, someTypings, titleOf } from "./typist-texts.js";
