import type { CodegenConfig } from '@graphql-codegen/cli';

const { FORMSHUB, FORMSHUB_TOKEN } = process.env;

const config: CodegenConfig = {
  schema: { [`${FORMSHUB}/graphql`]: { headers: { Authorization: `Bearer ${FORMSHUB_TOKEN}` } } },
  documents: 'src/*.ts',
  importExtension: '.js',
  generates: {
    'src/graphql/': {
      preset: 'client',
      config: {
        documentMode: 'string',
        useTypeImports: true,
        strictScalars: true,
        scalars: { DateTime: 'string', Date: 'string', Time: 'string', Decimal: 'number', UUID: 'string', JSON: 'unknown' },
      },
    },
  },
};

export default config;
