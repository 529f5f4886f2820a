import { api } from '@/api/client';
import type { Answer, Schemas } from '@/api/types';

type SignedIn = Answer<'LoginResponse'>;

/** Without a user where a second factor is still to be shown. */
export const signIn = (userName: string, password: string) =>
  api.post<SignedIn>('/auth/login', { userName, password });

export const signInSecond = (code: Schemas['LoginSecondRequest']) =>
  api.post<SignedIn>('/auth/login/second-factor', code);
