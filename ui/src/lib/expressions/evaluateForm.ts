import type { FieldDefinition, FormDefinition, Localized } from '@/api/types';
import { ExpressionError } from './ExpressionError';
import type { Expression } from './compile';
import { jsonOf, resultOf, rowsOf, Unavailable, valueOf, type Linked } from './fieldValue';
import { fieldNamed, formLogic, placeNamed, placesOf, type FormLogic, type Place } from './formLogic';
import type { EvaluationContext } from './nodes';
import type { Value } from './value';

type Data = Record<string, unknown>;

export interface FormContext {
  now: Date;
  /** The zone of TODAY and of the parts of moments: "Asia/Shanghai". */
  zone: string;
  me?: { id: string; title?: string | undefined } | undefined;
  /** The record's data before this change; without it the record is new and takes its defaults. */
  before?: Data | undefined;
  linked?: Linked;
  /** id, owner, department, createdAt, createdBy. */
  system?: (name: string) => Value;
}

export interface FieldState {
  visible: boolean;
  /** Never of a hidden field. */
  required: boolean;
  readOnly: boolean;
}

export interface FormError {
  /** "/data/calls/0/minutes" */
  path: string;
  code: string;
  text: Localized;
}

/** A record as its rules and formulas leave it. */
export interface FormOutcome {
  data: Data;
  errors: FormError[];
  /** Of a field, or by "calls.minutes" of a column in the row at that index. */
  stateOf: (name: string, row?: number) => FieldState;
}

/**
 * What a form's expressions make of a record, in the same steps as FormsHub.Core/Expressions/RecordLogic: defaults (of a new one),
 * formulas, values set by rules, formulas again, then states and errors. What needs a value that only the server knows stays as it is.
 */
export function evaluateForm(form: FormDefinition, data: Data, context: FormContext): FormOutcome {
  const record = new WorkingRecord(form, data, context);
  if (!context.before) record.fillDefaults();
  record.computeFormulas();
  if (record.takeRuleValues()) record.computeFormulas();
  record.applyRules();
  record.hideSections();
  record.demandRequired();
  return {
    data: record.data,
    errors: [...record.failures, ...record.errors],
    stateOf: (name, row) => record.stateOf(name, row),
  };
}

const top = -1;

class WorkingRecord {
  readonly data: Data;
  readonly errors: FormError[] = [];
  failures: FormError[] = [];
  private readonly logic: FormLogic;
  private readonly states = new Map<string, FieldState>();
  private readonly linked: Linked;

  constructor(
    private readonly form: FormDefinition,
    data: Data,
    private readonly context: FormContext,
  ) {
    this.logic = formLogic(form);
    this.linked = context.linked ?? (() => undefined);
    this.data = { ...data };
    for (const field of form.fields) {
      if (field.fields && this.data[field.key])
        this.data[field.key] = rowsOf(this.data[field.key]).map((row) => ({ ...row }));
    }
  }

  fillDefaults() {
    for (const place of placesOf(this.form)) {
      const constant = place.field.default;
      if (constant !== undefined && constant !== null)
        this.eachAbsent(place, (row) => this.set(place, row, constant));
    }
    for (const { expression, ...place } of this.logic.defaults) {
      this.eachAbsent(place, (row) => this.take(place, row, expression));
    }
  }

  computeFormulas() {
    this.failures = [];
    for (const { expression, ...place } of this.logic.formulas) {
      for (const row of this.rowsFor(place)) {
        const outcome = this.attempt(place, row, this.failures, () =>
          resultOf(expression.evaluate(this.contextIn(place, row)), place.field),
        );
        if (outcome !== unknown) this.set(place, row, outcome);
      }
    }
  }

  /** Whether a rule changed a value. */
  takeRuleValues() {
    let changed = false;
    for (const { when, actions } of this.logic.rules) {
      for (const { value, effect: _, ...place } of actions) {
        if (!value) continue;
        for (const row of this.rowsFor(place)) {
          if (this.attempt(place, row, [], () => this.holds(when, place, row)) === true) {
            changed = this.take(place, row, value) || changed;
          }
        }
      }
    }
    return changed;
  }

  applyRules() {
    for (const { when, actions } of this.logic.rules) {
      for (const { effect, value: _, ...place } of actions) {
        for (const row of this.rowsFor(place)) {
          if (this.attempt(place, row, this.errors, () => this.holds(when, place, row)) !== true) continue;
          const state = this.states.get(keyOf(place, row)) ?? given(place.field);
          this.states.set(keyOf(place, row), {
            visible: effect.visible ?? state.visible,
            required: effect.required ?? (state.required || (place.field.required ?? false)),
            readOnly: effect.readOnly ?? state.readOnly,
          });
          if (effect.error) this.errors.push({ path: pathOf(place, row), code: 'rule', text: effect.error });
        }
      }
    }
  }

  /** A section or tab that is hidden hides what stands in it; nobody is asked for a hidden field. */
  hideSections() {
    let tabShown = true;
    let sectionShown = true;
    for (const field of this.form.fields) {
      const state = this.states.get(keyOf({ field }, top)) ?? given(field);
      if (field.type === 'tabs') [tabShown, sectionShown] = [state.visible, true];
      if (field.type === 'section') sectionShown = state.visible;
      const visible = state.visible && tabShown && sectionShown;
      this.states.set(keyOf({ field }, top), { ...state, visible, required: state.required && visible });
    }
    for (const [key, state] of this.states) {
      if (!state.visible && state.required) this.states.set(key, { ...state, required: false });
    }
  }

