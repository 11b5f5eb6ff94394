/** One of several lists: where it is, how it is called, whether it is the one shown, and how much waits in it. */
export interface Tab<To> {
  to: To;
  words: string;
  here: boolean;
  count?: number | undefined;
  late?: boolean;
}
