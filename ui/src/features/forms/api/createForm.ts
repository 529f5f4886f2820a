import { api } from '@/api/client';
import type { Form, FormDefinition } from '@/api/types';

/** Makes the draft; publishing comes later. */
export const createForm = (definition: FormDefinition) => api.post<Form>('/forms', definition);
