// What is written down while somebody talks: it outlives a claim whose time is over.
import type { Schema } from "../../kernel/api";
import type { Answers } from "../form";

export interface Notes {
  outcome: Schema["Outcome"] | "";
  words: string;
  answers: Answers;
}
