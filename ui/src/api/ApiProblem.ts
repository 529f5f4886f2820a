import type { FieldProblem } from './types';

/** What the server (or the lost connection) said went wrong: RFC 9457, with the errors by their path. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldProblem[];
  /** Everything else in the problem, such as `current` of a 412. */
  readonly rest: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.detail ?? body.title ?? `HTTP ${status}`));
    this.status = status;
    this.code = String(body.code ?? `http_${status}`);
    this.errors = Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [];
    this.rest = body;
  }

  /** No answer came at all. */
  get isOffline() {
    return this.status === 0;
  }

  get isStale() {
    return this.status === 412;
  }

  /** Messages by path, as RecordForm takes them. */
  get byPath(): Record<string, string> {
    return Object.fromEntries(this.errors.map((each) => [each.path, each.message]));
  }

  /** One sentence for a toast: the first field's message says more than the title. */
  get sentence() {
    return this.errors[0]?.message ?? this.message;
  }
}