  /** A field that was empty already, though it was demanded then as now, does not block a change of other fields. */
  demandRequired() {
    let was: WorkingRecord | undefined;
    for (const place of placesOf(this.form)) {
      if (computed.has(place.field.type) || (place.table && place.field.required)) continue;
      for (const row of this.rowsFor(place)) {
        if (
          !this.states.get(keyOf(place, row))?.required ||
          !isAbsent(this.cells(place, row)[place.field.key])
        )
          continue;
        const { before } = this.context;
        if (before && !place.table && isAbsent(before[place.field.key])) {
          was ??= this.asBefore(before);
          if (was.states.get(keyOf(place, row))?.required) continue;
        }
        this.errors.push({ path: pathOf(place, row), code: 'required', text: requiredText(place.field) });
      }
    }
  }

  stateOf(name: string, row = top): FieldState {
    const place = placeNamed(this.form, name);
    return (place && (this.states.get(keyOf(place, row)) ?? given(place.field))) ?? hidden;
  }

  private asBefore(before: Data) {
    const was = new WorkingRecord(this.form, before, this.context);
    was.applyRules();
    was.hideSections();
    return was;
  }

  private holds(when: Expression, place: Place, row: number) {
    return when.evaluate(this.contextIn(place, row)) === true;
  }

  /** Gives a field the value of an expression. Whether that changed anything. */
  private take(place: Place, row: number, expression: Expression) {
    const outcome = this.attempt(place, row, this.errors, () =>
      expression.evaluate(this.contextIn(place, row)),
    );
    return (
      outcome !== unknown && outcome !== undefined && this.set(place, row, this.written(outcome, place.field))
    );
  }

  /** A link is written with the title that is known of it. */
  private written(value: Value, field: FieldDefinition) {
    const json = jsonOf(value);
    if (typeof json !== 'string' || !linkTypes.has(field.type)) return json;
    return this.context.me?.id === json ? { ...this.context.me } : { id: json };
  }

  /** What the work gives; unknown: only the server can tell; undefined after a failure, which is told. */
  private attempt<T>(
    place: Place,
    row: number,
    errors: FormError[],
    work: () => T,
  ): T | undefined | typeof unknown {
    try {
      return work();
    } catch (error) {
      if (error instanceof Unavailable) return unknown;
      if (!(error instanceof ExpressionError)) throw error;
      const path = pathOf(place, row);
      if (!errors.some((each) => each.path === path && each.code === error.code)) {
        errors.push({ path, code: error.code, text: error.text });
      }
      return undefined;
    }
  }

  private contextIn(place: Place, row: number): EvaluationContext {
    const { context, linked } = this;
    const cells = place.table ? this.cells(place, row) : undefined;
    return {
      now: context.now.getTime(),
      zone: context.zone,
      me: context.me?.id,
      field: (key) => {
        const column = cells && fieldNamed(place.table?.fields, key);
        if (column) return valueOf(column, cells[column.key], linked);
        const field = fieldNamed(this.form.fields, key);
        return field ? valueOf(field, this.data[field.key], linked) : (context.system?.(key) ?? null);
      },
    };
  }

  private eachAbsent(place: Place, fill: (row: number) => void) {
    for (const row of this.rowsFor(place)) {
      if (this.cells(place, row)[place.field.key] === undefined) fill(row);
    }
  }

  /** -1 for a top-level field, the indexes of the rows for a column. */
  private rowsFor({ table }: Place) {
    return table ? rowsOf(this.data[table.key]).map((_, index) => index) : [top];
  }

  private cells({ table }: Place, row: number): Data {
    return table ? (rowsOf(this.data[table.key])[row] ?? {}) : this.data;
  }

  private set(place: Place, row: number, value: unknown) {
    const cells = this.cells(place, row);
    const { key } = place.field;
    if (JSON.stringify(cells[key] ?? null) === JSON.stringify(value ?? null)) return false;
    if (value === undefined) Reflect.deleteProperty(cells, key);
    else cells[key] = value;
    return true;
  }
}

const unknown = Symbol('unknown');
const hidden: FieldState = { visible: false, required: false, readOnly: true };
const linkTypes = new Set(['reference', 'user', 'department']);
const computed = new Set(['formula', 'lookup', 'rollup', 'serial', 'section', 'tabs', 'divider', 'note']);

const given = (field: FieldDefinition): FieldState => ({
  visible: !field.hidden,
  required: (field.required ?? false) && !field.hidden,
  readOnly: field.readOnly ?? false,
});

const isAbsent = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const keyOf = ({ field, table }: Place, row: number) => `${table?.key ?? ''}.${field.key}.${row}`;

const pathOf = ({ field, table }: Place, row: number) =>
  table ? `/data/${table.key}/${row}/${field.key}` : `/data/${field.key}`;

function requiredText({ label, key }: FieldDefinition): Localized {
  const en = label?.en ?? label?.['zh-CN'] ?? key;
  const zh = label?.['zh-CN'] ?? label?.en ?? key;
  return { en: `"${en}" is required.`, 'zh-CN': `“${zh}”为必填项。` };
}
