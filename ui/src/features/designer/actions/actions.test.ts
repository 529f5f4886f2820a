import { describe, expect, it } from 'vitest';
import { conditionOf } from '../model/conditions';
import { opened, reduce, step, type Action, type Designer } from '../model/designer';
import { forServer } from '../model/uids';
import { addField } from './addField';
import { adoptSaved } from './adoptSaved';
import { duplicateField } from './duplicateField';
import { moveBy } from './moveBy';
import { moveField } from './moveField';
import { redo } from './redo';
import { removeField } from './removeField';
import { conditionState, setCondition } from './setCondition';
import { setKey } from './setKey';
import { setLabel } from './setLabel';
import { undo } from './undo';
import { updateField } from './updateField';

const start = opened({
  key: 'contact',
  title: { en: 'Contact' },
  titleField: 'name',
  fields: [
    { id: 'f1', key: 'name', type: 'text', label: { en: 'Name' } },
    { id: 'f2', key: 'phone', type: 'phone', label: { en: 'Mobile' } },
    {
      id: 'f3',
      key: 'calls',
      type: 'table',
      label: {},
      fields: [{ id: 'f4', key: 'minutes', type: 'number', label: {} }],
    },
    {
      id: 'f5',
      key: 'total',
      type: 'formula',
      label: {},
      expression: "SUM(calls.minutes) + LEN('phone') + LEN(phone)",
    },
  ],
  rules: [{ when: "phone != ''", set: [{ field: 'calls.minutes', required: true }] }],
});
const run = <Args>(designer: Designer, action: Action<Args>, args: Args) =>
  reduce(designer, step(action, args));
const keys = ({ draft }: Designer) => draft.fields.map((each) => each.key);

describe('adding', () => {
  it('puts a field where it is dropped and selects it', () => {
    const next = run(start, addField, { type: 'email', at: { list: 'root', index: 1 } });

    expect(keys(next)).toEqual(['name', 'email', 'phone', 'calls', 'total']);
    expect(next.selected).toBe(next.draft.fields[1]?.$id);
  });

  it('gives a second one of a kind another key', () => {
    expect(keys(run(start, addField, { type: 'phone' }))).toContain('phone2');
  });

  it('makes a pair beside another field', () => {
    const next = run(start, addField, { type: 'text', at: { list: 'root', index: 1 }, beside: 'f1' });

    expect(next.draft.fields.slice(0, 2).map((each) => each.width)).toEqual(['half', 'half']);
  });

  it('chooses no word that is reserved', () => {
    expect(keys(run(start, addField, { type: 'department' }))).toContain('departmentValue');
  });

  it('keeps a table out of a table', () => {
    expect(run(start, addField, { type: 'table', at: { list: 'f3', index: 0 } }).draft).toBe(start.draft);
  });

  it('begins a table with a column', () => {
    expect(run(start, addField, { type: 'table' }).draft.fields.at(-1)?.fields).toHaveLength(1);
  });
});

describe('moving', () => {
  it('goes behind the place it left', () => {
    expect(keys(run(start, moveField, { field: 'f1', to: { list: 'root', index: 2 } }))).toEqual([
      'phone',
      'name',
      'calls',
      'total',
    ]);
  });

  it('goes by one with the keyboard, not past the ends', () => {
    expect(keys(run(start, moveBy, { field: 'f2', by: -1 }))).toEqual(['phone', 'name', 'calls', 'total']);
    expect(keys(run(start, moveBy, { field: 'f1', by: 1 }))).toEqual(['phone', 'name', 'calls', 'total']);
    expect(run(start, moveBy, { field: 'f1', by: -1 }).draft).toBe(start.draft);
  });

  it('takes formulas and rules along into a table', () => {
    const { draft } = run(start, moveField, { field: 'f2', to: { list: 'f3', index: 1 } });

    expect(draft.fields[1]?.fields?.map((each) => each.key)).toEqual(['minutes', 'phone']);
    expect(draft.fields[2]?.expression).toBe("SUM(calls.minutes) + LEN('phone') + LEN(calls.phone)");
    expect(draft.rules?.[0]?.when).toBe("calls.phone != ''");
  });
});

