// What is written and not yet sent, of each conversation: several are open at once. Forgotten when somebody leaves.
import { reactive } from "vue";
import { whenLeaving } from "../kernel/token";

export const drafts = reactive(new Map<string, string>());
whenLeaving(() => drafts.clear());
