export const TEXT = {
  campus: "院区",
} as const;
