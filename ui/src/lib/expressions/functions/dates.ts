import { Decimal } from 'decimal.js';
import type { Arguments, Body } from '../call';
import {
  addMonths,
  dayOf,
  daysInMonth,
  lastDay,
  localOf,
  makeDay,
  midnight,
  momentOf,
  partsOf,
  readDay,
} from '../dates';
import { decimal } from '../exact';
import { clockOf, dayIn, outOfRange, wrongKind } from '../nodes';
import { Day, Moment, type Value } from '../value';
import { lower } from './texts';

const far = 10_000_000;
const dayMs = 86_400_000;
const minuteMs = 60_000;

type Unit = ['months' | 'days' | 'minutes', number];

const units: [string, Unit][] = [
  ['y year years', ['months', 12]],
  ['q quarter quarters', ['months', 3]],
  ['m month months', ['months', 1]],
  ['w week weeks', ['days', 7]],
  ['d day days', ['days', 1]],
  ['h hour hours', ['minutes', 60]],
  ['min minute minutes', ['minutes', 1]],
];
const unitNamed = new Map(
  units.flatMap(([names, unit]) => names.split(' ').map((name) => [name, unit] as const)),
);

function unitOf(args: Arguments): Unit {
  return (
    unitNamed.get(lower(args.text(2))) ??
    args.wrong(
      2,
      "A unit is one of 'years', 'quarters', 'months', 'weeks', 'days', 'hours', 'minutes'.",
      "单位应为 'years'、'quarters'、'months'、'weeks'、'days'、'hours'、'minutes' 之一。",
    )
  );
}

const part = (of: (parts: ReturnType<typeof partsOf>) => number): Body => ({
  compute: (args) => decimal(of(partsOf(clockOf(args.at(0), args.zone)))),
});

const day = (args: Arguments, index: number) => dayIn(args.at(index), args.zone);

function date(args: Arguments): Value {
  const first = args.at(0);
  if (args.count === 1) {
    if (first instanceof Day || first instanceof Moment) return day(args, 0);
    if (first instanceof Decimal) wrongKind(args.offsetOf(0), ['text', 'date', 'moment'], first);
    if (args.text(0) === '') return null;
    return (
      readDay(args.text(0)) ?? args.wrong(0, 'A date is written as 2026-11-21.', '日期应写作 2026-11-21。')
    );
  }
  if (!(first instanceof Decimal)) wrongKind(args.offsetOf(0), ['number'], first);
  if (args.count === 2) {
    args.wrong(
      1,
      'DATE takes one argument, or year, month and day.',
      'DATE 需要一个参数，或年、月、日三个参数。',
    );
  }
  const year = args.whole(0, 1, 9999);
  const month = args.whole(1, -100_000, 100_000);
  const days = args.whole(2, -1_000_000, 1_000_000);
  const start = addMonths(makeDay(year, 1, 1), month - 1) ?? outOfRange(args.offset);
  return dayNumber(args, start.number + days - 1);
}

function dayNumber(args: Arguments, number: number) {
  return number >= 0 && number <= lastDay ? new Day(number) : outOfRange(args.offset);
}

function move(args: Arguments, from: Day, [measure]: Unit, amount: number) {
  return measure === 'months'
    ? (addMonths(from, amount) ?? outOfRange(args.offset))
    : dayNumber(args, from.number + amount);
}

function dateAdd(args: Arguments): Value {
  const unit = unitOf(args);
  const amount = args.whole(1, -far, far) * unit[1];
  const from = args.at(0);
  if (from instanceof Day) {
    if (unit[0] === 'minutes')
      args.wrong(2, 'A date without time has no hours and minutes.', '不含时间的日期没有小时和分钟。');
    return move(args, from, unit, amount);
  }
  const { ms } = from as Moment;
  if (unit[0] === 'minutes') {
    const moved = ms + amount * minuteMs;
    const least = midnight(new Day(2));
    return moved >= least && moved <= midnight(new Day(lastDay + 1)) - 2 * dayMs
      ? new Moment(moved)
      : outOfRange(args.offset);
  }
  const clock = localOf(ms, args.zone);
  const target = move(args, dayOf(clock), unit, amount);
  const time = clock - midnight(dayOf(clock));
  return momentOf(midnight(target) + time, args.zone) ?? outOfRange(args.offset);
}

