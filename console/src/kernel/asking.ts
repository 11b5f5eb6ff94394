// How many questions are open: what was refused is told in the question, or on the page when there is none.
import { ref } from "vue";

export const asking = ref(0);
