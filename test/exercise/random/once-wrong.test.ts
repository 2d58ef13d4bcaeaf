import { tryThoseOnceWrong } from "./trial.js";

tryThoseOnceWrong();
