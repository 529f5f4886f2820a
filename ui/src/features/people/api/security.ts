import { queryOptions } from '@tanstack/react-query';
import { api } from '@/api/client';
import type { Answer, Schemas } from '@/api/types';

export type Session = Answer<'SessionsOfCallerItem'>;
export type SecondFactor = Answer<'SecondFactorOfCallerResponse'>;

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => api.get<SecondFactor>('/auth/second-factor'),
});

const again = (password: string) => (password ? { password } : {});

export const beginSecondFactor = (password: string) =>
  api.post<Answer<'SecondFactorOfCallerBegun'>>('/auth/second-factor/begin', again(password));
export const confirmSecondFactor = async (text: string) =>
  (await api.post<Codes>('/auth/second-factor/confirm', { text })).recoveryCodes;
export const renewRecoveryCodes = async (password: string) =>
  (await api.post<Codes>('/auth/second-factor/recovery-codes', again(password))).recoveryCodes;
export const removeSecondFactor = (password: string) =>
  api.post('/auth/second-factor/remove', again(password));
export const resetSecondFactor = (user: string) => api.delete(`/users/${user}/second-factor`);

type Codes = Answer<'SecondFactorOfCallerCodes'>;

/** Mine, or those of somebody else. */
export const sessionsQuery = (user?: string) =>
  queryOptions({
    queryKey: ['sessions', user ?? 'mine'],
    queryFn: async () => (await api.get<{ items: Session[] }>(pathOf(user))).items,
  });
export const endSession = (id: string, user?: string) => api.delete(`${pathOf(user)}/${id}`);
/** Of mine all but this one, of somebody else all. */
export const endSessions = (user?: string) => api.delete(pathOf(user));

const pathOf = (user?: string) => (user ? `/users/${user}/sessions` : '/auth/sessions');

export type SignInSettings = Schemas['SignInSettingsSettings'];

export const signInSettingsQuery = queryOptions({
  queryKey: ['settings', 'sign-in'],
  queryFn: () => api.get<Answer<'SignInSettingsSettings'>>('/settings/sign-in'),
});
export const saveSignInSettings = (settings: SignInSettings) => api.put('/settings/sign-in', settings);
