import { ApiProblem } from './problem';
import type { ProblemDetails } from './types';

type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue>;
type Options = { query?: Query; signal?: AbortSignal; idempotencyKey?: string };

const root = '/api/v1';
let signedOut: () => void = () => {};

/** Called once by the entry: what to do when the server no longer knows our session. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

/** The server tells the console's writes from forged ones by this header. */
const writeHeader = { 'X-Daylight': '1' } as const;

export const api = {
  get: <T>(path: string, options: Options = {}) => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options: Options = {}) => send<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options: Options = {}) => send<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options: Options = {}) => send<T>('PATCH', path, body, options),
  del: <T = void>(path: string, options: Options = {}) => send<T>('DELETE', path, undefined, options),
  /** A multipart upload with progress in 0..1; `fetch` can't report upload progress. */
  upload,
  /** Fetches a file and hands it to the browser under the name the server gave it. */
  download,
};

export function apiUrl(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const tail = parameters.toString();
  return `${root}${path}${tail ? `?${tail}` : ''}`;
}

async function send<T>(method: string, path: string, body: unknown, options: Options): Promise<T> {
  const response = await request(method, path, body, options);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

async function request(method: string, path: string, body: unknown, options: Options): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (method !== 'GET') {
    Object.assign(headers, writeHeader);
    headers['Idempotency-Key'] = options.idempotencyKey ?? crypto.randomUUID?.() ?? fallbackKey();
  }
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      signal: options.signal ?? null,
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiProblem(0, { code: 'network' });
  }
  if (response.ok) return response;
  throw report(path, response.status, await problemOf(response));
}

/** Browsers offer randomUUID on https and localhost only; a console may be opened by plain address. */
function fallbackKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join(
    '',
  );
}

function report(path: string, status: number, body: ProblemDetails): ApiProblem {
  if (status === 401 && path !== '/session') signedOut();
  return new ApiProblem(status, body);
}

async function problemOf(response: Response): Promise<ProblemDetails> {
  return parseProblem(await response.text().catch(() => ''), response.status);
}

function parseProblem(text: string, status: number): ProblemDetails {
  try {
    return JSON.parse(text) as ProblemDetails;
  } catch {
    return { status };
  }
}

function upload<T>(path: string, form: FormData, onProgress?: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open('POST', apiUrl(path));
    call.setRequestHeader('X-Daylight', '1');
    call.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    call.onerror = () => reject(new ApiProblem(0, { code: 'network' }));
    call.onload = () => {
      if (call.status < 300) resolve(JSON.parse(call.responseText) as T);
      else reject(report(path, call.status, parseProblem(call.responseText, call.status)));
    };
    call.send(form);
  });
}

async function download(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<{ name: string; blob: Blob }> {
  const response = await request(method, path, body, {});
  const name = fileName(response.headers.get('Content-Disposition')) ?? path.split('/').at(-1) ?? 'download';
  const blob = await response.blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return { name, blob };
}

export function fileName(disposition: string | null): string | null {
  const extended = disposition?.match(/filename\*=UTF-8''([^;]+)/i)?.[1];
  if (extended) return decodeURIComponent(extended);
  return disposition?.match(/filename="?([^";]+)"?/i)?.[1] ?? null;
}
