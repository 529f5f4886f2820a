// Kept by this tab alone and gone with it; other tabs stay the administrator's own.
const place = 'formshub.viewAs';

/** What lets this tab see the application as another person. */
export const viewTicket = () => sessionStorage.getItem(place);

export const keepViewTicket = (ticket: string) => sessionStorage.setItem(place, ticket);

export const forgetViewTicket = () => sessionStorage.removeItem(place);
