import { TEXT } from "./texts";

export const tabsOf = (here: "calls" | "search" | "kinds") => [
  { to: "/messages/calls", words: TEXT.calls, here: here === "calls" },
  { to: "/messages", words: TEXT.title, here: here === "search" },
  { to: "/messages/kinds", words: TEXT.kinds, here: here === "kinds" },
];
