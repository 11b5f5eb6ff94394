import tseslint from 'typescript-eslint'

const ROOMS = ['cards', 'copies', 'directory', 'messages', 'payments', 'privacy', 'registration', 'followup', 'feedback']

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'build', 'types/openapi.d.ts'] },
  ...tseslint.configs.recommended.map((one) => ({ ...one, files: ['app/**/*.ts'] })),
  {
    files: ['app/**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      complexity: ['error', 12],
      'no-restricted-globals': ['error', 'window', 'document', 'fetch', 'localStorage', 'navigator', 'location'],
    },
  },
  ...ROOMS.map((room) => ({
    files: [`app/${room}/**/*.ts`],
    rules: {
      'no-restricted-imports': ['error', { patterns: ROOMS.filter((one) => one !== room).map((one) => ({ group: [`**/${one}/*`], message: 'A sub-package cannot import another one.' })) }],
    },
  })),
  { files: ['app/**/texts.ts'], rules: { 'max-lines': 'off' } }, // words are data
  { files: ['app/{kernel,components,pages}/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: ROOMS.map((one) => ({ group: [`../**/${one}/*`], message: 'The main package stands below the rooms.' })) }] } },
)
