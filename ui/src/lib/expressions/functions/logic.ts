import type { Body } from '../call';
import { calculate, holds, isYes, same, type Node, type Run } from '../nodes';
import { isEmpty, type Value } from '../value';

const valueOf = (run: Run, args: Node[], index: number) => {
  const node = args[index];
  return node ? calculate(node, run) : null;
};

/** Whether all conditions, lists of them too, are as wanted; asks no further than needed. */
function every(run: Run, args: Node[], wanted: boolean) {
  const all = (value: Value, node: Node): boolean => {
    if (!Array.isArray(value)) return isYes(node.offset, value) === wanted;
    run.spend(node.offset, value.length);
    return value.every((item) => all(item, node));
  };
  return args.every((node) => all(calculate(node, run), node));
}

/** Decisions. They compute only the arguments that count; in a condition Empty is false. */
export const logic: Record<string, Body> = {
  IF: { choose: (run, args) => valueOf(run, args, args[0] && holds(args[0], run) ? 1 : 2) },
  IFS: {
    choose: (run, args) => {
      for (let i = 0; i + 1 < args.length; i += 2) {
        if (holds(args[i] as Node, run)) return valueOf(run, args, i + 1);
      }
      return null;
    },
  },
  SWITCH: {
    choose: (run, args) => {
      const value = valueOf(run, args, 0);
      let i = 1;
      for (; i + 1 < args.length; i += 2) {
        if (same(run, (args[i] as Node).offset, value, valueOf(run, args, i)))
          return valueOf(run, args, i + 1);
      }
      return valueOf(run, args, i);
    },
  },
  AND: { choose: (run, args) => every(run, args, true) },
  OR: { choose: (run, args) => !every(run, args, false) },
  NOT: { choose: (run, args) => !holds(args[0] as Node, run) },
  ISEMPTY: { compute: (args) => isEmpty(args.at(0)) },
  COALESCE: {
    choose: (run, args) => {
      for (const node of args) {
        const value = calculate(node, run);
        if (!isEmpty(value)) return value;
      }
      return null;
    },
  },
  ME: { compute: (args) => args.run.context.me ?? null },
};
