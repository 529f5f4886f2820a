import { api } from '@/api/client';
import type { Answer } from '@/api/types';

export const signIn = (userName: string, password: string) =>
  api.post<Answer<'LoginResponse'>>('/auth/login', { userName, password });
