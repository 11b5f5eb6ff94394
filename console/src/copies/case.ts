// The application that is open: read, changed by deeds, read anew when somebody else was quicker.
import { inject, provide, ref, shallowRef, type InjectionKey, type Ref, type ShallowRef } from "vue";
import { useRoute } from "vue-router";
import type { Schema } from "../kernel/api";
import { Problem, wordsOf } from "../kernel/problem";
import { call } from "../kernel/request";
import { tell } from "../kernel/told";
import { readCounts } from "./counts";
import { TEXT } from "./texts";

export type Case = Schema["CaseView"];

/** A paper's name; of several of one kind, which it is. */
export function paperName(one: Case["papers"][number], all: Case["papers"]): string {
  const [kind = "", nth = ""] = one.slot.split("#");
  return all.some((other) => other.slot !== one.slot && other.slot.startsWith(`${kind}#`)) ? `${one.words} ${TEXT.nthOf(nth)}` : one.words;
}

export interface Desk {
  id: string;
  found: ShallowRef<Case | null>;
  busy: Ref<boolean>;
  refused: ShallowRef<string>; // why the last deed was not done, while nothing else has changed
  conflict: ShallowRef<string>; // what somebody else did meanwhile; the newest state is shown
  read: () => Promise<void>;
  /** Answers whether whatever asked for it may close: it is done, or no longer to be done. */
  deed: (words: string, send: (path: { application: string }) => Promise<Case>) => Promise<boolean>;
}

const KEY: InjectionKey<Desk> = Symbol("case");

export function provideDesk(): Desk {
  const route = useRoute();
  const id = String(route.params["application"]);
  const found = shallowRef<Case | null>(null);
  const busy = ref(false);
  const refused = shallowRef("");
  const conflict = shallowRef("");

  async function read(): Promise<void> {
    try {
      found.value = await call("get", "/desk/copies/applications/{application}", { path: { application: id } });
      conflict.value = "";
    } catch (fault) {
      conflict.value = wordsOf(fault);
    }
  }

  async function deed(words: string, send: (path: { application: string }) => Promise<Case>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    refused.value = conflict.value = "";
    const version = found.value?.version;
    try {
      found.value = await send({ application: id });
      tell(words);
      void readCounts(found.value.campus).catch(() => undefined);
      return true;
    } catch (fault) {
      refused.value = wordsOf(fault);
      if (!(fault instanceof Problem) || !fault.stale) return false;
      const why = refused.value;
      await read();
      if (found.value?.version === version) return false;
      conflict.value = `${why.replace(/。$/, "")}。${TEXT.conflictRead}`;
      refused.value = "";
      return true;
    } finally {
      busy.value = false;
    }
  }

  const desk = { id, found, busy, refused, conflict, read, deed };
  provide(KEY, desk);
  return desk;
}

export function useDesk(): Desk {
  const desk = inject(KEY);
  if (!desk) throw new Error("no application is open");
  return desk;
}
