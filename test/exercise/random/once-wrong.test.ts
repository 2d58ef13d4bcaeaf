import { tryThoseOnceWrong } from "./shares.js";

tryThoseOnceWrong();