/** Whole months from the earlier to the later time. */
function monthsBetween(from: number, to: number) {
  const a = partsOf(from);
  const b = partsOf(to);
  const months = (b.year - a.year) * 12 + b.month - a.month;
  const time = (local: number) => local - midnight(dayOf(local));
  return b.day < a.day || (b.day === a.day && time(to) < time(from)) ? months - 1 : months;
}

function dateDif(args: Arguments): Value {
  const [measure, size] = unitOf(args);
  const from = args.at(0);
  const to = args.at(1);
  if (measure === 'minutes' && from instanceof Moment && to instanceof Moment) {
    return whole((to.ms - from.ms) / (minuteMs * size));
  }
  const [a, b] = [clockOf(from, args.zone), clockOf(to, args.zone)];
  if (measure === 'months') return whole((b < a ? -monthsBetween(b, a) : monthsBetween(a, b)) / size);
  return whole((b - a) / ((measure === 'days' ? dayMs : minuteMs) * size));
}

const whole = (number: number) => decimal(Math.trunc(number) + 0);

function holidays(args: Arguments) {
  const given = args.at(2);
  const items = Array.isArray(given) ? given : [given];
  args.run.spend(args.offsetOf(2), items.length);
  const days = new Set<number>();
  for (const item of items) {
    if (item === null) continue;
    if (!(item instanceof Day || item instanceof Moment))
      wrongKind(args.offsetOf(2), ['date', 'moment'], item);
    days.add(dayIn(item, args.zone).number);
  }
  return days;
}

/** Day 0, 0001-01-01, was a Monday. */
const isWeekday = (number: number) => number % 7 < 5;

function workday(args: Arguments): Value {
  const days = args.whole(1, -10_000, 10_000);
  const free = holidays(args);
  let at = day(args, 0).number;
  for (let left = Math.abs(days); left > 0;) {
    at += Math.sign(days);
    if (at < 0 || at > lastDay) outOfRange(args.offset);
    if (isWeekday(at) && !free.has(at)) left--;
  }
  args.run.spend(args.offset, Math.abs(days));
  return new Day(at);
}

function networkDays(args: Arguments): Value {
  const free = holidays(args);
  const start = day(args, 0).number;
  const end = day(args, 1).number;
  const first = Math.min(start, end);
  const last = Math.max(start, end);
  const weeks = Math.floor((last - first + 1) / 7);
  let count = weeks * 5;
  for (let at = first + weeks * 7; at <= last; at++) count += isWeekday(at) ? 1 : 0;
  for (const at of free) count -= at >= first && at <= last && isWeekday(at) ? 1 : 0;
  return decimal(start <= end ? count : -count);
}

function age(args: Arguments): Value {
  const born = day(args, 0);
  const at = args.count > 1 ? day(args, 1) : dayOf(localOf(args.run.context.now, args.zone));
  if (at.number < born.number) args.wrong(0, 'The birthday lies after the date.', '生日晚于该日期。');
  return whole(monthsBetween(midnight(born), midnight(at)) / 12);
}

/** Dates made, taken apart and moved. The parts of a moment are those of the clock in the zone of the evaluation. */
export const dates: Record<string, Body> = {
  DATE: { compute: date },
  TODAY: { compute: (args) => dayOf(localOf(args.run.context.now, args.zone)) },
  NOW: { compute: (args) => new Moment(args.run.context.now) },
  YEAR: part((parts) => parts.year),
  MONTH: part((parts) => parts.month),
  DAY: part((parts) => parts.day),
  HOUR: part((parts) => parts.hour),
  MINUTE: part((parts) => parts.minute),
  WEEKDAY: part((parts) => parts.weekday),
  DATEADD: { compute: dateAdd },
  DATEDIF: { compute: dateDif },
  DAYS: { compute: (args) => decimal(day(args, 0).number - day(args, 1).number) },
  EOMONTH: {
    compute: (args) => {
      const moved = addMonths(day(args, 0), args.whole(1, -far, far)) ?? outOfRange(args.offset);
      const { year, month } = partsOf(midnight(moved));
      return makeDay(year, month, daysInMonth(year, month));
    },
  },
  AGE: { compute: age },
  WORKDAY: { compute: workday },
  NETWORKDAYS: { compute: networkDays },
};
