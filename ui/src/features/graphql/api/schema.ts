import { queryOptions } from '@tanstack/react-query';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { ApiProblem } from '@/api/ApiProblem';
import { ask } from './ask';

/** The schema as the caller has it. */
export const schemaQuery = queryOptions({
  queryKey: ['graphql', 'schema'],
  queryFn: async ({ signal }) => {
    const document = getIntrospectionQuery({
      inputValueDeprecation: true,
      specifiedByUrl: true,
      oneOf: true,
    });
    const { data, errors } = await ask({ document }, signal);
    if (!data)
      throw new ApiProblem(400, { detail: errors?.[0]?.message, code: errors?.[0]?.extensions?.code });
    return buildClientSchema(data as IntrospectionQuery);
  },
  staleTime: 60_000,
  structuralSharing: false,
});
