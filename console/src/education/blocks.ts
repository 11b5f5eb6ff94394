// Pieces of an article while it is written, and as the contract takes them.
import type { Schema } from "../kernel/api";
import type { Kind } from "./texts";

export interface Piece {
  kind: Kind;
  words: string; // of a list: a line an item
}

export const pieceOf = (one: Schema["BlockView"]): Piece => ({ kind: one.kind, words: one.kind === "list" ? one.items.join("\n") : one.text });
const lines = (words: string): string[] => words.split("\n").map((line) => line.trim()).filter(Boolean);
export const blockOf = (one: Piece): Schema["BlockView"] => (one.kind === "list" ? { kind: one.kind, text: "", items: lines(one.words) } : { kind: one.kind, text: one.words.trim(), items: [] });
export const several = (words: string): string[] => [...new Set(words.split(/[、，,;；\s]+/).filter(Boolean))];