describe('naming', () => {
  it('carries a new key into formulas, rules and the title', () => {
    const { draft } = run(start, setKey, { field: 'f2', key: 'mobile' });

    expect(draft.fields[3]?.expression).toBe("SUM(calls.minutes) + LEN('phone') + LEN(mobile)");
    expect(draft.rules?.[0]?.when).toBe("mobile != ''");
    expect(run(start, setKey, { field: 'f1', key: 'fullName' }).draft.titleField).toBe('fullName');
    expect(run(start, setKey, { field: 'f4', key: 'mins' }).draft.rules?.[0]?.set[0]?.field).toBe(
      'calls.mins',
    );
  });

  it('makes the key of a new field from its English name, until someone chooses one', () => {
    const added = run(start, addField, { type: 'text' });
    const uid = added.selected as string;
    const named = run(added, setLabel, { field: uid, label: { en: 'Job title' } });
    expect(keys(named).at(-1)).toBe('jobTitle');

    const chosen = run(named, setKey, { field: uid, key: 'job' });
    expect(keys(run(chosen, setLabel, { field: uid, label: { en: 'Position' } })).at(-1)).toBe('job');
    expect(run(start, setLabel, { field: 'f1', label: { en: 'Full name' } }).draft.fields[0]?.key).toBe(
      'name',
    );
  });
});

describe('conditions', () => {
  it('show a field only when they hold', () => {
    const next = run(start, setCondition, {
      field: 'f2',
      effect: 'visible',
      when: { expression: "name == 'x'" },
    });

    expect(next.draft.fields[1]?.hidden).toBe(true);
    expect(next.draft.rules?.at(-1)).toEqual({
      when: "name == 'x'",
      set: [{ field: 'phone', visible: true }],
    });
    expect(conditionState(next, 'f2', 'visible')).toEqual({ expression: "name == 'x'" });
  });

  it('go again without leaving empty rules', () => {
    const next = run(start, setCondition, { field: 'f4', effect: 'required', when: 'never' });

    expect(next.draft.rules).toEqual([]);
    expect(conditionOf(next.draft, 'calls.minutes', 'required')).toBeUndefined();
  });
});

describe('removing and copying', () => {
  it('takes what rules did to the field along', () => {
    const next = run({ ...start, selected: 'f3' }, removeField, 'f3');

    expect(keys(next)).toEqual(['name', 'phone', 'total']);
    expect(next.draft.rules).toEqual([]);
    expect(next.selected).toBe('f5');
  });

  it('copies without ids of the server', () => {
    const copy = run(start, duplicateField, 'f3').draft.fields[3];

    expect(copy).toMatchObject({ key: 'calls2' });
    expect(copy?.id).toBeUndefined();
    expect(copy?.fields?.[0]?.id).toBeUndefined();
  });
});

describe('undo', () => {
  it('goes back and forth', () => {
    const removed = run(start, removeField, 'f1');
    const undone = run(removed, undo, undefined);

    expect(undone.draft).toBe(start.draft);
    expect(run(undone, redo, undefined).draft).toBe(removed.draft);
  });

  it('undoes a typed word in one step', () => {
    let designer = start;
    for (const en of ['N', 'Na', 'Nam'])
      designer = run(designer, updateField, { field: 'f1', patch: { help: { en } } });

    expect(run(designer, undo, undefined).draft).toBe(start.draft);
  });

  it('is not a step of its own when the server gives ids', () => {
    const added = run(start, addField, { type: 'email' });
    const saved = forServer(added.draft);
    const withIds = { ...saved, fields: saved.fields.map((each) => ({ ...each, id: each.id ?? 'f6' })) };
    const next = run(added, adoptSaved, { sent: added.draft, saved: withIds });

    expect(next.draft.fields.at(-1)?.id).toBe('f6');
    expect(keys(run(next, undo, undefined))).toEqual(keys(start));
  });
});

it("never sends what is the browser's own", () => {
  expect(JSON.stringify(forServer(run(start, addField, { type: 'text' }).draft))).not.toContain('$');
});
