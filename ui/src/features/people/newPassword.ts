// Without letters and digits that look alike: it may be read out on the phone.
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A password nobody has to invent: four groups of five. */
export function newPassword(): string {
  const bytes = crypto.getRandomValues(new Uint32Array(20));
  const text = Array.from(bytes, (each) => letters[each % letters.length]).join('');
  return text.replace(/(.{5})(?=.)/g, '$1-');
}
