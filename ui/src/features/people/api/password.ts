import { api } from '@/api/client';
import type { Schemas } from '@/api/types';

/** My own; everywhere else I am signed out. */
export const changePassword = (body: Schemas['ChangePasswordRequest']) => api.post('/auth/password', body);
