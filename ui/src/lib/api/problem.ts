import type { ProblemDetails } from './types';

/** A refusal or fault told by the server, or the network failing (`status` 0, code `network`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly traceId: string | null;
  readonly detail: string | null;
  readonly fields: { field: string; message: string }[];
  /** What some codes carry besides, e.g. the owner of a claimed review and until when. */
  readonly facts: Readonly<Record<string, string>>;

  constructor(status: number, body: ProblemDetails) {
    super(body.detail ?? body.title ?? body.code ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'network' : `http-${status}`);
    this.traceId = body.traceId ?? null;
    this.detail = body.detail ?? null;
    this.fields = body.errors ?? [];
    this.facts = body.facts ?? {};
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}
