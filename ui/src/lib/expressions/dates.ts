import { Day, Moment } from './value';

const dayMs = 86_400_000;
const epoch = 719_162; // 1970-01-01 in days since 0001-01-01
export const lastDay = 3_652_058; // 9999-12-31

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock of a zone shows, as milliseconds that count as if it were UTC. */
export function localOf(ms: number, zone: string) {
  return ms + offsetAt(ms, zone);
}

function offsetAt(ms: number, zone: string) {
  let format = formats.get(zone);
  if (!format) {
    const numeric = 'numeric' as const;
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
    formats.set(zone, format);
  }
  const part = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => Number(part.get(type));
  const year = part.get('era') === 'BC' ? 1 - get('year') : get('year');
  const clock =
    utc(year, get('month'), get('day')) +
    get('hour') * 3_600_000 +
    get('minute') * 60_000 +
    get('second') * 1000;
  return clock - Math.floor(ms / 1000) * 1000;
}

/** The moment at which the clock shows that time: the earlier of two; a time skipped counts as if the clock were not yet put forward. */
export function momentOf(local: number, zone: string) {
  const first = (2 - epoch) * dayMs;
  if (local < first || local > (lastDay + 1 - epoch - 2) * dayMs) return undefined;
  const before = offsetAt(local - dayMs, zone);
  const after = offsetAt(local + dayMs, zone);
  const early = local - before;
  const late = local - after;
  return new Moment(offsetAt(early, zone) !== before && offsetAt(late, zone) === after ? late : early);
}

function utc(year: number, month: number, day: number) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

export const dayOf = (local: number) => new Day(Math.floor(local / dayMs) + epoch);
export const midnight = (day: Day) => (day.number - epoch) * dayMs;
export const makeDay = (year: number, month: number, day: number) =>
  new Day(utc(year, month, day) / dayMs + epoch);

export function partsOf(local: number) {
  const date = new Date(local);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    /** 1 for Monday to 7 for Sunday. */
    weekday: date.getUTCDay() || 7,
  };
}

export const daysInMonth = (year: number, month: number) => partsOf(utc(year, month + 1, 0)).day;

/** The day so many months on; a day that the month has not becomes its last one. Undefined: outside the years 1 to 9999. */
export function addMonths(day: Day, months: number) {
  const parts = partsOf(midnight(day));
  const index = parts.year * 12 + parts.month - 1 + months;
  if (index < 12 || index >= 120_000) return undefined;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return makeDay(year, month, Math.min(parts.day, daysInMonth(year, month)));
}

const pad = (number: number, width: number) => String(number).padStart(width, '0');

export function writeDay(day: Day) {
  const { year, month, day: date } = partsOf(midnight(day));
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

/** A date as records store it; undefined: the text is none. */
export function readDay(text: string) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match || match[1] === '0000') return undefined;
  const day = makeDay(Number(match[1]), Number(match[2]), Number(match[3]));
  return day.number >= 0 && writeDay(day) === text ? day : undefined;
}

export const writeMoment = (moment: Moment) => new Date(moment.ms).toISOString();

export function writeLocalMinute(moment: Moment, zone: string) {
  const { year, month, day, hour, minute } = partsOf(localOf(moment.ms, zone));
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)} ${pad(hour, 2)}:${pad(minute, 2)}`;
}

const codes: [string, keyof ReturnType<typeof partsOf>][] = [
  ['yyyy', 'year'],
  ['MM', 'month'],
  ['M', 'month'],
  ['dd', 'day'],
  ['d', 'day'],
  ['HH', 'hour'],
  ['H', 'hour'],
  ['mm', 'minute'],
  ['ss', 'second'],
];

/** A time in a format such as 'yyyy年M月d日 HH:mm'; undefined: the format has a letter that is no code. */
export function formatTime(local: number, pattern: string) {
  const parts = partsOf(local);
  let text = '';
  for (let at = 0; at < pattern.length;) {
    const found = codes.find(([code]) => pattern.startsWith(code, at));
    if (found) {
      text += pad(parts[found[1]], found[0].length);
      at += found[0].length;
    } else if (/[A-Za-z]/.test(pattern.charAt(at))) return undefined;
    else text += pattern.charAt(at++);
  }
  return text;
}
