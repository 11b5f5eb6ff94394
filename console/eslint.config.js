// What the type checker does not see. Every template rule of Vue that is about errors or about reading, none about line breaks.
import vue from "eslint-plugin-vue";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "src/kernel/openapi.d.ts"] },
  tseslint.configs.strict,
  vue.configs["flat/recommended-error"],
  {
    files: ["**/*.vue"],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      "vue/max-attributes-per-line": "off", // a line a control
      "vue/singleline-html-element-content-newline": "off",
      "vue/html-self-closing": "off",
      "vue/multi-word-component-names": "off", // a page is called what staff call it
      "vue/no-v-html": "error",
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
      "vue/component-api-style": ["error", ["script-setup"]],
      "vue/no-undef-components": "error",
      "vue/no-unused-refs": "error",
    },
  },
  {
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: "error",
      "no-console": "error",
      "no-restricted-globals": ["error", "localStorage", "sessionStorage"], // nothing personal stays in the browser
    },
  },
);
