// A questionnaire while it is written: as an editor has it, to and from FHIR, and as the phone would show it.
import type { Schema } from "../../kernel/api";
import { put, type Answers, type Question } from "../form";
import { BUILD } from "./texts";

export type Kind = Question["kind"];
type Fhir = Schema["Questionnaire"];
type FhirItem = Schema["Item"];
type Extension = Schema["Extension"];
export type Operator = Schema["EnableWhen"]["operator"];

export interface Option {
  code: string;
  words: string;
  points: string;
  system: string;
}
export interface When {
  question: string;
  operator: Operator;
  value: string;
}
export interface Item {
  id: string;
  kind: Kind;
  words: string;
  required: boolean;
  options: Option[];
  least: string;
  most: string;
  whole: boolean;
  longest: string;
  unit: string;
  counts: boolean;
  when: When[];
  anyOf: boolean;
}
export interface Draft {
  title: string;
  description: string;
  watched: boolean;
  items: Item[];
}

const CORE = "http://hl7.org/fhir/StructureDefinition/";
const OURS = "https://xinglin.example/fhir/StructureDefinition/";
const LEAST = `${CORE}minValue`;
const MOST = `${CORE}maxValue`;
const ORDINAL = `${CORE}ordinalValue`;
const CONTROL = `${CORE}questionnaire-itemControl`;
const UNIT = `${CORE}questionnaire-unit`;
const COUNTS = `${OURS}counts-as-score`;
const WATCHED = `${OURS}answers-are-watched`;
const SLIDER = "slider";
const LONGEST = 500; // of a text that says nothing of it
const STEPS = 20; // of a scale that a phone can show

export const chosen = (kind: Kind): boolean => kind === "choice" || kind === "multiple";
export const counted = (kind: Kind): boolean => kind === "scale" || kind === "number";

/** The first name with that letter that nothing has. */
function unused(letter: string, taken: readonly string[]): string {
  for (let nth = 1; ; nth++) if (!taken.includes(`${letter}${nth}`)) return `${letter}${nth}`;
}
export const freshOption = (options: readonly Option[]): Option => ({ code: unused("a", options.map((one) => one.code)), words: "", points: "", system: "" });
export function fresh(kind: Kind, items: readonly Item[]): Item {
  const options: Option[] = [];
  if (chosen(kind)) options.push(freshOption(options), freshOption([{ code: "a1", words: "", points: "", system: "" }]));
  const id = unused("q", items.map((one) => one.id));
  const scale = kind === "scale";
  return { id, kind, words: "", required: kind !== "words", options, least: scale ? "0" : "", most: scale ? "10" : "", whole: scale, longest: "", unit: "", counts: false, when: [], anyOf: false };
}
export const copied = (one: Item, items: readonly Item[]): Item => ({ ...(JSON.parse(JSON.stringify(one)) as Item), id: unused("q", items.map((each) => each.id)) });
export const empty = (): Draft => ({ title: "", description: "", watched: false, items: [fresh("choice", [])] });

// ---- from FHIR
const told = (all: readonly Extension[] | null | undefined, url: string): Extension | undefined => all?.find((one) => one.url === url);
const bound = (one: Extension | undefined): string => String(one?.valueInteger ?? one?.valueDecimal ?? one?.valueDate ?? "");

function kindOf(item: FhirItem): Kind {
  if (item.type === "choice") return item.repeats ? "multiple" : "choice";
  if (item.type === "display") return "words";
  if (item.type === "text" || item.type === "date") return item.type;
  return told(item.extension, CONTROL)?.valueCodeableConcept?.coding.some((one) => one.code === SLIDER) ? "scale" : "number";
}
function itemOf(item: FhirItem): Item {
  const unit = told(item.extension, UNIT)?.valueCoding;
  return {
    id: item.linkId,
    kind: kindOf(item),
    words: item.text,
    required: Boolean(item.required),
    options: (item.answerOption ?? []).map(({ valueCoding: one }) => ({ code: one.code, words: one.display ?? one.code, points: bound(told(one.extension, ORDINAL)), system: one.system ?? "" })),
    least: bound(told(item.extension, LEAST)),
    most: bound(told(item.extension, MOST)),
    whole: item.type === "integer",
    longest: item.maxLength ? String(item.maxLength) : "",
    unit: unit?.display ?? unit?.code ?? "",
    counts: Boolean(told(item.extension, COUNTS)?.valueBoolean),
    when: (item.enableWhen ?? []).map((one) => ({
      question: one.question,
      operator: one.operator,
      value: String(one.answerCoding?.code ?? one.answerInteger ?? one.answerDecimal ?? one.answerDate ?? one.answerBoolean ?? ""),
    })),
    anyOf: item.enableBehavior === "any",
  };
}
export function ofFhir(document: Fhir): Draft {
  return { title: document.title, description: document.description ?? "", watched: Boolean(told(document.extension, WATCHED)?.valueBoolean), items: document.item.map(itemOf) };
}

