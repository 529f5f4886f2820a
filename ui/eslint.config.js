import js from '@eslint/js';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import ts from 'typescript-eslint';

// The arrows: app → features → components/record-form → fields → components → lib, api; a feature never imports a feature.
// src/imports.test.ts sees that nothing goes round in circles and that folders are left only by '@/'.
const never = (files, ...from) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: from, message: 'Against the arrows, see eslint.config.js.' }] },
    ],
  },
});

const features = readdirSync('src/features', { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map((each) => each.name);

export default ts.config(
  { ignores: ['dist', 'coverage', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  a11y.flatConfigs.strict,
  hooks.configs.flat['recommended-latest'],
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-undef': 'off', // TypeScript knows better
      'jsx-a11y/no-autofocus': 'off', // used where a person has just asked for that input: search, inline edit, dialogs
      'react-hooks/incompatible-library': 'off', // virtual lists; nothing here is compiled by React Compiler
      'react-hooks/static-components': 'off', // a field type's parts are looked up in the list of fields, where they never change
    },
  },
  ...features.map((each) =>
    never(
      [`src/features/${each}/**`],
      '@/app/**',
      '@/features/**',
      `!@/features/${each}`,
      `!@/features/${each}/**`,
    ),
  ),
  never(
    ['src/components/**'],
    '@/app/**',
    '@/features/**',
    '@/fields',
    '@/fields/**',
    '@/components/record-form/**',
    '@/components/differences/**',
  ),
  never(['src/components/record-form/**', 'src/components/differences/**'], '@/app/**', '@/features/**'),
  never(
    ['src/fields/**'],
    '@/app/**',
    '@/features/**',
    '@/components/record-form/**',
    '@/components/differences/**',
  ),
  never(
    ['src/lib/**', 'src/api/**'],
    '@/app/**',
    '@/features/**',
    '@/fields',
    '@/fields/**',
    '@/components/**',
  ),
);
