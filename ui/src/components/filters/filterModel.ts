import type { Filter } from '@/api/types';
import { needsOperand, type Operator } from './operators';

/** A filter as the builder shows it: groups of conditions. Path segments are field keys; `some`, `none`, `every` go into a sub-table. */
export interface Rule {
  kind: 'rule';
  path: string[];
  operator: Operator;
  value: unknown;
}

export interface Group {
  kind: 'group';
  join: 'and' | 'or';
  not: boolean;
  items: Node[];
}

/** A part that the builder cannot show; it is kept as it is. */
export interface Raw {
  kind: 'raw';
  filter: Filter;
}

export type Node = Rule | Group | Raw;

const operators = new Set<string>([
  'eq',
  'ne',
  'in',
  'notIn',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'contains',
  'startsWith',
  'endsWith',
  'isEmpty',
]);

export const emptyGroup = (join: Group['join'] = 'and'): Group => ({
  kind: 'group',
  join,
  not: false,
  items: [],
});

/** Reads the outer contract's algebra. */
export function fromFilter(filter: Filter | null | undefined): Group {
  if (!filter) return emptyGroup();
  const node = read(filter);
  return node.kind === 'group' && !node.not ? node : { ...emptyGroup(), items: [node] };
}

function read(filter: Filter): Node {
  const entries = Object.entries(filter as Record<string, unknown>);
  if (entries.length > 1)
    return group(
      'and',
      entries.map(([key, value]) => read({ [key]: value } as Filter)),
    );
  const [key, value] = entries[0] ?? [];
  if (key === undefined) return emptyGroup();
  if ((key === 'and' || key === 'or') && Array.isArray(value))
    return group(
      key,
      value.map((each) => read(each as Filter)),
    );
  if (key === 'not') {
    const inner = read(value as Filter);
    if (inner.kind === 'raw') return { kind: 'raw', filter };
    return inner.kind === 'group' && !inner.not
      ? { ...inner, not: true }
      : { ...group('and', [inner]), not: true };
  }
  return readRule(filter, [key], value);
}

function readRule(filter: Filter, path: string[], value: unknown): Node {
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  const [name, operand] = entries[0] ?? [];
  if (name === undefined || typeof value !== 'object' || Array.isArray(value)) return { kind: 'raw', filter };
  if (entries.length > 1)
    return group(
      'and',
      entries.map(([each, its]) => readRule(filter, path, { [each]: its })),
    );
  if (!operators.has(name)) {
    return name === 'and' || name === 'or' || name === 'not'
      ? { kind: 'raw', filter }
      : readRule(filter, [...path, name], operand);
  }
  if (name === 'isEmpty')
    return { kind: 'rule', path, operator: operand === false ? 'isNotEmpty' : 'isEmpty', value: null };
  return { kind: 'rule', path, operator: name as Operator, value: operand };
}

const group = (join: Group['join'], items: Node[]): Group => ({ kind: 'group', join, not: false, items });

/** Writes it back; conditions that are not finished are left out. Null: nothing is filtered. */
export function toFilter(node: Node): Filter | null {
  if (node.kind === 'raw') return node.filter;
  if (node.kind === 'rule') return isFinished(node) ? writeRule(node) : null;
  const parts = node.items.map(toFilter).filter((each) => each !== null);
  const first = parts[0];
  if (!first) return null;
  const joined = parts.length === 1 ? first : ({ [node.join]: parts } as Filter);
  return node.not ? { not: joined } : joined;
}

function writeRule({ path, operator, value }: Rule): Filter {
  const condition =
    operator === 'isNotEmpty'
      ? { isEmpty: false }
      : operator === 'isEmpty'
        ? { isEmpty: true }
        : { [operator]: value };
  return path.reduceRight<Record<string, unknown>>(
    (inner, segment) => ({ [segment]: inner }),
    condition,
  ) as Filter;
}

export function isFinished({ path, operator, value }: Rule): boolean {
  if (path.length === 0) return false;
  if (!needsOperand(operator)) return true;
  if (operator === 'between')
    return (
      Array.isArray(value) &&
      value.length === 2 &&
      value.every((each) => each !== null && each !== undefined && each !== '')
    );
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== '';
}

/** How many finished conditions there are, for "Filter 2". */
export function countRules(node: Node): number {
  if (node.kind === 'group') return node.items.reduce((sum, each) => sum + countRules(each), 0);
  return node.kind === 'raw' || isFinished(node) ? 1 : 0;
}

/** Whether every condition has its answer, so that nothing is left out. */
export function isWhole(node: Node): boolean {
  if (node.kind === 'group') return node.items.every(isWhole);
  return node.kind === 'raw' || isFinished(node);
}

/** The same tree with the node at that path (indexes from the root) changed, or taken out by null. */
export function replaceAt(root: Group, at: number[], change: (node: Node) => Node | null): Group {
  const [index, ...rest] = at;
  if (index === undefined) return (change(root) as Group | null) ?? emptyGroup();
  const items = root.items.flatMap((item, i): Node[] => {
    if (i !== index) return [item];
    const next = rest.length > 0 && item.kind === 'group' ? replaceAt(item, rest, change) : change(item);
    return next === null ? [] : [next];
  });
  return { ...root, items };
}

/** Both filters at once. */
export function both(left: Filter | null | undefined, right: Filter | null | undefined): Filter | null {
  if (!left || !right) return left ?? right ?? null;
  return { and: [left, right] };
}