// ---- to FHIR
function limit(url: typeof LEAST | typeof MOST, value: string, one: Item): Extension[] {
  if (!value) return [];
  const at = url as Extension["url"];
  if (one.kind === "date") return [{ url: at, valueDate: value }];
  return [one.whole ? { url: at, valueInteger: Number(value) } : { url: at, valueDecimal: Number(value) }];
}
function whenOf(one: When, items: readonly Item[]): Schema["EnableWhen"] {
  const { question, operator, value } = one;
  const asked = items.find((each) => each.id === question);
  if (operator === "exists") return { question, operator, answerBoolean: value === "true" };
  if (!asked || chosen(asked.kind)) return { question, operator, answerCoding: { code: value } };
  if (asked.kind === "date") return { question, operator, answerDate: value };
  return asked.whole ? { question, operator, answerInteger: Number(value) } : { question, operator, answerDecimal: Number(value) };
}
const TYPES: Record<Exclude<Kind, "number">, FhirItem["type"]> = { choice: "choice", multiple: "choice", scale: "integer", text: "text", date: "date", words: "display" };

function fhirItem(one: Item, items: readonly Item[]): FhirItem {
  const url = (name: string): Extension["url"] => name as Extension["url"];
  const extension: Extension[] = counted(one.kind) || one.kind === "date" ? [...limit(LEAST, one.least, one), ...limit(MOST, one.most, one)] : [];
  if (one.kind === "scale") extension.push({ url: url(CONTROL), valueCodeableConcept: { coding: [{ code: SLIDER }] } });
  if (one.kind === "number" && one.unit.trim()) extension.push({ url: url(UNIT), valueCoding: { code: "unit", display: one.unit.trim() } });
  if (counted(one.kind) && one.counts) extension.push({ url: url(COUNTS), valueBoolean: true });
  const item: FhirItem = { linkId: one.id, text: one.words.trim(), type: one.kind === "number" ? (one.whole ? "integer" : "decimal") : TYPES[one.kind] };
  if (one.required && one.kind !== "words") item.required = true;
  if (one.kind === "multiple") item.repeats = true;
  if (one.kind === "text" && one.longest) item.maxLength = Number(one.longest);
  if (chosen(one.kind)) {
    item.answerOption = one.options.map(({ code, words, points, system }) => ({
      valueCoding: { ...(system ? { system } : {}), code, display: words.trim(), ...(points ? { extension: [{ url: url(ORDINAL), valueDecimal: Number(points) }] } : {}) },
    }));
  }
  if (one.when.length) item.enableWhen = one.when.map((each) => whenOf(each, items));
  if (one.when.length > 1) item.enableBehavior = one.anyOf ? "any" : "all";
  if (extension.length) item.extension = extension;
  return item;
}
export function toFhir(draft: Draft): Fhir {
  return {
    resourceType: "Questionnaire",
    title: draft.title.trim(),
    ...(draft.description.trim() ? { description: draft.description.trim() } : {}),
    ...(draft.watched ? { extension: [{ url: WATCHED as Extension["url"], valueBoolean: true }] } : {}),
    item: draft.items.map((one) => fhirItem(one, draft.items)),
  };
}

// ---- as the phone shows it
export function asQuestion(one: Item): Question {
  return {
    id: one.id, kind: one.kind, words: one.words || BUILD.noWords, required: one.required && one.kind !== "words",
    options: one.options.map(({ code, words }) => ({ code, words: words || BUILD.noWords })),
    least: one.least || null, most: one.most || null, whole: one.whole, longest: Number(one.longest) || LONGEST, unit: one.unit,
    when: one.when.map((each) => ({ ...each })), any_of: one.anyOf,
  };
}

/** The points of these answers; null where nothing counts. */
export function score(draft: Draft, answers: Answers): number | null {
  const shown = new Set(put(draft.items.map(asQuestion), answers).map((one) => one.id));
  const counting = draft.items.filter((one) => shown.has(one.id) && (one.counts || one.options.some((each) => each.points)));
  if (!counting.length) return null;
  return counting.reduce((sum, one) => sum + (answers[one.id] ?? []).reduce((all, given) => all + (chosen(one.kind) ? Number(one.options.find((each) => each.code === given)?.points ?? 0) : Number(given) || 0), 0), 0);
}

const numeral = (value: string): boolean => value === "" || !Number.isNaN(Number(value));
/** What must be mended before it can be saved, in words that name the question. */
export function problems(draft: Draft): string[] {
  const found: string[] = draft.title.trim() ? [] : [BUILD.noTitle];
  draft.items.forEach((one, index) => {
    const named = BUILD.nth(index + 1, one.words.trim().slice(0, 20));
    if (!one.words.trim()) found.push(BUILD.lacksWords(named));
    if (chosen(one.kind) && (one.options.length < 2 || one.options.some((each) => !each.words.trim()))) found.push(BUILD.lacksOptions(named));
    if (one.options.some((each) => !numeral(each.points))) found.push(BUILD.wrongPoints(named));
    if (counted(one.kind) && !(numeral(one.least) && numeral(one.most))) found.push(BUILD.wrongBounds(named));
    if (one.kind === "scale" && !(one.least && one.most && Number(one.most) - Number(one.least) <= STEPS)) found.push(BUILD.wrongScale(named, STEPS + 1));
    if (one.when.some((each) => !each.question || !each.value)) found.push(BUILD.lacksValue(named));
  });
  return found;
}
