import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import ts from 'typescript-eslint';

// app → features → components/record-form → fields → components → lib, api; a feature never imports a feature.
const features = readdirSync('src/features', { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map((each) => each.name);

const never = (target, from, except) => ({ target, from, ...(except ? { except } : {}) });

const zones = [
  ...features.map((each) => never(`./src/features/${each}`, './src/features', [`./${each}`])),
  never('./src/features', './src/app'),
  never('./src/fields', './src/{app,features}/**/*'),
  never('./src/fields', './src/components/record-form'),
  never('./src/components', './src/{app,features}/**/*'),
  ...readdirSync('src/components', { withFileTypes: true })
    .filter((each) => each.name !== 'record-form')
    .map((each) => never(`./src/components/${each.name}`, './src/fields')),
  never('./src/{lib,api}', './src/{app,features,fields,components}/**/*'),
  never('./src/api', './src/{app,features,fields,components}/**/*'),
];

export default ts.config(
  { ignores: ['dist', 'coverage', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  a11y.flatConfigs.strict,
  hooks.configs.flat['recommended-latest'],
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-undef': 'off', // TypeScript knows better
      'jsx-a11y/no-autofocus': 'off', // used where a person has just asked for that input: search, inline edit, dialogs
      'react-hooks/incompatible-library': 'off', // virtual lists; nothing here is compiled by React Compiler
      'react-hooks/static-components': 'off', // a field type's parts are looked up in the list of fields, where they never change
    },
  },
);
