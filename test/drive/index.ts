export { STEPS, TEXT } from "./product.js";
export { START_STEPS, stopStarted } from "./start.js";
