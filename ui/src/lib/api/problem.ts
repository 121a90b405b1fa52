import type { ProblemDetails } from './types';

/** A refusal or fault told by the server, or the network failing (`status` 0, code `network`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly traceId: string | null;
  readonly detail: string | null;
  readonly fields: { field: string; message: string }[];
  /** The whole problem document: some codes carry more, e.g. the owner of a claimed review. */
  readonly body: ProblemDetails & Record<string, unknown>;

  constructor(status: number, body: ProblemDetails & Record<string, unknown>) {
    super(body.detail ?? body.title ?? body.code ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'network' : `http-${status}`);
    this.traceId = body.traceId ?? null;
    this.detail = body.detail ?? null;
    this.fields = body.errors ?? [];
    this.body = body;
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}
