import { api } from '@/api/client';
import type { Me } from '@/api/types';

export const signIn = (userName: string, password: string) =>
  api.post<{ user: Me }>('/auth/login', { userName, password });
