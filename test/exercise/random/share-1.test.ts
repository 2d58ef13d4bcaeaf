import { tryShare } from "./trial.js";

tryShare(0);
