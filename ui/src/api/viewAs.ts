import { api } from './client';
import type { Answer } from './types';
import { forgetViewTicket, keepViewTicket, viewTicket } from './viewTicket';

/** Sees the application as that person from now on, in this tab: begins anew, so that nothing of one's own is left on the screen. */
export async function viewAs(user: string) {
  const { ticket } = await api.post<Answer<'ViewAsResponse'>>(`/users/${user}/view-as`);
  keepViewTicket(ticket);
  window.location.assign('/');
}

/** Ends the view; what the server does not hear ends by itself within the hour. */
export async function endView(then = '/people') {
  if (!viewTicket()) return;
  await api.delete('/view-as').catch(() => undefined);
  forgetViewTicket();
  window.location.assign(then);
}
