import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer } from '@/api/types';

/** What a person may do, form by form. */
export const rightsOfUser = (id: string) =>
  queryOptions({
    queryKey: ['rights', 'user', id],
    queryFn: () => api.get<Answer<'AccessOfUserResponse'>>(`/users/${id}/access`),
  });

/** Who may do what with a form. */
export const peopleOfForm = (form: string) =>
  queryOptions({
    queryKey: ['rights', 'form', form],
    queryFn: () =>
      api.get<Answer<'PeopleOfFormResponse'>>(`/forms/${encodeURIComponent(form)}/access/people`),
  });
